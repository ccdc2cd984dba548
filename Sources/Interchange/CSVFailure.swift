// SPDX-License-Identifier: Apache-2.0

/// Why a CSV file cannot be read; rows and columns are counted from 1, the header is row 1.
package enum CSVFailure: Error, Hashable, Sendable {
    /// The bytes are not text in the file's encoding.
    case brokenText(row: Int, column: Int, BrokenText)
    /// A NUL byte stands in the cell.
    case nulByte(row: Int, column: Int)
    /// The row has more cells than the header, or fewer: which ones it leaves out nobody can tell.
    case cellCount(row: Int, count: Int, expected: Int)
    /// The file ends inside a quoted cell; the row is the one in which the quote was opened.
    case unterminatedQuote(row: Int, column: Int)
    /// Text follows the quote that closes a cell; `value` is the text's beginning.
    case textAfterQuote(row: Int, column: Int, value: String)
    /// A cell is too large; if it is quoted, its quote was probably never closed.
    case cellTooLarge(row: Int, column: Int, isQuoted: Bool, bytesMax: Int)
    case rowTooLarge(row: Int, bytesMax: Int)
    case tooManyColumns(row: Int, columnsMax: Int)
}
