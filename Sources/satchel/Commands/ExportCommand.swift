internal import Domain
internal import Host
internal import Interchange
internal import Storage

/// `export`: a resource, or all of them, as files that an import reads back.
enum ExportCommand {
    private static let format = CommandSpec.Option(
        name: "format", value: "FORMAT", help: "how, csv unless given", words: .choice(["csv", "json", "jsonl"]))
    private static let raw = CommandSpec.Option(
        name: "raw", help: "leave cells that a spreadsheet would run as they are")

    static let one = CommandSpec(
        name: "export", summary: "Export records of a resource; the export is itself an event",
        arguments: [.init(name: "RESOURCE", help: "products, categories, members …", words: .resources)],
        options: [
            format, .init(name: "out", value: "FILE", help: "where; standard output unless given", words: .files), raw,
        ] + Selection.options,
        examples: [
            .init("satchel export products --format csv --out products.csv", "everything that an import brings back"),
            .init("satchel export products --columns sku,name,price --filter status=published", "a price list"),
        ],
        exits: [.notFound, .notAllowed, .busy]
    ) { session in
        let resource = try session.invocation.resource()
        // With a file it is told in JSON where the records went; else the records themselves come out.
        if [nil, "-"].contains(session.invocation.value("out")) { try refuseJSON(session) }
        try session.demand(.export, on: resource.name)
        let selection = try exported(resource, session)
        let target = ExportTarget(session.invocation.value("out"))
        let output = try session.output(to: target?.path)
        let count = try write(selection, format: session.invocation.value("format") ?? "csv", output, session)
        try note(resource, count, session)
        if count == 0 { try session.tellLooseWords(resource) }
        try target?.tell(count, resource.shape.singular, resource.name, session)
        return .done
    }

    static let all = CommandSpec(
        name: "export all", summary: "Export every resource, one file each",
        options: [
            .init(name: "out", value: "DIR", help: "the folder, made if it is missing", words: .folders), format, raw,
        ],
        examples: [.init("satchel export all --out backup --format jsonl", "a folder of files")],
        exits: [.notAllowed, .busy], run: runAll)

    private static func runAll(_ session: Session) throws -> ExitCode {
        try refuseJSON(session)
        guard let folder = session.invocation.value("out") else {
            throw UsageFailure.argumentMissing("--out DIR", command: "export all")
        }
        let format = session.invocation.value("format") ?? "csv"
        for resource in Resources.inOrderOfReference { try session.demand(.export, on: resource.name) }
        switch Files.kind(folder) {
        case .regular, .other: throw CommandFailure.outputExists(folder)
        case .missing, .directory: try Files.makeFolder(folder)
        }
        for resource in Resources.inOrderOfReference {
            let selection = try exported(resource, session)
            let path = "\(folder)/\(resource.name).\(format)"
            let count = try write(selection, format: format, try session.output(to: path), session)
            try note(resource, count, session)
            try session.output.line("\(path): \(count)")
        }
        try session.output.line("another store imports them in this order; devices stay with the store they belong to")
        return .done
    }

    /// An export has forms of its own.
    private static func refuseJSON(_ session: Session) throws(UsageFailure) {
        if session.wantsJSON { throw .optionNotHere(option: "json", reason: "an export is JSON with --format json") }
    }

    /// What was asked for, as far as the member may export it.
    private static func exported(_ resource: ResourceFacts, _ session: Session) throws -> Selection {
        var selection = try Selection(session, resource, isSorted: false)
        if let allowed = try session.access().filter(.export, on: resource.name) {
            selection.query.filter = .and([selection.query.filter, allowed])
        }
        return selection
    }

    /// Exports are events, except where nothing may be written.
    private static func note(_ resource: ResourceFacts, _ count: Int, _ session: Session) throws {
        if session.isReadOnly { return }
        try session.writer().event(
            .export, resource: resource.name,
            detail: Phrase.count(count, resource.shape.singular, resource.name))
    }

    /// Writes the records of a selection; answers how many.
    private static func write(
        _ selection: Selection, format: String, _ output: Output, _ session: Session
    ) throws -> Int {
        let count =
            switch format {
            case "csv": try writeCSV(selection, output, session)
            case "json": try writeJSON(selection, output, session)
            default: try writeLines(selection, output, session)
            }
        try output.finish()
        return count
    }

    private static func writeCSV(_ selection: Selection, _ output: Output, _ session: Session) throws -> Int {
        let names = try ReferenceNames(session)
        let progress = try progress(selection, session)
        defer { progress?.finish() }
        var csv = RecordCSV(
            selection.resource, columns: selection.columns ?? RecordColumn.complete(selection.resource),
            safety: session.invocation.has("raw") ? .raw : .guarded)
        var count = 0
        try csv.writeHeader()
        try session.each(selection.query) { (record) throws(StoreError) in
            try csv.write(record, key: names.key)
            count += 1
            progress?.advance(to: Int64(count))
            if csv.byteCount >= pieceByteCount { try output.write(csv.take()) }
        }
        try output.write(csv.take())
        return count
    }

    private static let pieceByteCount = 1 << 16

    private static func writeJSON(_ selection: Selection, _ output: Output, _ session: Session) throws -> Int {
        let reader = try session.reader()
        // The count stands before the data, so both are taken from the same moment as far as nobody writes between.
        let total = try reader.count(selection.query)
        let head = JSONText.text(
            .pairs([
                ("resource", .string(selection.resource.name)), ("schema", .integer(try reader.storeFacts().schema)),
                ("exported_at", .moment(session.now)), ("count", .integer(total)),
            ]))
        try output.write(head.dropLast() + ",\"data\":[")
        let count = try writeObjects(selection, output, session, separator: ",\n", start: "\n")
        try output.write("\n]}\n")
        return count
    }

    private static func writeLines(_ selection: Selection, _ output: Output, _ session: Session) throws -> Int {
        let count = try writeObjects(selection, output, session, separator: "\n", start: "")
        if count > 0 { try output.write("\n") }
        return count
    }

    private static func writeObjects(
        _ selection: Selection, _ output: Output, _ session: Session, separator: String, start: String
    ) throws -> Int {
        let names = try ReferenceNames(session)
        let progress = try progress(selection, session)
        defer { progress?.finish() }
        var json = RecordJSON(
            selection.resource, columns: selection.columns ?? RecordJSON.allColumns(selection.resource))
        var count = 0
        try session.each(selection.query) { (record) throws(StoreError) in
            try output.write(count == 0 ? start : separator)
            try output.write(try json.bytes(record, name: names.name))
            count += 1
            progress?.advance(to: Int64(count))
        }
        return count
    }

    /// How far an export is, where records go to a file and a terminal shows it.
    private static func progress(_ selection: Selection, _ session: Session) throws -> Progress? {
        guard !session.output.isTerminal || session.invocation.has("out") else { return nil }
        return Progress("exporting", unit: selection.resource.name)
    }
}

/// The file that an export goes to: what was written where is said.
struct ExportTarget {
    let path: String
    private let isReplaced: Bool

    /// Nil for standard output.
    init?(_ path: String?) {
        guard let path, path != "-" else { return nil }
        self.path = path
        isReplaced = Files.kind(path) != .missing
    }

    /// "exported 12 products to products.csv, over the file that stood there".
    func tell(_ count: Int, _ singular: String, _ plural: String, _ session: Session) throws {
        if session.wantsJSON {
            let json = JSONValue.pairs([
                ("file", .string(path)), ("count", .integer(count)), ("replaced", .boolean(isReplaced)),
            ])
            return try session.output.line(JSONText.text(json))
        }
        let over = isReplaced ? ", over the file that stood there" : ""
        try session.output.line("exported \(Phrase.count(count, singular, plural)) to \(Table.cell(path))\(over)")
    }
}
