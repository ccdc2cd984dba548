// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Terminal

/// What every place knows: whose store is looked at by whom, when, and on what extent.
package struct Situation: Equatable, Sendable {
    /// The store's name.
    package internal(set) var storeName: String
    /// Who looks, and what they may do.
    package internal(set) var viewer: Viewer
    /// The time.
    package internal(set) var clock: Clock
    /// The terminal's extent.
    package internal(set) var size: Size
    /// How the screen is drawn and handled.
    package internal(set) var manner: Manner
    /// Which keys mean which command.
    package let keyMap: KeyMap
    /// All messages, oldest first.
    package internal(set) var log: [Toast] = []

    /// What stands where on a terminal of this size.
    var layout: Layout { Layout(size: size, isLinear: manner.isAccessible) }

    /// The first key of a command of a table, as it is written; empty without one.
    func key(of id: String, in table: KeyTable = .global, _ glyphs: Glyphs = .unicode) -> String {
        keyMap[table.name].keys(of: id).first.map { KeyLabel.text($0, glyphs) } ?? ""
    }

    /// What a filter's words mean here and now.
    package var filterViewpoint: FilterViewpoint {
        let clock = clock
        return FilterViewpoint(
            currency: viewer.currency, today: clock.today, me: viewer.member, startOfDay: { clock.start(of: $0) })
    }
}
