// SPDX-License-Identifier: Apache-2.0

/// What curses writes, without the bytes that change nothing.
///
/// Curses ends every refresh with a reset and names both colours at every change; a cursor that moves by a row then
/// costs 78 bytes. Here a change of looks waits until something is drawn that shows it, and then only the difference
/// is written: 11 bytes. Sequences that are not known pass unchanged, with the looks before them written first.
package struct LeanOutput {
    /// Colours and attributes; a colour as its parameters ("38;5;254"), "" for the terminal's own.
    private struct Look: Equatable {
        var foreground = ""
        var background = ""
        /// A bit for each of SGR 1 to 9.
        var attributes: UInt16 = 0

        /// Underline, blinking, reverse and strike-through show on a blank as well.
        static let shownOnBlanks: UInt16 = 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 9
    }

    private var wanted = Look()
    /// What the terminal has; nil while that is not known.
    private var actual: Look?
    /// Whether the usual character set is known to be in use.
    private var isUsualSet = false
    private var output: [UInt8] = []
    /// Whether single attributes can be taken back (SGR 22 to 29), and single colours (39, 49).
    private let takesBack: Bool

    /// For a terminal of which nothing is known but whether it can take back one attribute, or colour, on its own.
    package init(takesBack: Bool) {
        self.takesBack = takesBack
    }

    /// The terminal may look like anything now; curses believes that it is as at the start.
    package mutating func forget() { self = LeanOutput(takesBack: takesBack) }

    /// The bytes to write for those of one refresh.
    package mutating func take(_ bytes: [UInt8]) -> [UInt8] {
        output = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x1B {
                index = takeEscape(bytes, at: index)
                continue
            }
            // Backspace, carriage return, and the two shifts of the character set draw nothing.
            let drawsNothing = byte == 0x08 || byte == 0x0D || byte == 0x0E || byte == 0x0F
            if !drawsNothing && !(byte == 0x20 && isBlankRight) { catchUp() }
            output.append(byte)
            index += 1
        }
        return output
    }

    /// The bytes after which the terminal has the looks that curses believes it has.
    package mutating func settled() -> [UInt8] {
        output = []
        catchUp()
        return output
    }

    /// Whether a blank looks now as it would after the change that waits: its foreground cannot be seen.
    private var isBlankRight: Bool {
        guard let actual, actual.background == wanted.background else { return false }
        return (actual.attributes | wanted.attributes) & Look.shownOnBlanks == 0
    }

    // MARK: Sequences

    /// Takes the escape sequence at a place and answers the place behind it.
    private mutating func takeEscape(_ bytes: [UInt8], at start: Int) -> Int {
        let next = start + 1 < bytes.count ? bytes[start + 1] : 0
        if next == UInt8(ascii: "("), start + 2 < bytes.count {
            let isUsual = bytes[start + 2] == UInt8(ascii: "B")
            if !(isUsual && isUsualSet) { output += bytes[start..<start + 3] }
            isUsualSet = isUsual
            return start + 3
        }
        guard next == UInt8(ascii: "["),
            let last = bytes[(start + 2)...].firstIndex(where: { $0 >= 0x40 && $0 <= 0x7E })
        else {
            catchUp()
            output.append(bytes[start])
            return start + 1
        }
        let parameters = bytes[start + 2..<last]
        switch bytes[last] {
        case UInt8(ascii: "m"): takeLooks(parameters, raw: bytes[start...last])
        case UInt8(ascii: "A")...UInt8(ascii: "H"), UInt8(ascii: "d"), UInt8(ascii: "f"), UInt8(ascii: "`"),
            UInt8(ascii: "b"):
            // The cursor moves, or what was just drawn is drawn again.
            output += bytes[start...last]
        default:
            catchUp()
            output += bytes[start...last]
        }
        return last + 1
    }

    /// A change of looks: kept until something shows it. One with a parameter that is not known is passed on.
    private mutating func takeLooks(_ parameters: ArraySlice<UInt8>, raw: ArraySlice<UInt8>) {
        let parts = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        var look = wanted
        var isKnown = true
        var index = 0
        while index < parts.count {
            let count = LeanOutput.colorLength(parts[index...])
            if count > 0 {
                let color = parts[index..<min(parts.count, index + count)].joined(separator: ";")
                if color.hasPrefix("38") { look.foreground = color } else { look.background = color }
                index += count
            } else {
                isKnown = LeanOutput.apply(parts[index], to: &look) && isKnown
                index += 1
            }
        }
        if isKnown {
            wanted = look
            return
        }
        catchUp()
        output += raw
        wanted = look
        actual = look
    }

    /// How many parameters name an extended colour at the start of a list; 0 when none does.
    private static func colorLength(_ parts: ArraySlice<String>) -> Int {
        guard let first = parts.first else { return 0 }
        if first.hasPrefix("38:") || first.hasPrefix("48:") { return 1 }
        guard first == "38" || first == "48" else { return 0 }
        return parts.dropFirst().first == "2" ? 5 : 3
    }

    /// Takes in a parameter on its own; false when it is not known.
    private static func apply(_ part: String, to look: inout Look) -> Bool {
        guard let number = part.isEmpty ? 0 : Int(part) else { return false }
        switch number {
        case 0: look = Look()
        case 1...9: look.attributes |= 1 << UInt16(number)
        case 22: look.attributes &= ~(1 << 1 | 1 << 2)
        case 25: look.attributes &= ~(1 << 5 | 1 << 6)
        case 23, 24, 27...29: look.attributes &= ~(1 << UInt16(number - 20))
        case 30...37, 90...97: look.foreground = part
        case 39: look.foreground = ""
        case 40...47, 100...107: look.background = part
        case 49: look.background = ""
        default: return false
        }
        return true
    }

    // MARK: Catching up

    /// Writes what the terminal's looks lack.
    private mutating func catchUp() {
        guard actual != wanted else { return }
        var parts: [String] = []
        var known = Look()
        if let actual, takesBack || isReached(from: actual) { known = actual } else { parts.append("0") }
        let gone = known.attributes & ~wanted.attributes
        for number in LeanOutput.ends where gone & number.attributes != 0 {
            parts.append(number.end)
            known.attributes &= ~number.attributes
        }
        for number in 1...9 where (wanted.attributes & ~known.attributes) >> UInt16(number) & 1 == 1 {
            parts.append(String(number))
        }
        if wanted.foreground != known.foreground { parts.append(wanted.foreground.isEmpty ? "39" : wanted.foreground) }
        if wanted.background != known.background { parts.append(wanted.background.isEmpty ? "49" : wanted.background) }
        output += Array("\u{1B}[\(parts.joined(separator: ";"))m".utf8)
        actual = wanted
    }

    /// What ends attributes, by their bits: bold and faint end together, and so do the two ways of blinking.
    private static let ends: [(end: String, attributes: UInt16)] = [
        ("22", 0b110), ("23", 1 << 3), ("24", 1 << 4), ("25", 0b110_0000), ("27", 1 << 7), ("28", 1 << 8),
        ("29", 1 << 9),
    ]

    /// Whether nothing has to go away.
    private func isReached(from look: Look) -> Bool {
        look.attributes & ~wanted.attributes == 0 && (look.foreground.isEmpty || !wanted.foreground.isEmpty)
            && (look.background.isEmpty || !wanted.background.isEmpty)
    }
}
