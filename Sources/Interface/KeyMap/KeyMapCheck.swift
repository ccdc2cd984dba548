// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// What is wrong with a key map, or worth knowing, beyond what its file cannot say at all.
struct KeyMapCheck {
    /// What the file says.
    let file: KeyMapFile
    /// What the file builds on.
    let base: KeyMap
    /// What comes of the two.
    let map: KeyMap
    let table: KeyTables

    /// Everything, in the order of the file.
    func problems(_ path: String) -> [FileProblem] {
        var reading = FileReading(file: path)
        for section in file.sections {
            for entry in section.entries {
                arrival(entry, section.name, &reading)
                conflicts(entry, section, &reading)
            }
        }
        for section in table.sections { wholeness(section, &reading) }
        return reading.problems
    }

    /// Whether the keys of an entry arrive, and mean something besides.
    private func arrival(_ entry: KeyMapFile.Entry, _ context: String, _ reading: inout FileReading) {
        guard let id = entry.id else { return }
        for key in entry.keys {
            switch KeyArrival(key) {
            case .itself: break
            case .another(let other): reading.add(.neverArrives(key.name, as: other.name), at: entry.place, context)
            case .never: reading.add(.neverArrives(key.name, as: nil), at: entry.place, context)
            case .risky(let reason): reading.add(.risky(key.name, reason: reason), at: entry.place, context)
            }
        }
        guard let first = entry.keys.first, KeyMapCheck.isTyped(first), table[context]?.isTyping ?? false else {
            return
        }
        // Where a command has such a key by itself, it knows when the key is meant and when it is text.
        let own = table[context]?.rows.first { $0.id == id }?.keys.compactMap(KeySequence.keys) ?? []
        if !own.contains(where: { $0.first.map(KeyMapCheck.isTyped) ?? false }) {
            reading.add(.typed(entry.text), at: entry.place, context)
        }
    }

    private static func isTyped(_ key: Key) -> Bool {
        if case .character = key { true } else { false }
    }

    /// What an entry takes away, is taken away by, or lacks.
    private func conflicts(_ entry: KeyMapFile.Entry, _ section: KeyMapFile.Section, _ reading: inout FileReading) {
        let context = section.name
        guard let id = entry.id else {
            if base[context].command(entry.keys) == nil {
                let others = table.sections.map(\.name).filter { base[$0].command(entry.keys) != nil }
                reading.add(.nothingToUnbind(entry.text, contexts: others), at: entry.place, context)
            }
            return
        }
        let longer = section.entries.filter { other in
            other.id != nil && other.keys.count > entry.keys.count && other.keys.starts(with: entry.keys)
        }
        if !longer.isEmpty {
            reading.add(.beginsOthers(entry.text, longer: longer.map(\.text)), at: entry.place, context)
        }
        let named = Set(section.entries.map(\.keys))
        let binding = KeyMap.Binding(keys: entry.keys, id: id)
        let replaced = base[context].all.filter {
            $0.keys != entry.keys && !named.contains($0.keys) && binding.meets($0)
        }
        if !replaced.isEmpty {
            reading.add(
                .replaces(entry.text, others: replaced.map { KeySequence.text($0.keys) }), at: entry.place, context)
        }
        shadowing(entry, id, context, &reading)
        hiding(entry, id, context, &reading)
    }

    /// Whether an entry keeps keys of outer contexts from being typed, other than by having the same ones.
    private func shadowing(_ entry: KeyMapFile.Entry, _ id: String, _ context: String, _ reading: inout FileReading) {
        let binding = KeyMap.Binding(keys: entry.keys, id: id)
        let others = table.chain(context).dropFirst().flatMap { map[$0.name].all }.filter {
            $0.keys != entry.keys && binding.meets($0)
        }
        if others.isEmpty { return }
        let texts = others.map { KeySequence.text($0.keys) }
        reading.add(.hides(entry.text, others: texts), at: entry.place, context)
    }

    /// Whether contexts that build on this one have the keys of an entry for something else, which they inherit.
    private func hiding(_ entry: KeyMapFile.Entry, _ id: String, _ context: String, _ reading: inout FileReading) {
        var contexts: [String: [String]] = [:]
        for inner in table.built(on: context) {
            let own = file.sections.first { $0.name == inner.name }?.entries.map(\.keys) ?? []
            let other = map[inner.name].all.first { entry.keys.starts(with: $0.keys) && !own.contains($0.keys) }
            if let other, other.id != id { contexts[other.id, default: []].append(inner.name) }
        }
        for (other, names) in contexts.sorted(by: { $0.key < $1.key }) {
            reading.add(.hidden(entry.text, command: other, contexts: names), at: entry.place, context)
        }
    }

    /// Whether a context keeps a way out, and which of its commands have no key any more.
    private func wholeness(_ section: KeyTables.Section, _ reading: inout FileReading) {
        let place = file.sections.first { $0.name == section.name }?.place
        let chain = table.chain(section.name)
        for group in section.waysOut where !group.contains(where: { canBeTyped($0, in: chain) }) {
            // What an outer context lacks is told there.
            let outer = chain.dropFirst().first
            if let outer, outer.waysOut.contains(group),
                !group.contains(where: { canBeTyped($0, in: chain.dropFirst()) })
            {
                continue
            }
            reading.add(.noWayOut(commands: group), at: place ?? file.inheritsPlace, section.name)
        }
        for row in section.rows where !row.keys.isEmpty && map[section.name].keys(of: row.id).isEmpty {
            reading.add(.withoutKey(row.id), at: place, section.name)
        }
    }

    /// Whether some key of a command reaches it through a context and those it builds on.
    private func canBeTyped(_ id: String, in chain: some Sequence<KeyTables.Section>) -> Bool {
        let chain = Array(chain)
        for (depth, section) in chain.enumerated() {
            let inner = chain.prefix(depth).flatMap { map[$0.name].all }
            for keys in map[section.name].keys(of: id) {
                let binding = KeyMap.Binding(keys: keys, id: id)
                if !inner.contains(where: { $0.id != id && binding.meets($0) }) { return true }
            }
        }
        return false
    }
}
