// SPDX-License-Identifier: Apache-2.0

/// Keeps spreadsheets from running a cell as a formula, in a way that reading takes back exactly.
package enum CSVGuard {
    private static let apostrophe: UInt8 = 0x27

    /// Whether a spreadsheet would run the text, or the text looks as if it had been guarded already.
    package static func isNeeded(for text: String) -> Bool {
        // Nearly every cell begins with a letter or digit.
        guard let first = text.utf8.first, first < 0x30 || first == 0x3D || first == 0x40 || first == 0xEF else {
            return false
        }
        return isNeeded(for: text.utf8.prefix(4)) && !isNegativeNumber(text.utf8)
    }

    /// The text with a leading apostrophe if it needs one.
    package static func apply(to text: String) -> String {
        isNeeded(for: text) ? "'" + text : text
    }

    /// The text without the one apostrophe that `apply` put before it.
    package static func strip(_ text: String) -> String {
        guard text.utf8.first == apostrophe, isNeeded(for: text.utf8.dropFirst().prefix(4)) else { return text }
        return String(text.unicodeScalars.dropFirst())
    }

    private static func isNeeded(for start: Substring.UTF8View) -> Bool {
        isFormulaStart(start)
            || (start.first == apostrophe
                && (start.dropFirst().first == apostrophe || isFormulaStart(start.dropFirst())))
    }

    /// = + - @ TAB CR, and the full-width ＝ ＋ － ＠ that spreadsheets in East Asia take for the same.
    private static func isFormulaStart(_ start: Substring.UTF8View) -> Bool {
        switch start.first {
        case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D: true
        case 0xEF: ["\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"].contains { start.starts(with: $0.utf8) }
        default: false
        }
    }

    /// A minus, digits, and at most one point or comma between digits.
    private static func isNegativeNumber(_ text: String.UTF8View) -> Bool {
        guard text.first == 0x2D else { return false }
        let parts = text.dropFirst().split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == 0x2E || $0 == 0x2C }
        return parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) } }
    }
}
