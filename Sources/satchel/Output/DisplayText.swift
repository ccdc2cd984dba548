internal import Domain

/// A field's value as a person reads it: money with its currency, a quantity with its unit, names instead of ids.
enum DisplayText {
    static func text(
        _ value: Value, _ field: FieldFacts, in values: [Value], of resource: ResourceFacts,
        name: (Identifier, String) -> String
    ) -> String {
        if value.isNull { return "" }
        switch field.kind {
        case .money(let sibling):
            let plain = Rendering.text(value, field, in: values, of: resource)
            return Rendering.currency(sibling, values, resource).map { "\(plain) \($0)" } ?? plain
        case .quantity(let source):
            let plain = Rendering.text(value, field, in: values, of: resource)
            return "\(plain) \(Rendering.unit(source, values, resource))"
        case .percent: return "\(Rendering.text(value, field, in: values, of: resource)) %"
        case .moment: return value.integer.map(LocalMoment.text) ?? ""
        case .reference(let target): return value.identifier.map { name($0, target) } ?? ""
        case .references(let target):
            return value.list.compactMap(Identifier.init(text:)).map { name($0, target) }.joined(separator: ", ")
        case .set(.permission):
            return value.list.map { ConditionText.permission($0, name: name) }.joined(separator: ", ")
        case .code(.condition):
            let text = Rendering.text(value, field, in: values, of: resource)
            let permission = resource.positions["permission"].flatMap { values[$0].text }.flatMap(
                Permission.init(text:))
            return ConditionText.condition(text, on: permission?.resource, name: name)
        case .set: return value.list.joined(separator: ", ")
        case .map: return value.map.map { "\($0.key)=\(plain($0.value))" }.joined(separator: ", ")
        case .text, .note, .code, .integer, .boolean, .date, .choice:
            return Rendering.text(value, field, in: values, of: resource)
        }
    }

    /// A plain value of a map.
    static func plain(_ value: Value) -> String {
        switch value {
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .boolean(let boolean): boolean ? "yes" : "no"
        case .null, .identifier, .list, .map: ""
        }
    }
}
