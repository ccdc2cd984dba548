// SPDX-License-Identifier: Apache-2.0
import Testing
import Text

struct TextTests {
    private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

    @Test func `the normal form composes, and leaves what looks alike apart`() {
        #expect(scalars(Normal.form("e\u{301}")) == [0xE9])
        #expect(scalars(Normal.form("\u{212B}")) == [0xC5])
        #expect(scalars(Normal.form("\u{1100}\u{1161}")) == [0xAC00])
        #expect(scalars(Normal.form("ﬁ")) == [0xFB01])
        #expect(scalars(Normal.form("q\u{307}\u{323}")) == [0x71, 0x323, 0x307])
    }

    @Test func `a key folds case and keeps accents, a sort key drops them`() {
        #expect(Normal.key("GRÜN Straße ΣΑΣ") == "grün strasse σασ")
        #expect(Normal.sortKey("GRÜN Straße Éa") == "grun strasse ea")
        #expect(Normal.key("abcXYZ-1") == "abcxyz-1")
        #expect(Normal.key("É") == Normal.key("e\u{301}"))
        #expect(Normal.sortKey("") == "")
    }

    @Test func `keys are their own keys`() {
        for text in ["Grün", "STRASSE", "ﬁne", "Ǆ", "İstanbul", "ŒUVRE", "Ång"] {
            #expect(Normal.key(Normal.key(text)) == Normal.key(text))
            #expect(Normal.sortKey(Normal.sortKey(text)) == Normal.sortKey(text))
        }
    }

    @Test func `words are runs of letters, marks and digits, folded`() {
        #expect(Words.split("Hand-dyed 4.5mm, Größe_L!") == ["hand", "dyed", "4", "5mm", "grosse", "l"])
        #expect(Words.split("  ") == [])
        #expect(Words.split("été e\u{301}té") == ["ete", "ete"])
        #expect(Words.split("毛糸 ½ ①") == ["毛糸", "½", "①"])
    }

    @Test func `what acts on a terminal or hides itself is forbidden, joiners are not`() {
        #expect(Visible.firstForbidden(in: "plain text", allowingLines: false) == nil)
        #expect(Visible.firstForbidden(in: "a\nb\tc", allowingLines: true) == nil)
        #expect(Visible.firstForbidden(in: "a\nb", allowingLines: false) == "\n")
        #expect(Visible.firstForbidden(in: "a\u{1B}[0m", allowingLines: true) == "\u{1B}")
        #expect(Visible.firstForbidden(in: "a\u{9B}0m", allowingLines: true) == "\u{9B}")
        #expect(Visible.firstForbidden(in: "\u{202E}abc", allowingLines: true) == "\u{202E}")
        #expect(Visible.firstForbidden(in: "👩\u{200D}🎤", allowingLines: false) == nil)
        #expect(Visible.neutral("a\u{1B}[2Jb\nc") == "a\u{FFFD}[2Jb\u{FFFD}c")
    }
}
