// SPDX-License-Identifier: Apache-2.0
internal import Terminal

/// What becomes of a key between the hand and the program.
enum KeyArrival: Equatable {
    case itself
    /// Terminals send another key for it.
    case another(Key)
    /// Terminals send nothing for it, or what no two of them agree on.
    case never
    /// It arrives where nothing before the program takes it.
    case risky(String)

    init(_ key: Key) {
        switch key {
        case .control(let character): self = KeyArrival.control(character)
        case .special(let special, let held): self = KeyArrival.special(special, held)
        case .alt("["), .alt("O"): self = .risky("it begins what the terminal sends for other keys")
        case .character, .alt: self = .itself
        case .paste, .scan, .mouse, .focusIn, .focusOut: self = .never
        }
    }

    private static func control(_ character: Character) -> KeyArrival {
        switch character {
        case "h": .another(.backspace)
        case "i": .another(.tab)
        case "j", "m": .another(.enter)
        case "[": .another(.escape)
        case "s", "q": .risky("many terminals stop and start their output with it")
        case "v": .risky("some terminals take the next key literally after it")
        case "k": .risky("hands that know it from elsewhere delete a line with it")
        case "\\": .risky("it ends programs where the terminal takes it")
        default: Key.control(character).isReachable ? .itself : .never
        }
    }

    private static func special(_ special: Key.Special, _ held: Key.Modifiers) -> KeyArrival {
        switch special {
        case .f10, .f11, .f12: .risky("desktops and terminals take it for menus and the full screen")
        case .enter where held == .alt: .risky("terminals take it for the full screen")
        case .tab where held == .shift || held == .alt: .itself
        case .backspace where held == .alt: .itself
        // No common sequence stands for these with something held.
        case .enter, .tab, .escape, .backspace: held.isEmpty ? .itself : .never
        default: .itself
        }
    }
}
