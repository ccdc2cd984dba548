// SPDX-License-Identifier: Apache-2.0
import Terminal
import Testing

struct CanvasTests {
    private func line(
        _ text: String, room: Int? = nil, columns: Int = 10, align: Alignment = .left, wide: Bool = false
    ) -> String {
        var canvas = Canvas(columns: columns, rows: 1, ambiguousIsWide: wide)
        canvas.put(text, x: 0, y: 0, columns: room, align: align)
        return canvas.text
    }

    @Test func `text is drawn where it is put and returns its columns`() {
        var canvas = Canvas(columns: 12, rows: 3)
        let drawn = canvas.put("Kettle", x: 2, y: 1)
        let outside = [canvas.put("a", x: 12, y: 0), canvas.put("a", x: 0, y: 3), canvas.put("a", x: 0, y: -1)]
        #expect(drawn == 6)
        #expect(outside == [0, 0, 0])
        #expect(canvas.text == "\n  Kettle\n")
    }

    @Test func `text that does not fit ends with an ellipsis`() {
        #expect(line("Copper kettle") == "Copper ke…")
        #expect(line("Copper kettle", room: 5) == "Copp…")
        #expect(line("Copper", room: 6) == "Copper")
        #expect(line("Copper", room: 1) == "…")
        #expect(line("Copper", room: 0).isEmpty)
        #expect(line("Copper kettle", wide: true) == "Copper ke~")
    }

    @Test func `a wide character is cut on a cell boundary`() {
        #expect(line("日本語", room: 6) == "日本語")
        #expect(line("日本語", room: 5) == "日本…")
        #expect(line("日本語", room: 4) == "日…")
        #expect(line("a👩‍👩‍👧b", room: 3) == "a…")
        #expect(line("a👩‍👩‍👧b", room: 4) == "a👩‍👩‍👧b")
    }

    @Test func `figures stand at the right of their columns`() {
        #expect(line("24.50", room: 8, align: .right) == "   24.50")
        #expect(line("日本", room: 5, align: .right) == " 日本")
        #expect(line("1234567890", room: 5, align: .right) == "1234…")
    }

    @Test func `text that begins left of the canvas is cut there`() {
        var canvas = Canvas(columns: 6, rows: 2)
        let drawn = [canvas.put("kettle", x: -2, y: 0), canvas.put("日本", x: -1, y: 1)]
        #expect(drawn == [4, 3])
        #expect(canvas.text == "ttle\n 本")
    }

    @Test func `a wide character fills a cell and its continuation`() {
        var canvas = Canvas(columns: 4, rows: 1)
        let style = Style(attributes: .bold)
        canvas.put("日x", x: 0, y: 0, style: style)
        let expected = [
            Cell("日", style: style), Cell(Cell.continuation, style: style), Cell("x", style: style), Cell(" "),
        ]
        #expect(canvas.cells == expected)
    }

    @Test(arguments: [(0, "x 本"), (1, " x本"), (2, "日x"), (3, "日 x")])
    func `writing over half of a wide character blanks the other half`(x: Int, expected: String) {
        var canvas = Canvas(columns: 4, rows: 1)
        canvas.put("日本", x: 0, y: 0)
        canvas.put("x", x: x, y: 0)
        #expect(canvas.text == expected)
    }

    @Test func `filling cuts no wide character in half`() {
        var canvas = Canvas(columns: 6, rows: 1)
        canvas.put("日本語", x: 0, y: 0)
        canvas.fill(Rect(x: 1, y: 0, columns: 2, rows: 1))
        #expect(canvas.text == "    語")
    }

    @Test(arguments: [
        ("a\tb", "a b"), ("a\nb", "a⏎b"), ("a\r\nb", "a⏎b"), ("a\u{2028}b", "a⏎b"),
        ("\u{1B}[31mred", "\u{FFFD}[31mred"),
        ("\u{7}bell", "\u{FFFD}bell"), ("\u{7F}", "\u{FFFD}"), ("\u{9B}31m", "\u{FFFD}31m"), ("\u{0}", "\u{FFFD}"),
        ("ab\u{202E}cd", "ab·cd"), ("\u{2066}x\u{2069}", "·x·"), ("soft\u{AD}ly", "soft·ly"), ("\u{200B}", "·"),
        ("\u{FEFF}x", "·x"), ("\u{301}x", "\u{FFFD}x"), ("a\u{E0041}b", "\u{FFFD}b"), ("\u{200D}x", "·x"),
        ("e\u{301}", "e\u{301}"), ("नी", "नी"), ("می\u{200C}خ", "می\u{200C}خ"), ("שלום", "שלום"), ("👍🏽", "👍🏽"),
        ("\u{3164}", "·"), ("\u{FE0F}", "·"),
    ])
    func `what would steer or deceive a terminal shows as a sign`(text: String, expected: String) {
        #expect(line(text, columns: 20) == expected)
        #expect(Neutral.text(text) == expected)
    }

    @Test func `no scalar reaches a cell as a control or bidi override`() {
        for value in UInt32(0)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let shown = Neutral.character(Character(scalar))
            for part in shown.unicodeScalars {
                let isSafe = part.properties.generalCategory != .control && !part.properties.isBidiControl
                if !isSafe { Issue.record("U+\(String(value, radix: 16)) reaches the screen") }
            }
        }
    }

    @Test func `text that needs no look-up is drawn as text that does`() {
        for value in UInt32(0x20)...0x2FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            // The family takes the way with the look-ups.
            var (quick, slow) = (Canvas(columns: 6, rows: 1), Canvas(columns: 6, rows: 1))
            let text = "a\(Character(scalar))z"
            let drawn = quick.put(text, x: 0, y: 0)
            slow.put(text + "👩‍👩‍👧", x: 0, y: 0)
            slow.fill(Rect(x: drawn, y: 0, columns: 2, rows: 1))
            if quick != slow { Issue.record("U+\(String(value, radix: 16)): \(quick.text) and \(slow.text)") }
        }
    }

    @Test func `a block is taken over from another canvas, clusters and all`() {
        var source = Canvas(columns: 8, rows: 2)
        source.put("e\u{301}👩‍👩‍👧日x", x: 1, y: 1, style: Style(attributes: .bold))
        var canvas = Canvas(columns: 8, rows: 2)
        canvas.put("🇩🇪abcdef", x: 0, y: 1)
        canvas.copy(Rect(x: 1, y: 1, columns: 7, rows: 1), from: source)
        #expect(canvas.text == "\n e\u{301}👩‍👩‍👧日x")
        #expect(canvas == source)
    }

    @Test func `canvases are equal when they show the same, in whatever order it was drawn`() {
        var (left, right) = (Canvas(columns: 4, rows: 1), Canvas(columns: 4, rows: 1))
        left.put("e\u{301}", x: 0, y: 0)
        left.put("a\u{302}", x: 1, y: 0)
        right.put("a\u{302}", x: 1, y: 0)
        right.put("e\u{301}", x: 0, y: 0)
        #expect(left == right)
        right.put("e\u{302}", x: 0, y: 0)
        #expect(left != right)
    }

    @Test func `a style changes without the text`() {
        var canvas = Canvas(columns: 3, rows: 2)
        canvas.put("abc", x: 0, y: 0)
        let style = Style(foreground: Color(red: 255, green: 0, blue: 0), attributes: [.reverse, .bold])
        canvas.restyle(Rect(x: 1, y: -1, columns: 9, rows: 2), style: style)
        let expected = [
            Cell("a"), Cell("b", style: style), Cell("c", style: style), Cell(" "), Cell(" "), Cell(" "),
        ]
        #expect(canvas.cells == expected)
    }

    @Test func `an empty canvas takes no text`() {
        var canvas = Canvas(columns: 0, rows: 0)
        let drawn = canvas.put("a", x: 0, y: 0)
        canvas.fill(Rect(x: 0, y: 0, columns: 5, rows: 5))
        #expect(drawn == 0)
        #expect(canvas.text.isEmpty)
    }
}

struct GeometryTests {
    private let rect = Rect(x: 2, y: 1, columns: 10, rows: 6)

    @Test func `a block splits on each side`() {
        #expect(rect.splitTop(2) == (Rect(x: 2, y: 1, columns: 10, rows: 2), Rect(x: 2, y: 3, columns: 10, rows: 4)))
        #expect(rect.splitBottom(2) == (Rect(x: 2, y: 5, columns: 10, rows: 2), Rect(x: 2, y: 1, columns: 10, rows: 4)))
        #expect(rect.splitLeft(3) == (Rect(x: 2, y: 1, columns: 3, rows: 6), Rect(x: 5, y: 1, columns: 7, rows: 6)))
        #expect(rect.splitRight(3) == (Rect(x: 9, y: 1, columns: 3, rows: 6), Rect(x: 2, y: 1, columns: 7, rows: 6)))
    }

    @Test func `a block never splits beyond its own extent`() {
        #expect(rect.splitTop(99).rest == Rect(x: 2, y: 7, columns: 10, rows: 0))
        #expect(rect.splitRight(99).right == rect)
        #expect(rect.splitLeft(-1).left == Rect(x: 2, y: 1, columns: 0, rows: 6))
    }

    @Test func `a block has a margin, a part in common and an inside`() {
        #expect(rect.inset(by: 1) == Rect(x: 3, y: 2, columns: 8, rows: 4))
        #expect(rect.inset(columns: 9, rows: 9) == Rect(x: 7, y: 4, columns: 0, rows: 0))
        #expect(rect.intersection(Rect(x: 0, y: 0, columns: 4, rows: 3)) == Rect(x: 2, y: 1, columns: 2, rows: 2))
        #expect(rect.intersection(Rect(x: 20, y: 0, columns: 4, rows: 3)).isEmpty)
        #expect(rect.contains(Point(x: 11, y: 6)))
        #expect(!rect.contains(Point(x: 12, y: 6)))
    }
}
