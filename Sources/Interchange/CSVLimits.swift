// SPDX-License-Identifier: Apache-2.0

/// The largest things the reader takes, so that a broken file can fill neither memory nor screen.
package struct CSVLimits: Hashable, Sendable {
    /// A long HTML description is some 100 KB; more than this is a quote that was never closed.
    package static let cellBytesMax = 1_048_576
    /// A shop's export with market and metafield columns has some 200.
    package static let columnsMax = 1_000
    /// All cells of one row together; quotes and delimiters count.
    package static let rowBytesMax = 16_777_216
    /// A column's name has to fit on a screen.
    package static let headerNameBytesMax = 256

    /// How many bytes a cell may have.
    package var cellBytesMax: Int
    /// How many cells a row may have.
    package var columnsMax: Int
    /// How many bytes a row may have, quotes and delimiters among them.
    package var rowBytesMax: Int

    /// Makes limits, the usual ones unless given.
    package init(
        cellBytesMax: Int = Self.cellBytesMax,
        columnsMax: Int = Self.columnsMax,
        rowBytesMax: Int = Self.rowBytesMax
    ) {
        // Cells are stored with 32-bit positions.
        precondition(rowBytesMax <= 1 << 30 && cellBytesMax <= rowBytesMax && columnsMax > 0)
        self.cellBytesMax = cellBytesMax
        self.columnsMax = columnsMax
        self.rowBytesMax = rowBytesMax
    }
}
