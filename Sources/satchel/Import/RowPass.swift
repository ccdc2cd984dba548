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
    private var samples: [[String]] = []
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
        if options.isAsked, rowCount <= ImportSurvey.sampleRowsMax { keepSamples(row) }
        for index in numbers.keys { row.withBytes(index) { bytes in numbers[index]?.observe(bytes, row: row.number) } }
        for index in dates.keys { row.withBytes(index) { bytes in dates[index]?.observe(bytes, row: row.number) } }
        if options.leftOut.contains(row.number) { return }
        let mends = options.mends[row.number]
        if let skuColumn { skus.note(isEmpty: mends?[header[skuColumn]]?.isEmpty ?? row.isEmpty(skuColumn)) }
        for (column, position) in referenceColumns {
            let transforms = plan.columns[column].transforms
            let mended = mends?[header[column]]
            if mended == nil, row.isEmpty(column), transforms.isEmpty { continue }
            let name = RowParser.text(mended ?? row[column], transforms, isRaw: options.isRaw)
            if !name.isEmpty { references.note(name, of: position, row: row.number) }
        }
    }

    private mutating func keepSamples(_ row: borrowing CSVRow) {
        for column in samples.indices where samples[column].count < ImportSurvey.samplesMax {
            let text = row[column]
            if !text.isEmpty { samples[column].append(text) }
        }
    }

    private mutating func takeHeader(_ row: borrowing CSVRow) throws {
        let checked = CSVHeader(row)
        if let fault = checked.faults.first { throw ImportError.header(source.name, fault) }
        header = checked.names
        if options.mapping == nil, let other = ForeignExport.resource(of: header, into: options.resource) {
            throw ImportError.otherResource(source.name, stated: other, wanted: options.resource.name)
        }
        samples = Array(repeating: [], count: header.count)
        do {
            let plan = try options.plan(header, guesses: true)
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
    func survey(_ form: ImportForm) throws -> ImportSurvey {
        guard let plan else { throw ImportError.header(source.name, .emptyFile) }
        if rowCount == 0, !hasFailures, !ForeignExport.isOwn(header, options.resource) {
            throw ImportError.header(source.name, .headerOnly)
        }
        return ImportSurvey(
            source: source, form: form, header: header, plan: plan, rowCount: rowCount, references: references.rows,
            numbers: numbers, dates: dates, mixesSKUs: skus.isMixed, samples: samples)
    }
}
