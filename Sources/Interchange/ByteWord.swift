// SPDX-License-Identifier: Apache-2.0

/// Eight bytes of text looked at together in one integer, the first byte lowest.
enum ByteWord {
    static let highBits: UInt64 = 0x8080_8080_8080_8080
    private static let lowBits: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    private static let spaces: UInt64 = 0x2020_2020_2020_2020

    /// The byte eight times.
    static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// The high bit of each byte that equals the repeated one; no carries between bytes, so exact.
    @inline(__always)
    static func equal(_ word: UInt64, _ repeated: UInt64) -> UInt64 {
        let difference = word ^ repeated
        return ~((difference & lowBits) &+ lowBits | difference | lowBits)
    }

    /// The high bit of each byte below U+0020.
    @inline(__always)
    static func controls(_ word: UInt64) -> UInt64 {
        ~((word | highBits) &- spaces) & ~word & highBits
    }
}
