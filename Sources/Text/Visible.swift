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
        case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFFA0: true
        case 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }

    /// Whether a scalar is drawn over the letter before it: alone it would be drawn over whatever stands left of the
    /// text.
    package static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x300 { return false }
        return switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: true
        default: false
        }
    }

    /// The text with at most so many marks over each letter; variation selectors are marks too.
    package static func capping(marks marksMax: Int, in text: String) -> String {
        if isPlain(text) { return text }
        var result = ""
        var count = 0
        for scalar in text.unicodeScalars {
            count = isMark(scalar) ? count + 1 : 0
            if count <= marksMax { result.unicodeScalars.append(scalar) }
        }
        return result
    }

    /// The text with every forbidden scalar replaced by U+FFFD, for messages, logs and terminals; newlines and tabs
    /// only where they are not allowed.
    package static func neutral(_ text: String, allowingLines: Bool = false) -> String {
        guard firstForbidden(in: text, allowingLines: allowingLines) != nil else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            let isKept = !isForbidden(scalar) || (allowingLines && (scalar == "\n" || scalar == "\t"))
            result.unicodeScalars.append(isKept ? scalar : "\u{FFFD}")
        }
        return result
    }
}
