// SPDX-License-Identifier: Apache-2.0

/// A number of digits with at most one point or comma before at least one decimal, the form nearly all cells have.
struct PlainNumber {
    var value: ExactDecimal
    /// The byte of the point or comma, 0 if there is none.
    var mark: UInt8 = 0
    /// How many digits stand before the mark.
    var wholeDigits = 0
    var beginsWithZero = false

    /// Nil if the bytes have any other form, be they a number or not.
    @inline(__always)
    init?(_ bytes: Span<UInt8>) {
        let isNegative = !bytes.isEmpty && bytes[0] == 0x2D
        let start = isNegative ? 1 : 0
        guard bytes.count > start, bytes.count - start <= ExactDecimal.digitsMax else { return nil }
        beginsWithZero = bytes[start] == 0x30
        var mantissa: Int64 = 0
        var markIndex = bytes.count
        for index in start..<bytes.count {
            let byte = bytes[index]
            let digit = byte &- 0x30
            if digit < 10 {
                mantissa = mantissa &* 10 &+ Int64(digit)
            } else {
                guard mark == 0, byte == 0x2E || byte == 0x2C else { return nil }
                mark = byte
                markIndex = index
            }
        }
        let scale = mark == 0 ? 0 : bytes.count - markIndex - 1
        guard mark == 0 || scale > 0 else { return nil }
        wholeDigits = markIndex - start
        value = ExactDecimal(mantissa: isNegative ? -mantissa : mantissa, scale: scale)
    }
}
