internal import Domain

/// Writes a JSON value in the order it was built.
enum JSONText {
    static func append(_ value: JSONValue, to json: inout CanonicalJSON) {
        switch value {
        case .null: json.null()
        case .boolean(let boolean): json.boolean(boolean)
        case .number(let text): json.verbatim(Array(text.utf8))
        case .string(let text): json.string(text)
        case .array(let elements):
            json.beginArray()
            for element in elements { append(element, to: &json) }
            json.endArray()
        case .object(let members):
            json.beginObject()
            for member in members {
                json.key(member.key)
                append(member.value, to: &json)
            }
            json.endObject()
        }
    }

    static func text(_ value: JSONValue) -> String {
        var json = CanonicalJSON()
        append(value, to: &json)
        return json.text
    }
}

extension JSONValue {
    /// A text, or null.
    static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    static func integer(_ number: some BinaryInteger) -> JSONValue { .number(String(number)) }

    /// An object of pairs in their order.
    static func pairs(_ pairs: [(String, JSONValue)]) -> JSONValue {
        .object(pairs.map { JSONMember(key: $0.0, value: $0.1) })
    }

    /// A moment as RFC 3339, or null.
    static func moment(_ microseconds: Int64?) -> JSONValue { .text(microseconds.map(Moment.text)) }
}
