// SPDX-License-Identifier: Apache-2.0
import CNcurses
import Glibc
import Terminal
import Testing
import Text

extension CursesTests {
    struct CursesCellTests {
        init() {
            setlocale(LC_CTYPE, "C.UTF-8")
        }

        private func drawn(_ character: Character, ambiguousIsWide: Bool = false) -> String {
            let width = Width.of(character, ambiguousIsWide: ambiguousIsWide)
            return CursesCell.pieces(of: character, width: width, ambiguousIsWide: ambiguousIsWide).map { piece in
                String(String.UnicodeScalarView(piece.compactMap { Unicode.Scalar(UInt32(bitPattern: $0)) }))
            }.joined(separator: "|")
        }

        @Test(arguments: [
            ("a", "a"), ("é", "é"), ("e\u{301}", "e\u{301}"), ("日", "日"), ("ש", "ש"), ("▌", "▌"),
            ("👩‍👩‍👧", "👩"), ("👍🏽", "👍"), ("❤️", "❤| "), ("1️⃣", "1| "), ("🇩🇪", "🇩|🇪"), ("का", "क|ा"),
            ("x\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "x\u{301}\u{302}\u{303}\u{304}"),
            ("\u{1FAE8}", "\u{FFFD}| "),
        ])
        func `a cluster is drawn as the C library counts it`(character: Character, expected: String) {
            #expect(drawn(character) == expected)
        }

        @Test(arguments: [("▌", "?| "), ("日", "日"), ("a", "a"), ("©️", "©| "), ("®️", "?| ")])
        func `an ambiguous character is replaced where it is wide`(character: Character, expected: String) {
            #expect(drawn(character, ambiguousIsWide: true) == expected)
        }

        @Test func `the pieces of every scalar have its width, and only these are replaced though known`() {
            var replaced: [ClosedRange<UInt32>] = []
            for value in UInt32(0x20)...0x3FFFF {
                guard let scalar = Unicode.Scalar(value) else { continue }
                let character = Neutral.character(Character(scalar))
                let width = Width.of(character)
                let pieces = CursesCell.pieces(of: character, width: width)
                let bases = pieces.compactMap { $0.first.flatMap { Unicode.Scalar(UInt32(bitPattern: $0)) } }
                let total = bases.reduce(0) { $0 + Width.of(Character($1)) }
                if total != width { Issue.record("U+\(String(value, radix: 16)): \(total) drawn for \(width)") }
                if bases.first == character.unicodeScalars.first || satchel_width(Int32(value)) < 0 { continue }
                if let last = replaced.last, last.upperBound + 1 == value {
                    replaced[replaced.count - 1] = last.lowerBound...value
                } else {
                    replaced.append(value...value)
                }
            }
            let ranges = replaced.map { "\(String($0.lowerBound, radix: 16))-\(String($0.upperBound, radix: 16))" }
            // Conjoining Hangul on its own, circled figures on squares, hexagrams.
            #expect(ranges == ["1161-11ff", "3248-324f", "4dc0-4dff", "d7b0-d7c6", "d7cb-d7fb"])
        }
    }
}
