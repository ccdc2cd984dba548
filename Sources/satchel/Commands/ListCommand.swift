internal import Domain
internal import Host
internal import Interchange
internal import Storage

/// `list`: records of a resource.
enum ListCommand {
    static let spec = CommandSpec(
        name: "list", summary: "List records of a resource",
        arguments: [.init(name: "RESOURCE", help: "products, categories, members …", words: .resources)],
        options: Selection.options + [
            .init(name: "limit", value: "N", help: "at most so many; all of them unless given"),
            .init(
                name: "total", value: "FIELDS",
                help: "count, sum, min, max and average of number fields instead of the records, like price,weight; "
                    + "each currency and unit apart"),
        ],
        examples: [
            .init(
                "satchel list products --filter 'status=published price>=10' --sort -price,name --limit 20",
                "the twenty dearest published products from 10 up"),
            .init("satchel list products --filter 'metadata.ply=4 -archived' --json", "as JSON for a script"),
            .init("satchel list products --deleted", "the trash"),
            .init("satchel list products --filter category=Yarn --total price", "what they come to"),
        ],
        exits: [.notFound, .notAllowed], printsData: true, isLong: true
    ) { session in
        try list(try session.invocation.resource(), session)
    }

    /// Prints the records that the options of a command mean.
    static func list(_ resource: ResourceFacts, _ session: Session) throws -> ExitCode {
        if let fields = session.invocation.value("total") { return try total(fields, resource, session) }
        let selection = try Selection(session, resource, isSorted: true)
        if session.wantsJSON {
            let columns = selection.columns ?? RecordJSON.allColumns(resource)
            try writeArray(selection, columns, session)
        } else {
            try writeTable(selection, session)
        }
        return .done
    }

    private static func total(_ fields: String, _ resource: ResourceFacts, _ session: Session) throws -> ExitCode {
        for option in ["columns", "sort", "limit"] where session.invocation.has(option) {
            throw UsageFailure.optionNotHere(option: option, reason: "--total is about all records that match")
        }
        var totals = try Totals(fields, resource)
        let selection = try Selection(session, resource, isSorted: false)
        var count = 0
        try session.each(selection.query) { (record) throws(StoreError) in
            totals.add(record.values)
            count += 1
        }
        if count == 0 { try session.tellLooseWords(resource) }
        if session.wantsJSON {
            try JSONLines.writeArray(totals.json, to: session.output)
        } else {
            try totals.write(to: session.output)
        }
        return .done
    }

    private static func writeArray(_ selection: Selection, _ columns: [RecordColumn], _ session: Session) throws {
        let names = try ReferenceNames(session)
        var json = RecordJSON(selection.resource, columns: columns)
        let output = session.output
        var isFirst = true
        try session.each(selection.query) { (record) throws(StoreError) in
            try output.write(isFirst ? "[\n" : ",\n")
            isFirst = false
            try output.write(try json.bytes(record, name: names.name))
        }
        try output.write(isFirst ? "[]\n" : "\n]\n")
        if isFirst { try session.tellLooseWords(selection.resource) }
    }

    private static func writeTable(_ selection: Selection, _ session: Session) throws {
        let columns = selection.columns ?? RecordTable.usualColumns(selection.resource)
        let table = RecordTable(selection.resource, columns, try ReferenceNames(session), to: session.output)
        try session.each(selection.query) { (record) throws(StoreError) in try table.add(record) }
        try table.finish()
        try tell(table.rowCount, selection.resource, session)
    }

    /// How many records there were, where a person reads it: below the list on a terminal; of none also on standard
    /// error, if that is one. Nothing of it reaches a pipe.
    static func tell(_ count: Int, _ resource: ResourceFacts, _ session: Session) throws {
        if count == 0 { try session.tellLooseWords(resource) }
        let text = Phrase.count(count, resource.shape.singular, resource.name)
        if session.output.isTerminal { return try session.output.line(text) }
        guard count == 0, Machine.isErrorTerminal else { return }
        try FileWriter.standardError().write("satchel: \(text)\n")
    }
}
