// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// One cell that is being changed.
struct CellEditor: Equatable, Sendable {
    /// Where the editor goes once the value is saved.
    enum Next: Equatable, Sendable { case stay, down, right }

    struct Saving: Equatable, Sendable {
        let id: RequestID
        let next: Next
        let value: Value
        let text: String
    }

    let resource: ResourceFacts
    let record: Identifier
    /// What a person knows the record by.
    let name: String
    let field: FieldFacts
    /// The record as the editor saw it: the value in it is the base that the store compares.
    let values: [Value]
    /// The old value as it is typed.
    let oldText: String
    let currency: String
    var input: TextInput
    /// The commit that is under way.
    var saving: Saving?

    init(resource: ResourceFacts, record: StoredRecord, name: String, field: FieldFacts, storeCurrency: String) {
        self.resource = resource
        self.record = record.id
        self.name = name
        self.field = field
        values = record.values
        oldText = Rendering.text(record.values[field.position], field, in: record.values, of: resource)
        currency =
            if case .money(let sibling) = field.kind {
                Rendering.currency(sibling, record.values, resource) ?? storeCurrency
            } else { storeCurrency }
        input = TextInput(oldText, isOffered: true)
    }

    var base: Value { values[field.position] }

    /// Why a field is not typed into a cell; nil when it is.
    static func refusal(_ field: FieldFacts) -> String? {
        if field.isDerived { return "is computed" }
        return switch field.kind {
        case .reference, .references: "refers to other records"
        case .set, .map: "holds several values"
        case .note: "holds several lines"
        case .text, .code, .integer, .boolean, .money, .quantity, .percent, .date, .moment, .choice: nil
        }
    }

    /// The value typed, checked as far as one field goes.
    func value() throws(Problem) -> Value {
        let reading = FieldReading(currency: currency, unit: unit, locale: LocaleFormat(code: "en"))
        do throws(FieldFailure) {
            return try reading.value(input.text, of: field, base: base)
        } catch {
            throw Problem(title: error.sentence, lines: error.expected.map { ["Expected: \($0)."] } ?? [])
        }
    }

    private var unit: String {
        if case .quantity(let source) = field.kind { Rendering.unit(source, values, resource) } else { "piece" }
    }

    /// What may be typed, in words.
    var limits: String {
        switch field.kind {
        case .text(let max): "text, at most \(max) characters"
        case .note(let max): "text, at most \(max) characters"
        case .code(let format): FailureRule.badFormat(format).expected ?? "text"
        case .integer(let range): "\(range.lowerBound) to \(range.upperBound), or a sum like =+2"
        case .boolean: "yes or no"
        case .money: "an amount in \(currency) like 24.50, or a sum like =*1.05"
        case .quantity: "a quantity in \(unit), or a sum like =+2"
        case .percent: "0 to 100, at most 2 decimals"
        case .date: "year-month-day"
        case .moment: "a moment like 2026-11-14T09:12:00Z"
        case .choice(let words): words.joined(separator: ", ")
        case .reference, .references, .set, .map: ""
        }
    }
}
