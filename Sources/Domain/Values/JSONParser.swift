/// Reads a JSON document strictly: no duplicate keys, no trailing text, bounded depth.
package struct JSONParser {
    /// Deeper documents are refused: recursion must end before the stack does.
    package static let depthMax = 64

    private let bytes: [UInt8]
    private var position = 0

    /// The document in some UTF-8 bytes.
    package static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        var parser = JSONParser(bytes: bytes)
        parser.skipBlanks()
        let value = try parser.value(depth: 0)
        parser.skipBlanks()
        guard parser.position == bytes.count else { throw parser.error("the end of the document") }
        return value
    }

    package static func parse(_ text: String) throws(JSONError) -> JSONValue {
        try parse(Array(text.utf8))
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private func error(_ expected: String) -> JSONError {
        JSONError(offset: position, expected: expected)
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = current, byte == 32 || byte == 9 || byte == 10 || byte == 13 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < Self.depthMax else { throw error("at most \(Self.depthMax) levels") }
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        guard bytes[position...].starts(with: word.utf8) else { throw error("a value") }
        position += word.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        position += 1
        var members: [JSONMember] = []
        // Looking at a few keys is quicker than hashing them; an object of many keys must not take their square.
        let keysComparedMax = 48
        var keys: Set<String> = []
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object([]) }
        repeat {
            skipBlanks()
            guard current == UInt8(ascii: "\"") else { throw error("a key in quotes") }
            let key = try string()
            if members.count == keysComparedMax { keys = Set(members.map(\.key)) }
            let isNew =
                members.count < keysComparedMax
                ? !members.contains { $0.key == key } : keys.insert(key).inserted
            guard isNew else { throw error("each key once, “\(key)” stands twice") }
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw error("a colon") }
            skipBlanks()
            members.append(JSONMember(key: key, value: try value(depth: depth + 1)))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw error("a comma or }") }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        position += 1
        var elements: [JSONValue] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .array([]) }
        repeat {
            skipBlanks()
            elements.append(try value(depth: depth + 1))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw error("a comma or ]") }
        return .array(elements)
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = position
        _ = take(UInt8(ascii: "-"))
        let wholeStart = position
        skipDigits()
        let whole = bytes[wholeStart..<position]
        guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { throw error("a value") }
        if take(UInt8(ascii: ".")) { try digits() }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func skipDigits() {
        while let byte = current, byte >= 48 && byte <= 57 { position += 1 }
    }

    private mutating func digits() throws(JSONError) {
        let start = position
        skipDigits()
        guard position > start else { throw error("a digit") }
    }

    private mutating func string() throws(JSONError) -> String {
        position += 1
        let start = position
        while let byte = current, byte != 34, byte != 92, byte >= 32 { position += 1 }
        if current == UInt8(ascii: "\"") {
            let end = position
            position += 1
            // Most strings have nothing to be unescaped.
            let text = bytes.withUnsafeBufferPointer {
                String(validating: UnsafeBufferPointer(rebasing: $0[start..<end]), as: UTF8.self)
            }
            guard let text else { throw error("UTF-8") }
            return text
        }
        var content = Array(bytes[start..<position])
        while !take(UInt8(ascii: "\"")) {
            guard let byte = current else { throw error("a closing quote") }
            guard byte >= 32 else { throw error("an escaped control character") }
            position += 1
            if byte == UInt8(ascii: "\\") { try appendEscape(to: &content) } else { content.append(byte) }
        }
        guard let text = String(validating: content, as: UTF8.self) else { throw error("UTF-8") }
        return text
    }

    private mutating func appendEscape(to content: inout [UInt8]) throws(JSONError) {
        guard let byte = current else { throw error("an escape") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(8)
        case UInt8(ascii: "f"): content.append(12)
        case UInt8(ascii: "n"): content.append(10)
        case UInt8(ascii: "r"): content.append(13)
        case UInt8(ascii: "t"): content.append(9)
        case UInt8(ascii: "u"): content += Array(String(Character(try escapedScalar())).utf8)
        default: throw error("one of \" \\ / b f n r t u")
        }
    }

    private mutating func escapedScalar() throws(JSONError) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(UInt32(first)) { return scalar }
        guard SurrogatePair.isOpened(by: first), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw error("the second half of a surrogate pair")
        }
        guard let scalar = SurrogatePair.scalar(first, try codeUnit()) else {
            throw error("the second half of a surrogate pair")
        }
        return scalar
    }

    private mutating func codeUnit() throws(JSONError) -> UInt16 {
        // Swift's own reading of integers takes a sign too.
        guard position + 4 <= bytes.count, bytes[position] != UInt8(ascii: "+"),
            let unit = UInt16(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw error("four hexadecimal digits") }
        position += 4
        return unit
    }
}
