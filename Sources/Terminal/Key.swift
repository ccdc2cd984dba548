// SPDX-License-Identifier: Apache-2.0

/// What arrives from the terminal: a key, a paste, a mouse report or a change of focus.
package enum Key: Hashable, Sendable {
    /// A typed character, also the blank. One Unicode scalar: what belongs together joins in the text it is put into.
    case character(Character)
    /// Ctrl with a lower-case letter, the blank, or one of \ ] ^ _.
    case control(Character)
    /// Alt with a character.
    case alt(Character)
    /// A key with a name, and what was held with it.
    case special(Special, Modifiers)
    /// A bracketed paste, line ends as \n.
    case paste(String)
    /// A code that a scanner typed, told by its pace (`ScanReader`).
    case scan(String)
    /// A mouse report; only when the mouse is on.
    case mouse(Mouse)
    case focusIn
    case focusOut

    /// Keys with a name of their own.
    package enum Special: String, Hashable, Sendable, CaseIterable {
        case up = "up"
        case down = "down"
        case left = "left"
        case right = "right"
        case home = "Home"
        case end = "End"
        case pageUp = "PgUp"
        case pageDown = "PgDn"
        case insert = "Ins"
        case delete = "Del"
        case enter = "enter"
        case tab = "tab"
        case escape = "esc"
        case backspace = "Backspace"
        case f1 = "F1"
        case f2 = "F2"
        case f3 = "F3"
        case f4 = "F4"
        case f5 = "F5"
        case f6 = "F6"
        case f7 = "F7"
        case f8 = "F8"
        case f9 = "F9"
        case f10 = "F10"
        case f11 = "F11"
        case f12 = "F12"
    }

    /// What is held with a special key; the raw value is xterm's parameter less one.
    package struct Modifiers: OptionSet, Hashable, Sendable {
        /// One bit for each modifier.
        package let rawValue: UInt8

        /// The set with these bits.
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Shift.
        package static let shift = Modifiers(rawValue: 1)
        /// Alt.
        package static let alt = Modifiers(rawValue: 2)
        /// Ctrl.
        package static let control = Modifiers(rawValue: 4)
    }

    /// A mouse report: what happened in which cell.
    package struct Mouse: Hashable, Sendable {
        /// What the mouse did.
        package enum Action: Hashable, Sendable { case press, release, drag, wheelUp, wheelDown }

        /// What the mouse did.
        package let action: Action
        /// 0 left, 1 middle, 2 right.
        package let button: Int
        /// The cell it stood in.
        package let at: Point

        /// A report.
        package init(action: Action, button: Int, at: Point) {
            self.action = action
            self.button = button
            self.at = at
        }
    }
}

extension Key {
    /// Arrow up.
    package static let up = Key.special(.up, [])
    /// Arrow down.
    package static let down = Key.special(.down, [])
    /// Arrow left.
    package static let left = Key.special(.left, [])
    /// Arrow right.
    package static let right = Key.special(.right, [])
    /// Home.
    package static let home = Key.special(.home, [])
    /// End.
    package static let end = Key.special(.end, [])
    /// Page up.
    package static let pageUp = Key.special(.pageUp, [])
    /// Page down.
    package static let pageDown = Key.special(.pageDown, [])
    /// Insert.
    package static let insert = Key.special(.insert, [])
    /// Delete.
    package static let delete = Key.special(.delete, [])
    /// Enter, also Return and line feed.
    package static let enter = Key.special(.enter, [])
    /// Tab.
    package static let tab = Key.special(.tab, [])
    /// Shift-Tab.
    package static let backtab = Key.special(.tab, .shift)
    /// Escape.
    package static let escape = Key.special(.escape, [])
    /// Backspace.
    package static let backspace = Key.special(.backspace, [])
    /// The blank.
    package static let space = Key.character(" ")

    private static let functionKeys: [Special] = [
        .f1, .f2, .f3, .f4, .f5, .f6, .f7, .f8, .f9, .f10, .f11, .f12,
    ]

    /// The function key of a number from 1 to 12.
    package static func function(_ number: Int, _ modifiers: Modifiers = []) -> Key {
        precondition((1...12).contains(number), "function keys are F1 to F12")
        return .special(functionKeys[number - 1], modifiers)
    }
}
