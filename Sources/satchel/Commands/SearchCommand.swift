internal import Host
internal import Domain
internal import Interchange
internal import Storage
internal import Text

/// `search`: finds products by words.
enum SearchCommand {
    private static let limitUsual = 50
    /// Resources with fields that are searched by words.
    private static let searched = Resources.all.filter { $0.fields.contains { $0.searchWeight != nil } }

    static let spec = CommandSpec(
        name: "search", summary: "Find records by words: SKU or GTIN first, then names, descriptions, colours, tags",
        arguments: [
            .init(name: "WORDS", help: "every word must be found, the last one as a beginning", isRepeated: true)
        ],
        options: [
            .init(name: "in", value: "RESOURCE", help: "products unless given", words: .choice(searched.map(\.name))),
            .init(name: "limit", value: "N", help: "at most so many, 50 unless given"),
        ],
        examples: [.init("satchel search merino blu", "products with merino and a word that begins with blu")],
        exits: [.notFound, .notAllowed], printsData: true, isLong: true
    ) { session in
        let invocation = session.invocation
        let resource = try invocation.value("in").map(Invocation.resource) ?? Product.declaration.facts
        let given = Words.split(invocation.arguments.joined(separator: " "))
        guard !given.isEmpty else { throw UsageFailure.argumentMissing("WORDS", command: "search") }
        // The limits of the filter language are those of a search.
        _ = try session.filter(given.map { "\"\($0)\"" }.joined(separator: " "), for: resource)
        try session.demand(.read, on: resource.name)
        let words = try matching(given, in: resource, session)
        let parts = words.enumerated().map { Filter.word($0.element, isPrefix: $0.offset == words.count - 1) }
        let query = Query(
            resource: resource.name, filter: .and(parts),
            sort: try session.sort(resource.shape.defaultSort.joined(separator: ","), for: resource),
            limit: try invocation.count("limit") ?? limitUsual)
        let names = try ReferenceNames(session)
        if session.wantsJSON {
            var json = RecordJSON(resource, columns: RecordJSON.allColumns(resource))
            var isFirst = true
            try session.each(query) { (record) throws(StoreError) in
                try session.output.write(isFirst ? "[\n" : ",\n")
                isFirst = false
                try session.output.write(try json.bytes(record, name: names.name))
            }
            try session.output.write(isFirst ? "[]\n" : "\n]\n")
            return .done
        }
        let table = RecordTable(resource, RecordTable.usualColumns(resource), names, to: session.output)
        try session.each(query) { (record) throws(StoreError) in try table.add(record) }
        try table.finish()
        try tell(table.rowCount, of: query, resource, session)
        return .done
    }

    /// How many were found, and whether these are all: below them on a terminal, else on standard error. What went to a
    /// pipe whole needs no word.
    private static func tell(_ count: Int, of query: Query, _ resource: ResourceFacts, _ session: Session) throws {
        var text = Phrase.count(count, resource.shape.singular, resource.name)
        var isWhole = true
        if count == query.limit {
            let total = try session.reader().count(query)
            isWhole = total <= count
            if !isWhole { text = "\(count) of \(total) \(resource.name); --limit N for more" }
        }
        if session.output.isTerminal { return try session.output.line(text) }
        if isWhole, count > 0 { return }
        try FileWriter.standardError().write("satchel: \(text)\n")
    }

    /// The words as given, or, when nothing holds them, the ones most like them; that is told.
    private static func matching(_ given: [String], in resource: ResourceFacts, _ session: Session) throws -> [String] {
        session.catchUpSearch()
        let reader = try session.reader()
        let parts = given.enumerated().map { Filter.word($0.element, isPrefix: $0.offset == given.count - 1) }
        let query = Query(resource: resource.name, filter: .and(parts), limit: 1)
        guard try reader.window(query).records.isEmpty, let similar = try reader.similar(given, in: resource) else {
            return given
        }
        let message =
            "nothing matches “\(given.joined(separator: " "))”; shown is “\(similar.joined(separator: " "))”"
        try FileWriter.standardError().write("satchel: \(Visible.neutral(message))\n")
        return similar
    }
}
