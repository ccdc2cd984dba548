internal import Domain
internal import Interchange
internal import Text

/// Writes a JSON value in the order it was built.
enum JSONText {
    static func append(_ value: JSONValue, to json: inout CanonicalJSON) {
        JSONRendering.append(value, to: &json)
    }

    static func text(_ value: JSONValue) -> String {
        var json = CanonicalJSON()
        append(value, to: &json)
        return escaped(json.text)
    }

    /// What would act on a terminal stands as JSON escapes, which JSON itself asks for up to U+001F only (RFC 8259, 7).
    private static func escaped(_ text: String) -> String {
        guard Visible.firstForbidden(in: text, allowingLines: false) != nil else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            guard Visible.isForbidden(scalar) else {
                result.unicodeScalars.append(scalar)
                continue
            }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return result
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
