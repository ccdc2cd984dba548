// SPDX-License-Identifier: Apache-2.0
import Interchange
import Testing

@Suite("CSV reader")
struct CSVReaderTests {
    private static let pieceSizes = [1, 2, 3, 5, 8, 13, .max]

    /// Reads the text cut in every way.
    private func expect(
        _ text: String, reads table: ReadTable, limits: CSVLimits = CSVLimits(),
        location: SourceLocation = #_sourceLocation
    ) throws {
        for size in Self.pieceSizes {
            let read = try ReadTable(reading: text, pieceBytes: size, limits: limits)
            #expect(read == table, "pieces of \(size)", sourceLocation: location)
        }
    }

    @Test("quoted line ends and doubled quotes belong to the cell")
    func quotes() throws {
        try expect(
            "sku,text\nA,\"Says \"\"hi\"\",\r\ntwice\"\nB,\"\"\"\"\nC,\"\"\n",
            reads: ReadTable([
                ReadRow(1, ["sku", "text"]), ReadRow(2, ["A", "Says \"hi\",\r\ntwice"]), ReadRow(3, ["B", "\""]),
                ReadRow(4, ["C", ""]),
            ]))
    }

    @Test("LF, CR LF and CR may be mixed, and the last row needs none")
    func lineEnds() throws {
        try expect(
            "a,b\r1,2\r\n3,4\n5,6",
            reads: ReadTable([
                ReadRow(1, ["a", "b"]), ReadRow(2, ["1", "2"]), ReadRow(3, ["3", "4"]), ReadRow(4, ["5", "6"]),
            ]))
    }

    @Test("blank lines are skipped but count, so that rows have the numbers a spreadsheet shows")
    func blankLines() throws {
        try expect(
            "a,b\n\n1,2\r\n\r\n \t\n3,4\r\r",
            reads: ReadTable([ReadRow(1, ["a", "b"]), ReadRow(3, ["1", "2"]), ReadRow(6, ["3", "4"])]))
        try expect("\n\na\n1", reads: ReadTable([ReadRow(3, ["a"]), ReadRow(4, ["1"])]))
        try expect("a\n\"\"\nb", reads: ReadTable([ReadRow(1, ["a"]), ReadRow(2, [""]), ReadRow(3, ["b"])]))
        try expect("", reads: ReadTable())
    }

    @Test("a row with fewer or more cells than the header carries its failure, and the rows after it are read")
    func cellCount() throws {
        try expect(
            "a,b,c\n1\n1,,\n1,2,3,\n4,5,6\n",
            reads: ReadTable([
                ReadRow(1, ["a", "b", "c"]),
                ReadRow(2, ["1", "", ""], failure: .cellCount(row: 2, count: 1, expected: 3)),
                ReadRow(3, ["1", "", ""]),
                ReadRow(4, ["1", "2", "3", ""], failure: .cellCount(row: 4, count: 4, expected: 3)),
                ReadRow(5, ["4", "5", "6"]),
            ]))
    }

    @Test("a quote inside an unquoted cell is a character like any other")
    func innerQuotes() throws {
        try expect(
            "a,b\nneedle 5\",x\"y\"\n",
            reads: ReadTable([ReadRow(1, ["a", "b"]), ReadRow(2, ["needle 5\"", "x\"y\""])]))
    }

    @Test("control characters other than line ends pass as they are")
    func controls() throws {
        try expect(
            "a\tb,c\u{1B}[31m\u{C}\n", reads: ReadTable([ReadRow(1, ["a\tb", "c\u{1B}[31m\u{C}"])]))
    }

    @Test("a quote never closed names the row where it was opened")
    func unterminated() throws {
        try expect(
            "a,b\n1,\"2\n\"\n3,\"4\n5,6\n",
            reads: ReadTable(
                [ReadRow(1, ["a", "b"]), ReadRow(2, ["1", "2\n"])], failure: .unterminatedQuote(row: 3, column: 2)))
    }

    @Test("text after a closing quote is an error")
    func textAfterQuote() throws {
        let table = try ReadTable(reading: "a,b\n1,\"2\"3\n")
        let failure = CSVFailure.textAfterQuote(row: 2, column: 2, value: "3\n")
        #expect(table == ReadTable([ReadRow(1, ["a", "b"])], failure: failure))
    }

    @Test("a NUL byte is an error in every place of a cell", arguments: ["0x", "x0", "\"0\"", "\"x\"0", "0"])
    func nulByte(shape: String) throws {
        let cell = shape.split(separator: "0", omittingEmptySubsequences: false).joined(separator: "\0")
        try expect(
            "a,b\n1,\(cell)\n",
            reads: ReadTable([ReadRow(1, ["a", "b"])], failure: .nulByte(row: 2, column: 2)))
    }

    @Test("broken bytes name row, column and offset; the rows before them are read")
    func brokenText() throws {
        let bytes = Array("a,b\n1,2\n3,é".utf8) + [0xE9, 0x0A]
        let broken = BrokenText(
            encoding: .utf8(mark: false), byteOffset: 12, bytes: [0xE9, 0x0A],
            expected: .continuation(from: 0x80, through: 0xBF))
        for size in Self.pieceSizes {
            #expect(
                try ReadTable(reading: bytes, pieceBytes: size)
                    == ReadTable(
                        [ReadRow(1, ["a", "b"]), ReadRow(2, ["1", "2"])],
                        failure: .brokenText(row: 3, column: 2, broken)))
        }
        let western = try ReadTable(reading: [0x61, 0x0A, 0xE9, 0x0A], encoding: .cp1252)
        #expect(western == ReadTable([ReadRow(1, ["a"]), ReadRow(2, ["é"])]))
    }

    @Test("a byte order mark does not become part of the first column's name")
    func mark() throws {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("\"sku\",b\n".utf8)
        for size in Self.pieceSizes {
            let table = try ReadTable(reading: bytes, pieceBytes: size, encoding: .utf8(mark: true))
            #expect(table == ReadTable([ReadRow(1, ["sku", "b"])]))
        }
    }

    @Test("cells over the limit are errors, and cells at the limit are not")
    func cellLimit() throws {
        let limits = CSVLimits(cellBytesMax: 4, columnsMax: 3, rowBytesMax: 20)
        try expect("1234,\"1234\"\n", reads: ReadTable([ReadRow(1, ["1234", "1234"])]), limits: limits)
        let plain = CSVFailure.cellTooLarge(row: 1, column: 1, isQuoted: false, bytesMax: 4)
        try expect("12345,1\n", reads: ReadTable(failure: plain), limits: limits)
        let quoted = CSVFailure.cellTooLarge(row: 2, column: 2, isQuoted: true, bytesMax: 4)
        try expect("a,b\n1,\"12345678", reads: ReadTable([ReadRow(1, ["a", "b"])], failure: quoted), limits: limits)
    }

    @Test("columns and bytes of a row over the limit are errors")
    func rowLimits() throws {
        let columns = CSVLimits(columnsMax: 3)
        try expect("1,2,3\n", reads: ReadTable([ReadRow(1, ["1", "2", "3"])]), limits: columns)
        let tooMany = CSVFailure.tooManyColumns(row: 1, columnsMax: 3)
        try expect("1,2,3,4\n", reads: ReadTable(failure: tooMany), limits: columns)
        let bytes = CSVLimits(cellBytesMax: 4, columnsMax: 10, rowBytesMax: 8)
        try expect("123,1234", reads: ReadTable([ReadRow(1, ["123", "1234"])]), limits: bytes)
        try expect(
            "123,1234,5\n", reads: ReadTable(failure: .rowTooLarge(row: 1, bytesMax: 8)), limits: bytes)
    }

    @Test("a cell of many megabytes is refused as soon as the limit is reached")
    func hugeCell() throws {
        var reader = CSVReader(encoding: .utf8(mark: false), delimiter: .comma)
        let piece = [UInt8](repeating: 0x61, count: 100_000)
        let failure = CSVFailure.cellTooLarge(row: 1, column: 1, isQuoted: true, bytesMax: CSVLimits.cellBytesMax)
        try reader.feed([0x22]) { _ in }
        var pieces = 0
        var thrown: CSVFailure?
        while thrown == nil, pieces < 1_000 {
            pieces += 1
            do {
                try reader.feed(piece) { _ in }
            } catch let fact as CSVFailure {
                thrown = fact
            }
        }
        #expect(thrown == failure)
        #expect(pieces == CSVLimits.cellBytesMax / piece.count + 1)
    }

    @Test("a row gives its raw text, its quoted cells and its bytes")
    func rowAccess() throws {
        var reader = CSVReader(encoding: .utf8(mark: false), delimiter: .semicolon)
        var seen: [String] = []
        try reader.feed(Array("a;b;c;d\r\nx;\"\";\"q\"\"q\"\r\n;;\r\n".utf8)) { row in
            guard row.number > 1 else { return }
            var shape = ""
            for column in 0..<row.count {
                let bytes = row.withBytes(column) { $0.count }
                shape += "\(bytes)\(row.isEmpty(column) ? "e" : "")\(row.isQuoted(column) ? "q" : "") "
            }
            seen.append("\(row.number) \(row.presentCount) \(row.isEmpty) \(shape)\(row.rawText)")
        }
        try reader.finish { _ in }
        #expect(seen == ["2 3 false 1 0eq 3q 0e x;\"\";\"q\"\"q\"", "3 3 true 0e 0e 0e 0e ;;"])
    }

    @Test("an error of the receiver comes through as it is")
    func receiverError() throws {
        struct Stop: Error, Equatable {}
        var reader = CSVReader(encoding: .utf8(mark: false), delimiter: .comma)
        var rows = 0
        var error: (any Error)?
        do {
            try reader.feed(Array("a\nb\n".utf8)) { _ in
                rows += 1
                throw Stop()
            }
        } catch let thrown {
            error = thrown
        }
        #expect(error is Stop)
        #expect(rows == 1)
    }
}
