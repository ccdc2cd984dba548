// SPDX-License-Identifier: Apache-2.0

/// A decimal number as it was written: `mantissa` divided by ten to the power of `scale`.
package struct ExactDecimal: Hashable, Sendable, CustomStringConvertible {
    /// Any number of so many digits fits into the mantissa.
    package static let digitsMax = 18

    /// All digits, with the sign.
    package var mantissa: Int64
    /// How many decimals were written, 0 to 18; trailing zeros count.
    package var scale: Int

    /// Makes a decimal.
    package init(mantissa: Int64, scale: Int) {
        self.mantissa = mantissa
        self.scale = scale
    }

    /// The number as digits with a point, such as -12.50.
    package var description: String {
        let digits = String(mantissa.magnitude)
        let sign = mantissa < 0 ? "-" : ""
        guard scale > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
    }

    /// The number in units of ten to the power of minus `decimals`; never rounds.
    package func minorUnits(decimals: Int) throws(NumberFault) -> Int64 {
        var units = mantissa
        var scale = scale
        // Zeros at the end say nothing: 12.500 is a price in euros.
        while scale > decimals, units.isMultiple(of: 10) {
            units /= 10
            scale -= 1
        }
        guard scale <= decimals else { throw .tooManyDecimals(count: self.scale, decimalsMax: decimals) }
        for _ in scale..<decimals {
            let (product, overflow) = units.multipliedReportingOverflow(by: 10)
            guard !overflow else { throw .tooManyDigits(digitsMax: Self.digitsMax) }
            units = product
        }
        return units
    }
}
