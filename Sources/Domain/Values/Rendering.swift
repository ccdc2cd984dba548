/// Turns a field's value into the plain text that `FieldReading` without a locale reads back as the same value.
package enum Rendering {
    /// The text of a value, as in CSV; empty for null. Money without its currency, a quantity without its unit.
    package static func text(_ value: Value, _ field: FieldFacts, in values: [Value], of resource: ResourceFacts)
        -> String
    {
        switch (field.kind, value) {
        case (_, .null): ""
        case (.money(let sibling), .integer(let minor)):
            Decimal.text(minor, decimals: Currency.decimals(currency(sibling, values, resource)))
        case (.quantity, .integer(let millionths)):
            Decimal.text(millionths, decimals: Kind.quantityDecimals, keeping: 0)
        case (.percent, .integer(let hundredths)): Decimal.text(hundredths, decimals: 2, keeping: 0)
        case (.moment, .integer(let microseconds)): Moment.text(microseconds)
        case (_, .integer(let integer)): String(integer)
        case (_, .boolean(let boolean)): boolean ? "yes" : "no"
        case (_, .text(let text)): text
        case (_, .identifier(let identifier)): identifier.text
        case (_, .list(let list)): list.map(ListText.quoted).joined(separator: ",")
        case (_, .map): map(value)
        }
    }

    private static func map(_ value: Value) -> String {
        var json = CanonicalJSON()
        CanonicalValue.append(value, to: &json)
        return json.text
    }

    /// The currency that a money field of a record is in.
    package static func currency(_ sibling: String, _ values: [Value], _ resource: ResourceFacts) -> String? {
        resource.positions[sibling].flatMap { values[$0].text }
    }

    /// The unit of a quantity field of a record.
    package static func unit(_ source: Kind.UnitSource, _ values: [Value], _ resource: ResourceFacts) -> String {
        switch source {
        case .fixed(let unit): unit
        case .sibling(let key): resource.positions[key].flatMap { values[$0].text } ?? "piece"
        }
    }
}
