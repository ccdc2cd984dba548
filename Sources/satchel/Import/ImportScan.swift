internal import Domain
internal import Host
internal import Interchange

/// What a first look at a whole file tells: its layout, its header, how its numbers and dates are to be read, and which
/// records its rows refer to. Nothing is written before this is known.
struct ImportScan: Sendable {
    let path: String
    let layout: CSVLayout
    let delimiter: Delimiter
    let header: [String]
    let plan: ImportPlan
    let numbers: [NumberFormat?]
    let dates: [DateFormat?]
    let rowCount: Int
    /// Names given for records referred to, with the first row of each, by field position.
    let references: [Int: [String: Int]]

    /// Columns with more names than are kept.
    let crowded: Set<Int>

    /// Distinct names that are kept of one column: beyond them each row is looked up by itself, when it is written.
    static let referencesMax = 100_000
    static let chunkByteCount = 1 << 20

    /// Reads the file once. Throws what keeps it from being imported at all.
    static func scan(_ path: String, _ options: ImportOptions) throws -> ImportScan {
        switch Files.kind(path) {
        case .missing where path != "-": throw ImportError.missing(path)
        case .directory: throw ImportError.directory(path)
        default: break
        }
        var prefix: [UInt8] = []
        let file = try FileReader(path: path)
        var isWhole = false
        while prefix.count < TextEncoding.prefixBytesMax {
            let chunk = try file.read(upTo: TextEncoding.prefixBytesMax - prefix.count)
            isWhole = chunk.isEmpty
            if isWhole { break }
            prefix += chunk
        }
        if prefix.isEmpty { throw ImportError.header(path, .emptyFile) }
        let layout = CSVLayout.detect(prefix: prefix, isWholeFile: isWhole)
        var pass = ImportPass(options: options, path: path)
        let delimiter = try Self.delimiter(layout, path)
        var reader = CSVReader(encoding: layout.encoding.encoding, delimiter: delimiter)
        try reader.feed(prefix) { row in try pass.take(row) }
        while !isWhole {
            let chunk = try file.read(upTo: chunkByteCount)
            if chunk.isEmpty { break }
            try reader.feed(chunk) { row in try pass.take(row) }
        }
        try reader.finish { row in try pass.take(row) }
        return try pass.scan(layout: layout, delimiter: delimiter)
    }

    private static func delimiter(_ layout: CSVLayout, _ path: String) throws -> Delimiter {
        switch layout.delimiter {
        case .decided(let delimiter): delimiter
        case .oneColumn: .comma
        case .ambiguous(let candidates): throw ImportError.delimiter(path, candidates)
        }
    }
}

/// The first pass over the rows of a file.
struct ImportPass {
    private let options: ImportOptions
    private let path: String
    private var header: [String] = []
    private var plan: ImportPlan?
    private var numbers: [Int: NumberObserver] = [:]
    private var dates: [Int: DateObserver] = [:]
    private var referenceColumns: [(column: Int, position: Int)] = []
    private var references: [Int: [String: Int]] = [:]
    private var crowded: Set<Int> = []
    private var rowCount = 0
    private var lastReference: [Int: String] = [:]

    init(options: ImportOptions, path: String) {
        self.options = options
        self.path = path
    }

    mutating func take(_ row: borrowing CSVRow) throws {
        guard plan != nil else { return try takeHeader(row) }
        if row.failure != nil { return }
        rowCount += 1
        for index in numbers.keys { row.withBytes(index) { bytes in numbers[index]?.observe(bytes, row: row.number) } }
        for index in dates.keys { row.withBytes(index) { bytes in dates[index]?.observe(bytes, row: row.number) } }
        for (column, position) in referenceColumns where !row.isEmpty(column) {
            let name = row[column]
            if lastReference[position] == name { continue }
            lastReference[position] = name
            guard references[position]?[name] == nil else { continue }
            if references[position, default: [:]].count < ImportScan.referencesMax {
                references[position, default: [:]][name] = row.number
            } else {
                crowded.insert(position)
            }
        }
    }

    private mutating func takeHeader(_ row: borrowing CSVRow) throws {
        let checked = CSVHeader(row)
        if let fault = checked.faults.first { throw ImportError.header(path, fault) }
        header = checked.names
        do {
            let plan = try ImportPlan(
                header, into: options.resource, mapping: options.mapping, dropsUnknown: options.dropsUnknown)
            observe(plan)
            self.plan = plan
        } catch {
            throw ImportError.plan(path, error, header: header)
        }
    }

    /// Watches the columns whose numbers and dates can be written in several ways.
    private mutating func observe(_ plan: ImportPlan) {
        for (index, column) in plan.columns.enumerated() where column.transforms.isEmpty {
            guard case .field(let position) = column.target else { continue }
            switch plan.resource.fields[position].kind {
            case .money, .percent, .quantity: numbers[index] = NumberObserver()
            case .date: dates[index] = DateObserver()
            case .reference, .references: referenceColumns.append((index, position))
            case .text, .note, .code, .integer, .boolean, .moment, .choice, .set, .map: break
            }
        }
        for (index, column) in plan.columns.enumerated() where !column.transforms.isEmpty {
            guard case .field(let position) = column.target, plan.resource.fields[position].target != nil else {
                continue
            }
            referenceColumns.append((index, position))
        }
    }

    func scan(layout: CSVLayout, delimiter: Delimiter) throws -> ImportScan {
        guard let plan else { throw ImportError.header(path, .emptyFile) }
        if rowCount == 0 { throw ImportError.header(path, .headerOnly) }
        var formats: [NumberFormat?] = Array(repeating: nil, count: header.count)
        for (index, observer) in numbers { formats[index] = try number(observer.reading, header[index]) }
        var dateFormats: [DateFormat?] = Array(repeating: nil, count: header.count)
        for (index, observer) in dates { dateFormats[index] = try date(observer.reading, header[index]) }
        return ImportScan(
            path: path, layout: layout, delimiter: delimiter, header: header, plan: plan, numbers: formats,
            dates: dateFormats, rowCount: rowCount, references: references, crowded: crowded)
    }

    private func number(_ reading: NumberReading, _ column: String) throws -> NumberFormat? {
        switch reading {
        case .noNumbers: return nil
        case .decided(let format):
            if let wanted = options.decimal, format.decimal != wanted, format.grouping != nil {
                throw ImportError.numbersContradictOption(column: column)
            }
            return format
        case .ambiguous(let ambiguity):
            switch options.decimal {
            case .point?: return ambiguity.point.format
            case .comma?: return ambiguity.comma.format
            case nil:
                throw ImportError.ambiguousNumber(
                    column: column, row: ambiguity.sample.row, text: ambiguity.sample.text,
                    readings: [ambiguity.point.value.description, ambiguity.comma.value.description])
            }
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
