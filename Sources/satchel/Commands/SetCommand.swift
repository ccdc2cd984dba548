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
                    "the record (not with --filter or --all, nor for settings), then changes: price=12.50, tags+=new, "
                    + "tags-=old, metadata.ply=4, colour= for nothing", isRepeated: true),
        ],
        options: WriteOptions.many,
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
        if !session.invocation.has("filter"), !session.invocation.has("all") {
            // The settings are there once: nobody has to say which.
            let only = words.first?.contains("=") == true ? try session.onlyRecord(of: resource) : nil
            guard let key = only?.id.text ?? words.popFirst() else {
                throw UsageFailure.neitherKeyNorFilter(command: session.invocation.commandName)
            }
            if FieldChange.isOne(key, of: resource) {
                throw UsageFailure.argumentMissing("KEY before its changes", command: session.invocation.commandName)
            }
            keys = [key]
        }
        try session.demandChange(.update, on: resource.name)
        let reading = try FieldChangeReading(session, resource, words)
        let bulk = BulkChange(
            session: session, resource: resource, verb: "change", past: "changed", action: .set(reading.assignments),
            changesSKUs: reading.assignments.contains { $0.field == "sku" })
        let currency = try session.currency()
        let start = session.now
        let code = try bulk.run(keys: keys)
        if resource === Category.declaration.facts, !session.invocation.has("dry-run") {
            Warnings.say(Warnings.unfitProducts(reading.assignments.map(\.field), since: start, session))
        }
        if resource === Settings.declaration.facts { try noteCurrency(before: currency, session) }
        return code
    }

    /// A new currency of the store is that of new records: what stands keeps its own, which is said.
    private static func noteCurrency(before: String, _ session: Session) throws {
        let reader = try session.reader()
        let currency = try reader.settings().currency
        guard currency != before, !session.wantsJSON else { return }
        var parts: [String] = []
        for resource in Resources.all where resource !== Settings.declaration.facts {
            guard let field = resource.currencyPositions.first.map({ resource.fields[$0] }) else { continue }
            let path = Filter.Path(field: field.key)
            let amounts = resource.fields.filter { if case .money = $0.kind { true } else { false } }
                .map { Filter.isSet(.init(field: $0.key)) }
            let filter = Filter.and([.isSet(path), .compare(path, .notEqual, .text(currency)), .or(amounts)])
            let count = try reader.count(Query(resource: resource.name, filter: filter, limit: .max))
            if count > 0 { parts.append(Phrase.count(count, resource.shape.singular, resource.name)) }
        }
        if parts.isEmpty { return }
        try session.output.line(
            "in another currency than \(currency) stay \(parts.joined(separator: ", ")); see: satchel list products "
                + "--filter 'currency!=\(currency)'")
    }
}
