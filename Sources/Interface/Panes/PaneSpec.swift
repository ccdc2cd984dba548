// SPDX-License-Identifier: Apache-2.0

/// A pane as it is registered: its number is its key.
package struct PaneSpec: Sendable {
    /// One tab of a pane.
    package struct Tab: Sendable {
        let title: String
        /// Makes what the tab shows first.
        let make: @Sendable () -> any Place

        /// How a session names it.
        var word: String { title.lowercased() }
    }

    package let number: Int
    /// Its name on the first row.
    package let title: String
    let tabs: [Tab]
    /// The key tables of its places that no other pane has.
    let keyTables: [KeyTable]

    /// How a session names it.
    var word: String { title.lowercased() }

    package init(_ number: Int, _ title: String, tabs: [Tab], keyTables: [KeyTable] = []) {
        self.number = number
        self.title = title
        self.tabs = tabs
        self.keyTables = keyTables
    }
}

extension PaneSpec: Equatable {
    /// A pane is known by its number.
    package static func == (left: PaneSpec, right: PaneSpec) -> Bool { left.number == right.number }
}

/// The panes there are.
package enum Panes {
    /// In the order of their numbers: registered here, and nowhere else.
    package static let all: [PaneSpec] = [.inventory, .audit, .shop]

    /// The words of the tabs of each pane by its own, as a session names them.
    package static let words: [String: [String]] = Dictionary(
        uniqueKeysWithValues: all.map { ($0.word, $0.tabs.map(\.word)) })
}
