// SPDX-License-Identifier: Apache-2.0
package import Terminal

/// The one table of commands, by layer.
package enum Commands {
    /// The commands of a layer, in the order of help.
    package static func table(_ layer: Layer) -> [Command] {
        switch layer {
        case .global: global
        case .list: list
        case .inventory: inventory
        case .history: history
        case .audit: audit
        case .cell: cell
        case .filter: filter
        case .palette: palette
        case .reader: reader
        case .text: text
        }
    }

    /// The command of an id.
    package static func named(_ id: String) -> Command? {
        for layer in Layer.allCases {
            if let command = table(layer).first(where: { $0.id == id }) { return command }
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

    private static let bindings: [Layer: [[Key]: Command]] = Dictionary(
        uniqueKeysWithValues: Layer.allCases.map { layer in
            let pairs = table(layer).flatMap { command in
                command.keys.compactMap { sequence($0).map { ($0, command) } }
            }
            return (layer, Dictionary(pairs) { first, _ in first })
        })

    private static let prefixes: [Layer: Set<[Key]>] = bindings.mapValues { bound in
        Set(bound.keys.flatMap { keys in (1..<keys.count).map { Array(keys.prefix($0)) } })
    }

    /// What keys mean in some layers, innermost first.
    static func meaning(of keys: [Key], in model: Model) -> Meaning {
        let layers = model.layers
        let isTyping = layers.contains(.text)
        var inapplicable: Command?
        for layer in layers {
            if let command = bindings[layer]?[keys] {
                if isTyping, layer == .global, !passes(command, keys) { continue }
                if command.when(model) { return .command(command) }
                inapplicable = inapplicable ?? command
            }
            let isPrefix = prefixes[layer]?.contains(keys) ?? false
            if isPrefix && !(isTyping && layer == .global) { return .prefix }
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
    static func following(_ prefix: [Key], in model: Model) -> [(rest: [Key], command: Command)] {
        var found: [(rest: [Key], command: Command)] = []
        for layer in model.layers {
            for command in table(layer) where command.when(model) {
                for keys in command.keys.compactMap(sequence)
                where keys.count > prefix.count && keys.starts(with: prefix) {
                    found.append((Array(keys.dropFirst(prefix.count)), command))
                }
            }
        }
        return found
    }

    /// The commands that can be chosen by name in the pane, those of this pane first.
    static func choices(in model: Model) -> [Command] {
        model.paneLayers.filter { $0 != .text }.flatMap(table).filter { command in
            command.when(model) && !(command.danger == .writes && model.session.isReadOnly)
        }
    }

    /// The key table as Markdown, for the user guide.
    package static func reference() -> String {
        var text = ""
        for layer in Layer.allCases {
            text += "\(text.isEmpty ? "" : "\n")## \(layer.title)\n\n| keys | does | command |\n|---|---|---|\n"
            for command in table(layer) {
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
