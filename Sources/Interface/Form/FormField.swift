// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// One field of a form: what is typed, and what it was opened on. A key of a map can be a field of its own.
struct FormField: Equatable, Sendable {
    /// The record that was chosen for a reference, with the text that stands for it.
    struct Chosen: Equatable, Sendable {
        let id: Identifier
        let text: String
    }

    /// One key of a map with what is asked of its value.
    struct MapKey: Equatable, Sendable {
        let name: String
        let field: MetadataField

        var label: String { field.label ?? MetadataField.spoken(name) }
    }

    let facts: FieldFacts
    /// Which key of the map it is; nil for a field as a whole.
    let key: MapKey?
    /// What it is called where the declaration's label would mislead: what is left of a map whose keys are fields.
    var otherLabel: String?
    /// What the form was opened on; for a new record what it would get without being asked.
    var base: Value
    private(set) var baseText: String
    var input: TextInput
    var chosen: Chosen?
    /// Records by the names they were chosen by, for a field that holds several.
    var named: [String: Identifier] = [:]
    /// Why what is typed is not accepted.
    var failure: String?

    init(_ facts: FieldFacts, key: MapKey? = nil, base: Value, text: String) {
        self.facts = facts
        self.key = key
        self.base = base
        baseText = text
        input = TextInput(text, isOffered: true)
        if let id = base.identifier { chosen = Chosen(id: id, text: text) }
    }

    /// Its name among the fields of a form, and for what the store says of it: "price", "metadata.ply".
    var id: String { key.map { "\(facts.key).\($0.name)" } ?? facts.key }
    var label: String { key?.label ?? otherLabel ?? facts.label }
    var isChanged: Bool { input.text != baseText }
    var isEmpty: Bool { input.text.isEmpty }

    /// Whether a new record cannot do without it.
    var isMust: Bool {
        if let field = key?.field { return field.isRequired && field.standard == nil }
        return facts.isRequired && facts.standard.isNull && otherLabel == nil
    }

    /// The resource a reference is to.
    var target: ResourceFacts? { key == nil ? facts.target.flatMap(Resources.named) : nil }

    /// Whether it holds several texts or records, with commas between them.
    var isList: Bool {
        guard key == nil else { return false }
        switch facts.kind {
        case .set, .references: return true
        case .text, .note, .code, .integer, .boolean, .money, .quantity, .percent, .date, .moment, .choice, .reference,
            .map:
            return false
        }
    }

    /// The words that it is one of; nil where it is not one of some.
    var choices: [String]? {
        switch key?.field.form {
        case .choice(let words): return words
        case .yesNo: return ["yes", "no"]
        case .text, .integer, .decimal, .date: return nil
        case nil: break
        }
        return switch facts.kind {
        case .choice(let words): words
        case .boolean: ["yes", "no"]
        case .code(.unit): Unit.codes
        case .text, .note, .code, .integer, .money, .quantity, .percent, .date, .moment, .reference, .references, .set,
            .map:
            nil
        }
    }

    /// Whether a blank turns it to the next of its words.
    var isTurned: Bool { choices != nil && facts.kind != .code(.unit) }

    var isDate: Bool { key.map { $0.field.form == .date } ?? (facts.kind == .date) }

    /// The most characters of a text of several lines; nil for every other field.
    var noteMax: Int? {
        if key == nil, case .note(let max) = facts.kind { return max }
        return nil
    }

    /// What is typed is opened on another value now.
    mutating func rebase(_ base: Value, text: String) {
        self.base = base
        baseText = text
    }

    /// Puts another text in.
    mutating func fill(_ text: String, _ chosen: Chosen? = nil) {
        input = TextInput(text, isOffered: true)
        self.chosen = chosen
        failure = nil
    }

    /// The value of what is typed.
    func value(_ reading: FieldReading) throws(FieldFailure) -> Value {
        if !isChanged { return try required(base) }
        if let key { return try required(try value(of: key, reading)) }
        if case .reference = facts.kind {
            if isEmpty { return try required(.null) }
            if let chosen, chosen.text == input.text { return .identifier(chosen.id) }
        }
        var reading = reading
        reading.lookUp = { name, _ in named[name].map { .record($0) } }
        return try reading.value(input.text, of: facts, base: base)
    }

    private func value(of key: MapKey, _ reading: FieldReading) throws(FieldFailure) -> Value {
        do throws(FailureRuleError) {
            return try key.field.value(of: input.text, reading, base: base)
        } catch {
            throw FieldFailure(field: facts, text: input.text, rule: error.rule)
        }
    }

    private func required(_ value: Value) throws(FieldFailure) -> Value {
        let isNeeded =
            key.map { $0.field.isRequired && $0.field.standard == nil }
            ?? (facts.isRequired && otherLabel == nil)
        if value.isNull && isNeeded { throw FieldFailure(field: facts, text: "", rule: .required) }
        return value
    }
}
