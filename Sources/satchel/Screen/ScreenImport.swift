// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Host
internal import Interchange
package import Interface
package import Storage

/// The steps of an import for the screen, and what is known of its file from one step to the next. It stays on the
/// thread that writes.
package final class ScreenImport {
    private let paths: StorePaths
    /// Throws for a path that may not be touched.
    private let reach: (String) throws -> Void
    private var known: KnownFile?

    /// Bad cells that are shown; all of them go to a file.
    private static let cellsMax = 500
    private static let microsecondsPerMillisecond: Int64 = 1_000

    package init(_ paths: StorePaths, reach: @escaping (String) throws -> Void = { _ in }) {
        self.paths = paths
        self.reach = reach
    }

    /// Does a step; throws what keeps it from being done.
    package func perform(
        _ step: ImportStep, _ order: ImportOrder, _ writer: Writer, _ attendant: Attendant = Attendant()
    ) throws -> Reply {
        if let denial = try writer.access().denial(.import, on: order.resource.name) { throw StoreError.denied(denial) }
        switch step {
        case .paste(let lines):
            return .importing(.written(path: try PastedFile.write(lines, into: order.resource, paths)))
        case .survey: return .importing(.survey(try survey(order, writer, attendant)))
        case .trial:
            var options = try file(order).options(order)
            options.isDryRun = true
            let ran = try run(order, options, writer, attendant)
            return .importing(.trial(try trial(of: ran, order, writer, attendant)))
        case .check(let row): return .importing(.checked(try check(row, order, writer, attendant)))
        case .run: return try runWhole(order, writer, attendant)
        case .badRows: return .importing(.written(path: try writeBadRows(order, writer, attendant)))
        case .saveMapping:
            let file = try file(order)
            try reach(SavedMappings.folder)
            let mapping = file.options(order).mapping(of: file.survey.plan)
            return .importing(.written(path: try SavedMappings.save(mapping, like: order.path)))
        }
    }

    // MARK: A look at the file

    private func survey(_ order: ImportOrder, _ writer: Writer, _ attendant: Attendant) throws -> FileSurvey {
        try admit(order)
        let stamp = Files.stamp(order.path)
        let reader = try Reader(paths: paths, as: .member(writer.member))
        var file = KnownFile(order, stamp: stamp, taxTerms: try reader.taxTerms())
        if let known, known.order.path == order.path, known.stamp == stamp {
            file.saved = known.saved
            file.delimiters = known.delimiters
        }
        do {
            try file.read(order, attendant)
            if order.targets.isEmpty, file.saved == nil, (try? reach(SavedMappings.folder)) != nil,
                let saved = SavedMappings.find(file.survey.header, of: order.resource, like: order.path)
            {
                file.saved = saved
                try file.read(order, attendant)
            }
        } catch ImportError.delimiter(_, let candidates) {
            file.delimiters = candidates
            known = file
            return SurveyWords.delimiterQuestion(candidates)
        }
        let mayMake = try writer.access().denial(.create, on: Category.shape.name) == nil
        file.missing = mayMake ? try file.missingCategories(reader) : []
        known = file
        return SurveyWords(file: file, order: order).survey
    }

    /// Refuses what is no file, and what lies where nothing may be read.
    private func admit(_ order: ImportOrder) throws {
        // What was pasted is the program's own file, wherever that lies.
        if order.path != PastedFile.path(paths) { try reach(order.path) }
        if case .other = Files.kind(order.path) { throw ImportError.device(Files.name(order.path)) }
    }

    /// The file as it was looked at; one that is another by now is refused.
    private func file(_ order: ImportOrder) throws -> KnownFile {
        guard let known, known.order.path == order.path, known.stamp == Files.stamp(order.path) else {
            throw ImportError.changedMeanwhile(Files.name(order.path))
        }
        return known
    }

    // MARK: Trying and doing

    private struct Ran {
        let file: KnownFile
        let result: ImportResult
        let scan: ImportScan
        let startedAtMicroseconds: Int64
    }

    private func run(_ order: ImportOrder, _ options: ImportOptions, _ writer: Writer, _ attendant: Attendant) throws
        -> Ran
    {
        let start = Clock.monotonicMicroseconds()
        var file = try file(order)
        file.seen = try writer.newestCommit()
        // What was typed anew may name records that the file does not, and what is left out none.
        if !order.mends.isEmpty || !order.leftOut.isEmpty { try file.read(order, attendant) }
        let scan = try file.survey.scan(options)
        let result = try ImportRun(scan: scan, options: options, writer: writer, attendant: attendant).run()
        return Ran(file: file, result: result, scan: scan, startedAtMicroseconds: start)
    }

    /// What is shown of an import of which nothing was written: its bad rows are read again from the file.
    private func trial(of ran: Ran, _ order: ImportOrder, _ writer: Writer, _ attendant: Attendant) throws -> FileTrial
    {
        let shown = ran.result.failures.prefix(Self.cellsMax).filter { $0.row > 0 }
        let rows = try FetchedRow.rows(Set(shown.map(\.row)), of: ran.scan, attendant)
        var file = ran.file
        file.rows.merge(rows) { $1 }
        known = file
        let words = TrialWords(
            scan: ran.scan, result: ran.result, rows: rows, mends: order.mends, leftOutCount: order.leftOut.count)
        var trial = words.trial(cells: Array(shown))
        trial.samples = try samples(ran.result, order.resource, writer)
        trial.milliseconds =
            (Clock.monotonicMicroseconds() - ran.startedAtMicroseconds) / Self.microsecondsPerMillisecond
        return trial
    }

    /// What would change, of the first few records.
    private func samples(_ result: ImportResult, _ resource: ResourceFacts, _ writer: Writer) throws -> [String] {
        if result.updates.isEmpty { return [] }
        let names = ReferenceNames(try Reader(paths: paths, as: .member(writer.member)))
        names.learn(result.made)
        return result.updates.map { update in
            let name = RecordName.of(update.before.values, id: update.before.id, resource: resource)
            let parts = Differences.texts(update.before.values, update.after, resource, names)
            return "\(name): \(parts.joined(separator: ", "))"
        }
    }

    private func runWhole(_ order: ImportOrder, _ writer: Writer, _ attendant: Attendant) throws -> Reply {
        let file = try file(order)
        var options = file.options(order)
        if let seen = file.seen, try writer.newestCommit() != seen {
            options.isDryRun = true
            let ran = try run(order, options, writer, attendant)
            var trial = try trial(of: ran, order, writer, attendant)
            trial.isAnew = true
            return .importing(.trial(trial))
        }
        let ran = try run(order, options, writer, attendant)
        if ran.result.failureCount > 0, options.onError == .stop {
            return .importing(.trial(try trial(of: ran, order, writer, attendant)))
        }
        // It is done: nothing that comes after it may say otherwise.
        known = nil
        return .changed(TrialWords.done(ran.result, ran.scan, leftOutCount: order.leftOut.count))
    }

    /// What is wrong with a row as it is mended, tried as if it were all of the file.
    private func check(_ row: Int, _ order: ImportOrder, _ writer: Writer, _ attendant: Attendant) throws -> [BadCell] {
        let file = try file(order)
        var options = file.options(order)
        options.isDryRun = true
        options.onError = .stop
        var scan = try file.survey.scan(options)
        guard let fetched = try file.rows[row] ?? FetchedRow.rows([row], of: scan, attendant)[row] else { return [] }
        scan.take(fetched, options)
        let result = try ImportRun(scan: scan, options: options, writer: writer, row: fetched, attendant: attendant)
            .run()
        let words = TrialWords(
            scan: scan, result: result, rows: [row: fetched], mends: order.mends, leftOutCount: 0)
        return words.trial(cells: result.failures.filter { $0.row == row }).bad
    }

    private func writeBadRows(_ order: ImportOrder, _ writer: Writer, _ attendant: Attendant) throws -> String {
        var options = try file(order).options(order)
        options.isDryRun = true
        var (result, scan) = try { ($0.result, $0.scan) }(run(order, options, writer, attendant))
        let leftOut = FailureRule.malformed("left out by hand")
        result.failures += order.leftOut.sorted().map { CellFailure(row: $0, column: "", value: "", rule: leftOut) }
        guard let path = try BadRowsFile.write(result, scan, paths) else {
            throw ImportError.noBadRows(Files.name(order.path))
        }
        return path
    }
}

/// A file that was looked at: what it holds, what was found saved for it, and what its questions' answers mean.
struct KnownFile {
    let order: ImportOrder
    let stamp: FileStamp?
    let taxTerms: TaxTerms
    private(set) var survey: ImportSurvey
    /// The saved mapping that is used.
    var saved: (name: String, mapping: ImportMapping)?
    var delimiters: [Delimiter] = []
    /// Categories that are named and missing, by the column's place.
    var missing: [(column: Int, names: [String], count: Int)] = []
    /// Rows that were bad, as they were read.
    var rows: [Int: FetchedRow] = [:]
    /// The newest commit when all of it was tried last: what was shown may not hold behind later ones.
    var seen: Int64?

    init(_ order: ImportOrder, stamp: FileStamp?, taxTerms: TaxTerms) {
        self.order = order
        self.stamp = stamp
        self.taxTerms = taxTerms
        survey = ImportSurvey(
            source: ImportSource(path: order.path, name: Files.name(order.path)),
            form: .csv(.utf8(mark: false), .comma), header: [],
            plan: ImportPlan(empty: order.resource), rowCount: 0, references: [:], samples: [])
    }

    /// Reads the file as far as it is decided what its columns become.
    mutating func read(_ order: ImportOrder, _ attendant: Attendant) throws {
        survey = try ImportSurvey.read(survey.source, options(order), attendant)
    }

    // MARK: What answers mean

    /// The orders of dates that may be chosen.
    private var dateOrders: [DateFormat.Order] {
        undecidedDates.first.map(\.observer.orders) ?? []
    }

    /// The answer that what is named and missing is made.
    static let makesMissing = "make"

    /// How the prices may be meant, the likelier first.
    var priceTerms: [PriceTerms] {
        let own = PriceTerms(includesTax: taxTerms.includesTax)
        let words = priceColumn.map { survey.header[$0].lowercased() } ?? ""
        let likely: PriceTerms =
            ["brutto", "gross", "incl", "inkl", "ttc"].contains(where: words.contains)
            ? .withTax : ["netto", "net ", "excl", "exkl", " ht"].contains(where: words.contains) ? .withoutTax : own
        return [likely, likely == .withTax ? .withoutTax : .withTax]
    }

    /// The column of prices that may hold the tax or not; nil where that makes no difference.
    var priceColumn: Int? {
        let fields = Product.declaration.fields
        guard order.resource == Product.declaration.facts, !ForeignExport.isOwn(survey.header, order.resource),
            taxTerms.hasRates || survey.plan.hasColumn(for: fields.taxRate.position)
        else { return nil }
        return survey.plan.columns.firstIndex { $0.target == .field(fields.price.position) }
    }

    /// Columns of numbers and dates that can be read in more than one way, or in none.
    var undecidedNumbers: [(column: Int, reading: NumberReading)] {
        survey.numbers.sorted { $0.key < $1.key }.compactMap { column, observer in
            switch observer.reading() {
            case .noNumbers, .decided, .against: nil
            case .ambiguous, .contradictory: (column, observer.reading())
            }
        }
    }

    var undecidedDates: [(column: Int, observer: DateObserver)] {
        survey.dates.sorted { $0.key < $1.key }.compactMap { column, observer in
            switch observer.reading {
            case .noDates, .decided: nil
            case .ambiguous, .contradictory: (column, observer)
            }
        }
    }

    /// What the person's decisions are for the import.
    func options(_ order: ImportOrder) -> ImportOptions {
        var options = ImportOptions(resource: order.resource)
        options.isAsked = true
        options.mapping = mapping(order)
        options.mends = order.mends
        options.leftOut = order.leftOut
        options.onError = order.skipsBad ? .skip : .stop
        switch order.rows {
        case .both: options.rows = .both
        case .add: options.rows = .add
        case .change: options.rows = .change
        }
        let answers = order.answers
        options.delimiter = delimiters.first { $0.sign == answers[.delimiter] }
        options.decimal = answers[.decimal].flatMap(NumberFormat.DecimalMark.init(word:)) ?? saved?.mapping.decimal
        let orders = dateOrders
        options.dates =
            answers[.dates].flatMap(DateFormat.Order.init(rawValue:)) ?? saved?.mapping.dates
            ?? (orders.count == 1 ? orders[0] : nil)
        options.prices = answers[.prices].flatMap(PriceTerms.init(rawValue:)) ?? saved?.mapping.prices
        options.createsMissing = answers[.missing] == Self.makesMissing
        return options
    }

    /// What was chosen, over what was saved; nil where neither says anything.
    private func mapping(_ order: ImportOrder) -> ImportMapping? {
        if order.targets.isEmpty, saved == nil { return nil }
        var columns = saved?.mapping.columns.filter { order.targets[$0.header] == nil } ?? []
        columns += order.targets.sorted { $0.key < $1.key }.map { header, target in
            switch target {
            case .field(let name): ImportMapping.Column(header: header, target: name)
            case .leftOut: ImportMapping.Column(header: header, target: nil)
            }
        }
        return ImportMapping(resource: order.resource.name, columns: columns)
    }

    // MARK: Names

    /// Names that are looked up before the dry run does it for all.
    private static let namesMax = 2_000

    /// Categories that the file names and the store does not have.
    func missingCategories(_ reader: Reader) throws -> [(column: Int, names: [String], count: Int)] {
        let facts = Category.declaration.facts
        return try survey.references.sorted { $0.key < $1.key }.compactMap { position, names in
            guard order.resource.fields[position].target == facts.name, order.resource != facts,
                let column = survey.plan.columns.firstIndex(where: { $0.target == .field(position) })
            else { return nil }
            let sorted = names.sorted { $0.value < $1.value }.map(\.key)
            let missing = try sorted.prefix(Self.namesMax).filter { name in
                if case .unknown = try reader.meaning(of: survey.namesOfIds[name] ?? name, in: facts) {
                    true
                } else {
                    false
                }
            }
            return missing.isEmpty ? nil : (column, missing, names.count)
        }
    }
}
