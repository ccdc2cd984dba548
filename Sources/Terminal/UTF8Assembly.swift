// SPDX-License-Identifier: Apache-2.0

/// UTF-8 that arrives in pieces, into scalars; broken sequences become U+FFFD (Unicode 15, section 3.9, table 3-7).
struct UTF8Assembly: Sendable {
    private var value: UInt32 = 0
    private var missing = 0
    /// The range of the next continuation byte: narrower after E0, ED, F0 and F4.
    private var next: ClosedRange<UInt8> = 0x80...0xBF

    /// The scalars this byte completes: none, one, or U+FFFD for what was broken off and then one.
    mutating func take(_ byte: UInt8) -> [Unicode.Scalar] {
        guard missing > 0 else { return begin(byte) }
        guard next.contains(byte) else {
            missing = 0
            return ["\u{FFFD}"] + begin(byte)
        }
        value = value << 6 | UInt32(byte & 0x3F)
        missing -= 1
        next = 0x80...0xBF
        return missing == 0 ? [Unicode.Scalar(value) ?? "\u{FFFD}"] : []
    }

    /// Gives up an unfinished scalar; true when there was one.
    mutating func abandon() -> Bool {
        defer { missing = 0 }
        return missing > 0
    }

    private mutating func begin(_ byte: UInt8) -> [Unicode.Scalar] {
        next = 0x80...0xBF
        switch byte {
        case 0x00...0x7F: return [Unicode.Scalar(byte)]
        case 0xC2...0xDF: expect(1, byte & 0x1F)
        case 0xE0...0xEF:
            expect(2, byte & 0x0F)
            if byte == 0xE0 { next = 0xA0...0xBF }
            if byte == 0xED { next = 0x80...0x9F }
        case 0xF0...0xF4:
            expect(3, byte & 0x07)
            if byte == 0xF0 { next = 0x90...0xBF }
            if byte == 0xF4 { next = 0x80...0x8F }
        default: return ["\u{FFFD}"]
        }
        return []
    }

    private mutating func expect(_ count: Int, _ bits: UInt8) {
        missing = count
        value = UInt32(bits)
    }
}
