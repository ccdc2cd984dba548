internal import Domain
internal import Host
internal import Interchange

/// What a first look at a whole file tells: its form, its columns, how its numbers and dates are to be read, and which
/// records its rows refer to. Nothing is written before this is known.
struct ImportScan: Sendable {
    let source: ImportSource
    let form: ImportForm
    let header: [String]
    let plan: ImportPlan
    let numbers: [NumberFormat?]
    let dates: [DateFormat?]
    let rowCount: Int
    /// Names given for records referred to, with the first row of each, by field position.
    let references: [Int: [String: Int]]
    /// The names that stand beside ids: what is meant where the store does not have the id.
    var namesOfIds: [String: String] = [:]
    /// Whether some rows give an SKU and some leave it to the store.
    var mixesSKUs = false

    /// Distinct names that are kept of one column: beyond them each row is looked up by itself.
    static let referencesMax = 100_000
    static let chunkByteCount = 1 << 20

    /// Reads the file once. Throws what keeps it from being imported at all.
    static func scan(_ source: ImportSource, _ options: ImportOptions) throws -> ImportScan {
        if let denial = Files.denial(source.path) { throw denial }
        switch Files.kind(source.path) {
        case .missing: throw ImportError.missing(source.name)
        case .directory: throw ImportError.directory(source.name)
        default: break
        }
        let file = try FileReader(path: source.path)
        var prefix: [UInt8] = []
        var isWhole = false
        while prefix.count < TextEncoding.prefixBytesMax {
            let chunk = try file.read(upTo: TextEncoding.prefixBytesMax - prefix.count)
            isWhole = chunk.isEmpty
            if isWhole { break }
            prefix += chunk
        }
        func rest(_ feed: ([UInt8]) throws -> Void) throws {
            while !isWhole {
                let chunk = try file.read(upTo: chunkByteCount)
                if chunk.isEmpty { return }
                try feed(chunk)
            }
        }
        let form = try Self.form(prefix, isWhole: isWhole, source, options)
        switch form {
        case .csv(let encoding, let delimiter):
            var pass = RowPass(options: options, source: source)
            var reader = CSVReader(encoding: encoding, delimiter: delimiter)
            try reader.feed(prefix) { row in try pass.take(row) }
            try rest { chunk in try reader.feed(chunk) { row in try pass.take(row) } }
            try reader.finish { row in try pass.take(row) }
            return try pass.scan(form)
        case .json(let json, let encoding):
            do {
                var pass = ItemPass(options: options, source: source)
                var reader = JSONItemReader(encoding: encoding, form: json)
                try reader.feed(prefix) { item in try pass.take(item) }
                try rest { chunk in try reader.feed(chunk) { item in try pass.take(item) } }
                try reader.finish { item in try pass.take(item) }
                return try pass.scan(form, head: reader.head)
            } catch let failure as JSONFailure {
                throw ImportError.json(source.name, failure, json)
            }
        }
    }

    /// Reads the file again, piece by piece.
    func eachChunk(_ feed: ([UInt8]) throws -> Void) throws {
        let file = try FileReader(path: source.path)
        while true {
            let chunk = try file.read(upTo: Self.chunkByteCount)
            if chunk.isEmpty { return }
            try feed(chunk)
        }
    }

    /// What the file's beginning says it is. An empty file is JSON Lines where it is called so: an export of nothing.
    private static func form(_ prefix: [UInt8], isWhole: Bool, _ source: ImportSource, _ options: ImportOptions) throws
        -> ImportForm
    {
        if prefix.isEmpty {
            guard source.path.hasSuffix(".jsonl") else { throw ImportError.header(source.name, .emptyFile) }
            return .json(.lines, .utf8(mark: false))
        }
        let encoding = try options.encoding ?? FileEncoding.find(prefix, isWhole: isWhole, of: source.path)
        let layout = CSVLayout.detect(prefix: prefix, isWholeFile: isWhole, encoding: encoding)
        var text: [UInt8] = []
        var transcoder = Transcoder(from: encoding)
        // Broken bytes are reported with their place when the file is read.
        try? transcoder.transcode(prefix, into: &text)
        if let json = JSONForm.detect(prefix: text) {
            if let chosen = options.encoding, chosen != .utf8(mark: false) {
                throw ImportError.encodingOfJSON(source.name)
            }
            // JSON is UTF-8, or UTF-16 where the file's first bytes say so.
            return .json(json, encoding == .cp1252 ? .utf8(mark: false) : encoding)
        }
        switch layout.delimiter {
        case .decided(let delimiter): return .csv(encoding, delimiter)
        case .oneColumn: return .csv(encoding, .comma)
        case .ambiguous(let candidates): throw ImportError.delimiter(source.name, candidates)
        }
    }
}

/// Where the rows come from.
struct ImportSource: Sendable {
    /// What is opened.
    let path: String
    /// What it is called.
    let name: String

    init(path: String) {
        self.path = path
        name = path
    }

    /// What was written to a file because it gives its bytes only once.
    init(spool: String, of original: String) {
        path = spool
        name = original == "-" ? "standard input" : original
    }

    /// What the audit log calls it.
    var shortName: String { Files.name(name) }

    /// Where its failing rows go: beside a file, else into the current folder.
    func badRowsPath(_ suffix: String, number: Int = 1) -> String {
        let ending = number == 1 ? "bad.\(suffix)" : "bad.\(number).\(suffix)"
        return path == name ? "\(path).\(ending)" : "standard-input.\(ending)"
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
