// SPDX-License-Identifier: Apache-2.0

/// Makes text harmless to a terminal: what would move its cursor, change its state or hide from the reader shows as a
/// visible sign of one cell.
package enum Neutral {
    /// The cluster as it may be drawn: itself, a blank for a tab, `⏎` for a line end, `�` for a control character or a
    /// lone mark, `·` for what is invisible (bidi overrides and isolates, zero-width signs, soft hyphens).
    package static func character(_ character: Character, signs: Signs = .unicode) -> Character {
        if character.utf8.count == 1, let byte = character.utf8.first {
            switch byte {
            case 0x20...0x7E: return character
            case 0x09: return " "
            case 0x0A, 0x0D: return signs.lineEnd
            default: return signs.control
            }
        }
        var isFirst = true
        var first: Unicode.Scalar = " "
        for scalar in character.unicodeScalars {
            if isFirst {
                if let sign = sign(for: scalar, signs) { return sign }
                first = scalar
                isFirst = false
            } else if isHidden(scalar, behind: first) {
                return signs.control
            }
        }
        return character
    }

    /// A text made harmless as a whole, for a window title or a log line.
    package static func text(_ text: some StringProtocol, signs: Signs = .unicode) -> String {
        String(text.map { character($0, signs: signs) })
    }

    private static func sign(for first: Unicode.Scalar, _ signs: Signs) -> Character? {
        // Latin, Greek, Cyrillic letters: nothing to look up.
        if (0xAE...0x2FF).contains(first.value) { return nil }
        switch first.properties.generalCategory {
        case .control: return first == "\r" || first == "\u{85}" ? signs.lineEnd : signs.control
        case .lineSeparator, .paragraphSeparator: return signs.lineEnd
        case .nonspacingMark, .enclosingMark, .spacingMark:
            return first.properties.isDefaultIgnorableCodePoint ? signs.invisible : signs.control
        case .format: return isVisiblePrefix(first) ? nil : signs.invisible
        default: return first.properties.isDefaultIgnorableCodePoint ? signs.invisible : nil
        }
    }

    /// Format characters inside a cluster that carry no picture: tag letters, which can smuggle text, but for flags.
    private static func isHidden(_ scalar: Unicode.Scalar, behind first: Unicode.Scalar) -> Bool {
        if scalar.value < 0x300 || scalar.value == 0x200C || scalar.value == 0x200D { return scalar.value < 0xA0 }
        guard scalar.properties.generalCategory == .format else { return false }
        return !(first.value == 0x1F3F4 && (0xE0020...0xE007F).contains(scalar.value))
    }

    /// Arabic, Syriac and Kaithi number signs: of category "format", yet visible.
    private static func isVisiblePrefix(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: true
        default: false
        }
    }
}

/// The signs the canvas puts in place of what cannot be shown.
package struct Signs: Hashable, Sendable {
    /// What was cut off.
    package let ellipsis: Character
    /// A character that shows nothing.
    package let invisible: Character
    /// A control character or a lone mark.
    package let control: Character
    /// The end of a line.
    package let lineEnd: Character

    /// For terminals whose ambiguous-width characters take one cell.
    package static let unicode = Signs(ellipsis: "…", invisible: "·", control: "\u{FFFD}", lineEnd: "⏎")

    /// For ASCII screens, and where ambiguous-width characters take two cells.
    package static let ascii = Signs(ellipsis: "~", invisible: ".", control: "?", lineEnd: "$")
}
