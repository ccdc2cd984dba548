// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// One field of a form: what is typed, and what it was opened on.
struct FormField: Equatable, Sendable {
    /// The record that was chosen for a reference, with the text that stands for it.
    struct Chosen: Equatable, Sendable {
        let id: Identifier
        let text: String
    }

    let facts: FieldFacts
    /// What the form was opened on; for a new record what it would get without being asked.
    var base: Value
    let baseText: String
    var input: TextInput
    var chosen: Chosen?
    /// Why what is typed is not accepted.
    var failure: String?

    init(_ facts: FieldFacts, base: Value, text: String) {
        self.facts = facts
        self.base = base
        baseText = text
        input = TextInput(text, isOffered: true)
        if let id = base.identifier { chosen = Chosen(id: id, text: text) }
    }

    var isChanged: Bool { input.text != baseText }
    var isEmpty: Bool { input.text.isEmpty }

    /// The resource a reference is to.
    var target: ResourceFacts? {
        guard case .reference(let name) = facts.kind else { return nil }
        return Resources.named(name)
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
        if facts.target != nil, case .reference = facts.kind {
            if isEmpty { return try required(.null) }
            if let chosen, chosen.text == input.text { return .identifier(chosen.id) }
        }
        return try reading.value(input.text, of: facts, base: base)
    }

    private func required(_ value: Value) throws(FieldFailure) -> Value {
        if value.isNull && facts.isRequired { throw FieldFailure(field: facts, text: "", rule: .required) }
        return value
    }
}
