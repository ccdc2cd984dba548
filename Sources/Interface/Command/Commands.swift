// SPDX-License-Identifier: Apache-2.0
package import Terminal

/// The commands of all key tables.
package enum Commands {
    /// All key tables there are: those of every place, and the pages of every pane.
    package static let keyTables: [KeyTable] = {
        let shared: [KeyTable] = [
            .global, .nav, .list, .history, .form, .picker, .calendar, .clash, .cell, .filter, .palette, .help,
            .question, .pick, .ask, .preview, .columns, .sort, .views, .files, .mapping, .fieldChoice, .dryRun, .mend,
            .text,
        ]
        let known = Set(shared)
        return shared + Panes.all.flatMap(\.keyTables).filter { !known.contains($0) }
    }()

    /// The command of an id.
    package static func named(_ id: String) -> Command? {
        for table in keyTables {
            if let command = table.commands.first(where: { $0.id == id }) { return command }
        }
        return nil
    }

    /// What a sequence of keys means.
    enum Meaning {
        case command(Command)
        /// A command that does not apply to what is shown now.
        case inapplicable(Command)
        /// The begin of longer sequences.
        case prefix
        case nothing
    }

    /// The keys of a sequence in the notation of `Key.name`.
    package static func sequence(_ text: String) -> [Key]? {
        let names = text.split(separator: " ")
        let keys = names.compactMap { Key(name: String($0)) }
        return keys.count == names.count && !keys.isEmpty ? keys : nil
    }

    private static let byID: [String: [String: Command]] = Dictionary(
        uniqueKeysWithValues: keyTables.map { table in
            (table.name, Dictionary(table.commands.map { ($0.id, $0) }) { first, _ in first })
        })

    /// What keys mean in a place.
    static func meaning(of keys: [Key], in place: any Place, _ map: KeyMap) -> Meaning {
        let own = place.keyTables
        let isTyping = own.contains(.text)
        var inapplicable: Command?
        for table in own + [.global] {
            let isOutside = isTyping && table == .global
            let bindings = map[table.name]
            if let command = bindings.command(keys).flatMap({ byID[table.name]?[$0] }) {
                if isOutside, !passes(command, keys) { continue }
                if command.applies(to: place) { return .command(command) }
                inapplicable = inapplicable ?? command
            }
            if !isOutside, bindings.isPrefix(keys) { return .prefix }
        }
        return inapplicable.map { .inapplicable($0) } ?? .nothing
    }

    /// What a command that is called by its id means in a place.
    static func meaning(ofCommand id: String, in place: any Place) -> Meaning {
        for table in place.keyTables + [.global] {
            guard let command = byID[table.name]?[id] else { continue }
            return command.applies(to: place) ? .command(command) : .inapplicable(command)
        }
        return .nothing
    }

    /// Whether keys mean something in the place's own tables.
    static func binds(_ keys: [Key], in place: any Place, _ map: KeyMap) -> Bool {
        place.keyTables.contains { map[$0.name].command(keys) != nil }
    }

    /// Whether a key of a global command keeps its meaning while one types.
    static func passes(_ command: Command, _ keys: [Key]) -> Bool {
        guard command.reach != .lists, keys.count == 1 else { return false }
        if case .character = keys[0] { return false }
        return true
    }

    /// The commands that may follow a prefix, with the keys still to press.
    static func following(_ prefix: [Key], in place: any Place, _ map: KeyMap) -> [(rest: [Key], command: Command)] {
        (place.keyTables + [.global]).flatMap { table in
            map[table.name].following(prefix).compactMap { binding in
                guard let command = byID[table.name]?[binding.id], command.applies(to: place) else { return nil }
                return (Array(binding.keys.dropFirst(prefix.count)), command)
            }
        }
    }

    /// A command with the keys it has.
    struct Keyed: Sendable {
        let command: Command
        let keys: [[Key]]

        /// The keys as they are shown.
        func label(_ glyphs: Glyphs) -> String {
            keys.map { KeyLabel.text($0, glyphs) }.joined(separator: "  ")
        }
    }

    /// The commands of a table with their keys.
    static func keyed(_ table: KeyTable, _ map: KeyMap) -> [Keyed] {
        table.commands.map { Keyed(command: $0, keys: map[table.name].keys(of: $0.id)) }
    }

    /// The commands that can be chosen by name in a place, its own first.
    static func choices(in place: any Place, _ situation: Situation) -> [Keyed] {
        (place.keyTables + [.global]).filter { $0 != .text }.flatMap { keyed($0, situation.keyMap) }.filter { keyed in
            keyed.command.applies(to: place) && !keyed.command.isAbsent(for: situation.viewer)
        }
    }

    /// The key table as Markdown, for the user guide.
    package static func reference() -> String {
        var text = ""
        for table in keyTables {
            text += "\(text.isEmpty ? "" : "\n")## \(table.title)\n\n| keys | does | command |\n|---|---|---|\n"
            for command in table.commands {
                let keys = command.keys.map { code($0) }.joined(separator: " ")
                text += "| \(keys.isEmpty ? "–" : keys) | \(command.title) | `\(command.id)` |\n"
            }
        }
        return text
    }

    private static func code(_ keys: String) -> String {
        keys.contains("|") ? "`` \(keys.replacing("|", with: "\\|")) ``" : "`\(keys)`"
    }
}
