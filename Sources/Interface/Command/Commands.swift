// SPDX-License-Identifier: Apache-2.0
package import Terminal

/// The commands of all key tables.
package enum Commands {
    /// All key tables there are: those of every place, and the pages of every pane.
    package static let keyTables: [KeyTable] = {
        let shared: [KeyTable] = [.global, .nav, .list, .history, .cell, .filter, .palette, .help, .text]
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

    private static let bindings: [String: [[Key]: Command]] = Dictionary(
        uniqueKeysWithValues: keyTables.map { table in
            let pairs = table.commands.flatMap { command in
                command.keys.compactMap { sequence($0).map { ($0, command) } }
            }
            return (table.name, Dictionary(pairs) { first, _ in first })
        })

    private static let prefixes: [String: Set<[Key]>] = bindings.mapValues { bound in
        Set(bound.keys.flatMap { keys in (1..<keys.count).map { Array(keys.prefix($0)) } })
    }

    /// What keys mean in a place.
    static func meaning(of keys: [Key], in place: any Place) -> Meaning {
        let own = place.keyTables
        let isTyping = own.contains(.text)
        var inapplicable: Command?
        for table in own + [.global] {
            let isOutside = isTyping && table == .global
            if let command = bindings[table.name]?[keys] {
                if isOutside, !passes(command, keys) { continue }
                if command.applies(to: place) { return .command(command) }
                inapplicable = inapplicable ?? command
            }
            if !isOutside, prefixes[table.name]?.contains(keys) ?? false { return .prefix }
        }
        return inapplicable.map { .inapplicable($0) } ?? .nothing
    }

    /// Whether a key of a global command keeps its meaning while one types.
    static func passes(_ command: Command, _ keys: [Key]) -> Bool {
        guard command.reach != .lists, keys.count == 1 else { return false }
        if case .character = keys[0] { return false }
        return true
    }

    /// The commands that may follow a prefix, with the keys still to press.
    static func following(_ prefix: [Key], in place: any Place) -> [(rest: [Key], command: Command)] {
        var found: [(rest: [Key], command: Command)] = []
        for table in place.keyTables + [.global] {
            for command in table.commands where command.applies(to: place) {
                for keys in command.keys.compactMap(sequence)
                where keys.count > prefix.count && keys.starts(with: prefix) {
                    found.append((Array(keys.dropFirst(prefix.count)), command))
                }
            }
        }
        return found
    }

    /// The commands that can be chosen by name in a place, its own first.
    static func choices(in place: any Place, _ viewer: Viewer) -> [Command] {
        (place.keyTables + [.global]).filter { $0 != .text }.flatMap(\.commands).filter { command in
            command.applies(to: place) && !(command.danger == .writes && viewer.isReadOnly)
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
