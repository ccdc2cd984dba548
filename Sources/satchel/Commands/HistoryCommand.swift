internal import Domain
internal import Storage

/// `history`: what happened to one record.
enum HistoryCommand {
    private static let limitUsual = 100

    static let spec = CommandSpec(
        name: "history", summary: "Show what happened to a record, field by field",
        arguments: [
            .init(name: "RESOURCE", help: "products, categories, members …", words: .resources),
            .init(name: "KEY", help: "its id, SKU, name or path"),
        ],
        options: [.init(name: "limit", value: "N", help: "at most so many changes, 100 unless given")],
        examples: [.init("satchel history products SKU-0000042", "newest first")],
        exits: [.notFound, .notAllowed], printsData: true, isLong: true
    ) { session in
        let resource = try session.invocation.resource()
        let key = try session.invocation.required(1)
        let (id, record) = try session.identifier(key, in: resource)
        let entries = try session.reader().history(
            of: id, in: resource, limit: try session.invocation.count("limit") ?? limitUsual)
        if session.wantsJSON {
            try JSONLines.writeArray(entries.map(ChangeJSON.value), to: session.output)
        } else {
            for entry in entries { try write(entry, to: session.output) }
            if record == nil {
                try session.output.line("purged: this is all that is left of it")
            } else if record?.isDeleted == true {
                try session.output.line(
                    "in the trash; bring it back: satchel restore \(resource.name) \(Table.cell(Phrase.argument(key)))")
            }
        }
        return .done
    }

    /// A change with its fields under it.
    static func write(_ entry: ChangeEntry, to output: Output) throws {
        // The reasons of imports, undos and redos say where they come from.
        let reason = entry.reason ?? ""
        let source =
            reason.hasPrefix(entry.origin)
            ? reason : [entry.origin, reason].filter { !$0.isEmpty }.joined(separator: ", ")
        try output.line(
            Table.cell(
                "\(LocalMoment.text(entry.at)) \(entry.actorName) \(entry.action.rawValue) \(entry.recordName)"
                    + " (\(source), commit \(entry.commit))"))
        for difference in entry.differences {
            let before = difference.before ?? "–"
            let after = difference.after ?? "–"
            let text = entry.action == .created ? after : "\(before) → \(after)"
            try output.line(Table.cell("    \(difference.label): \(text)"))
        }
    }
}

/// One record's change, for scripts.
enum ChangeJSON {
    static func value(_ entry: ChangeEntry) -> JSONValue {
        .pairs([
            ("at", .moment(entry.at)), ("action", .string(entry.action.rawValue)),
            ("resource", .string(entry.resource)), ("record", .string(entry.record.text)),
            ("name", .string(entry.recordName)), ("actor", .string(entry.actorName)),
            ("origin", .string(entry.origin)), ("reason", .text(entry.reason)), ("commit", .integer(entry.commit)),
            (
                "fields",
                .array(
                    entry.differences.map { difference in
                        .pairs([
                            ("label", .string(difference.label)), ("before", .text(difference.before)),
                            ("after", .text(difference.after)),
                        ])
                    })
            ),
        ])
    }
}
