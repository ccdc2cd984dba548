internal import Domain
internal import Host
internal import Interchange
internal import Storage

/// `import`: reads a file into a resource.
enum ImportCommand {
    static let spec = CommandSpec(
        name: "import", summary: "Import a CSV, JSON or JSON Lines file; one undo takes it back",
        arguments: [
            .init(
                name: "FILE",
                help: "CSV with a row of names on top, an export as JSON, a JSON array, or JSON Lines; "
                    + "- is standard input", words: .files)
        ],
        options: [
            .init(name: "into", value: "RESOURCE", help: "products, categories …", words: .resources),
            .init(name: "map", value: "FILE", help: "a mapping of columns to fields", words: .files),
            .init(
                name: "save-map", value: "FILE", help: "write the mapping that was used, to be used again",
                words: .files),
            .init(name: "dry-run", help: "check everything and write nothing"),
            .init(
                name: "on-error", value: "WHAT", help: "what a failing row does", words: .choice(["stop", "skip"])),
            .init(name: "create-missing", help: "make categories that are named and missing"),
            .init(name: "drop-unknown", help: "leave unknown columns out instead of keeping them in metadata"),
            .init(name: "decimal", value: "MARK", help: "what stands before decimals", words: .choice([".", ","])),
            .init(
                name: "encoding", value: "NAME", help: "how a CSV file's bytes are to be read",
                words: .choice(FileEncoding.words)),
            .init(
                name: "dates", value: "ORDER", help: "how dates are written that could be two",
                words: .choice(DateFormat.Order.words)),
            .init(
                name: "prices", value: "TERMS",
                help: "whether the file's prices hold the tax; they become as the store's",
                words: .choice(PriceTerms.words)),
            .init(
                name: "rows", value: "WHICH", help: "rows that add records, that change some, or both",
                words: .choice(ImportOptions.Rows.allCases.map(\.rawValue))),
            .init(name: "raw", help: "leave the apostrophe before = + - @ in a CSV file as it is"),
        ],
        notes: [
            "A mapping says what the columns of a file become:",
            #"  {"resource": "products", "decimal": ",", "columns": {"Artikel": "sku", "Notiz": null,"#,
            #"   "Farbe": {"field": "colour", "transforms": [{"map": {"rot": "red"}}, "lower"]}}}"#,
            "null leaves a column out, metadata.KEY keeps it there. Transforms: \(CellTransform.names).",
        ],
        examples: [
            .init("satchel import products.csv --into products --dry-run", "says what would happen"),
            .init("satchel import products.csv --into products --create-missing", "imports, with new categories"),
            .init("curl -s URL | satchel import - --into products", "from another program, in any of the forms"),
        ],
        exits: [.validation, .conflict, .notAllowed, .busy], printsData: true, run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        let invocation = session.invocation
        let path = try invocation.required(0)
        guard let name = invocation.value("into") else {
            throw UsageFailure.argumentMissing("--into RESOURCE", command: "import")
        }
        let resource = try Invocation.resource(name)
        let options = try options(invocation, resource)
        let writer = try session.writer()
        try session.demand(.import, on: resource.name)
        let spool = Spool.isNeeded(for: path) ? try Spool.copy(path, beside: writer.paths.store) : nil
        let source = spool.map { ImportSource(spool: $0.path, of: path) } ?? ImportSource(path: path)
        let saved = try mappingPath(invocation, store: writer.paths, input: path)
        let scan = try Self.scan(source, options, template: saved)
        if let saved { try save(scan, options, to: saved) }
        // A large import writes faster while nobody else has the store open, this program's own reader included.
        session.closeReader()
        let start = session.now
        var result = try Progress.showing("importing", unit: "\(scan.form.noun)s") { attendant in
            try ImportRun(scan: scan, options: options, writer: writer, attendant: attendant).run()
        }
        let isStopped = result.failureCount > 0 && options.onError == .stop
        result.mappingPath = saved
        result.options = Self.reading(invocation)
        result.skipped = options.onError == .skip ? result.failedRows.count : 0
        if result.failureCount > 0 {
            do {
                result.badRowsPath =
                    options.isDryRun
                    ? BadRowsFile.path(result, scan, writer.paths) : try BadRowsFile.write(result, scan, writer.paths)
            } catch let error as HostError {
                // What is wrong with the rows is told all the same.
                result.badRowsProblem = error
            }
        }
        if result.failureCount == 0, !options.isDryRun {
            result.formerBadRowsPath = OutputPath.formerBadRows(of: source)
        }
        if isStopped { throw CommandFailure.importFailed(result, resource: resource.name) }
        if !options.isDryRun {
            // The import stands, whatever became of the store's file meanwhile.
            result.warnings = writer.displacement.map { [Phrase.writtenElsewhere($0)] } ?? []
            result.warnings += Warnings.reusedSKUs(since: start, includingChanged: false, session)
        }
        try ImportReport(session: session, resource: resource, path: source.name).write(result)
        try session.output.flush()
        Warnings.say(result.warnings)
        if !options.isDryRun, writer.displacement == nil { session.catchUpSearch() }
        return .done
    }

    /// Where the mapping is to be written that is used.
    private static func mappingPath(_ invocation: Invocation, store: StorePaths, input: String) throws -> String? {
        guard let path = invocation.value("save-map") else { return nil }
        try OutputPath.check(path, store: store, input: input)
        try OutputPath.checkFolder(of: path)
        return path
    }

    /// A first look at the file. Where no column is known, `--save-map` writes a mapping to be filled in.
    private static func scan(_ source: ImportSource, _ options: ImportOptions, template: String?) throws -> ImportScan {
        do {
            return try ImportScan.scan(source, options)
        } catch let error as ImportError {
            guard let template, case .plan(_, .noKnownColumn, let header, _, _) = error else { throw error }
            let columns = header.map { ImportMapping.Column(header: $0, target: nil) }
            let mapping = ImportMapping(resource: options.resource.name, columns: columns, decimal: options.decimal)
            try Files.write(mapping.json + [0x0A], to: template)
            throw CommandFailure.mappingToFillIn(template, error)
        }
    }

    /// A mapping of a thousand columns has a tenth of this.
    private static let mapByteCountMax = 1_000_000

    /// The options that say how a file is read, as they were given. The rows that failed are written as UTF-8.
    private static func reading(_ invocation: Invocation) -> [String] {
        let names = ["map", "decimal", "dates", "prices", "rows", "create-missing", "drop-unknown", "raw"]
        return names.flatMap { name -> [String] in
            guard invocation.has(name) else { return [] }
            return ["--\(name)"] + (invocation.value(name).flatMap { $0.isEmpty ? nil : [Phrase.argument($0)] } ?? [])
        }
    }

    private static func options(_ invocation: Invocation, _ resource: ResourceFacts) throws -> ImportOptions {
        var options = ImportOptions(resource: resource)
        if let path = invocation.value("map") {
            if Files.kind(path) == .missing { throw ImportError.mappingMissing(path, resource: resource.name) }
            guard let bytes = try Files.read(path, byteCountMax: mapByteCountMax) else {
                throw CommandFailure.fileTooLarge(path, byteCountMax: mapByteCountMax)
            }
            do throws(ImportMapping.Failure) {
                options.mapping = try ImportMapping.parse(bytes)
            } catch {
                throw ImportError.mapping(path, error.reason)
            }
            if let stated = options.mapping?.resource, stated != resource.name {
                throw ImportError.mapping(path, "it is one for \(stated), not for \(resource.name)")
            }
            options.decimal = options.mapping?.decimal
            options.dates = options.mapping?.dates
            options.prices = options.mapping?.prices
        }
        options.onError = invocation.value("on-error").flatMap(ImportOptions.OnError.init) ?? .stop
        options.isDryRun = invocation.has("dry-run")
        options.createsMissing = invocation.has("create-missing")
        options.dropsUnknown = invocation.has("drop-unknown")
        options.isRaw = invocation.has("raw")
        options.encoding = invocation.value("encoding").flatMap(FileEncoding.named)
        if let mark = invocation.value("decimal") { options.decimal = mark == "," ? .comma : .point }
        if let order = invocation.value("dates") { options.dates = DateFormat.Order(rawValue: order) }
        if let terms = invocation.value("prices") { options.prices = PriceTerms(rawValue: terms) }
        options.rows = invocation.value("rows").flatMap(ImportOptions.Rows.init) ?? .both
        return options
    }

    /// Writes the mapping that was in force, each column with what it became.
    private static func save(_ scan: ImportScan, _ options: ImportOptions, to path: String) throws {
        let file = try OutputFile(path: path)
        try file.write(options.mapping(of: scan.plan).json + [0x0A])
        try file.finish()
    }
}
