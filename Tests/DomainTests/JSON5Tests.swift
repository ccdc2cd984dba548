// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

struct JSON5Tests {
    /// A document without its places, in the form of the strict reader.
    private func plain(_ node: JSON5Node) -> JSONValue {
        switch node.content {
        case .null: .null
        case .boolean(let value): .boolean(value)
        case .number(let text): .number(text)
        case .string(let text): .string(text)
        case .array(let elements): .array(elements.map(plain))
        case .object(let members): .object(members.map { JSONMember(key: $0.key, value: plain($0.value)) })
        }
    }

    private func read(_ text: String) throws -> JSONValue { plain(try JSON5Parser.parse(text)) }

    private func error(_ text: String) -> JSON5Error? {
        do throws(JSON5Error) {
            _ = try JSON5Parser.parse(text)
            return nil
        } catch {
            return error
        }
    }

    @Test func `the example of the specification is read`() throws {
        let text = """
            {
              // comments
              unquoted: 'and you can quote me on that',
              singleQuotes: 'I can use "double quotes" here',
              lineBreaks: "Look, Mom! \\
            No \\\\n's!",
              hexadecimal: 0xdecaf,
              leadingDecimalPoint: .8675309, andTrailing: 8675309.,
              positiveSign: +1,
              trailingComma: 'in objects', andIn: ['arrays',],
              "backwardsCompatible": "with JSON",
            }

            """
        let expected: [(String, JSONValue)] = [
            ("unquoted", .string("and you can quote me on that")),
            ("singleQuotes", .string("I can use \"double quotes\" here")),
            ("lineBreaks", .string("Look, Mom! No \\n's!")), ("hexadecimal", .number("0xdecaf")),
            ("leadingDecimalPoint", .number(".8675309")), ("andTrailing", .number("8675309.")),
            ("positiveSign", .number("+1")), ("trailingComma", .string("in objects")),
            ("andIn", .array([.string("arrays")])), ("backwardsCompatible", .string("with JSON")),
        ]
        #expect(try read(text) == .object(expected.map { JSONMember(key: $0.0, value: $0.1) }))
    }

    @Test(arguments: [
        ("null", JSONValue.null), (" true ", .boolean(true)), ("/* a */ false // b", .boolean(false)),
        ("\u{FEFF}[]", .array([])), ("[\u{A0}\u{2028}\u{3000}1\u{0B}]", .array([.number("1")])), ("-0", .number("-0")),
        ("0", .number("0")), ("-.5e+3", .number("-.5e+3")), ("5.E2", .number("5.E2")),
        ("Infinity", .number("Infinity")),
        ("-Infinity", .number("-Infinity")), ("+NaN", .number("+NaN")), ("-0XfF", .number("-0XfF")),
        ("'\\'\\\"\\b\\f\\n\\r\\t\\v\\0\\a\\x41'", .string("'\"\u{8}\u{C}\n\r\t\u{B}\0aA")),
        ("'\\uD83C\\uDF32\\u00fc'", .string("🌲ü")), ("'a\\\r\nb\\\u{2029}c'", .string("abc")),
        ("'\u{2028}\t'", .string("\u{2028}\t")),
        (
            "{$_a\u{301}1: 1, \\u0061b: 2, ü: 3, null: 4}",
            .object(
                [("$_a\u{301}1", 1), ("ab", 2), ("ü", 3), ("null", 4)].map {
                    JSONMember(key: $0.0, value: .number(String($0.1)))
                })
        ),
    ])
    func `what JSON5 allows is read`(text: String, value: JSONValue) throws {
        #expect(try read(text) == value)
    }

    @Test(arguments: [
        ("", 1, 1, "the end of the file", "a text in quotes, a number, true, false, null, [ or {"),
        ("{\n  a: yes }", 2, 6, "“yes”", "a text in quotes, a number, true, false, null, [ or {"),
        ("{ a: 1\n  b: 2 }", 1, 7, "“b”", "a comma, or the } that ends what line 1 begins"),
        ("{\n a: [1, 2\n", 3, 1, "the end of the file", "a comma, or the ] that ends what line 2 begins"),
        ("[1 2]", 1, 4, "“2”", "a comma, or the ] that ends what line 1 begins"),
        ("{ a: 1,\n  'a': 2 }", 2, 3, "“a” again, first in line 1", "each key once in its object"),
        ("{ 256: 1 }", 1, 3, "“256”", "a key: a word, or a text in quotes"),
        ("{ a 1 }", 1, 5, "“1”", "a colon"),
        ("[,]", 1, 2, "“,”", "a text in quotes, a number, true, false, null, [ or {"),
        ("[1,,2]", 1, 4, "“,”", "a text in quotes, a number, true, false, null, [ or {"),
        ("010", 1, 2, "“10”", "a number that does not begin with 0"),
        ("0x", 1, 3, "the end of the file", "a hexadecimal digit"),
        ("12px", 1, 3, "“px”", "the end of the number 12"), (".", 1, 2, "the end of the file", "a digit"),
        ("-", 1, 2, "the end of the file", "a digit"), ("1e", 1, 3, "the end of the file", "a digit"),
        ("['a\nb']", 1, 2, "a text without an end", "a closing ' in the same line"),
        ("/* a\n", 1, 1, "a comment without an end", "*/ behind the comment"),
        ("/ 1", 1, 1, "“/”", "a comment, // or /*"),
        ("'\\1'", 1, 2, "“\\”", "no digit behind \\; \\x41 and \\u0041 are escapes"),
        ("'\\uD83Cx'", 1, 8, "“x”", "the second half of a surrogate pair"),
        ("'\\u12'", 1, 6, "“'”", "four hexadecimal digits"), ("{}\r\n\r\n{}", 3, 1, "“{”", "the end of the file"),
        ("[tru]", 1, 2, "“tru”", "a text in quotes, a number, true, false, null, [ or {"),
        ("// only a comment", 1, 18, "the end of the file", "a text in quotes, a number, true, false, null, [ or {"),
    ])
    func `a mistake is told with line, column, what is there and what would be`(
        text: String, line: Int, column: Int, found: String, expected: String
    ) {
        #expect(
            error(text)
                == JSON5Error(place: TextPlace(line: line, column: column), found: found, expected: expected))
    }

    @Test func `keys and values know where they stand`() throws {
        let root = try JSON5Parser.parse("// ü\r\n{ 'ä': 1,\r  b: [\n    2] }")
        guard case .object(let members) = root.content, case .array(let elements) = members[1].value.content else {
            Issue.record("no object")
            return
        }
        let places = [root.place] + members.flatMap { [$0.place, $0.value.place] } + elements.map(\.place)
        #expect(
            places.map { [$0.line, $0.column] } == [[2, 1], [2, 3], [2, 8], [3, 3], [3, 6], [4, 5]])
    }

    @Test(arguments: [
        ("12", 12), ("+7", 7), ("-0x10", -16), ("0xFFFFFFFFFFFFFFFF", nil), ("1.0", nil), ("NaN", nil), ("'1'", nil),
        ("-9223372036854775808", Int64.min),
    ])
    func `whole numbers are read from decimal and hexadecimal ones`(text: String, number: Int64?) throws {
        #expect(try JSON5Parser.parse(text).integer == number)
    }

    @Test func `depth and size have limits, and bytes must be UTF-8`() {
        let deep = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
        #expect(error(deep)?.expected == "at most 64 levels")
        #expect(error("[" + deep.dropFirst(2).dropLast(2) + "]") == nil)
        #expect(error(String(repeating: " ", count: JSON5Parser.byteCountMax + 1))?.expected == "at most 65536 bytes")
        let broken = #expect(throws: JSON5Error.self) { try JSON5Parser.parse([0x5B, 0x0A, 0x22, 0xFF, 0x22, 0x5D]) }
        #expect(broken?.place == TextPlace(line: 2, column: 2))
        #expect(broken?.found == "bytes that are no UTF-8")
    }

    @Test func `what strict JSON allows means the same in JSON5, and nothing traps`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var state = seed
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let pieces = [
            "{", "}", "[", "]", ":", ",", "\"a\"", "'b'", "c", "1", "-", ".5", "0x1f", "true", "null", " ", "\n", "//",
            "/*", "*/", "\\", "\"", "'", "\\u00e4", "é", "\u{2028}", "\r", "e", "Infinity",
        ]
        var strictCount = 0
        for _ in 0..<20_000 {
            var text = ""
            for _ in 0..<next(9) { text += pieces[next(pieces.count)] }
            guard let strict = try? JSONParser.parse(text) else {
                _ = error(text)
                continue
            }
            strictCount += 1
            #expect(try read(text) == strict, "seed \(seed): \(text)")
        }
        #expect(strictCount > 100, "seed \(seed)")
    }
}
