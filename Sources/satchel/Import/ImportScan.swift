internal import Domain
internal import Host
internal import Interchange
internal import Storage

/// What a first look at a whole file tells: its form, its columns, how its numbers and dates are to be read, and which
/// records its rows refer to. Nothing is written before this is known.
struct ImportScan: Sendable {
    let source: ImportSource
    let form: ImportForm
    let header: [String]
    let plan: ImportPlan
    let numbers: [NumberFormat?]
    let dates: [DateFormat?]
    var rowCount: Int
    /// Names given for records referred to, with the first row of each, by field position.
    var references: [Int: [String: Int]]
    /// The names that stand beside ids: what is meant where the store does not have the id.
    var namesOfIds: [String: String] = [:]
    /// Whether some rows give an SKU and some leave it to the store.
    var mixesSKUs = false

    /// Distinct names that are kept of one column: beyond them each row is looked up by itself.
    static let referencesMax = 100_000
    static let chunkByteCount = 1 << 20

    /// Reads the file once. Throws what keeps it from being imported at all.
    static func scan(_ source: ImportSource, _ options: ImportOptions) throws -> ImportScan {
        try ImportSurvey.read(source, options).scan(options)
    }

    /// Reads the file again, piece by piece. How far it is was told when it was read first.
    func eachChunk(_ attendant: Attendant = Attendant(), _ feed: ([UInt8]) throws -> Void) throws {
        let file = try FileReader(path: source.path)
        while true {
            try attendant.heedStop()
            let chunk = try file.read(upTo: Self.chunkByteCount)
            if chunk.isEmpty { return }
            try feed(chunk)
        }
    }

    /// Makes this a scan of one row alone, as it is mended.
    mutating func take(_ row: FetchedRow, _ options: ImportOptions) {
        let preparation = ImportPreparation(
            resource: plan.resource, plan: plan, references: ImportReferences(scan: self, options: options), maker: nil)
        let parsed = ImportReading(scan: self, options: options, storeCurrency: "", preparation: preparation).parse(row)
        rowCount = 1
        mixesSKUs = false
        references = [:]
        for (position, name) in parsed.references { references[position, default: [:]][name] = parsed.number }
    }

    /// Texts by the names of their columns, as texts by the columns' places.
    func columns(_ texts: [String: String]) -> [Int: String] {
        var columns: [Int: String] = [:]
        for (name, text) in texts { if let column = header.firstIndex(of: name) { columns[column] = text } }
        return columns
    }
}

/// Where the rows come from.
struct ImportSource: Sendable {
    /// What is opened.
    let path: String
    /// What it is called.
    let name: String
    /// Whether the path is that of a copy that goes with the process.
    private let isSpooled: Bool

    /// A file, called by its path unless by another name.
    init(path: String, name: String? = nil) {
        self.path = path
        self.name = name ?? path
        isSpooled = false
    }

    /// What was written to a file because it gives its bytes only once.
    init(spool: String, of original: String) {
        path = spool
        name = original == "-" ? "standard input" : original
        isSpooled = true
    }

    /// What the audit log calls it.
    var shortName: String { Files.name(name) }

    /// Where its failing rows go: beside a file, else into the current folder.
    func badRowsPath(_ suffix: String, number: Int = 1) -> String {
        let ending = number == 1 ? "bad.\(suffix)" : "bad.\(number).\(suffix)"
        return isSpooled ? "standard-input.\(ending)" : "\(path).\(ending)"
    }
}

/// Names of records that rows refer to, as many as are kept of each column.
struct ReferenceSeen {
    private(set) var rows: [Int: [String: Int]] = [:]
    private var last: [Int: String] = [:]

    /// Notes a name with the row it stands in.
    mutating func note(_ name: String, of position: Int, row: Int) {
        if last[position] == name { return }
        last[position] = name
        guard rows[position, default: [:]].count < ImportScan.referencesMax, rows[position]?[name] == nil else {
            return
        }
        rows[position, default: [:]][name] = row
    }
}

/// An export of another resource, told by its columns where the file does not say what it holds.
enum ForeignExport {
    /// The other resource whose export has exactly these columns.
    static func resource(of names: [String], into wanted: ResourceFacts) -> String? {
        func isExport(_ resource: ResourceFacts) -> Bool {
            [RecordColumn.complete(resource), RecordJSON.allColumns(resource)].contains { $0.map(\.name) == names }
        }
        if isExport(wanted) { return nil }
        return Resources.all.first(where: isExport)?.name
    }

    /// Whether these are all columns that an export may have: nobody expects its stamps to be imported.
    static func isWhole(_ names: [String], _ resource: ResourceFacts) -> Bool {
        RecordJSON.allColumns(resource).map(\.name) == names
    }

    /// Whether these are the columns of an export that an import brings back.
    static func isOwn(_ names: [String], _ resource: ResourceFacts) -> Bool {
        RecordColumn.complete(resource).map(\.name) == names
    }
}
