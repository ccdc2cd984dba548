// SPDX-License-Identifier: Apache-2.0

/// Reads a CSV file (RFC 4180 and what spreadsheets make of it) from pieces cut anywhere, lending out row after row.
///
/// The first row that is not blank is the header and says how many cells a row has. Blank lines are counted but
/// not lent. Memory is bounded by the limits, not by the file. After a failure nothing more can be read.
package struct CSVReader: ~Copyable, Sendable {
    /// A piece is worked on in parts of this many bytes, which stay in the processor's cache.
    private static let partBytes = 65_536

    private var transcoder: Transcoder
    private var scanner: CSVScanner
    private var row = CSVRow()
    private var failure: CSVFailure?

    /// How many rows were lent so far, the header among them.
    package private(set) var rowCount = 0

    /// Makes a reader at the start of a file.
    package init(encoding: TextEncoding, delimiter: Delimiter, limits: CSVLimits = CSVLimits()) {
        transcoder = Transcoder(from: encoding)
        scanner = CSVScanner(delimiter: delimiter, limits: limits)
        row.cells = Array(repeating: CSVCell(), count: limits.columnsMax)
    }

    /// Reads the next piece of the file and lends each row that ends in it.
    ///
    /// Throws a `CSVFailure`, or whatever `receive` throws.
    package mutating func feed(_ chunk: Span<UInt8>, row receive: (borrowing CSVRow) throws -> Void) throws {
        if let failure { throw failure }
        var start = 0
        while start < chunk.count {
            let end = min(start + Self.partBytes, chunk.count)
            var broken: BrokenText?
            do {
                try transcoder.transcode(chunk.extracting(start..<end), into: &row.bytes)
            } catch {
                broken = error
            }
            // The rows before the broken bytes are good, and reading them tells the row of those bytes.
            try readRows(isLast: false, receive)
            if let broken { throw brokenHere(broken) }
            start = end
        }
    }

    /// Reads the next piece of the file and lends each row that ends in it.
    package mutating func feed(_ chunk: [UInt8], row receive: (borrowing CSVRow) throws -> Void) throws {
        try feed(chunk.span, row: receive)
    }

    /// Says that the file is at its end, and lends its last row if that has no line end.
    package mutating func finish(row receive: (borrowing CSVRow) throws -> Void) throws {
        if let failure { throw failure }
        do {
            try transcoder.finish()
        } catch {
            throw brokenHere(error)
        }
        try readRows(isLast: true, receive)
    }

    private mutating func brokenHere(_ broken: BrokenText) -> CSVFailure {
        let fact = CSVFailure.brokenText(row: scanner.row, column: scanner.column, broken)
        failure = fact
        return fact
    }

    private mutating func readRows(isLast: Bool, _ receive: (borrowing CSVRow) throws -> Void) throws {
        var start = 0
        defer { if start > 0 { row.bytes.removeSubrange(..<start) } }
        while true {
            if scanner.skipsLineFeed, start < row.bytes.count {
                if row.bytes[start] == 0x0A { start += 1 }
                scanner.didSkipLineFeed()
            }
            switch Self.scan(row.bytes, from: start, isLast: isLast, &scanner, &row.cells) {
            case .needsMore:
                return
            case .failure(let fact):
                failure = fact
                throw fact
            case .blank:
                start += scanner.position
                scanner.beginRecord()
            case .record:
                describeRow(from: start)
                start += scanner.position
                scanner.beginRecord()
                if isBlank { continue }
                rowCount += 1
                try receive(row)
            }
        }
    }

    /// A function of its own, for bytes and cells to be borrowed side by side.
    @inline(__always)
    private static func scan(
        _ bytes: borrowing [UInt8], from start: Int, isLast: Bool, _ scanner: inout CSVScanner,
        _ cells: inout [CSVCell]
    ) -> CSVScanner.Step {
        bytes.withUnsafeBufferPointer { bytes in
            cells.withUnsafeMutableBufferPointer { cells in
                scanner.scan(UnsafeBufferPointer(rebasing: bytes[start...]), isLast: isLast, cells: cells)
            }
        }
    }

    private mutating func describeRow(from start: Int) {
        row.number = scanner.row
        row.record = start..<start + scanner.recordEnd
        row.presentCount = scanner.cellCount
        if rowCount == 0 { row.count = row.presentCount }
        row.failure =
            row.presentCount == row.count
            ? nil : .cellCount(row: row.number, count: row.presentCount, expected: row.count)
    }

    /// A line of spaces is as good as an empty one.
    private var isBlank: Bool {
        row.presentCount == 1 && !row.isQuoted(0)
            && row.bytes[row.record].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
}
