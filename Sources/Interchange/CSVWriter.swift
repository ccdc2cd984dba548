// SPDX-License-Identifier: Apache-2.0

/// Writes rows as CSV (RFC 4180) into bytes that the caller takes away.
package struct CSVWriter: Sendable {
    /// Whether cells are made safe for spreadsheets.
    package enum Safety: Sendable {
        /// Cells that a spreadsheet would run get a leading apostrophe.
        case guarded
        /// All cells are left as they are.
        case raw
    }

    /// What ends a row.
    package enum LineEnd: String, Sendable {
        case lineFeed = "\n"
        /// As RFC 4180 has it.
        case carriageReturnLineFeed = "\r\n"
    }

    /// Text that cannot stand in a CSV file.
    package enum Fault: Error, Hashable, Sendable {
        /// The cell holds U+0000, which no reader takes.
        case nulCharacter(row: Int, column: Int)
    }

    /// What stands between cells.
    package let delimiter: Delimiter
    /// Whether cells are made safe for spreadsheets.
    package let safety: Safety
    /// What ends each row.
    package let lineEnd: LineEnd
    /// What was written and not yet taken.
    package private(set) var bytes: [UInt8] = []
    /// The row being written; the first is 1.
    package private(set) var row = 1
    private var column = 1
    /// Whether the row has no text so far.
    private var isRowEmpty = true

    /// Makes a writer at the start of a file; RFC 4180 asks for commas and CR LF.
    package init(delimiter: Delimiter = .comma, safety: Safety, lineEnd: LineEnd = .carriageReturnLineFeed) {
        self.delimiter = delimiter
        self.safety = safety
        self.lineEnd = lineEnd
    }

    /// Writes a whole row.
    package mutating func write(row cells: [String]) throws(Fault) {
        for cell in cells { try write(cell: cell) }
        endRow()
    }

    /// Writes the next cell of the row.
    package mutating func write(cell: String) throws(Fault) {
        let shape = try shape(of: cell)
        if column > 1 { bytes.append(delimiter.rawValue) }
        column += 1
        if !cell.isEmpty { isRowEmpty = false }
        if shape.isQuoted { bytes.append(0x22) }
        if safety == .guarded, CSVGuard.isNeeded(for: cell) { bytes.append(0x27) }
        if shape.hasQuotes {
            for byte in cell.utf8 {
                if byte == 0x22 { bytes.append(0x22) }
                bytes.append(byte)
            }
        } else {
            bytes.append(contentsOf: cell.utf8)
        }
        if shape.isQuoted { bytes.append(0x22) }
    }

    /// Ends the row.
    package mutating func endRow() {
        // A row of one empty cell would be a blank line, which reading skips.
        if column == 2, isRowEmpty { bytes.append(contentsOf: [0x22, 0x22]) }
        bytes.append(contentsOf: lineEnd.rawValue.utf8)
        row += 1
        column = 1
        isRowEmpty = true
    }

    /// Takes away what was written so far.
    package mutating func take() -> [UInt8] {
        defer { bytes.removeAll() }
        return bytes
    }

    /// What a cell needs to be read back as it is.
    private struct Shape {
        var isQuoted = false
        var hasQuotes = false
    }

    private func shape(of cell: String) throws(Fault) -> Shape {
        var shape = Shape()
        let text = cell.utf8.span
        guard !text.isEmpty else { return shape }
        // Some programs trim cells; a mark at the file's start would be taken for the encoding's.
        let isTrimmable = text[0] == 0x20 || text[text.count - 1] == 0x20
        shape.isQuoted = isTrimmable || (text[0] == 0xEF && cell.unicodeScalars.first == "\u{FEFF}")
        for index in text.indices {
            let byte = text[index]
            // Of the characters that need quotes, only some delimiters come after the quote in ASCII.
            guard byte <= 0x22 || byte == delimiter.rawValue else { continue }
            switch byte {
            case 0: throw .nulCharacter(row: row, column: column)
            case 0x22: (shape.isQuoted, shape.hasQuotes) = (true, true)
            case 0x09, 0x0A, 0x0D, delimiter.rawValue: shape.isQuoted = true
            default: break
            }
        }
        return shape
    }
}
