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
        /// The record that stood below: the one to go on with, wherever the saved one is put now.
        let below: Identifier?
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
    let locale: LocaleFormat
    var input: TextInput
    /// The commit that is under way.
    var saving: Saving?

    init(resource: ResourceFacts, record: StoredRecord, name: String, field: FieldFacts, viewer: Viewer) {
        self.resource = resource
        self.record = record.id
        self.name = name
        self.field = field
        values = record.values
        locale = viewer.locale
        oldText = FieldWords(locale: locale).text(
            record.values[field.position], field, in: record.values, of: resource)
        currency =
            if case .money(let sibling) = field.kind {
                Rendering.currency(sibling, record.values, resource) ?? viewer.currency
            } else { viewer.currency }
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
        let reading = FieldReading(
            for: field, in: values, of: resource, storeCurrency: currency, locale: locale)
        do throws(FieldFailure) {
            return try reading.value(input.text, of: field, base: base)
        } catch {
            throw Problem(title: error.sentence, lines: error.expected.map { ["Expected: \($0)."] } ?? [])
        }
    }

    /// What may be typed, in words.
    var limits: String {
        FieldLimits.words(field, in: values, of: resource, storeCurrency: currency, locale: locale)
    }
}
