// SPDX-License-Identifier: Apache-2.0
package import Terminal

/// Keys that are pressed one after the other, as a key map writes them: "g m".
package enum KeySequence {
    /// Longer ones nobody remembers.
    package static let keysMax = 4

    /// The keys of a text; nil when one of them is none.
    package static func keys(_ text: String) -> [Key]? {
        // A key that is the blank itself is written as "space".
        let names = text.split(separator: " ")
        let keys = names.compactMap { Key(name: String($0)) }
        return keys.count == names.count && !keys.isEmpty ? keys : nil
    }

    /// The text of some keys.
    package static func text(_ keys: [Key]) -> String { keys.map(\.name).joined(separator: " ") }
}
