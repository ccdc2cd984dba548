// SPDX-License-Identifier: Apache-2.0
import Terminal
import Testing

struct ClipboardTests {
    private func text(_ text: String, _ between: Clipboard.Between = .nothing) -> String? {
        Clipboard.sequence(Array(text.utf8), through: between).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"), ("›ü藍", "4oC6w7zol40="),
    ])
    func `a text travels as base64 of RFC 4648`(plain: String, packed: String) {
        #expect(text(plain) == "\u{1B}]52;c;\(packed)\u{7}")
    }

    @Test func `tmux gets it once for itself and once for the terminal around it`() {
        #expect(
            text("foo", .tmux)
                == "\u{1B}]52;c;Zm9v\u{7}" + "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;Zm9v\u{7}\u{1B}\\")
    }

    @Test func `screen gets it in strings that it passes on`() throws {
        let sequence = try #require(text(String(repeating: "x", count: 900), .screen))
        let parts = sequence.components(endingWith: "\u{1B}\\")
        #expect(parts.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count < 768 })
        let inside = parts.map { $0.dropFirst(2) }.joined()
        #expect(inside == text(String(repeating: "x", count: 900)))
    }

    @Test func `what is longer than terminals take is not sent`() {
        #expect(text(String(repeating: "x", count: Clipboard.bytesMax)) != nil)
        #expect(text(String(repeating: "x", count: Clipboard.bytesMax + 1)) == nil)
        let longest = Clipboard.sequence([UInt8](repeating: 120, count: Clipboard.bytesMax), through: .nothing)
        #expect((longest?.count ?? 0) <= 100_000)
    }

    @Test func `what lies between is known by the environment`() {
        #expect(Clipboard.Between(tmux: "/tmp/tmux-0/default,1,0", screen: nil, term: "screen-256color") == .tmux)
        #expect(Clipboard.Between(tmux: nil, screen: nil, term: "tmux-256color") == .tmux)
        #expect(Clipboard.Between(tmux: nil, screen: "1.pts-0.host", term: "xterm") == .screen)
        #expect(Clipboard.Between(tmux: "", screen: "", term: "xterm-256color") == .nothing)
    }

    @Test func `a copied text keeps its lines and obeys no one`() {
        #expect(Neutral.copied("a\tb\nc\r\nd") == "a\tb\nc\nd")
        #expect(Neutral.copied("x\u{1B}[31m\u{202E}y\u{7}") == "x\u{FFFD}[31m·y\u{FFFD}")
    }
}

struct LinePaceTests {
    @Test func `a line is slow when its answer takes long, and nobody waits for ever`() {
        var pace = LinePace()
        let unasked = pace.answered(at: 5)
        #expect(unasked == nil)
        #expect(pace.left(at: 5) == nil)
        pace.asked(at: 1_000)
        #expect(pace.left(at: 1_000) == 1_000_000)
        let fast = pace.answered(at: 100_999)
        #expect(fast == false)
        pace.asked(at: 0)
        let slow = pace.answered(at: 100_000)
        #expect(slow == true)
        pace.asked(at: 0)
        #expect(pace.left(at: 1_000_000) == nil)
    }

    @Test func `the terminal's answer is no key`() {
        var decoder = KeyDecoder()
        let keys = decoder.feed(Array("a\u{1B}[0nb\u{1B}[3n".utf8))
        #expect(keys == [.character("a"), .character("b")])
        let answers = [decoder.takeStatusReport(), decoder.takeStatusReport()]
        #expect(answers == [true, false])
    }
}

extension String {
    fileprivate func components(endingWith end: String) -> [String] {
        var parts: [String] = []
        var rest = Substring(self)
        while let range = rest.firstRange(of: end) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts
    }
}
