// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Interface

/// `keys`: which keys mean what, and whether a key map is accepted.
enum KeysCommand {
    static let check = CommandSpec(
        name: "keys check", summary: "Check a key map, or all of your own",
        arguments: [.init(name: "FILE", help: "a key map", isOptional: true, words: .files)],
        examples: [
            .init(
                "satchel keys check mine.json5",
                "names line, key and what is accepted, and what does not work everywhere")
        ],
        printsData: true
    ) { session in
        try FileCheck(files: .keyMaps, shipped: KeyMap.shippedNames) { bytes, path in
            KeyMap.parse(bytes, file: path, reading: OwnFiles.keyMaps.find).problems
        }.run(session)
    }

    static let list = CommandSpec(
        name: "keys list", summary: "List the keys of every place, with their commands",
        options: [
            .init(
                name: "map", value: "NAME",
                help: "a key map: \(KeyMap.shippedNames.joined(separator: ", ")), one of your own, or a file",
                words: .files)
        ],
        examples: [.init("satchel keys list --map emacs", "what another map would change")],
        printsData: true, isLong: true, run: list)

    private static func list(_ session: Session) throws -> ExitCode {
        let name = session.invocation.value("map") ?? KeyMap.defaultName
        let (map, problems) = KeyMap.load(name: name, reading: OwnFiles.keyMaps.find)
        if problems.contains(where: { $0.weight == .error }) {
            throw CommandFailure.files(OwnFiles.keyMaps.noun, problems.filter { $0.weight != .note })
        }
        let rows = rows(map, .program)
        if session.wantsJSON {
            let objects = rows.map { row in
                JSONValue.pairs([
                    ("context", .string(row.context)), ("keys", .text(row.keys)), ("command", .string(row.command)),
                    ("title", .string(row.title)),
                ])
            }
            try JSONLines.writeArray(objects, to: session.output)
            return .done
        }
        let table = Table(
            [.init(title: "Context"), .init(title: "Keys"), .init(title: "Command"), .init(title: "Does", rank: 9)],
            to: session.output)
        for row in rows { try table.add([row.context, row.keys ?? "–", row.command, row.title]) }
        try table.finish()
        return .done
    }

    private struct Row {
        let context: String
        /// Nil for a command that only the palette has.
        let keys: String?
        let command: String
        let title: String
    }

    /// One row for each key, commands in the order of help; a command of an outer context may have a key further in.
    private static func rows(_ map: KeyMap, _ table: KeyTables) -> [Row] {
        table.sections.flatMap { section in
            let bindings = map[section.name]
            let own = section.rows.flatMap { row in
                let keys = bindings.keys(of: row.id).map(KeySequence.text)
                return (keys.isEmpty ? [nil] : keys.map { $0 }).map { keys in
                    Row(context: section.name, keys: keys, command: row.id, title: row.title)
                }
            }
            let ids = Set(section.rows.map(\.id))
            let others = bindings.all.filter { !ids.contains($0.id) }.map { binding in
                Row(
                    context: section.name, keys: KeySequence.text(binding.keys), command: binding.id,
                    title: table.title(of: binding.id) ?? "")
            }
            return own + others
        }
    }
}
