internal import Domain
internal import Storage

/// `set`: changes fields of one record, or of all that match.
enum SetCommand {
    static let spec = CommandSpec(
        name: "set", summary: "Change fields of a record, or of all that match a filter",
        arguments: [
            .init(name: "RESOURCE", help: "products, categories, members …", words: .resources),
            .init(
                name: "KEY FIELD=VALUE",
                help:
                    "the record (not with --filter), then changes: price=12.50, tags+=new, tags-=old, metadata.ply=4, "
                    + "colour= for nothing", isRepeated: true),
        ],
        options: [WriteOptions.filter, WriteOptions.reason],
        examples: [
            .init("satchel set products SKU-0000042 price=12.50", "one price"),
            .init("satchel set products --filter 'category=Yarn status=draft' status=published --yes", "many at once"),
        ],
        exits: [.validation, .notFound, .conflict, .notAllowed, .busy], printsData: true
    ) { session in
        try set(try session.invocation.resource(), session.invocation.arguments.dropFirst(), session)
    }

    /// Changes what the words say: a key unless a filter is given, then assignments.
    static func set(_ resource: ResourceFacts, _ words: ArraySlice<String>, _ session: Session) throws -> ExitCode {
        var words = words
        var keys: [String] = []
        if !session.invocation.has("filter") {
            guard let key = words.popFirst() else {
                throw UsageFailure.neitherKeyNorFilter(command: session.invocation.commandName)
            }
            keys = [key]
        }
        let changes = try FieldChange.parse(words, for: resource)
        guard !changes.isEmpty else { throw UsageFailure.noAssignment(command: session.invocation.commandName) }
        let reading = try FieldChangeReading(session, resource, changes)
        let names = try ReferenceNames(session)
        let bulk = BulkChange(
            session: session, resource: resource, verb: "change", past: "changed",
            operation: { record in
                let name = RecordName.of(record.values, id: record.id, resource: resource)
                return .update(resource, id: record.id, edits: try reading.edits(of: record, name: name))
            },
            preview: { record in try preview(record, resource, reading, names) },
            changesSKUs: changes.contains { $0.field.key == "sku" })
        return try bulk.run(keys: keys)
    }

    /// "YARN-0001: Price 12.00 EUR → 12.50 EUR".
    private static func preview(
        _ record: StoredRecord, _ resource: ResourceFacts, _ reading: FieldChangeReading, _ names: ReferenceNames
    ) throws -> String {
        let name = RecordName.of(record.values, id: record.id, resource: resource)
        var after = record.values
        for edit in try reading.edits(of: record, name: name) {
            guard let position = resource.positions[edit.field] else { continue }
            after[position] = edit.applied(to: after[position])
        }
        let parts = resource.fields.filter { after[$0.position] != record.values[$0.position] }.map { field in
            func text(_ values: [Value]) -> String {
                let text = DisplayText.text(values[field.position], field, in: values, of: resource, name: names.label)
                return text.isEmpty ? "–" : text
            }
            return "\(field.label) \(text(record.values)) → \(text(after))"
        }
        return "\(name): \(parts.isEmpty ? "as it is" : parts.joined(separator: ", "))"
    }
}
