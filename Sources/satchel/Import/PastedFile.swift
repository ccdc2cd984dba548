// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Host
internal import Interchange
internal import Interface
internal import Storage

/// Lines that were pasted, as a file that is imported like others. It holds what was pasted last.
enum PastedFile {
    static func path(_ paths: StorePaths) -> String { "\(paths.stateFolder)/pasted.txt" }

    /// Writes the lines, readable by their owner only, and answers where.
    static func write(_ lines: PastedLines, into resource: ResourceFacts, _ paths: StorePaths) throws -> String {
        try Files.makeFolder(paths.stateFolder)
        try Files.write(try bytes(lines, into: resource), to: path(paths))
        return path(paths)
    }

    /// The lines, below a header of the list's columns where the first one is none.
    static func bytes(_ lines: PastedLines, into resource: ResourceFacts) throws -> [UInt8] {
        let bytes = Array(lines.text.utf8)
        if JSONForm.detect(prefix: bytes) != nil { return bytes }
        let delimiter = delimiter(of: bytes)
        let cells = try firstRow(bytes, delimiter)
        let plan = try ImportPlan(unchecked: cells, into: resource, mapping: nil, dropsUnknown: true, guesses: true)
        if plan.columns.contains(where: { !$0.isUnknown }) { return bytes }
        let known = cells.count == 1 ? [lines.soleColumn] : Array(lines.columns.prefix(cells.count))
        let header = known + (known.count..<cells.count).map { "column \($0 + 1)" }
        let between = String(decoding: [delimiter.rawValue], as: UTF8.self)
        return Array("\(header.joined(separator: between))\n".utf8) + bytes
    }

    /// What parts the cells; a spreadsheet hands over tabs.
    private static func delimiter(of bytes: [UInt8]) -> Delimiter {
        switch CSVLayout.detect(prefix: bytes, isWholeFile: true, encoding: .utf8(mark: false)).delimiter {
        case .decided(let delimiter): delimiter
        case .oneColumn: .comma
        case .ambiguous(let candidates): candidates.contains(.tab) ? .tab : candidates.first ?? .comma
        }
    }

    private static func firstRow(_ bytes: [UInt8], _ delimiter: Delimiter) throws -> [String] {
        var cells: [String] = []
        var reader = CSVReader(encoding: .utf8(mark: false), delimiter: delimiter)
        func take(_ row: borrowing CSVRow) {
            if cells.isEmpty { cells = (0..<row.presentCount).map { row[$0] } }
        }
        try reader.feed(bytes) { row in take(row) }
        try reader.finish { row in take(row) }
        return cells
    }
}
