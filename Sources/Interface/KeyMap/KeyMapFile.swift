// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// A key map as its JSON5 text declares it: the map it builds on, and by context keys and the command of each.
///
///     { inherits: "default", nav: { "ctrl-n": "list.down", "g m": null } }
struct KeyMapFile {
    /// One key with its command; nil unbinds it.
    struct Entry {
        let keys: [Key]
        let id: String?
        let place: TextPlace

        /// The keys as messages write them.
        var text: String { KeySequence.text(keys) }
    }

    /// What a file says of one context.
    struct Section {
        let name: String
        let place: TextPlace
        let entries: [Entry]
    }

    let name: String
    /// The map it builds on; nil for one that begins with no key at all.
    let inherits: String?
    let inheritsPlace: TextPlace?
    let sections: [Section]

    /// The key of a file that names the map it builds on.
    private static let inheritsKey = "inherits"

    /// The file in some bytes, with the contexts of a table; what it cannot mean is found in `reading`.
    static func parse(_ bytes: [UInt8], name: String, table: KeyTables, _ reading: inout FileReading) -> KeyMapFile? {
        guard let root = reading.document(bytes) else { return nil }
        var inherits: String? = KeyMap.defaultName
        var inheritsPlace: TextPlace?
        var sections: [Section] = []
        for member in reading.members(root, "", "an object with inherits and contexts") {
            if member.key == inheritsKey {
                inheritsPlace = member.value.place
                inherits = member.value.isNull ? nil : reading.text(member.value, inheritsKey)
            } else if table[member.key] == nil {
                let known = table.sections.map(\.name) + [inheritsKey]
                reading.add(.notAmong(member.key, noun: "context", known: known), at: member.place)
            } else {
                let entries = entries(member, table, &reading)
                sections.append(Section(name: member.key, place: member.place, entries: entries))
            }
        }
        return KeyMapFile(name: name, inherits: inherits, inheritsPlace: inheritsPlace, sections: sections)
    }

    private static func entries(_ context: JSON5Member, _ table: KeyTables, _ reading: inout FileReading) -> [Entry] {
        var entries: [Entry] = []
        var lines: [[Key]: Int] = [:]
        for member in reading.members(context.value, context.key, "an object like { 'ctrl-n': 'list.down' }") {
            let keys = keys(member, in: context.key, &reading)
            let id = member.value.isNull ? nil : command(member, in: context.key, table, &reading)
            guard let keys else { continue }
            // One key in two spellings: F2 and f2.
            if let line = lines.updateValue(member.place.line, forKey: keys) {
                reading.add(.boundTwice(KeySequence.text(keys), line: line), at: member.place, context.key)
            }
            if id != nil || member.value.isNull { entries.append(Entry(keys: keys, id: id, place: member.place)) }
        }
        return entries
    }

    private static func keys(_ member: JSON5Member, in context: String, _ reading: inout FileReading) -> [Key]? {
        guard let keys = KeySequence.keys(member.key) else {
            let names = member.key.split(separator: " ")
            let wrong = names.first { Key(name: String($0)) == nil }
            reading.add(.noKey(wrong.map(String.init) ?? member.key), at: member.place, context)
            return nil
        }
        guard keys.count <= KeySequence.keysMax else {
            reading.add(.sequenceTooLong(member.key, countMax: KeySequence.keysMax), at: member.place, context)
            return nil
        }
        return keys
    }

    private static func command(
        _ member: JSON5Member, in context: String, _ table: KeyTables, _ reading: inout FileReading
    ) -> String? {
        let subject = "\(context) \(member.key)"
        guard let id = member.value.string else {
            reading.add(
                .wrongKind(found: member.value.kind, expected: "a command, or null for none"), at: member.value.place,
                subject)
            return nil
        }
        if table.offers(id, in: context) { return id }
        let homes = table.homes(of: id)
        if homes.isEmpty {
            let known = Set(table.sections.flatMap(\.rows).map(\.id)).sorted()
            reading.add(.notAmong(id, noun: "command", known: known), at: member.value.place, subject)
        } else {
            reading.add(.commandElsewhere(id, contexts: homes), at: member.value.place, subject)
        }
        return nil
    }
}
