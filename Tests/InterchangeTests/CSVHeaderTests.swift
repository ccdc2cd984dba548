// SPDX-License-Identifier: Apache-2.0
import Interchange
import Testing

@Suite("CSV header")
struct CSVHeaderTests {
    @Test("a file needs a header and a row after it")
    func rowCount() {
        #expect([0, 1, 2].map(CSVHeader.fault(rowCount:)) == [.emptyFile, .headerOnly, nil])
    }

    @Test("names that differ only in case and spaces are duplicates, naming both columns")
    func duplicates() {
        let header = CSVHeader(names: ["SKU", "Item Name", "price", " itemname\u{A0}", "sku"])
        #expect(
            header.faults == [
                .duplicateName(name: " itemname\u{A0}", column: 2, otherColumn: 4),
                .duplicateName(name: "sku", column: 1, otherColumn: 5),
            ])
    }

    @Test("empty names and names too long are told by column")
    func emptyAndLong() {
        let long = String(repeating: "é", count: 129)
        #expect(
            CSVHeader(names: ["a", " ", long, ""]).faults == [
                .emptyName(column: 2), .nameTooLong(column: 3, bytes: 258, bytesMax: 256), .emptyName(column: 4),
            ])
    }

    @Test("names that are numbers or dates raise the suspicion that there is no header")
    func noHeader() {
        let header = CSVHeader(names: ["A-1", "Hat", "12,50", "2024-05-01", "EUR"])
        #expect(header.faults == [.looksLikeData(columns: [3, 4], example: "12,50")])
    }

    @Test("a header is made from a row as it is")
    func fromRow() throws {
        var reader = CSVReader(encoding: .utf8(mark: false), delimiter: .comma)
        var header: CSVHeader?
        try reader.feed(Array("SKU,\"Item, name\"\n".utf8)) { header = CSVHeader($0) }
        #expect(header == CSVHeader(names: ["SKU", "Item, name"]))
        #expect(header?.faults == [])
    }
}
