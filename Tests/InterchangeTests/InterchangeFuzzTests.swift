// SPDX-License-Identifier: Apache-2.0
import Interchange
import Testing

@Suite("Broken input")
struct InterchangeFuzzTests {
    private static let encodings: [TextEncoding] = [
        .utf8(mark: false), .utf8(mark: true), .utf16LittleEndian(mark: false), .utf16BigEndian(mark: true), .cp1252,
    ]

    /// Bytes that mean something are more frequent than chance has it.
    private static let frequent =
        Array("\"\"\"\",;\t|\r\n\n=-'.0123456789()/$ E".utf8) + [0, 0xC3, 0xA9, 0xE2, 0xEF, 0xBB]

    @Test("random bytes never trap, and are read the same however they are cut")
    func randomBytes() throws {
        var random = SeededGenerator(for: "CSV fuzz")
        let limits = CSVLimits(cellBytesMax: 30, columnsMax: 6, rowBytesMax: 60)
        for round in 0..<10_000 {
            let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
                UInt8.random(in: 0...3, using: &random) == 0
                    ? UInt8.random(in: .min ... .max, using: &random)
                    : Self.frequent[Int.random(in: Self.frequent.indices, using: &random)]
            }
            let encoding = Self.encodings[round % Self.encodings.count]
            let delimiter = Delimiter.allCases[round % 4]
            let whole = try ReadTable(reading: bytes, encoding: encoding, delimiter: delimiter, limits: limits)
            let size = Int.random(in: 1...9, using: &random)
            let cut = try ReadTable(
                reading: bytes, pieceBytes: size, encoding: encoding, delimiter: delimiter, limits: limits)
            #expect(whole.rows == cut.rows, "seed \(random.seed), round \(round): \(bytes)")
            #expect(
                (whole.failure == nil) == (cut.failure == nil), "seed \(random.seed), round \(round): \(bytes)")
            _ = CSVLayout.detect(prefix: bytes, isWholeFile: false)
            _ = CSVHeader(names: whole.cells.first ?? []).faults
        }
    }

    @Test("random cells never trap numbers and dates, broken UTF-8 among them")
    func randomCells() {
        var random = SeededGenerator(for: "Cell fuzz")
        var numbers = NumberObserver()
        var dates = DateObserver()
        for round in 0..<10_000 {
            let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in
                Self.frequent[Int.random(in: Self.frequent.indices, using: &random)]
            }
            numbers.observe(bytes.span, row: round)
            dates.observe(bytes.span, row: round)
            for format in NumberFormat.all { _ = try? format.minorUnits(bytes.span, decimals: round % 5) }
            for format in DateFormat.all { _ = try? format.parse(bytes.span) }
            _ = CSVGuard.strip(String(decoding: bytes, as: UTF8.self))
        }
        #expect(numbers.numberCount + numbers.unreadableCount <= 10_000)
        #expect(dates.dateCount + dates.unreadableCount <= 10_000)
    }
}
