// SPDX-License-Identifier: Apache-2.0
import Interchange
import Testing

@Suite("CSV writer")
struct CSVWriterTests {
    private func written(_ rows: [[String]], safety: CSVWriter.Safety) throws -> String {
        var writer = CSVWriter(safety: safety)
        for row in rows { try writer.write(row: row) }
        return String(decoding: writer.take(), as: UTF8.self)
    }

    @Test("cells are quoted where they have to be")
    func quoting() throws {
        let text = try written([["a", "b,c", "d\"e"], ["f\r\ng", " h", "", "i "]], safety: .raw)
        #expect(text == "a,\"b,c\",\"d\"\"e\"\r\n\"f\r\ng\",\" h\",,\"i \"\r\n")
    }

    @Test("a row of one empty cell is not a blank line")
    func blankLine() throws {
        #expect(try written([["a"], [""], ["b"]], safety: .raw) == "a\r\n\"\"\r\nb\r\n")
    }

    @Test("delimiter and line end can be chosen")
    func dialect() throws {
        var writer = CSVWriter(delimiter: .semicolon, safety: .guarded, lineEnd: .lineFeed)
        try writer.write(row: ["1,5", "a;b"])
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "1,5;\"a;b\"\n")
    }

    @Test("a NUL character is refused with row and column")
    func nulCharacter() throws {
        var writer = CSVWriter(safety: .raw)
        try writer.write(row: ["a", "b"])
        #expect(throws: CSVWriter.Fault.nulCharacter(row: 2, column: 2)) { try writer.write(row: ["c", "\0"]) }
    }

    @Test("cells that a spreadsheet would run are guarded, numbers are not, raw leaves all as is")
    func guarding() throws {
        let cells = ["=1+1", "+46", "@x", "-x", "-12.50", "12", "－1", "'=1", "''", "'tis"]
        let guarded = try written([cells], safety: .guarded)
        #expect(guarded == "'=1+1,'+46,'@x,'-x,-12.50,12,'－1,''=1,''',\'tis\r\n")
        #expect(try written([cells], safety: .raw) == cells.joined(separator: ",") + "\r\n")
    }

    @Test("the guard knows formulas from numbers and texts")
    func guardTable() {
        let unsafe = [
            "=", "+", "-", "@", "\t", "\r", "\r\nx", "＝A1", "＋1", "－1", "＠x", "+1", "--1", "-1e5", "-1+2", "-1.", "-.5",
            "-1,2,3", "'=", "''", "''x", "'＝", "'-5",
        ]
        let safe = ["", "x", "'", "'x", "-1", "-12.50", "-12,50", "1=2", "\n", "Ｘ", "' =", "é="]
        for text in unsafe { #expect(CSVGuard.apply(to: text) == "'" + text) }
        for text in safe { #expect(CSVGuard.apply(to: text) == text) }
        for text in unsafe + safe { #expect(CSVGuard.strip(CSVGuard.apply(to: text)) == text) }
    }

    @Test("stripping takes one apostrophe away only before a guarded character")
    func strip() {
        let stripped = ["'=1", "''=1", "'tis", "''tis", "'", "''", "'''", "'-12.50", "=1"].map(CSVGuard.strip)
        #expect(stripped == ["=1", "'=1", "'tis", "''tis", "'", "''", "''", "-12.50", "=1"])
    }

    @Test("what is written is read back, for random texts, safeties, delimiters and line ends")
    func roundTrip() throws {
        var random = SeededGenerator(for: "CSV round trip")
        let alphabet = [
            "a", "é", "藍", "🧶", ",", ";", "\t", "|", "\"", "\n", "\r", "\r\n", "'", "=", "-", "+", "@", "＝", "1", ".",
            " ",
            "\u{FEFF}", "\u{301}", "\u{A0}",
        ]
        for round in 0..<2_000 {
            let width = Int.random(in: 1...4, using: &random)
            let rows = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                (0..<width).map { _ in random.text(of: alphabet, lengthMax: 6) }
            }
            let safety: CSVWriter.Safety = Bool.random(using: &random) ? .guarded : .raw
            let delimiter = Delimiter.allCases[Int.random(in: 0..<4, using: &random)]
            let lineEnd: CSVWriter.LineEnd = Bool.random(using: &random) ? .lineFeed : .carriageReturnLineFeed
            var writer = CSVWriter(delimiter: delimiter, safety: safety, lineEnd: lineEnd)
            for row in rows { try writer.write(row: row) }
            let size = Int.random(in: 1...20, using: &random)
            let table = try ReadTable(reading: writer.take(), pieceBytes: size, delimiter: delimiter)
            let cells = table.cells.map { $0.map { safety == .guarded ? CSVGuard.strip($0) : $0 } }
            // Strings that look the same may differ in their scalars: compare bytes.
            let isSame = cells.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } }
            #expect(table.failure == nil && isSame, "seed \(random.seed), round \(round): \(rows)")
        }
    }
}
