// SPDX-License-Identifier: Apache-2.0
import Glibc
import Interchange
import Testing

/// Files that the shops' own exports begin with, kept beside the package.
enum Conformance {
    static let headerFiles = [
        "etsy-listings", "etsy-sold-order-items", "part-db-parts", "shopify-products-2024", "shopify-products-legacy",
        "snipe-it-assets", "square-item-library",
    ]

    /// The package's folder is three levels above this file.
    static func path(_ name: String, file: String = #filePath) -> String {
        let root = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        return root + "/../shared/conformance/csv-headers/\(name).csv"
    }

    static var isPresent: Bool {
        headerFiles.allSatisfy { access(path($0), R_OK) == 0 }
    }

    static func bytes(_ name: String) -> [UInt8] {
        guard let file = fopen(path(name), "r") else { return [] }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = fread(&bytes, 1, bytes.count, file)
        return Array(bytes.prefix(count))
    }
}

@Suite("Headers of real shops", .enabled(if: Conformance.isPresent, "../shared/conformance/csv-headers is not there"))
struct ConformanceHeaderTests {
    @Test("each header is laid out, read and found faultless", arguments: Conformance.headerFiles)
    func header(name: String) throws {
        let bytes = Conformance.bytes(name)
        let delimiter: Delimiter = name == "part-db-parts" ? .semicolon : .comma
        let layout = CSVLayout.detect(prefix: bytes, isWholeFile: true)
        #expect(layout.delimiter == .decided(delimiter))
        #expect(layout.encoding == TextEncodingFinding(encoding: .utf8(mark: false), evidence: .wellFormed))

        let table = try ReadTable(reading: bytes, encoding: layout.encoding.encoding, delimiter: delimiter)
        let text = String(decoding: bytes, as: UTF8.self)
        let names = text.split(whereSeparator: \.isNewline).joined()
            .split(separator: Character(Unicode.Scalar(delimiter.rawValue)), omittingEmptySubsequences: false)
        #expect(table == ReadTable([ReadRow(1, names.map(String.init))]))
        #expect(CSVHeader(names: table.cells.first ?? []).faults == [])
        #expect(CSVHeader.fault(rowCount: table.rows.count) == .headerOnly)
    }
}
