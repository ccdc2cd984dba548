// SPDX-License-Identifier: Apache-2.0
package import Terminal

/// Which keys mean which command, by context: the built-in keys, or those with files laid over them.
package struct KeyMap: Equatable, Sendable {
    /// Keys and the command they are for.
    package struct Binding: Equatable, Sendable {
        package let keys: [Key]
        package let id: String
    }

    /// The keys of one context. What a person bound stands before what was inherited.
    package struct Bindings: Equatable, Sendable {
        package private(set) var all: [Binding]
        private let commands: [[Key]: String]
        private let prefixes: Set<[Key]>
        private let keys: [String: [[Key]]]

        init(_ all: [Binding] = []) {
            self.all = all
            commands = Dictionary(all.map { ($0.keys, $0.id) }) { first, _ in first }
            prefixes = Set(all.flatMap { binding in (1..<binding.keys.count).map { Array(binding.keys.prefix($0)) } })
            keys = Dictionary(grouping: all, by: \.id).mapValues { $0.map(\.keys) }
        }

        /// The command of some keys.
        package func command(_ keys: [Key]) -> String? { commands[keys] }

        /// Whether longer sequences begin with these keys.
        package func isPrefix(_ keys: [Key]) -> Bool { prefixes.contains(keys) }

        /// The keys of a command, the one to show first.
        package func keys(of id: String) -> [[Key]] { keys[id] ?? [] }

        /// What may follow some keys, in the order of the map.
        package func following(_ prefix: [Key]) -> [Binding] {
            all.filter { $0.keys.count > prefix.count && $0.keys.starts(with: prefix) }
        }
    }

    /// Its name: "default", "vim", or that of a file.
    package let name: String
    private let contexts: [String: Bindings]
    private static let none = Bindings()

    init(name: String, contexts: [String: Bindings]) {
        self.name = name
        self.contexts = contexts
    }

    /// The keys that the commands of a table have by themselves.
    package init(_ table: KeyTables) {
        let pairs = table.sections.map { section in
            let bindings = section.rows.flatMap { row in
                row.keys.compactMap { text in KeySequence.keys(text).map { Binding(keys: $0, id: row.id) } }
            }
            return (section.name, Bindings(bindings))
        }
        self.init(name: KeyMap.defaultName, contexts: Dictionary(uniqueKeysWithValues: pairs))
    }

    /// What the built-in map is called.
    package static let defaultName = "default"

    /// The keys of a context; none for one that the map does not know.
    package subscript(context: String) -> Bindings { contexts[context] ?? KeyMap.none }

    /// The map with a file laid over it: its keys first, without what they take the place of.
    func with(_ file: KeyMapFile) -> KeyMap {
        var contexts = contexts
        for section in file.sections {
            let unbound = Set(section.entries.filter { $0.id == nil }.map(\.keys))
            let own = section.entries.compactMap { entry in entry.id.map { Binding(keys: entry.keys, id: $0) } }
            let kept = self[section.name].all.filter { binding in
                !unbound.contains(binding.keys) && !own.contains { $0.meets(binding) }
            }
            contexts[section.name] = Bindings(own + kept)
        }
        return KeyMap(name: file.name, contexts: contexts)
    }
}

extension KeyMap.Binding {
    /// Whether the two cannot both be typed: the same keys, or one of them begins the other.
    func meets(_ other: KeyMap.Binding) -> Bool { keys.starts(with: other.keys) || other.keys.starts(with: keys) }
}
