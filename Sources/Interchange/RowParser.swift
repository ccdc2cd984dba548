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
        var entries: [Int: [MapEntry]] = [:]
        var id: Identifier?
        let currency = currencyColumn.map { row[$0] }.flatMap { $0.isEmpty ? nil : $0.uppercased() } ?? storeCurrency
        for (index, column) in plan.columns.enumerated() where column.target != .none {
            if row.isEmpty(index) && column.transforms.isEmpty { continue }
            do throws(FailureRuleError) {
                switch column.target {
                case .none: break
                case .id:
                    id = Identifier(text: row[index])
                    if id == nil { throw FailureRuleError(.notFound(resource: plan.resource.name)) }
                case .key(let position, let key):
                    entries[position, default: []].append(MapEntry(key: key, value: Self.plain(text(row, index))))
                case .field(let position):
                    let field = plan.resource.fields[position]
                    if field.target != nil {
                        let name = text(row, index)
                        if !name.isEmpty { references.append((position, name)) }
                    } else {
                        values[position] = try value(row, index, field, currency)
                    }
                }
            } catch {
                failures.append(
                    CellFailure(row: row.number, column: column.header, value: row[index], rule: error.rule))
            }
        }
        for (position, entries) in entries { values[position] = .map(of: values[position].map + entries) }
        return ParsedRow(number: row.number, id: id, values: values, references: references, failures: failures)
    }

    private func text(_ row: borrowing CSVRow, _ index: Int) -> String {
        Self.text(row[index], plan.columns[index].transforms, isRaw: isRaw)
    }

    /// What a cell means before it is read: without the apostrophe that guards it, and transformed.
    package static func text(_ cell: String, _ transforms: [CellTransform], isRaw: Bool) -> String {
        transforms.reduce(isRaw ? cell : CSVGuard.strip(cell)) { $1.apply($0) }
    }

    /// A plain number is kept as one, so that a filter compares it as one; leading zeros make a text.
    private static func plain(_ text: String) -> Value {
        let trimmed = Trim.blanks(text)
        if trimmed.utf8.count <= 15, let number = Int64(trimmed), String(number) == trimmed { return .integer(number) }
        return .text(trimmed)
    }

    private func value(
        _ row: borrowing CSVRow, _ index: Int, _ field: FieldFacts, _ currency: String
    ) throws(FailureRuleError) -> Value {
        let isPlain = plan.columns[index].transforms.isEmpty
        switch field.kind {
        case .money:
            guard isPlain else { break }
            return .integer(try number(row, index, decimals: Currency.decimals(currency)))
        case .percent:
            guard isPlain, !row[index].hasSuffix("%") else { break }
            return .integer(try number(row, index, decimals: Kind.percentDecimals))
        case .quantity(let source):
            let text = text(row, index)
            guard isPlain, text.utf8.last.map({ $0 >= 48 && $0 <= 57 }) == true else {
                return try quantity(text, row, source)
            }
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
        let text = text(row, index)
        if case .choice = field.kind { return .text(text.lowercased()) }
        return try Reading(currency: currency).value(text, field.kind)
    }

    private func quantity(_ text: String, _ row: borrowing CSVRow, _ source: Kind.UnitSource)
        throws(FailureRuleError) -> Value
    {
        var unit = "piece"
        switch source {
        case .fixed(let fixed): unit = fixed
        case .sibling: if let unitColumn { unit = row[unitColumn] }
        }
        return try Reading(currency: storeCurrency, unit: unit).value(text, .quantity(.fixed(unit)))
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
