// SPDX-License-Identifier: Apache-2.0

/// Reads a JSON5 document (spec.json5.org) as people write it, with the place of every key and value. Stricter than the
/// specification in two points: a key stands once in an object, and escapes make whole characters.
///
/// Beside `JSONParser`, which is quick and keeps no places.
package struct JSON5Parser {
    /// What a person writes by hand is shorter.
    package static let byteCountMax = 65_536

    private var text: JSON5Text

    /// The document in some UTF-8 bytes.
    package static func parse(_ bytes: [UInt8], byteCountMax: Int = byteCountMax) throws(JSON5Error) -> JSON5Node {
        guard bytes.count <= byteCountMax else {
            throw JSON5Error(
                place: TextPlace(line: 1, column: 1), found: "\(bytes.count) bytes",
                expected: "at most \(byteCountMax) bytes")
        }
        var parser = JSON5Parser(text: try JSON5Text(bytes))
        try parser.text.skipBlanks()
        let root = try parser.value(depth: 0)
        try parser.text.skipBlanks()
        guard parser.text.current == nil else { throw parser.text.error("the end of the file") }
        return root
    }

    package static func parse(_ text: String) throws(JSON5Error) -> JSON5Node {
        try parse(Array(text.utf8))
    }

    private mutating func value(depth: Int) throws(JSON5Error) -> JSON5Node {
        let place = text.place
        guard depth < JSONParser.depthMax else { throw text.error("at most \(JSONParser.depthMax) levels") }
        switch text.current {
        case "{": return JSON5Node(.object(try object(depth: depth)), at: place)
        case "[": return JSON5Node(.array(try array(depth: depth)), at: place)
        case "\"", "'": return JSON5Node(.string(try text.string()), at: place)
        case "+", "-", ".": return JSON5Node(.number(try text.number()), at: place)
        case .some(let scalar) where JSON5Text.isDigit(scalar): return JSON5Node(.number(try text.number()), at: place)
        default: return JSON5Node(try word(), at: place)
        }
    }

    private mutating func word() throws(JSON5Error) -> JSON5Node.Content {
        let words: [(String, JSON5Node.Content)] = [
            ("true", .boolean(true)), ("false", .boolean(false)), ("null", .null), ("Infinity", .number("Infinity")),
            ("NaN", .number("NaN")),
        ]
        for (word, content) in words where text.takeWord(word) { return content }
        throw text.error("a text in quotes, a number, true, false, null, [ or {")
    }

    private mutating func object(depth: Int) throws(JSON5Error) -> [JSON5Member] {
        let opening = text.place
        var members: [JSON5Member] = []
        var places: [String: TextPlace] = [:]
        text.advance()
        while true {
            try text.skipBlanks()
            if text.take("}") { return members }
            let place = text.place
            let key = try key()
            if let first = places.updateValue(place, forKey: key) {
                throw JSON5Error(
                    place: place, found: "“\(key)” again, first in line \(first.line)",
                    expected: "each key once in its object")
            }
            try text.skipBlanks()
            guard text.take(":") else { throw text.error("a colon") }
            try text.skipBlanks()
            members.append(JSON5Member(key: key, at: place, value: try value(depth: depth + 1)))
            if try text.isEndOfList("}", openedAt: opening) { return members }
        }
    }

    private mutating func key() throws(JSON5Error) -> String {
        switch text.current {
        case "\"", "'": try text.string()
        default: try text.identifier()
        }
    }

    private mutating func array(depth: Int) throws(JSON5Error) -> [JSON5Node] {
        let opening = text.place
        var elements: [JSON5Node] = []
        text.advance()
        while true {
            try text.skipBlanks()
            if text.take("]") { return elements }
            elements.append(try value(depth: depth + 1))
            if try text.isEndOfList("]", openedAt: opening) { return elements }
        }
    }
}
