// SPDX-License-Identifier: Apache-2.0

/// Bytes from a terminal into keys: a pure state machine, fed with whatever a read gave.
///
/// It reads both arrow forms, xterm, vt, rxvt and Linux console function keys, UTF-8 and bracketed pastes split
/// anywhere. A sequence it does not know is swallowed whole: it must never be typed as text or run as commands.
package struct KeyDecoder: Sendable {
    /// The most bytes of one paste that are kept; a larger paste is cut, see `pasteWasCut`.
    package static let pasteBytesMax = 1 << 20
    /// The most bytes of a control sequence that are looked at; the longest known has about 20.
    static let sequenceBytesMax = 64
    /// The most bytes of a terminal's string answer that are swallowed before it is taken for noise.
    static let stringBytesMax = 4096

    enum State: Sendable, Equatable {
        case ground
        case escape
        /// After ESC [ ; the bytes since.
        case control([UInt8])
        /// After ESC O ; the bytes since.
        case single([UInt8])
        /// After ESC ] or ESC P : an answer that ends with BEL or ESC \ ; the opening byte and how many came.
        case string(opening: UInt8, count: Int, sawEscape: Bool)
        /// After ESC [ M: an old mouse report of three bytes, of which so many are still to come.
        case oldMouse(Int)
        case paste
    }

    private var state = State.ground
    private var utf8 = UTF8Assembly()
    private var pasted = PasteBuffer(limit: pasteBytesMax)

    /// Whether the last paste was longer than `pasteBytesMax` and lost its end.
    package private(set) var pasteWasCut = false

    /// Whether a paste lost its end since this was asked last.
    package mutating func takePasteWasCut() -> Bool {
        defer { pasteWasCut = false }
        return pasteWasCut
    }

    private var hasStatusReport = false

    /// Whether the terminal answered the question for its status since this was asked last.
    package mutating func takeStatusReport() -> Bool {
        defer { hasStatusReport = false }
        return hasStatusReport
    }

    /// A decoder that has seen nothing.
    package init() {}

    /// A decoder with another limit for pastes.
    package init(pasteBytesMax: Int) { pasted = PasteBuffer(limit: pasteBytesMax) }

    /// Whether an escape sequence has begun: call `timeout()` when nothing follows within the escape delay.
    package var isWaiting: Bool {
        switch state {
        case .ground, .paste: false
        default: true
        }
    }

    /// Whether a paste has begun: call `timeout()` when its end does not come.
    package var isPasting: Bool { if case .paste = state { true } else { false } }

    /// The keys that these bytes complete.
    package mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
        var keys: [Key] = []
        for byte in bytes { take(byte, &keys) }
        return keys
    }

    /// Nothing followed what has begun: a lone ESC was the Escape key, ESC [ was Alt-[, a paste is what came of it, the
    /// rest is dropped.
    package mutating func timeout() -> [Key] {
        let begun = state
        state = .ground
        return switch begun {
        case .paste: [.paste(pasted.end())]
        case .escape: [.escape]
        case .control([]): [.alt("[")]
        case .single([]): [.alt("O")]
        case .string(let opening, 0, false): [.alt(Character(Unicode.Scalar(opening)))]
        default: []
        }
    }

    private mutating func take(_ byte: UInt8, _ keys: inout [Key]) {
        switch state {
        case .ground: takeGround(byte, &keys)
        case .escape: takeEscape(byte, &keys)
        case .control(let bytes): takeControl(byte, after: bytes, &keys)
        case .single(let bytes): takeSingle(byte, after: bytes, &keys)
        case .string(let opening, let count, let sawEscape):
            takeString(byte, opening, count, sawEscape, &keys)
        case .oldMouse(let left): state = left > 1 ? .oldMouse(left - 1) : .ground
        case .paste:
            guard let paste = pasted.take(byte) else { return }
            state = .ground
            pasteWasCut = paste.wasCut
            keys.append(.paste(paste.text))
        }
    }

    private mutating func takeGround(_ byte: UInt8, _ keys: inout [Key]) {
        if byte == 0x1B {
            if utf8.abandon() { keys.append(.character("\u{FFFD}")) }
            state = .escape
        } else {
            for scalar in utf8.take(byte) { keys.append(Key(typed: scalar)) }
        }
    }

    private mutating func takeEscape(_ byte: UInt8, _ keys: inout [Key]) {
        switch byte {
        case 0x1B: keys.append(.escape)
        case UInt8(ascii: "["): state = .control([])
        case UInt8(ascii: "O"): state = .single([])
        case UInt8(ascii: "]"), UInt8(ascii: "P"): state = .string(opening: byte, count: 0, sawEscape: false)
        case 0x20...0x7E:
            state = .ground
            keys.append(.alt(Character(Unicode.Scalar(byte))))
        case 0x0D, 0x0A, 0x08, 0x7F, 0x09:
            state = .ground
            if case .special(let special, _) = Key(typed: Unicode.Scalar(byte)) { keys.append(.special(special, .alt)) }
        default:
            state = .ground
            keys.append(.escape)
            takeGround(byte, &keys)
        }
    }

    private mutating func takeControl(_ byte: UInt8, after bytes: [UInt8], _ keys: inout [Key]) {
        switch byte {
        case 0x20...0x3F:
            // rxvt ends shifted keys with "$", which is no final byte elsewhere.
            if byte == UInt8(ascii: "$"), let first = bytes.first, (0x30...0x39).contains(first) {
                return finish(ControlSequence(bytes, final: byte), &keys)
            }
            state = .control(bytes.count < KeyDecoder.sequenceBytesMax ? bytes + [byte] : bytes)
        case UInt8(ascii: "[") where bytes.isEmpty:
            // The Linux console's F1 to F5: ESC [ [ A to E.
            state = .control([byte])
        case UInt8(ascii: "M") where bytes.isEmpty: state = .oldMouse(3)
        case 0x40...0x7E: finish(ControlSequence(bytes, final: byte), &keys)
        default:
            state = .ground
            takeGround(byte, &keys)
        }
    }

    private mutating func finish(_ sequence: ControlSequence, _ keys: inout [Key]) {
        if sequence.beginsPaste {
            state = .paste
        } else {
            state = .ground
            if let key = sequence.key { keys.append(key) }
            if sequence.isStatusReport { hasStatusReport = true }
        }
    }

    private mutating func takeSingle(_ byte: UInt8, after bytes: [UInt8], _ keys: inout [Key]) {
        switch byte {
        case 0x30...0x3B:
            state = .single(bytes.count < KeyDecoder.sequenceBytesMax ? bytes + [byte] : bytes)
        case 0x20...0x7E:
            state = .ground
            if let key = ControlSequence(bytes, final: byte).keypadKey { keys.append(key) }
        default:
            state = .ground
            takeGround(byte, &keys)
        }
    }

    private mutating func takeString(
        _ byte: UInt8, _ opening: UInt8, _ count: Int, _ sawEscape: Bool, _ keys: inout [Key]
    ) {
        if sawEscape && byte != UInt8(ascii: "\\") {
            state = .escape
            takeEscape(byte, &keys)
        } else if sawEscape || byte == 0x07 || count >= KeyDecoder.stringBytesMax {
            state = .ground
        } else {
            state = .string(opening: opening, count: count + 1, sawEscape: byte == 0x1B)
        }
    }
}

extension Key {
    /// The key of one scalar that was typed, not part of a sequence.
    init(typed scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x00: self = .control(" ")
        case 0x08, 0x7F: self = .backspace
        case 0x09: self = .tab
        case 0x0A, 0x0D: self = .enter
        case 0x01...0x1A: self = .control(Character(Unicode.Scalar(UInt8(scalar.value + 0x60))))
        case 0x1B: self = .escape
        case 0x1C...0x1F: self = .control(Character(Unicode.Scalar(UInt8(scalar.value + 0x40))))
        case 0x80...0x9F: self = .character("\u{FFFD}")
        default: self = .character(Character(scalar))
        }
    }
}
