internal import Domain
internal import Interchange

/// The first pass over the rows of a CSV file.
struct RowPass {
    private let options: ImportOptions
    private let source: ImportSource
    private var header: [String] = []
    private var plan: ImportPlan?
    private var numbers: [Int: NumberObserver] = [:]
    private var dates: [Int: DateObserver] = [:]
    private var referenceColumns: [(column: Int, position: Int)] = []
    private var references = ReferenceSeen()
    private var skuColumn: Int?
    private var skus = SKUColumn()
    private var rowCount = 0
    /// Whether rows were left out, which the import itself reports.
    private var hasFailures = false

    init(options: ImportOptions, source: ImportSource) {
        self.options = options
        self.source = source
    }

    mutating func take(_ row: borrowing CSVRow) throws {
        guard let plan else { return try takeHeader(row) }
        if row.isEmpty { return }
        if row.failure != nil {
            hasFailures = true
            return
        }
        rowCount += 1
        if let skuColumn { skus.note(isEmpty: row.isEmpty(skuColumn)) }
        for index in numbers.keys { row.withBytes(index) { bytes in numbers[index]?.observe(bytes, row: row.number) } }
        for index in dates.keys { row.withBytes(index) { bytes in dates[index]?.observe(bytes, row: row.number) } }
        for (column, position) in referenceColumns {
            let transforms = plan.columns[column].transforms
            if row.isEmpty(column), transforms.isEmpty { continue }
            let name = RowParser.text(row[column], transforms, isRaw: options.isRaw)
            if !name.isEmpty { references.note(name, of: position, row: row.number) }
        }
    }

    private mutating func takeHeader(_ row: borrowing CSVRow) throws {
        let checked = CSVHeader(row)
        if let fault = checked.faults.first { throw ImportError.header(source.name, fault) }
        header = checked.names
        if options.mapping == nil, let other = ForeignExport.resource(of: header, into: options.resource) {
            throw ImportError.otherResource(source.name, stated: other, wanted: options.resource.name)
        }
        do {
            let plan = try ImportPlan(
                header, into: options.resource, mapping: options.mapping, dropsUnknown: options.dropsUnknown)
            observe(plan)
            self.plan = plan
        } catch {
            throw ImportError.plan(source.name, error, header: header, column: "column", resource: options.resource)
        }
    }

    /// Watches the columns whose numbers and dates can be written in several ways, and those that name records.
    private mutating func observe(_ plan: ImportPlan) {
        skuColumn = SKUColumn.target(options.resource).flatMap { sku in plan.columns.firstIndex { $0.target == sku } }
        for (index, column) in plan.columns.enumerated() {
            guard case .field(let position) = column.target else { continue }
            switch plan.resource.fields[position].kind {
            case .money, .percent, .quantity: if column.transforms.isEmpty { numbers[index] = NumberObserver() }
            case .date: if column.transforms.isEmpty { dates[index] = DateObserver() }
            case .reference, .references: referenceColumns.append((index, position))
            case .text, .note, .code, .integer, .boolean, .moment, .choice, .set, .map: break
            }
        }
    }

    /// What the whole file said.
    func scan(_ form: ImportForm) throws -> ImportScan {
        guard let plan else { throw ImportError.header(source.name, .emptyFile) }
        if rowCount == 0, !hasFailures, !ForeignExport.isOwn(header, options.resource) {
            throw ImportError.header(source.name, .headerOnly)
        }
        var formats: [NumberFormat?] = Array(repeating: nil, count: header.count)
        for (index, observer) in numbers {
            formats[index] = try number(observer.reading(as: options.decimal), header[index])
        }
        var dateFormats: [DateFormat?] = Array(repeating: nil, count: header.count)
        for (index, observer) in dates { dateFormats[index] = try date(observer.reading, header[index]) }
        return ImportScan(
            source: source, form: form, header: header, plan: plan, numbers: formats,
            dates: dateFormats, rowCount: rowCount, references: references.rows, mixesSKUs: skus.isMixed)
    }

    private func number(_ reading: NumberReading, _ column: String) throws -> NumberFormat? {
        switch reading {
        case .noNumbers: return nil
        case .decided(let format): return format
        case .against(let sample):
            throw ImportError.numberContradictsOption(
                column: column, row: sample.row, text: sample.text, mark: options.decimal == .comma ? "," : ".")
        case .ambiguous(let ambiguity):
            throw ImportError.ambiguousNumber(
                column: column, row: ambiguity.sample.row, text: ambiguity.sample.text,
                readings: [ambiguity.point.value.description, ambiguity.comma.value.description])
        case .contradictory(let first, let second):
            throw ImportError.contradictoryNumbers(
                column: column, rows: [first.row, second.row], texts: [first.text, second.text])
        }
    }

    private func date(_ reading: DateReading, _ column: String) throws -> DateFormat? {
        switch reading {
        case .noDates: return nil
        case .decided(let format): return format
        case .ambiguous(let sample, let choices):
            throw ImportError.ambiguousDate(
                column: column, row: sample.row, text: sample.text, readings: choices.map(\.date))
        case .contradictory(let first, let second):
            throw ImportError.contradictoryDates(
                column: column, rows: [first.row, second.row], texts: [first.text, second.text])
        }
    }
}
