// SPDX-License-Identifier: Apache-2.0

extension Key {
    private static let words: [String: Key] = {
        var words: [String: Key] = ["space": .space, "focus-in": .focusIn, "focus-out": .focusOut]
        for special in Special.allCases { words[special.rawValue.lowercased()] = .special(special, []) }
        return words
    }()

    private static let prefixes: [(text: String, modifier: Modifiers)] = [
        ("ctrl-", .control), ("alt-", .alt), ("shift-", .shift),
    ]

    /// The key of a name in a key map: "ctrl-x", "alt-1", "F3", "PgDn", "shift-down", "space", or the character itself.
    ///
    /// Words are read without regard to case, single characters with it. Nil for what no terminal key is called, for
    /// pastes, scans and the mouse.
    package init?(name: String) {
        var rest = Substring(name)
        var modifiers: Modifiers = []
        while let prefix = Key.prefixes.first(where: {
            rest.count > $0.text.count && rest.lowercased().hasPrefix($0.text)
        }), !modifiers.contains(prefix.modifier) {
            modifiers.insert(prefix.modifier)
            rest = rest.dropFirst(prefix.text.count)
        }
        if let word = Key.words[rest.lowercased()], let key = word.with(modifiers) {
            self = key
        } else if let character = rest.first, rest.count == 1, Neutral.character(character) == character,
            let key = Key.character(character).with(modifiers)
        {
            self = key
        } else {
            return nil
        }
    }

    /// The name that key maps, hints and help use; `Key(name:)` reads it back, but for "paste", "scan" and "mouse".
    package var name: String {
        switch self {
        case .character(" "): "space"
        case .character(let character): String(character)
        case .control(let character): "ctrl-" + Key.character(character).name
        case .alt(let character): "alt-" + Key.character(character).name
        case .special(let special, let modifiers):
            Key.prefixes.filter { modifiers.contains($0.modifier) }.map(\.text).joined() + special.rawValue
        case .paste: "paste"
        case .scan: "scan"
        case .mouse: "mouse"
        case .focusIn: "focus-in"
        case .focusOut: "focus-out"
        }
    }

    /// Whether a terminal can send it: Ctrl-H, -I, -J, -M and -[ arrive as Backspace, Tab, Enter and Escape.
    package var isReachable: Bool {
        guard case .control(let character) = self else { return true }
        return switch character {
        case "h", "i", "j", "m", "[": false
        case "a"..."z", " ", "\\", "]", "^", "_": true
        default: false
        }
    }

    /// The same key with modifiers; nil for combinations that have no key of their own.
    private func with(_ modifiers: Modifiers) -> Key? {
        if modifiers.isEmpty { return self }
        switch self {
        case .special(let special, let held): return .special(special, held.union(modifiers))
        case .character(let character):
            switch modifiers {
            case .control:
                guard character.isASCII, let lower = character.lowercased().first else { return nil }
                return .control(lower)
            case .alt: return .alt(character)
            default: return nil
            }
        default: return nil
        }
    }
}
