// SPDX-License-Identifier: Apache-2.0

/// A real cell of a file, to be shown to the user.
package struct CellSample: Hashable, Sendable {
    /// A cell is shown on one line.
    package static let textBytesMax = 100

    /// The row's number as a spreadsheet shows it.
    package var row: Int
    /// What stands in the cell.
    package var text: String

    /// Makes a sample.
    package init(row: Int, text: String) {
        self.row = row
        self.text = text
    }

    init(row: Int, bytes: Span<UInt8>) {
        self.row = row
        let shown = bytes.extracting(first: Self.textBytesMax)
        text = shown.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
