// SPDX-License-Identifier: Apache-2.0

/// The text of a value as somebody edits it: `FieldReading` in the same locale reads it back as the same value.
/// Currency and unit are not part of it: they stand beside the field and follow their own.
package struct FieldWords {
    package let locale: LocaleFormat
    /// What a record of a resource is known by; nil for one that has no name here, which stands by its id.
    package let name: (Identifier, _ resource: String) -> String?

    package init(locale: LocaleFormat, name: @escaping (Identifier, _ resource: String) -> String? = { _, _ in nil }) {
        self.locale = locale
        self.name = name
    }

    /// The text of a record's field; empty for null.
    package func text(_ value: Value, _ field: FieldFacts, in values: [Value], of resource: ResourceFacts) -> String {
        let text = Rendering.text(value, field, in: values, of: resource)
        switch field.kind {
        case .text, .note, .code, .choice, .integer, .boolean, .moment: return text
        case .money, .quantity, .percent: return locale.text(decimal: text)
        case .date: return CalendarDate(text: text).map(locale.text) ?? text
        case .reference(let target): return value.identifier.map { name(of: $0, target) } ?? ""
        case .references(let target):
            return value.list.map { id in
                ListText.quoted(Identifier(text: id).map { name(of: $0, target) } ?? id)
            }.joined(separator: ", ")
        case .set: return value.list.map(ListText.quoted).joined(separator: ", ")
        case .map: return ListText.text(value.map)
        }
    }

    private func name(of id: Identifier, _ target: String) -> String { name(id, target) ?? id.text }
}
