internal import Domain

/// Reads the cells of a row into values, each by its column's plan and by the formats that were decided for the file.
package struct RowParser: Sendable {
    private let plan: ImportPlan
    private let numbers: [NumberFormat?]
    private let dates: [DateFormat?]
    private let storeCurrency: String
    private let isRaw: Bool
    private let currencyColumn: Int?
    private let unitColumn: Int?

    /// `numbers` and `dates` hold the decided format of each column.
    package init(
        plan: ImportPlan, numbers: [NumberFormat?], dates: [DateFormat?], storeCurrency: String, isRaw: Bool
    ) {
        self.plan = plan
        self.numbers = numbers
        self.dates = dates
        self.storeCurrency = storeCurrency
        self.isRaw = isRaw
        func column(_ key: String) -> Int? {
            plan.resource.positions[key].flatMap { position in
                plan.columns.firstIndex { $0.target == .field(position) }
            }
        }
        currencyColumn = column("currency")
        unitColumn = column("unit")
    }

    package func parse(_ row: borrowing CSVRow) -> ParsedRow {
        var values = [Value](repeating: .null, count: plan.resource.fields.count)
        var references: [(position: Int, name: String)] = []
        var failures: [CellFailure] = []
        var marks: [AmountMark] = []
        var entries: [Int: [MapEntry]] = [:]
        var id: Identifier?
        let reading = reading(row)
        for (index, column) in plan.columns.enumerated() where column.target != .none {
            if row.isEmpty(index) && column.transforms.isEmpty { continue }
            do throws(FailureRuleError) {
                switch column.target {
                case .none: break
                case .id:
                    id = Identifier(text: row[index])
                    if id == nil { throw FailureRuleError(.notFound(resource: plan.resource.name)) }
                case .key(let position, let key):
                    entries[position, default: []].append(MapEntry(key: key, value: ListText.plain(text(row, index))))
                case .field(let position):
                    let field = plan.resource.fields[position]
                    if field.target != nil {
                        let name = text(row, index)
                        if !name.isEmpty { references.append((position, name)) }
                    } else {
                        values[position] = try value(row, index, field, reading)
                        if let mark = mark(row, index, field) { marks.append(mark) }
                    }
                }
            } catch {
                failures.append(
                    CellFailure(row: row.number, column: column.header, value: row[index], rule: error.rule))
            }
        }
        for (position, entries) in entries { values[position] = .map(of: values[position].map + entries) }
        // What the row says by itself need not wait for its record.
        if let currencyColumn, !row.isEmpty(currencyColumn) {
            failures += marks.compactMap { $0.failure(row: row.number, in: reading.currency) }
            marks = []
        }
        return ParsedRow(
            number: row.number, id: id, values: values, references: references, failures: failures, marks: marks)
    }

    /// The currency that a cell gives beside its amount.
    private func mark(_ row: borrowing CSVRow, _ index: Int, _ field: FieldFacts) -> AmountMark? {
        guard case .money = field.kind, let mark = currency(row, index) else { return nil }
        return AmountMark(column: plan.columns[index].header, value: row[index], mark: mark)
    }

    private func currency(_ row: borrowing CSVRow, _ index: Int) -> String? {
        row.withBytes(index) { NumberText.currency(beside: $0) }
    }

    private func text(_ row: borrowing CSVRow, _ index: Int) -> String {
        Self.text(row[index], plan.columns[index].transforms, isRaw: isRaw)
    }

    /// What a cell means before it is read: without the apostrophe that guards it, and transformed.
    package static func text(_ cell: String, _ transforms: [CellTransform], isRaw: Bool) -> String {
        transforms.reduce(isRaw ? cell : CSVGuard.strip(cell)) { $1.apply($0) }
    }

    /// How the cells of a row are read where no format of their column decides.
    private func reading(_ row: borrowing CSVRow) -> FieldReading {
        var reading = FieldReading(currency: storeCurrency)
        if let currencyColumn, !row.isEmpty(currencyColumn) { reading.currency = row[currencyColumn].uppercased() }
        if let unitColumn, !row.isEmpty(unitColumn) { reading.unit = row[unitColumn] }
        return reading
    }

    private func value(
        _ row: borrowing CSVRow, _ index: Int, _ field: FieldFacts, _ reading: FieldReading
    ) throws(FailureRuleError) -> Value {
        let isPlain = plan.columns[index].transforms.isEmpty
        switch field.kind {
        case .money:
            guard isPlain else { break }
            return .integer(try number(row, index, decimals: Currency.decimals(reading.currency)))
        case .percent:
            guard isPlain, !row[index].hasSuffix("%") else { break }
            if currency(row, index) != nil { throw FailureRuleError(.notANumber) }
            return .integer(try number(row, index, decimals: Kind.percentDecimals))
        case .quantity:
            guard isPlain, row[index].utf8.last.map({ $0 >= 48 && $0 <= 57 }) == true else { break }
            if currency(row, index) != nil { throw FailureRuleError(.notANumber) }
            return .integer(try number(row, index, decimals: Kind.quantityDecimals))
        case .date:
            guard isPlain, let format = dates[index] else { break }
            let parsed: Result<String, DateFault> = row.withBytes(index) { bytes in
                Result { () throws(DateFault) in try format.parse(bytes) }
            }
            guard case .success(let date) = parsed else { throw FailureRuleError(.notADate) }
            return .text(date)
        case .text, .note, .code, .integer, .boolean, .moment, .choice, .reference, .references, .set, .map: break
        }
        return try reading.value(text(row, index), field.kind)
    }

    private func number(_ row: borrowing CSVRow, _ index: Int, decimals: Int) throws(FailureRuleError) -> Int64 {
        let format = numbers[index] ?? NumberFormat(decimal: .point, grouping: nil)
        let result: Result<Int64, NumberFault> = row.withBytes(index) { bytes in
            Result { () throws(NumberFault) in try format.minorUnits(bytes, decimals: decimals) }
        }
        switch result {
        case .success(let number): return number
        case .failure(let fault): throw FailureRuleError(Self.rule(fault, like: format.example))
        }
    }

    /// What is wrong with a number, as the store words it.
    static func rule(_ fault: NumberFault, like example: String? = nil) -> FailureRule {
        switch fault {
        case .tooManyDecimals(_, let max): .tooManyDecimals(max: max)
        case .spreadsheetDamage: .spreadsheetDamage
        case .tooManyDigits: .outOfRange(min: nil, max: FieldCheck.moneyMaxText)
        case .empty, .notANumber, .wrongSeparators: example.map { .badNumber(like: $0) } ?? .notANumber
        }
    }
}
