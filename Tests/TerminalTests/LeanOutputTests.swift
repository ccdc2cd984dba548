// SPDX-License-Identifier: Apache-2.0
import Terminal
import Testing

struct LeanOutputTests {
    /// What is written for each of some refreshes, with `^` for ESC.
    private func lean(_ refreshes: [String], takesBack: Bool = true) -> [String] {
        var output = LeanOutput(takesBack: takesBack)
        return refreshes.map { text in
            let bytes = Array(text.replacing("^", with: "\u{1B}").utf8)
            return String(decoding: output.take(bytes), as: UTF8.self).replacing("\u{1B}", with: "^")
        }
    }

    @Test func `a marker that moves costs its own bytes`() {
        let move = "\u{8}^[38;5;254m^[48;5;234m ^[27d\u{8}^(B^[0;1m^[38;5;179m^[48;5;234m▌^[39;49m^(B^[m"
        #expect(
            lean([move, move, move]) == [
                "\u{8}^[0;38;5;254;48;5;234m ^[27d\u{8}^(B^[1;38;5;179m▌", "\u{8} ^[27d\u{8}▌", "\u{8} ^[27d\u{8}▌",
            ])
    }

    @Test func `a blank waits for no colour that cannot be seen on it`() {
        #expect(lean(["^[31ma^[32m b"]) == ["^[0;31ma ^[32mb"])
        #expect(lean(["^[31ma^[32;4m b"]) == ["^[0;31ma^[4;32m b"])
        #expect(lean(["^[31ma^[32;44m b"]) == ["^[0;31ma^[32;44m b"])
        #expect(lean(["^[7ma^[m b"]) == ["^[0;7ma^[27m b"])
    }

    @Test func `what is to go away is taken back, or all of it where the terminal cannot`() {
        let text = "^[1;38;5;254ma^[0m^[38;5;254mb^[mc"
        #expect(lean([text]) == ["^[0;1;38;5;254ma^[22mb^[39mc"])
        #expect(lean([text], takesBack: false) == ["^[0;1;38;5;254ma^[0;38;5;254mb^[0mc"])
        #expect(lean(["^[1ma^[0;2mb"]) == ["^[0;1ma^[22;2mb"])
        #expect(lean(["^[5;6ma^[0;6mb"]) == ["^[0;5;6ma^[25;6mb"])
    }

    @Test func `erasing shows the colours that wait, moving does not`() {
        #expect(lean(["^[44m^[5;7H^[K"]) == ["^[5;7H^[0;44m^[K"])
        #expect(lean(["^[44m^[3A^[2G^[4d\r"]) == ["^[3A^[2G^[4d\r"])
        #expect(lean(["^[44m\n"]) == ["^[0;44m\n"])
        #expect(lean(["a^[31m^[9bb"]) == ["^[0ma^[9b^[31mb"])
    }

    @Test func `colours of every form are compared as they are written`() {
        #expect(lean(["^[38;2;1;2;3ma^[38;2;1;2;3mb"]) == ["^[0;38;2;1;2;3mab"])
        #expect(lean(["^[38:2::1:2:3ma^[38:2::1:2:4mb"]) == ["^[0;38:2::1:2:3ma^[38:2::1:2:4mb"])
        #expect(lean(["^[97;101ma^[39;49mb"]) == ["^[0;97;101ma^[39;49mb"])
    }

    @Test func `what is not known passes with the looks before it`() {
        #expect(lean(["^[31m^[11;1mx^[1my"]) == ["^[0;31m^[11;1mxy"])
        #expect(lean(["^[31m^[?25l^[32mx"]) == ["^[0;31m^[?25l^[32mx"])
        #expect(lean(["^[31m^7x^["]) == ["^[0;31m^7x^["])
        #expect(lean(["^[31m^[12"]) == ["^[0;31m^[12"])
        #expect(lean(["^(0qq^(B^(Bx"]) == ["^(0^[0mqq^(Bx"])
    }

    @Test func `settling gives the terminal the looks that curses left it with`() {
        var output = LeanOutput(takesBack: true)
        let first = output.take(Array("\u{1B}[31mx\u{1B}[m".utf8))
        let rest = output.settled()
        let again = output.settled()
        #expect(String(decoding: first, as: UTF8.self) == "\u{1B}[0;31mx")
        #expect(String(decoding: rest, as: UTF8.self) == "\u{1B}[39m")
        #expect(again.isEmpty)
        output.forget()
        #expect(String(decoding: output.settled(), as: UTF8.self) == "\u{1B}[0m")
    }

    @Test(arguments: UInt64(1)...20, [true, false])
    func `every character gets the looks it would have had`(seed: UInt64, takesBack: Bool) {
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        var output = LeanOutput(takesBack: takesBack)
        var (plain, lean) = (LooksTerminal(), LooksTerminal())
        for _ in 0..<50 {
            let text = (0..<40).map { _ in LeanOutputTests.piece(using: &random) }.joined()
            plain.take(Array(text.utf8))
            lean.take(output.take(Array(text.utf8)))
        }
        #expect(plain.shown == lean.shown)
        #expect(!plain.shown.isEmpty)
    }

    private static func piece(using random: inout SeededGenerator) -> String {
        let numbers = ["0", "1", "2", "3", "4", "7", "22", "24", "27", "31", "38;5;254", "39", "44", "48;5;234", "49"]
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<5:
            let count = Int.random(in: 1...3, using: &random)
            let chosen = (0..<count).map { _ in numbers.randomElement(using: &random) ?? "0" }
            return "\u{1B}[\(chosen.joined(separator: ";"))m"
        case 5: return "\u{1B}[5;7H"
        case 6: return "\u{1B}[m"
        case 7, 8: return " "
        default: return "x"
        }
    }
}

/// A terminal as far as looks go: what each character and blank looks like when it is drawn.
private struct LooksTerminal {
    private var attributes: Set<Int> = []
    private var foreground = ""
    private var background = ""
    private(set) var shown: [String] = []

    mutating func take(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            guard byte == 0x1B else {
                draw(byte)
                continue
            }
            let end = rest.firstIndex { $0 >= 0x40 && $0 != UInt8(ascii: "[") } ?? rest.endIndex - 1
            let text = String(decoding: rest[rest.startIndex + 1..<end], as: UTF8.self)
            if rest[end] == UInt8(ascii: "m") { change(text.split(separator: ";", omittingEmptySubsequences: false)) }
            rest = rest[(end + 1)...]
        }
    }

    /// The foreground and the weight of a blank cannot be seen.
    private mutating func draw(_ byte: UInt8) {
        let isBlank = byte == 0x20 && !attributes.contains(7)
        let seen = isBlank ? attributes.intersection([4, 7]) : attributes
        let color = isBlank && seen.isEmpty ? "" : foreground
        shown.append("\(UnicodeScalar(byte)) \(seen.sorted()) \(color) on \(background)")
    }

    private mutating func change(_ parts: [Substring]) {
        var rest = parts[...]
        while let part = rest.popFirst() {
            switch Int(part) ?? 0 {
            case 0: self = LooksTerminal(shown: shown)
            case 22: attributes.subtract([1, 2])
            case 38: foreground = "38;\(rest.removeFirst());\(rest.removeFirst())"
            case 48: background = "48;\(rest.removeFirst());\(rest.removeFirst())"
            case 39: foreground = ""
            case 49: background = ""
            case let number where number < 10: attributes.insert(number)
            case let number where number < 30: attributes.remove(number - 20)
            case let number where number < 40: foreground = String(number)
            case let number: background = String(number)
            }
        }
    }

    init() {}

    private init(shown: [String]) { self.shown = shown }
}
