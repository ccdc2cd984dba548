internal import Domain
internal import Storage

/// Count, sum, least, greatest and mean of number fields over any number of records. Exact; what is in different
/// currencies or units is never added.
struct Totals {
    /// What one field comes to in one currency or unit.
    private struct Figures {
        var count: Int64 = 0
        var sum: Int128 = 0
        var least = Int64.max
        var greatest = Int64.min

        mutating func add(_ value: Int64) {
            count += 1
            sum += Int128(value)
            least = min(least, value)
            greatest = max(greatest, value)
        }

        /// Rounded half to even, as costs are.
        var mean: Int128 {
            let count = Int128(count)
            let (whole, rest) = sum.quotientAndRemainder(dividingBy: count)
            let twice = rest.magnitude * 2
            let isUp = twice > count.magnitude || (twice == count.magnitude && !whole.isMultiple(of: 2))
            return isUp ? whole + (sum < 0 ? -1 : 1) : whole
        }
    }

    private struct Key: Hashable {
        let place: Int
        let unit: String
    }

    private let resource: ResourceFacts
    private let fields: [FieldFacts]
    private var figures: [Key: Figures] = [:]

    /// The fields that can be added up.
    static func fields(of resource: ResourceFacts) -> [FieldFacts] {
        resource.fields.filter { field in
            switch field.kind {
            case .integer, .money, .quantity, .percent: true
            case .text, .note, .code, .boolean, .date, .moment, .choice, .reference, .references, .set, .map: false
            }
        }
    }

    /// Reads a text like `price,weight`.
    init(_ text: String, _ resource: ResourceFacts) throws(UsageFailure) {
        self.resource = resource
        let known = Self.fields(of: resource)
        var fields: [FieldFacts] = []
        for name in text.split(separator: ",").map({ Trim.blanks(String($0)) }) {
            guard let field = known.first(where: { $0.key == name }) else {
                throw .notAChoice(
                    option: "total", value: name, choices: known.isEmpty ? ["nothing"] : known.map(\.key))
            }
            if !fields.contains(field) { fields.append(field) }
        }
        guard !fields.isEmpty else { throw .valueMissing(option: "total", value: "FIELDS") }
        self.fields = fields
    }

    mutating func add(_ values: [Value]) {
        for (place, field) in fields.enumerated() {
            guard let value = values[field.position].integer else { continue }
            figures[Key(place: place, unit: unit(field, values)), default: Figures()].add(value)
        }
    }

    /// What a field's figures are in.
    private func unit(_ field: FieldFacts, _ values: [Value]) -> String {
        switch field.kind {
        case .money(let sibling): Rendering.currency(sibling, values, resource) ?? ""
        case .quantity(let source): Rendering.unit(source, values, resource)
        case .percent: "%"
        case .text, .note, .code, .integer, .boolean, .date, .moment, .choice, .reference, .references, .set, .map: ""
        }
    }

    private static func decimals(_ field: FieldFacts, _ unit: String) -> (all: Int, kept: Int) {
        switch field.kind {
        case .money: (Currency.decimals(unit), Currency.decimals(unit))
        case .quantity: (Kind.quantityDecimals, 0)
        case .percent: (Kind.percentDecimals, 0)
        case .text, .note, .code, .integer, .boolean, .date, .moment, .choice, .reference, .references, .set, .map:
            (0, 0)
        }
    }

    private var rows: [(field: FieldFacts, unit: String, count: Int64, texts: [String])] {
        figures.sorted { ($0.key.place, $0.key.unit) < ($1.key.place, $1.key.unit) }.map { key, figures in
            let field = fields[key.place]
            let decimals = Self.decimals(field, key.unit)
            let numbers = [figures.sum, Int128(figures.least), Int128(figures.greatest), figures.mean]
            let texts = numbers.map { WideDecimal.text($0, decimals: decimals.all, keeping: decimals.kept) }
            return (field, key.unit, figures.count, texts)
        }
    }

    /// `[{"field", "unit", "count", "sum", "min", "max", "average"}]`, figures as decimal texts.
    var json: [JSONValue] {
        rows.map { row in
            .pairs([
                ("field", .string(row.field.key)), ("unit", row.unit.isEmpty ? .null : .string(row.unit)),
                ("count", .integer(row.count)), ("sum", .string(row.texts[0])), ("min", .string(row.texts[1])),
                ("max", .string(row.texts[2])), ("average", .string(row.texts[3])),
            ])
        }
    }

    func write(to output: Output) throws(StoreError) {
        let table = Table(
            [
                .init(title: "Field"), .init(title: "Unit"), .init(title: "Count", isNumber: true),
                .init(title: "Sum", isNumber: true), .init(title: "Min", isNumber: true),
                .init(title: "Max", isNumber: true), .init(title: "Average", isNumber: true),
            ], to: output)
        for row in rows { try table.add([row.field.label, row.unit, String(row.count)] + row.texts) }
        try table.finish()
    }
}

/// Decimal text of sums, which are wider than any one value.
enum WideDecimal {
    /// The text of `value` / 10^decimals with at least `keeping` decimals.
    static func text(_ value: Int128, decimals: Int, keeping: Int) -> String {
        let digits = String(value.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        var fraction = padded.suffix(decimals)
        while fraction.count > keeping, fraction.last == "0" { fraction = fraction.dropLast() }
        let whole = (value < 0 ? "-" : "") + padded.dropLast(decimals)
        return fraction.isEmpty ? whole : "\(whole).\(fraction)"
    }
}
