/// A JSON document (RFC 8259). Numbers stay text, so that no amount ever passes through a binary float.
package enum JSONValue: Equatable, Sendable {
    case null
    case boolean(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])

    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    package var integer: Int64? {
        if case .number(let text) = self { Int64(text) } else { nil }
    }

    package var boolean: Bool? {
        if case .boolean(let value) = self { value } else { nil }
    }

    package var members: [JSONMember] {
        if case .object(let members) = self { members } else { [] }
    }

    package var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }
}

/// One key of a JSON object with its value, in the order of the document.
package struct JSONMember: Equatable, Sendable {
    package let key: String
    package let value: JSONValue

    package init(key: String, value: JSONValue) {
        self.key = key
        self.value = value
    }
}

/// Where and why a text is no JSON document.
package struct JSONError: Error, Equatable, Sendable {
    package let offset: Int
    package let expected: String
}
