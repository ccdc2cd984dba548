// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Text

/// A field's value as a person reads it.
struct FieldText {
    let resource: ResourceFacts
    let names: [Identifier: String]
    let clock: Clock
    /// The currency that the list's header names.
    let currency: String

    /// What stands in a column of the list.
    func cell(_ column: RecordColumn, _ record: StoredRecord) -> String {
        switch column {
        case .field(let field): cell(field, record.values)
        case .key(let field, let key): FieldText.entry(record.values[field.position][key: key])
        case .system(let field): cell(field, record)
        }
    }

    private func cell(_ field: SystemField, _ record: StoredRecord) -> String {
        let stamps = record.stamps
        func name(_ id: Identifier) -> String { names[id] ?? FieldText.short(id) }
        return switch field {
        case .id: record.id.text
        case .createdAt: clock.words(stamps.createdAt)
        case .createdBy: name(stamps.createdBy)
        case .updatedAt: clock.words(stamps.updatedAt)
        case .updatedBy: name(stamps.updatedBy)
        case .deletedAt: stamps.deletedAt.map(clock.words) ?? ""
        }
    }

    /// The value in a column of the list: without what the header says, "–" for a figure that is not known.
    func cell(_ field: FieldFacts, _ values: [Value]) -> String {
        let value = values[field.position]
        if value.isNull { return FieldText.isFigure(field.kind) ? "–" : "" }
        if case .money(let sibling) = field.kind {
            let own = Rendering.currency(sibling, values, resource) ?? currency
            let amount = Figures.grouped(Rendering.text(value, field, in: values, of: resource))
            return own == currency ? amount : "\(amount) \(own)"
        }
        return plain(value, field, values)
    }

    /// A path as far as there is room for it: its end tells what it means, "… › Mugs".
    static func end(ofPath path: String, columns: Int) -> String {
        guard Width.of(path) > columns, let last = path.split(separator: Category.pathSeparator).last,
            last.count < path.count
        else { return path }
        let short = "…\(Category.pathSeparator)\(last)"
        return Width.of(short) > columns ? String(last) : short
    }

    /// The value on its own, with currency and unit; empty when there is none.
    func full(_ field: FieldFacts, _ values: [Value]) -> String {
        let value = values[field.position]
        if value.isNull { return "" }
        let text = plain(value, field, values)
        return switch field.kind {
        case .money(let sibling): "\(text) \(Rendering.currency(sibling, values, resource) ?? currency)"
        case .quantity(let source): "\(text) \(Rendering.unit(source, values, resource))"
        case .percent: "\(text) %"
        case .text, .note, .code, .integer, .boolean, .date, .moment, .choice, .reference, .references, .set, .map: text
        }
    }

    private func plain(_ value: Value, _ field: FieldFacts, _ values: [Value]) -> String {
        let text = Rendering.text(value, field, in: values, of: resource)
        switch (field.kind, value) {
        case (.money, _), (.quantity, _): return Figures.grouped(text)
        case (.moment, .integer(let moment)): return clock.words(moment)
        case (.reference, .identifier(let id)): return names[id] ?? FieldText.short(id)
        case (.references, .list(let ids)):
            return ids.map { id in Identifier(text: id).map { names[$0] ?? FieldText.short($0) } ?? id }
                .joined(separator: ", ")
        case (.set, .list(let texts)): return texts.joined(separator: ", ")
        case (.map, .map(let entries)):
            return entries.map { "\($0.key) \(FieldText.entry($0.value))" }.joined(separator: ", ")
        case (.text, _), (.note, _), (.code, _), (.integer, _), (.boolean, _), (.percent, _), (.date, _), (.moment, _),
            (.choice, _), (.reference, _), (.references, _), (.set, _), (.map, _):
            return text
        }
    }

    private static func entry(_ value: Value) -> String {
        switch value {
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .boolean(let boolean): boolean ? "yes" : "no"
        case .null, .identifier, .list, .map: ""
        }
    }

    /// The last letters of an id: the first ones are its time and nearly the same for many.
    static func short(_ id: Identifier) -> String { "…" + id.text.suffix(6) }

    static func isFigure(_ kind: Kind) -> Bool {
        switch kind {
        case .integer, .money, .quantity, .percent: true
        case .text, .note, .code, .boolean, .date, .moment, .choice, .reference, .references, .set, .map: false
        }
    }
}
