package import Domain

/// JSON values as text.
package enum JSONRendering {
    /// Writes a value in the order it was built.
    package static func append(_ value: JSONValue, to json: inout CanonicalJSON) {
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

    /// A value as a cell holds it: a text or a number as it is, everything else as JSON.
    package static func cell(_ value: JSONValue) -> String {
        switch value {
        case .string(let text), .number(let text): return text
        case .null: return ""
        case .boolean, .array, .object:
            var json = CanonicalJSON()
            append(value, to: &json)
            return json.text
        }
    }

    /// What a value is, in words.
    package static func noun(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .boolean: "true or false"
        case .number: "a number"
        case .string: "a text"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
