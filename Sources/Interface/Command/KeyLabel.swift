// SPDX-License-Identifier: Apache-2.0
internal import Terminal

/// How a key is written on the screen.
enum KeyLabel {
    private static let signs = [
        "enter": "↵", "tab": "⇥", "up": "↑", "down": "↓", "left": "←", "right": "→", "shift-up": "shift-↑",
        "shift-down": "shift-↓",
    ]

    /// A sequence in the notation of key maps: "g m", "↵".
    static func text(_ keys: String, _ glyphs: Glyphs) -> String {
        keys.split(separator: " ").map { name in
            glyphs.isASCII ? String(name) : signs[String(name)] ?? String(name)
        }.joined(separator: " ")
    }

    static func text(_ keys: [Key], _ glyphs: Glyphs) -> String {
        text(keys.map(\.name).joined(separator: " "), glyphs)
    }
}
