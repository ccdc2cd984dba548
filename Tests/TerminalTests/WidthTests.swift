// SPDX-License-Identifier: Apache-2.0
import Testing
import Text

struct WidthTests {
    @Test(arguments: [
        ("a", 1), ("é", 1), ("e\u{301}", 1), ("日", 2), ("ｱ", 1), ("Ａ", 2), ("한", 2), ("ㅎ", 2), ("👩", 2), ("👩‍👩‍👧", 2),
        ("👍🏽", 2), ("☝🏽", 2), ("❤", 1), ("❤️", 2), ("1️⃣", 2), ("🇩🇪", 2), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("का", 2), ("\u{301}", 1), ("\n", 1),
        ("…", 1), ("▌", 1), ("ש", 1), ("\r\n", 1),
    ])
    func `a cluster has its cells`(character: Character, cells: Int) {
        #expect(Width.of(character) == cells)
    }

    @Test(arguments: [("…", 2), ("▌", 2), ("●", 2), ("a", 1), ("日", 2), ("é", 2), ("ö", 1), ("☆", 2)])
    func `ambiguous characters can be wide`(character: Character, cells: Int) {
        #expect(Width.of(character, ambiguousIsWide: true) == cells)
    }

    @Test func `a text has the cells of its clusters`() {
        #expect(Width.of("a日👩‍👩‍👧e\u{301}") == 6)
        #expect(Width.of("") == 0)
    }
}
