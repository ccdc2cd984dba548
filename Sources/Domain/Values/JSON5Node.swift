// SPDX-License-Identifier: Apache-2.0

/// A JSON5 document (spec.json5.org) whose keys and values know where they stand, so that whoever finds a mistake in
/// what they say can name the line.
package struct JSON5Node: Equatable, Sendable {
    /// What a value is. Numbers stay as they are written: `0x1F`, `.5`, `+Infinity`.
    package enum Content: Equatable, Sendable {
        case null
        case boolean(Bool)
        case number(String)
        case string(String)
        case array([JSON5Node])
        case object([JSON5Member])
    }

    package let content: Content
    /// Where it begins.
    package let place: TextPlace

    /// A value at a place.
    package init(_ content: Content, at place: TextPlace) {
        self.content = content
        self.place = place
    }

    package var isNull: Bool { content == .null }

    package var string: String? {
        if case .string(let text) = content { text } else { nil }
    }

    /// The keys of an object; none for any other value.
    package var keys: [String] {
        if case .object(let members) = content { members.map(\.key) } else { [] }
    }

    /// A whole number, decimal or hexadecimal; nil for any other value and beyond 64 bits.
    package var integer: Int64? {
        guard case .number(let text) = content else { return nil }
        let isNegative = text.hasPrefix("-")
        let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        guard let first = digits.utf8.first, (48...57).contains(first) else { return nil }
        let isHexadecimal = digits.hasPrefix("0x") || digits.hasPrefix("0X")
        let sign = isNegative ? "-" : ""
        return isHexadecimal ? Int64(sign + digits.dropFirst(2), radix: 16) : Int64(sign + digits)
    }

    /// What it is, for a sentence: "a text".
    package var kind: String {
        switch content {
        case .null: "null"
        case .boolean: "true or false"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

/// One key of a JSON5 object with its value, in the order of the document.
package struct JSON5Member: Equatable, Sendable {
    package let key: String
    /// Where the key begins.
    package let place: TextPlace
    package let value: JSON5Node

    /// A key with its value.
    package init(key: String, at place: TextPlace, value: JSON5Node) {
        self.key = key
        self.place = place
        self.value = value
    }
}

/// Where and why a text is no JSON5 document.
package struct JSON5Error: Error, Equatable, Sendable {
    package let place: TextPlace
    /// What stands there: "“theme”", "the end of the file".
    package let found: String
    /// What would be accepted there.
    package let expected: String

    /// An error at a place.
    package init(place: TextPlace, found: String, expected: String) {
        self.place = place
        self.found = found
        self.expected = expected
    }
}
