// SPDX-License-Identifier: Apache-2.0

/// Whether the prices of a file hold the tax that a buyer pays.
package enum PriceTerms: String, Hashable, CaseIterable, Sendable {
    case withTax = "with tax"
    case withoutTax = "without tax"

    package static let words = allCases.map(\.rawValue)

    package init(includesTax: Bool) { self = includesTax ? .withTax : .withoutTax }

    /// A price in these terms as one in others, at a tax rate in hundredths of a per cent; half a unit goes away from
    /// zero. Nil where the result is too large.
    package func converted(_ price: Int64, to terms: PriceTerms, taxRate: Int64) -> Int64? {
        if self == terms { return price }
        let whole: Int128 = 10_000
        let (factor, divisor) =
            self == .withoutTax ? (whole + Int128(taxRate), whole) : (whole, whole + Int128(taxRate))
        let product = Int128(price) * factor
        let half = product < 0 ? -divisor / 2 : divisor / 2
        return Int64(exactly: (product + half) / divisor)
    }
}
