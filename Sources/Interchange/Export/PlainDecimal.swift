// SPDX-License-Identifier: Apache-2.0

/// A decimal number as a file holds it: a point, no grouping. Three decimals that a reader could take for thousands get
/// a fourth digit, where the number may have one.
enum PlainDecimal {
    /// The text of `value` / 10^decimals with at least `keeping` decimals.
    static func text(_ value: Int64, decimals: Int, keeping: Int) -> String {
        // A sign, 19 digits, a point, a leading and a fourth digit.
        let capacity = 32
        return String(unsafeUninitializedCapacity: capacity) { buffer in
            var digits = value.magnitude
            var left = decimals
            var shown = decimals
            while shown > keeping, digits.isMultiple(of: 10) {
                digits /= 10
                shown -= 1
                left -= 1
            }
            var end = capacity
            func put(_ byte: UInt8) {
                end -= 1
                buffer[end] = byte
            }
            if shown == 3, decimals > 3 { put(0x30) }
            while left > 0 {
                put(0x30 + UInt8(digits % 10))
                digits /= 10
                left -= 1
            }
            if shown > 0 { put(0x2E) }
            repeat {
                put(0x30 + UInt8(digits % 10))
                digits /= 10
            } while digits > 0
            if value < 0 { put(0x2D) }
            let count = capacity - end
            for index in 0..<count { buffer[index] = buffer[end + index] }
            return count
        }
    }
}
