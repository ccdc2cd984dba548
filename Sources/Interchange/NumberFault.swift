// SPDX-License-Identifier: Apache-2.0

/// Why a text is not a number in the column's format.
package enum NumberFault: Error, Hashable, Sendable {
    case empty
    /// The text is no number in any format.
    case notANumber
    /// A spreadsheet has shortened the number to powers of ten, as in 4.00638E+12: its digits are lost.
    case spreadsheetDamage
    /// A separator stands where the format has none, or digits are not in groups of three.
    case wrongSeparators
    case tooManyDigits(digitsMax: Int)
    /// The number has more decimals than its unit; rounding it would change it.
    case tooManyDecimals(count: Int, decimalsMax: Int)
}
