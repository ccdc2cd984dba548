internal import CUTF8Proc

/// Which characters may stand in a record and reach a terminal.
package enum Visible {
    /// The first scalar of a text that would act on a terminal or hide itself: a control or escape character, a
    /// bidirectional override or isolate, or another invisible format character. Newlines and tabs only where allowed.
    package static func firstForbidden(in text: String, allowingLines: Bool) -> Unicode.Scalar? {
        if isPlain(text) { return nil }
        return text.unicodeScalars.first { isForbidden($0) && !(allowingLines && ($0 == "\n" || $0 == "\t")) }
    }

    /// Whether the text is printable ASCII that neither begins nor ends with a blank: then it is NFC and trimmed.
    package static func isPlainLine(_ text: String) -> Bool {
        guard let first = text.utf8.first, first > 32, let last = text.utf8.last, last > 32 else { return false }
        return isPlain(text)
    }

    /// Printable ASCII only: the quick answer for most texts.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { $0.allSatisfy { $0 >= 32 && $0 < 127 } } ?? false
    }

    /// Whether a scalar may not stand in a name. Joiners stay allowed: emoji and several scripts need them.
    package static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<32, 127..<160: true
        case 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }

    /// The text with every forbidden scalar replaced by U+FFFD, for messages and logs.
    package static func neutral(_ text: String) -> String {
        if isPlain(text) { return text }
        var result = ""
        for scalar in text.unicodeScalars { result.unicodeScalars.append(isForbidden(scalar) ? "\u{FFFD}" : scalar) }
        return result
    }
}
