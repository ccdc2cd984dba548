// SPDX-License-Identifier: Apache-2.0

/// Where a cell stands in its row's bytes, quotes left out.
struct CSVCell: Sendable {
    var start: UInt32 = 0
    var end: UInt32 = 0
    var isQuoted = false
    /// Two quotes stand for one somewhere in the cell.
    var hasDoubledQuotes = false

    var range: Range<Int> { Int(start)..<Int(end) }
}
