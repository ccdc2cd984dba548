// SPDX-License-Identifier: Apache-2.0

/// The commands of one context of the key map. Tables build on each other in the order a place names them; those of
/// text stand alone.
package struct KeyTable: Sendable {
    /// Its name in key maps.
    package let name: String
    /// What the help calls it.
    package let title: String
    /// Its commands, in the order of help.
    package let commands: [Command]

    init(_ name: String, _ title: String, _ commands: [Command]) {
        self.name = name
        self.title = title
        self.commands = commands
    }
}

extension KeyTable: Hashable {
    package static func == (left: KeyTable, right: KeyTable) -> Bool { left.name == right.name }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
