// SPDX-License-Identifier: Apache-2.0

/// The signs the screen is drawn with.
package struct Glyphs: Equatable, Sendable {
    /// Whether only ASCII is drawn.
    package let isASCII: Bool
    /// Whether the screen is heard line by line: nothing is drawn that is no text.
    var isLinear = false

    /// Signs for terminals with Unicode.
    package static let unicode = Glyphs(isASCII: false)
    /// Signs for terminals without, and for those that draw ambiguous characters wide.
    package static let ascii = Glyphs(isASCII: true)

    /// The sets by their names in a theme file.
    static let sets: [(name: String, glyphs: Glyphs)] = [("unicode", .unicode), ("ascii", .ascii)]

    /// The cursor's sign in the list.
    var marker: String { isASCII ? ">" : "▌" }
    /// One cell of a rule.
    var rule: String { isLinear ? " " : isASCII ? "-" : "─" }

    /// A text of the program as this terminal shows it.
    func shown(_ text: String) -> String {
        guard isASCII, !text.utf8.allSatisfy({ $0 < 128 }) else { return text }
        return text.reduce(into: "") { $0 += Glyphs.twins[$1] ?? String($1) }
    }

    private static let twins: [Character: String] = [
        "▌": ">", "─": "-", "…": "...", "✓": "ok", "✗": "X", "●": "*", "→": "->", "←": "<-", "↑": "up", "↓": "down",
        "↵": "enter", "⇥": "tab", "–": "-", "−": "-", "·": "-", "▴": "^", "▾": "v", "▸": "+", "†": "-", "×": "x",
        "“": "\"", "”": "\"", "‘": "'", "’": "'", "›": ">", "‹": "<", "⋮": ":",
    ]
}
