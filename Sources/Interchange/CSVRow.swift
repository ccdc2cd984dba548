// SPDX-License-Identifier: Apache-2.0

/// One row of a CSV file, lent by the reader for the time of a call; cells become strings only when asked for.
package struct CSVRow: ~Copyable, Sendable {
    /// The row's number as a spreadsheet shows it; the header is 1.
    package internal(set) var number = 0
    /// How many cells the row is meant to have: as many as the header.
    package internal(set) var count = 0
    /// How many cells the row really has.
    package internal(set) var presentCount = 0
    /// What is wrong with this row alone, the rest of the file being readable; such a row must not be imported.
    package internal(set) var failure: CSVFailure?

    /// The reader's window on the file, of which `record` is this row.
    var bytes: [UInt8] = []
    var record = 0..<0
    /// Cells by column; positions count from the record's start, those from `presentCount` on mean nothing.
    var cells: [CSVCell] = []

    /// The cell's text; a cell missing at the row's end is empty.
    package subscript(column: Int) -> String {
        withBytes(column) { cell in
            cell.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// Whether the cell is missing or holds no character.
    package func isEmpty(_ column: Int) -> Bool {
        guard column < presentCount else { return true }
        return cells[column].start == cells[column].end
    }

    /// Whether the cell stands in quotes: `""` means an empty text where nothing may mean no value.
    package func isQuoted(_ column: Int) -> Bool {
        column < presentCount && cells[column].isQuoted
    }

    /// Whether no cell holds a character, as in a row of delimiters only.
    package var isEmpty: Bool {
        cells.prefix(presentCount).allSatisfy { $0.start == $0.end }
    }

    /// Lends the cell's UTF-8 bytes without making a string.
    package func withBytes<Result, Failure: Error>(
        _ column: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        precondition(column >= 0)
        guard column < presentCount else {
            let missing: [UInt8] = []
            return try body(missing.span)
        }
        let cell = cells[column]
        let range = record.lowerBound + Int(cell.start)..<record.lowerBound + Int(cell.end)
        guard cell.hasDoubledQuotes else { return try body(bytes.span.extracting(range)) }
        let text = Self.undoubled(bytes[range])
        return try body(text.span)
    }

    /// The row as it stands in the file, without its line end, for the file of rows to be mended.
    package var rawText: String {
        String(decoding: bytes[record], as: UTF8.self)
    }

    /// All cells of the row.
    package var texts: [String] { (0..<presentCount).map { self[$0] } }

    private static func undoubled(_ cell: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(cell.count)
        var isSecond = false
        for byte in cell {
            if byte == 0x22, !isSecond {
                isSecond = true
                continue
            }
            isSecond = false
            result.append(byte)
        }
        return result
    }
}

extension CSVRow {
    /// A row of its own, of cells that were read before; a header has `count` cells.
    package init(number: Int, texts: [String], count: Int) {
        self.number = number
        self.count = count
        presentCount = texts.count
        failure = texts.count == count ? nil : .cellCount(row: number, count: texts.count, expected: count)
        for text in texts {
            let start = UInt32(bytes.count)
            bytes += text.utf8
            cells.append(CSVCell(start: start, end: UInt32(bytes.count)))
        }
        record = 0..<bytes.count
    }

    /// The row with other texts in some of its cells.
    package func mended(_ mends: [Int: String]) -> CSVRow {
        var texts = texts
        for (column, text) in mends where texts.indices.contains(column) { texts[column] = text }
        return CSVRow(number: number, texts: texts, count: count)
    }
}
