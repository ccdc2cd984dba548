// SPDX-License-Identifier: Apache-2.0
import Terminal
import Testing

struct KeyDecoderTests {
    private func keys(_ text: String) -> [Key] { keys(Array(text.utf8)) }

    private func keys(_ bytes: [UInt8]) -> [Key] {
        var decoder = KeyDecoder()
        return decoder.feed(bytes) + decoder.timeout()
    }

    @Test(arguments: [
        ("a", [Key.character("a")]), ("é日👍", [.character("é"), .character("日"), .character("👍")]), (" ", [.space]),
        ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{8}\u{7F}", [.backspace, .backspace]),
        ("\u{0}\u{1}\u{1A}", [.control(" "), .control("a"), .control("z")]),
        ("\u{1C}\u{1D}\u{1E}\u{1F}", [.control("\\"), .control("]"), .control("^"), .control("_")]),
        ("\u{1B}", [.escape]), ("\u{1B}\u{1B}", [.escape, .escape]), ("\u{1B}x\u{1B}1", [.alt("x"), .alt("1")]),
        ("\u{1B}\r\u{1B}\u{7F}", [.special(.enter, .alt), .special(.backspace, .alt)]),
        ("\u{1B}é", [.escape, .character("é")]), ("\u{1B}\u{18}", [.escape, .control("x")]),
        ("\u{1B}[", [.alt("[")]), ("\u{1B}O", [.alt("O")]), ("\u{1B}]", [.alt("]")]),
        ("\u{85}", [.character("\u{FFFD}")]),
    ])
    func `typed bytes are keys`(text: String, expected: [Key]) {
        #expect(keys(text) == expected)
    }

    @Test(arguments: [
        ("[A", Key.up), ("OA", .up), ("[B", .down), ("OB", .down), ("[C", .right), ("OD", .left), ("[H", .home),
        ("OH", .home), ("[F", .end), ("OF", .end), ("[1~", .home), ("[7~", .home), ("[4~", .end), ("[8~", .end),
        ("[2~", .insert), ("[3~", .delete), ("[5~", .pageUp), ("[6~", .pageDown), ("[Z", .backtab), ("OM", .enter),
        ("OP", .function(1)), ("[P", .function(1)), ("[11~", .function(1)), ("[[A", .function(1)),
        ("OS", .function(4)), ("[14~", .function(4)), ("[[E", .function(5)), ("[15~", .function(5)),
        ("[17~", .function(6)), ("[21~", .function(10)), ("[23~", .function(11)), ("[24~", .function(12)),
        ("[25~", .function(1, .shift)), ("[28~", .function(3, .shift)), ("[34~", .function(8, .shift)),
        ("[1;2R", .function(3, .shift)), ("[1;2B", .special(.down, .shift)), ("[1;5C", .special(.right, .control)),
        ("[1;3A", .special(.up, .alt)), ("[1;8D", .special(.left, [.shift, .alt, .control])),
        ("O2P", .function(1, .shift)),
        ("[15;2~", .function(5, .shift)), ("[3;5~", .special(.delete, .control)), ("[3$", .special(.delete, .shift)),
        ("[3^", .special(.delete, .control)), ("[a", .special(.up, .shift)), ("Oa", .special(.up, .control)),
        ("Op", .character("0")), ("Oy", .character("9")), ("Ok", .character("+")), ("[I", .focusIn), ("[O", .focusOut),
        ("[<0;5;3M", .mouse(Key.Mouse(action: .press, button: 0, at: Point(x: 4, y: 2)))),
        ("[<2;5;3m", .mouse(Key.Mouse(action: .release, button: 2, at: Point(x: 4, y: 2)))),
        ("[<32;1;1M", .mouse(Key.Mouse(action: .drag, button: 0, at: Point(x: 0, y: 0)))),
        ("[<65;1;1M", .mouse(Key.Mouse(action: .wheelDown, button: 0, at: Point(x: 0, y: 0)))),
    ])
    func `a sequence is its key in every dialect`(sequence: String, key: Key) {
        #expect(keys("\u{1B}" + sequence + "x") == [key, .character("x")])
    }

    @Test(
        arguments: [
            "[99~", "[1;1;1y", "[?62;4c", "[>41;354;0c", "[200;1q", "[201~", "[12;40R" + "", "[97;5u", "[<99999;1;1M",
            "[<3;1;1M",
            "[M !!", "Oz", "]11;rgb:0000/0000/0000\u{7}", "]10;?\u{1B}\\", "P1+r524742\u{1B}\\", "[?2026;2$y",
            "[99999999999999999999~",
            "[" + String(repeating: "1;", count: 200) + "q",
        ].filter { $0 != "[12;40R" })
    func `an unknown sequence is swallowed whole`(sequence: String) {
        #expect(keys("\u{1B}" + sequence + "x") == [.character("x")])
    }

    @Test func `a sequence broken off by another does not eat it`() {
        #expect(keys("\u{1B}[1;\u{1B}[Bx") == [.down, .character("x")])
        #expect(keys("\u{1B}[1;\rx") == [.enter, .character("x")])
        #expect(keys("\u{1B}]0;\u{1B}[Bx") == [.down, .character("x")])
        #expect(keys("\u{1B}[1;2") == [])
    }

    @Test(
        arguments: [
            ([0xFF, 0x61], "\u{FFFD}a"), ([0xC3, 0x61], "\u{FFFD}a"), ([0xE2, 0x82, 0x61], "\u{FFFD}a"),
            ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"), ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF4, 0x90, 0x61], "\u{FFFD}\u{FFFD}a"), ([0x80], "\u{FFFD}"), ([0xC3, 0xC3, 0xA9], "\u{FFFD}é"),
        ] as [([UInt8], String)])
    func `broken UTF-8 is replaced`(bytes: [UInt8], expected: String) {
        #expect(keys(bytes) == expected.unicodeScalars.map { .character(Character($0)) })
    }

    @Test func `a paste is one key, never typed`() {
        let text = "\u{1B}[200~d\ry\r\nq\t\u{1B}[31m\u{1B}[201\u{1B}[201~x"
        #expect(keys(text) == [.paste("d\ny\nq\t\u{1B}[31m\u{1B}[201"), .character("x")])
    }

    @Test func `a paste waits longer than a sequence, and without its end it is what came of it`() {
        var decoder = KeyDecoder()
        var clock = EscapeClock()
        let found = decoder.feed("\u{1B}[200~ab".utf8)
        #expect(found.isEmpty && !decoder.isWaiting && decoder.isPasting)
        clock.fed(isWaiting: decoder.isWaiting, isPasting: decoder.isPasting, at: 0)
        let moments: [Int64] = [4_999_999, 5_000_000, 5_000_001]
        let isOver = moments.map { clock.isOver(at: $0) }
        #expect(isOver == [false, true, false])
        let rest = decoder.timeout() + decoder.feed("q".utf8)
        #expect(rest == [.paste("ab"), .character("q")])
    }

    @Test func `a paste beyond the limit is cut between characters and says so`() {
        var decoder = KeyDecoder(pasteBytesMax: 4)
        #expect(decoder.feed("\u{1B}[200~aéébcd\u{1B}[201~".utf8) == [.paste("aé")])
        #expect(decoder.pasteWasCut)
        #expect(decoder.feed("\u{1B}[200~abcd\u{1B}[201~".utf8) == [.paste("abcd")])
        #expect(!decoder.pasteWasCut)
    }

    @Test func `an escape waits for what may follow`() {
        var decoder = KeyDecoder()
        #expect(decoder.feed([0x1B]) == [])
        #expect(decoder.isWaiting)
        #expect(decoder.feed("[B".utf8) == [.down])
        #expect(!decoder.isWaiting)
        #expect(decoder.timeout() == [])
    }

    @Test(arguments: UInt64(1)...40)
    func `any split of the stream gives the same keys`(seed: UInt64) {
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let parts = [
            "abc", "é日👍🏽", "\u{1B}[B", "\u{1B}OA", "\u{1B}[1;2B", "\u{1B}[15~", "\u{1B}[[C", "\u{1B}[<0;12;3M",
            "\u{1B}[200~pasted\r\n\u{1B}[2J日本\u{1B}[201~", "\u{1B}x", "\u{1B}\u{1B}", "\u{1B}[?1;2c", "\u{1B}]0;t\u{7}",
            "\r\n", "\u{3}", "\u{1B}[I", "\u{1B}[M !!", "\u{1B}[3$",
        ]
        var bytes: [UInt8] = []
        for _ in 0..<60 {
            bytes += Array((parts.randomElement(using: &random) ?? "").utf8)
            if Int.random(in: 0..<8, using: &random) == 0 { bytes.append(UInt8.random(in: 0...255, using: &random)) }
        }
        var whole = KeyDecoder()
        let expected = whole.feed(bytes) + whole.timeout()
        var pieces = KeyDecoder()
        var found: [Key] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...7, using: &random)
            found += pieces.feed(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        #expect(found + pieces.timeout() == expected)
    }

    @Test(arguments: UInt64(1)...20)
    func `noise never gives a control character`(seed: UInt64) {
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        var decoder = KeyDecoder()
        let bytes = (0..<5000).map { _ in UInt8.random(in: 0...255, using: &random) }
        for key in decoder.feed(bytes) {
            if case .character(let character) = key {
                #expect(character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
            }
        }
    }
}
