internal import Domain
internal import Interchange

/// Writes a JSON value in the order it was built.
enum JSONText {
    static func append(_ value: JSONValue, to json: inout CanonicalJSON) {
        JSONRendering.append(value, to: &json)
    }

    static func text(_ value: JSONValue) -> String {
        var json = CanonicalJSON(escapesInvisible: true)
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
