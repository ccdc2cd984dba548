internal import Domain
internal import Interchange
internal import Storage
internal import Text

/// `show`: one record, whole.
enum ShowCommand {
    static let spec = CommandSpec(
        name: "show", summary: "Show one record",
        arguments: [
            .init(name: "RESOURCE", help: "products, categories, members …", words: .resources),
            .init(
                name: "KEY", help: "its id, SKU, name, path or a unique beginning; settings need none", isOptional: true
            ),
        ],
        options: [.init(name: "deleted", help: "the deleted record of that key, where there is one")],
        examples: [
            .init("satchel show products SKU-0000042", "one product"),
            .init("satchel show products SKU-0000042 --json", "the same as one JSON object"),
        ],
        exits: [.notFound, .notAllowed], printsData: true, isLong: true
    ) { session in
        let resource = try session.invocation.resource()
        if session.invocation.argument(1) == nil, let only = try session.onlyRecord(of: resource) {
            try show(only, resource, session)
            return .done
        }
        let key = try session.invocation.required(1)
        let record = try session.record(key, in: resource, trash: session.invocation.has("deleted") ? .first : .leftOut)
        try show(record, resource, session)
        return .done
    }

    /// Prints a record: every field that holds something, or one JSON object.
    static func show(_ record: StoredRecord, _ resource: ResourceFacts, _ session: Session) throws {
        let names = try ReferenceNames(session)
        if session.wantsJSON {
            var json = RecordJSON(resource, columns: RecordJSON.allColumns(resource))
            try session.output.write(try json.bytes(record, name: names.name))
            return try session.output.write("\n")
        }
        var rows: [(String, String)] = []
        for field in resource.fields {
            let text = RecordTable.text(.field(field), record, resource, names)
            if !text.isEmpty { rows.append((field.label, text)) }
        }
        let stamps = record.stamps
        rows.append(
            ("Created", "\(LocalMoment.text(stamps.createdAt)) by \(names.label(stamps.createdBy, Member.shape.name))"))
        rows.append(
            ("Updated", "\(LocalMoment.text(stamps.updatedAt)) by \(names.label(stamps.updatedBy, Member.shape.name))"))
        if let deletedAt = stamps.deletedAt { rows.append(("Deleted", LocalMoment.text(deletedAt))) }
        rows.append(("Id", record.id.text))
        try write(rows, to: session.output)
    }

    /// Labels and texts side by side; further lines of a text stand under its first.
    static func write(_ rows: [(String, String)], to output: Output) throws {
        let width = rows.map { Width.of($0.0) }.max() ?? 0
        for (label, text) in rows {
            let padding = String(repeating: " ", count: width - Width.of(label) + 2)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Table.cell(String($0)) }
            try output.line(label + padding + lines.joined(separator: "\n" + String(repeating: " ", count: width + 2)))
        }
    }
}
