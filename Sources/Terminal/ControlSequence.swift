// SPDX-License-Identifier: Apache-2.0

/// A finished sequence after ESC [ or ESC O: its parameters and final byte, and the key they stand for.
struct ControlSequence {
    private let marker: UInt8?
    private let parameters: [Int]
    private let final: UInt8

    init(_ bytes: [UInt8], final: UInt8) {
        self.final = final
        // < = > ? stand before private sequences, "[" before the Linux console's F1 to F5.
        marker = bytes.first.flatMap { (0x3C...0x3F).contains($0) || $0 == UInt8(ascii: "[") ? $0 : nil }
        let numbers = marker == nil ? bytes[...] : bytes.dropFirst()
        let parts =
            numbers.isEmpty ? [] : numbers.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        parameters = parts.map { digits in
            digits.reduce(0) { value, digit in
                (0x30...0x39).contains(digit) && value < 100_000 ? value * 10 + Int(digit - 0x30) : value
            }
        }
    }

    var beginsPaste: Bool { marker == nil && final == UInt8(ascii: "~") && parameters == [200] }

    /// ESC [ 0 n: "ready", the answer to DSR.
    var isStatusReport: Bool { marker == nil && final == UInt8(ascii: "n") && parameters == [0] }

    /// The key after ESC [ ; nil for one that is not known.
    var key: Key? {
        switch marker {
        case UInt8(ascii: "["): return consoleKey
        case UInt8(ascii: "<"): return mouse
        case nil: break
        default: return nil
        }
        switch final {
        case UInt8(ascii: "~"): return numbered(held)
        case UInt8(ascii: "$"): return numbered(.shift)
        case UInt8(ascii: "^"): return numbered(.control)
        case UInt8(ascii: "@"): return parameters.isEmpty ? nil : numbered([.control, .shift])
        case UInt8(ascii: "Z"): return .backtab
        case UInt8(ascii: "I"): return parameters.isEmpty ? .focusIn : nil
        case UInt8(ascii: "O"): return parameters.isEmpty ? .focusOut : nil
        default: return lettered ?? rxvtArrow(.shift)
        }
    }

    /// The key after ESC O ; nil for one that is not known.
    var keypadKey: Key? {
        switch final {
        case UInt8(ascii: "M"): .enter
        case UInt8(ascii: "X"): .character("=")
        case UInt8(ascii: "j")...UInt8(ascii: "y"): .character(Character(Unicode.Scalar(final - 0x40)))
        default: lettered ?? rxvtArrow(.control)
        }
    }

    /// xterm's modifier parameter: the second after ESC [, the only one after ESC O.
    private var held: Key.Modifiers {
        guard let parameter = parameters.count > 1 ? parameters[1] : nil, (2...8).contains(parameter) else { return [] }
        return Key.Modifiers(rawValue: UInt8(parameter - 1))
    }

    private var lettered: Key? {
        let special: Key.Special
        switch final {
        case UInt8(ascii: "A"): special = .up
        case UInt8(ascii: "B"): special = .down
        case UInt8(ascii: "C"): special = .right
        case UInt8(ascii: "D"): special = .left
        case UInt8(ascii: "H"): special = .home
        case UInt8(ascii: "F"): special = .end
        case UInt8(ascii: "P"): special = .f1
        case UInt8(ascii: "Q"): special = .f2
        case UInt8(ascii: "R"): special = .f3
        case UInt8(ascii: "S"): special = .f4
        default: return nil
        }
        if parameters.count == 1, let only = parameters.first, (2...8).contains(only) {
            return .special(special, Key.Modifiers(rawValue: UInt8(only - 1)))
        }
        return .special(special, held)
    }

    private func rxvtArrow(_ modifiers: Key.Modifiers) -> Key? {
        switch final {
        case UInt8(ascii: "a"): .special(.up, modifiers)
        case UInt8(ascii: "b"): .special(.down, modifiers)
        case UInt8(ascii: "c"): .special(.right, modifiers)
        case UInt8(ascii: "d"): .special(.left, modifiers)
        default: nil
        }
    }

    private func numbered(_ modifiers: Key.Modifiers) -> Key? {
        switch parameters.first ?? 0 {
        case 1, 7: .special(.home, modifiers)
        case 2: .special(.insert, modifiers)
        case 3: .special(.delete, modifiers)
        case 4, 8: .special(.end, modifiers)
        case 5: .special(.pageUp, modifiers)
        case 6: .special(.pageDown, modifiers)
        case let number: functionKey(number, modifiers)
        }
    }

    /// The vt numbering has gaps after F5, F10, F14 and F16; what lies beyond F12 is Shift on terminals that send it.
    private func functionKey(_ number: Int, _ modifiers: Key.Modifiers) -> Key? {
        switch number {
        case 11...15: .function(number - 10, modifiers)
        case 17...21: .function(number - 11, modifiers)
        case 23...24: .function(number - 12, modifiers)
        case 25...26: .function(number - 24, modifiers.union(.shift))
        case 28...29: .function(number - 25, modifiers.union(.shift))
        case 31...34: .function(number - 26, modifiers.union(.shift))
        default: nil
        }
    }

    private var consoleKey: Key? {
        (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(final) ? .function(Int(final - 0x40)) : nil
    }

    /// An SGR report, ESC [ < button ; column ; row, and M or m.
    private var mouse: Key? {
        guard parameters.count == 3, final == UInt8(ascii: "M") || final == UInt8(ascii: "m") else { return nil }
        let code = parameters[0]
        let at = Point(x: max(0, parameters[1] - 1), y: max(0, parameters[2] - 1))
        let action: Key.Mouse.Action
        switch code & 0b1100_0000 {
        case 64:
            guard code & 3 < 2 else { return nil }
            action = code & 3 == 0 ? .wheelUp : .wheelDown
        case 0:
            guard code & 3 < 3 else { return nil }
            action = final == UInt8(ascii: "m") ? .release : code & 32 != 0 ? .drag : .press
        default: return nil
        }
        return .mouse(Key.Mouse(action: action, button: code & 64 != 0 ? 0 : code & 3, at: at))
    }
}
