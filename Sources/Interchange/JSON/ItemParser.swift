internal import Domain

/// Reads the members of a JSON record into values, each by its column's plan.
package struct ItemParser: Sendable {
    private let plan: ImportPlan
    private let columns: [String: Int]
    private let storeCurrency: String
    private let decimal: NumberFormat.DecimalMark
    /// Columns that have a say even where a record lacks them: their transforms may fill them.
    private let transformed: [Int]

    /// `decimal` is what stands before the decimals of numbers that are given as texts.
    package init(plan: ImportPlan, storeCurrency: String, decimal: NumberFormat.DecimalMark?) {
        self.plan = plan
        self.storeCurrency = storeCurrency
        self.decimal = decimal ?? .point
        columns = Dictionary(plan.columns.indices.map { (plan.columns[$0].header, $0) }) { first, _ in first }
        transformed = plan.columns.indices.filter { !plan.columns[$0].transforms.isEmpty }
    }

    /// What was read of one record so far.
    private struct Draft {
        var id: Identifier?
        var values: [Value]
        var references: [(position: Int, name: String)] = []
        var failures: [CellFailure] = []
        var marks: [AmountMark] = []
        var entries: [Int: [MapEntry]] = [:]
        var removals: [(position: Int, key: String)] = []
        var given: Set<Int> = []
    }

    package func parse(_ item: JSONItem) -> ParsedRow {
        var draft = Draft(values: [Value](repeating: .null, count: plan.resource.fields.count))
        let currency = own("currency", item)?.uppercased()
        let reading = FieldReading(currency: currency ?? storeCurrency, unit: own("unit", item) ?? "piece")
        func take(_ json: JSONValue, _ index: Int) {
            do throws(FailureRuleError) {
                try read(json, plan.columns[index], reading, into: &draft)
            } catch {
                draft.failures.append(
                    CellFailure(
                        row: item.number, column: plan.columns[index].header, value: JSONRendering.cell(json),
                        rule: error.rule))
            }
        }
        for member in item.members {
            if let index = columns[member.key] { take(member.value, index) }
        }
        for index in transformed where !item.members.contains(where: { $0.key == plan.columns[index].header }) {
            if !transform("", plan.columns[index]).isEmpty { take(.null, index) }
        }
        for (position, entries) in draft.entries {
            draft.values[position] = .map(of: draft.values[position].map + entries)
        }
        let absent = plan.columns.compactMap { column in
            if case .field(let position) = column.target, !draft.given.contains(position) { position } else { nil }
        }
        return ParsedRow(
            number: item.number, id: draft.id, values: draft.values, references: draft.references,
            failures: draft.failures, marks: currency == nil ? draft.marks : [], absent: Set(absent),
            removals: draft.removals)
    }

    /// The record's own text of a field that others depend on.
    private func own(_ key: String, _ item: JSONItem) -> String? {
        guard let position = plan.resource.positions[key],
            let column = plan.columns.first(where: { $0.target == .field(position) }),
            let text = item.members.first(where: { $0.key == column.header })?.value.string
        else { return nil }
        let transformed = transform(text, column)
        return transformed.isEmpty ? nil : transformed
    }

    private func transform(_ text: String, _ column: ImportPlan.Column) -> String {
        column.transforms.reduce(text) { $1.apply($0) }
    }

    private func read(_ json: JSONValue, _ column: ImportPlan.Column, _ reading: FieldReading, into draft: inout Draft)
        throws(FailureRuleError)
    {
        switch column.target {
        case .none: break
        case .id:
            guard json != .null else { return }
            draft.id = json.string.flatMap(Identifier.init(text:))
            if draft.id == nil { throw FailureRuleError(.notFound(resource: plan.resource.name)) }
        case .key(let position, let key):
            try readEntry(key, json, column, position, into: &draft)
        case .field(let position):
            draft.given.insert(position)
            let field = plan.resource.fields[position]
            if field.target != nil {
                let names = try ItemReference.parts(json, field, column)
                if !names.isEmpty { draft.references.append((position, ItemReference.text(names, field))) }
            } else if case .map = field.kind, case .object(let members) = json {
                for member in members { try readEntry(member.key, member.value, nil, position, into: &draft) }
            } else {
                draft.values[position] = try value(json, field, column, reading)
                if let mark = mark(json, field, column) { draft.marks.append(mark) }
            }
        }
    }

    /// One key of a map; null and an empty text take it away.
    private func readEntry(
        _ key: String, _ json: JSONValue, _ column: ImportPlan.Column?, _ position: Int, into draft: inout Draft
    ) throws(FailureRuleError) {
        var json = json
        if let column, !column.transforms.isEmpty, let text = FieldReading.text(json) {
            json = .string(transform(text, column))
        }
        let value = try FieldReading.entry(json)
        if value.isNull || value == .text("") {
            draft.removals.append((position, key))
        } else {
            draft.entries[position, default: []].append(MapEntry(key: key, value: value))
        }
    }

    private func value(
        _ json: JSONValue, _ field: FieldFacts, _ column: ImportPlan.Column, _ reading: FieldReading
    ) throws(FailureRuleError) -> Value {
        if decimal == .comma, case .string(let text) = json, let decimals = decimals(field, reading) {
            let text = transform(text, column)
            if text.isEmpty { return .null }
            try checkCurrency(text, field, reading)
            return .integer(try number(text, decimals: decimals))
        }
        return try reading.value(json, field.kind) { transform($0, column) }
    }

    /// The currency that a text gives beside its amount.
    private func mark(_ json: JSONValue, _ field: FieldFacts, _ column: ImportPlan.Column) -> AmountMark? {
        guard case .money = field.kind, case .string(let text) = json else { return nil }
        let bytes = Array(transform(text, column).utf8)
        return NumberText.currency(beside: bytes.span).map { mark in
            AmountMark(column: column.header, value: text, mark: mark)
        }
    }

    private func checkCurrency(_ text: String, _ field: FieldFacts, _ reading: FieldReading) throws(FailureRuleError) {
        let bytes = Array(text.utf8)
        guard let mark = NumberText.currency(beside: bytes.span) else { return }
        guard case .money = field.kind else { throw FailureRuleError(.notANumber) }
        if !AmountText.isMark(mark, of: reading.currency) { throw FailureRuleError(.otherCurrency(reading.currency)) }
    }

    private func decimals(_ field: FieldFacts, _ reading: FieldReading) -> Int? {
        switch field.kind {
        case .money: Currency.decimals(reading.currency)
        case .percent: Kind.percentDecimals
        case .quantity: Kind.quantityDecimals
        case .text, .note, .code, .integer, .boolean, .date, .moment, .choice, .reference, .references, .set, .map: nil
        }
    }

    private func number(_ text: String, decimals: Int) throws(FailureRuleError) -> Int64 {
        let bytes = Array(text.utf8)
        do throws(NumberFault) {
            return try NumberFormat(decimal: decimal, grouping: nil).minorUnits(bytes.span, decimals: decimals)
        } catch {
            throw FailureRuleError(RowParser.rule(error))
        }
    }
}
