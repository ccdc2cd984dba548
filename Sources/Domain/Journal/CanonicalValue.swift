/// Values in the canonical bytes of the journal: money and quantities as strings, everything else as JSON has it.
package enum CanonicalValue {
    /// A value without its field: how maps, sets and plain values stand.
    package static func append(_ value: Value, to json: inout CanonicalJSON) {
        switch value {
        case .null: json.null()
        case .boolean(let boolean): json.boolean(boolean)
        case .integer(let integer): json.integer(integer)
        case .text(let text): json.string(text)
        case .identifier(let identifier): json.identifier(identifier)
        case .list(let list):
            json.beginArray()
            for text in list { json.string(text) }
            json.endArray()
        case .map(let entries):
            json.beginObject()
            for entry in entries {
                json.key(entry.key)
                append(entry.value, to: &json)
            }
            json.endObject()
        }
    }

    /// A field's value; a quantity carries the unit it is counted in.
    package static func append(
        _ value: Value, _ field: FieldFacts, in values: [Value], of resource: ResourceFacts,
        to json: inout CanonicalJSON
    ) {
        guard field.isAmount else { return append(value, to: &json) }
        switch (field.kind, value) {
        case (.money, .integer(let minor)): json.decimalString(minor)
        case (.quantity(let source), .integer(let millionths)):
            json.decimalString(millionths, unit: Rendering.unit(source, values, resource))
        case (.text, _), (.note, _), (.code, _), (.integer, _), (.boolean, _), (.money, _), (.quantity, _),
            (.percent, _), (.date, _), (.moment, _), (.choice, _), (.reference, _), (.references, _), (.set, _),
            (.map, _):
            append(value, to: &json)
        }
    }

    /// The value a canonical JSON value of a field stands for; nil when it is none.
    package static func value(_ json: JSONValue, _ kind: Kind) -> Value? {
        switch (kind, json) {
        case (_, .null): .null
        case (.money, .string(let text)): Int64(text).map { .integer($0) }
        case (.quantity, .string(let text)): text.split(separator: " ").first.flatMap { Int64($0) }.map { .integer($0) }
        case (.integer, .number(let text)), (.percent, .number(let text)), (.moment, .number(let text)):
            Int64(text).map { .integer($0) }
        case (.boolean, .boolean(let boolean)): .boolean(boolean)
        case (.reference, .string(let text)): Identifier(text: text).map { .identifier($0) }
        case (.references, .array(let elements)), (.set, .array(let elements)):
            .set(of: elements.compactMap(\.string))
        case (.map, .object(let members)): map(members)
        case (.text, .string(let text)), (.note, .string(let text)), (.code, .string(let text)),
            (.date, .string(let text)), (.choice, .string(let text)):
            .text(text)
        case (.text, _), (.note, _), (.code, _), (.integer, _), (.boolean, _), (.money, _), (.quantity, _),
            (.percent, _), (.date, _), (.moment, _), (.choice, _), (.reference, _), (.references, _), (.set, _),
            (.map, _):
            nil
        }
    }

    /// A map's entries; null values stay, because in a change they remove the key.
    private static func map(_ members: [JSONMember]) -> Value? {
        var entries: [MapEntry] = []
        for member in members {
            guard let value = FieldReading.plain(member.value) else { return nil }
            entries.append(MapEntry(key: member.key, value: value))
        }
        return .map(entries)
    }
}
