// SPDX-License-Identifier: Apache-2.0

/// Byte sequences written beside curses: what curses does not switch on and off itself.
enum ControlBytes {
    static let pasteOn = "\u{1B}[?2004h"
    static let pasteOff = "\u{1B}[?2004l"
    static let focusOn = "\u{1B}[?1004h"
    static let focusOff = "\u{1B}[?1004l"
    static let mouseOn = "\u{1B}[?1000h\u{1B}[?1006h"
    static let mouseOff = "\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l"
    /// DSR: a terminal answers ESC [ 0 n.
    static let statusQuestion = "\u{1B}[5n"

    /// What leaves the screen in one go after a crash. The capabilities are terminfo's, as far as the terminal has
    /// them: reset attributes, default character set, leave the keypad mode, show the cursor, leave the screen.
    static func leaving(capabilities: [String]) -> [UInt8] {
        let own = pasteOff + focusOff + mouseOff
        return Array((own + capabilities.map(withoutPadding).joined()).utf8)
    }

    /// A capability without its `$<5/>` delays, which curses would turn into waiting.
    static func withoutPadding(_ capability: String) -> String {
        var plain = ""
        var rest = Substring(capability)
        while let start = rest.firstIndex(of: "$") {
            plain += rest[..<start]
            rest = rest[start...]
            guard rest.dropFirst().first == "<", let end = rest.firstIndex(of: ">") else {
                plain.append("$")
                rest = rest.dropFirst()
                continue
            }
            rest = rest[rest.index(after: end)...]
        }
        return plain + rest
    }
}
