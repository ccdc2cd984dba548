// SPDX-License-Identifier: Apache-2.0

/// Text for the clipboard of the terminal: xterm's sequence OSC 52, packed for what lies between.
package enum Clipboard {
    /// What lies between the program and the terminal, and passes on only what is packed for it.
    package enum Between: Sendable, Equatable {
        case nothing
        case tmux
        case screen

        /// What the environment says of it: TMUX, STY and TERM.
        package init(tmux: String?, screen: String?, term: String?) {
            let term = term ?? ""
            if tmux?.isEmpty == false || term.hasPrefix("tmux") {
                self = .tmux
            } else if screen?.isEmpty == false || term.hasPrefix("screen") {
                self = .screen
            } else {
                self = .nothing
            }
        }
    }

    /// The most bytes of text that travel: common terminals take 100,000 bytes of a sequence, in which four stand for
    /// three.
    package static let bytesMax = 74_994

    /// GNU Screen passes strings of up to 768 bytes on; a longer one is cut into several.
    private static let screenBytesMax = 500

    /// The bytes that put a text into the clipboard; nil when it has more than `bytesMax` bytes.
    package static func sequence(_ text: [UInt8], through between: Between) -> [UInt8]? {
        guard text.count <= bytesMax else { return nil }
        let plain = Array("\u{1B}]52;c;".utf8) + base64(text) + [0x07]
        switch between {
        case .nothing: return plain
        // tmux keeps the plain one in a buffer of its own; the packed one goes to the terminal around it.
        case .tmux: return plain + packed(plain.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] }, opening: "tmux;")
        case .screen:
            return stride(from: 0, to: plain.count, by: screenBytesMax).flatMap { start in
                packed(Array(plain[start..<min(plain.count, start + screenBytesMax)]), opening: "")
            }
        }
    }

    /// A device control string around bytes.
    private static func packed(_ bytes: [UInt8], opening: String) -> [UInt8] {
        Array("\u{1B}P\(opening)".utf8) + bytes + Array("\u{1B}\\".utf8)
    }

    /// RFC 4648, section 4.
    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let value = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? signs[value >> (18 - 6 * place) & 0x3F] : UInt8(ascii: "="))
            }
        }
        return text
    }
}

extension Neutral {
    /// A text as it may leave the program for a clipboard: lines and tabs stay, what a terminal would obey and what
    /// cannot be seen is shown as a sign.
    package static func copied(_ text: String) -> String {
        String(text.map { $0 == "\n" || $0 == "\t" ? $0 : $0 == "\r\n" ? "\n" : character($0) })
    }
}
