// SPDX-License-Identifier: Apache-2.0

/// A place with its number: the replies to its requests find it by it.
struct Slot: Sendable {
    let number: Int
    var place: any Place
}

extension Slot: Equatable {
    static func == (left: Slot, right: Slot) -> Bool {
        left.number == right.number && left.place.isEqual(to: right.place)
    }
}

/// What a pane holds: for each tab that was shown its places, the one on top last.
struct PaneState: Equatable, Sendable {
    let spec: PaneSpec
    var tab = 0
    var stacks: [[Slot]]

    init(_ spec: PaneSpec) {
        self.spec = spec
        stacks = spec.tabs.map { _ in [] }
    }
}
