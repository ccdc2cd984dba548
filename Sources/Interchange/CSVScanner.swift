// SPDX-License-Identifier: Apache-2.0

/// Finds the cells of one record after another in a window of the file that grows at its end.
///
/// Positions count from the record's start, so that the window may drop what was read. The scanner keeps its place
/// in the middle of a cell and looks at no byte twice.
struct CSVScanner: Sendable {
    /// What a scan came to.
    enum Step {
        case record
        /// A line without text; it counts as a row.
        case blank
        case needsMore
        case failure(CSVFailure)
    }

    private enum Place {
        case cellStart, unquoted, quoted, afterQuote
    }

    let delimiter: UInt8
    let limits: CSVLimits
    /// The row being read.
    private(set) var row = 1
    /// The cells of the row found so far.
    private(set) var cellCount = 0
    /// Where the record ends, its line end left out, once it is found.
    private(set) var recordEnd = 0
    /// The next byte to look at.
    private(set) var position = 0

    private var place = Place.cellStart
    private var cell = CSVCell()
    private var cellStart = 0
    /// The last record ended with CR: an LF right after it belongs to that line end.
    private(set) var skipsLineFeed = false

    /// The column being read, counted from 1.
    var column: Int { cellCount + 1 }

    init(delimiter: Delimiter, limits: CSVLimits) {
        self.delimiter = delimiter.rawValue
        self.limits = limits
    }

    /// Goes on to the next record; positions count from its start from now on.
    mutating func beginRecord() {
        row += 1
        cellCount = 0
        position = 0
        beginCell(at: 0)
    }

    /// The line feed of a CR LF has been left out.
    mutating func didSkipLineFeed() {
        skipsLineFeed = false
    }

    /// Scans on until the record ends or the bytes do; `cells` takes up to `limits.columnsMax` cells.
    mutating func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, cells: UnsafeMutableBufferPointer<CSVCell>
    ) -> Step {
        while position < bytes.count {
            switch place {
            case .cellStart:
                if bytes[position] == 0x22 {
                    place = .quoted
                    cell.isQuoted = true
                    position &+= 1
                    cellStart = position
                } else {
                    place = .unquoted
                }
            case .unquoted:
                position = stop(in: bytes, from: position)
                guard position < bytes.count else { break }
                if let step = end(at: position, before: bytes[position], cells: cells) { return step }
            case .quoted:
                position = quote(in: bytes, from: position)
                guard position < bytes.count else { break }
                guard bytes[position] != 0 else { return .failure(.nulByte(row: row, column: column)) }
                place = .afterQuote
                position &+= 1
            case .afterQuote:
                if bytes[position] == 0x22 {
                    cell.hasDoubledQuotes = true
                    place = .quoted
                    position &+= 1
                } else if let step = endQuoted(bytes, cells: cells) {
                    return step
                }
            }
        }
        return isLast ? endOfFile(cells: cells) : checkSize()
    }

    private mutating func beginCell(at start: Int) {
        cellStart = start
        cell = CSVCell()
        place = .cellStart
    }
}

// MARK: - Ends

extension CSVScanner {
    /// Ends the cell if `byte` does; nil means that scanning goes on.
    @inline(__always)
    private mutating func end(
        at cellEnd: Int, before byte: UInt8, cells: UnsafeMutableBufferPointer<CSVCell>
    ) -> Step? {
        if byte == delimiter {
            if let failure = keepCell(endingAt: cellEnd, in: cells) { return .failure(failure) }
            position &+= 1
            beginCell(at: position)
            return nil
        }
        switch byte {
        case 0x0A, 0x0D:
            skipsLineFeed = byte == 0x0D
            return endRecord(cellEnd: cellEnd, next: position &+ 1, cells: cells)
        case 0:
            return .failure(.nulByte(row: row, column: column))
        default:
            position &+= 1
            return nil
        }
    }

    private mutating func endQuoted(
        _ bytes: UnsafeBufferPointer<UInt8>, cells: UnsafeMutableBufferPointer<CSVCell>
    ) -> Step? {
        let byte = bytes[position]
        guard byte == delimiter || byte == 0x0A || byte == 0x0D else {
            guard byte != 0 else { return .failure(.nulByte(row: row, column: column)) }
            let shownBytes = 40
            let value = String(decoding: bytes[position..<min(bytes.count, position + shownBytes)], as: UTF8.self)
            return .failure(.textAfterQuote(row: row, column: column, value: value))
        }
        return end(at: position - 1, before: byte, cells: cells)
    }

    private mutating func endRecord(
        cellEnd: Int, next: Int, cells: UnsafeMutableBufferPointer<CSVCell>
    ) -> Step {
        if let failure = keepCell(endingAt: cellEnd, in: cells) { return .failure(failure) }
        recordEnd = position
        position = next
        guard recordEnd <= limits.rowBytesMax else {
            return .failure(.rowTooLarge(row: row, bytesMax: limits.rowBytesMax))
        }
        return cellCount == 1 && recordEnd == 0 ? .blank : .record
    }

    private mutating func endOfFile(cells: UnsafeMutableBufferPointer<CSVCell>) -> Step {
        switch place {
        case .quoted:
            return .failure(.unterminatedQuote(row: row, column: column))
        case .cellStart where position == 0:
            return .needsMore
        case .afterQuote:
            return endRecord(cellEnd: position - 1, next: position, cells: cells)
        case .cellStart, .unquoted:
            return endRecord(cellEnd: position, next: position, cells: cells)
        }
    }

    @inline(__always)
    private mutating func keepCell(
        endingAt end: Int, in cells: UnsafeMutableBufferPointer<CSVCell>
    ) -> CSVFailure? {
        guard end &- cellStart <= limits.cellBytesMax else { return cellTooLarge }
        guard cellCount < cells.count else { return .tooManyColumns(row: row, columnsMax: limits.columnsMax) }
        cell.start = UInt32(truncatingIfNeeded: cellStart)
        cell.end = UInt32(truncatingIfNeeded: end)
        cells[cellCount] = cell
        cellCount &+= 1
        return nil
    }

    private var cellTooLarge: CSVFailure {
        .cellTooLarge(row: row, column: column, isQuoted: cell.isQuoted, bytesMax: limits.cellBytesMax)
    }

    /// A record still open must not grow without bound.
    private func checkSize() -> Step {
        // The closing quote of a cell just full enough may be read already.
        if position - cellStart > limits.cellBytesMax + 1 { return .failure(cellTooLarge) }
        if position > limits.rowBytesMax { return .failure(.rowTooLarge(row: row, bytesMax: limits.rowBytesMax)) }
        return .needsMore
    }
}

// MARK: - Fast search

extension CSVScanner {
    /// The next delimiter or control character.
    @inline(__always)
    private func stop(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        let delimiters = ByteWord.repeated(delimiter)
        var position = start
        while position &+ 8 <= raw.count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            let found = ByteWord.controls(word) | ByteWord.equal(word, delimiters)
            if found != 0 { return position &+ found.trailingZeroBitCount / 8 }
            position &+= 8
        }
        while position < bytes.count, bytes[position] >= 0x20, bytes[position] != delimiter { position &+= 1 }
        return position
    }

    /// The next quote or NUL.
    @inline(__always)
    private func quote(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        let quotes = ByteWord.repeated(0x22)
        var position = start
        while position &+ 8 <= raw.count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            let found = ByteWord.equal(word, 0) | ByteWord.equal(word, quotes)
            if found != 0 { return position &+ found.trailingZeroBitCount / 8 }
            position &+= 8
        }
        while position < bytes.count, bytes[position] != 0, bytes[position] != 0x22 { position &+= 1 }
        return position
    }
}
