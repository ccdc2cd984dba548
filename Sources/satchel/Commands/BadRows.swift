internal import Domain
internal import Host
internal import Interchange

/// The file of rows that failed: as they stood, with what is wrong in a column of its own, to be mended and imported.
enum BadRows {
    private struct Stopped: Error {}

    /// Writes the file beside the imported one; nil when no row of it failed.
    static func write(_ result: ImportResult, _ scan: ImportScan) throws -> String? {
        var reasons: [Int: [String]] = [:]
        for failure in result.failures where failure.row > 1 {
            reasons[failure.row, default: []].append(reason(failure))
        }
        if reasons.isEmpty { return nil }
        let path = "\(scan.path).bad.csv"
        let target = try FileWriter(path: path, mode: 0o600)
        var writer = CSVWriter(delimiter: scan.delimiter, safety: .raw, lineEnd: .lineFeed)
        let errorColumn = scan.header.firstIndex(of: ImportPlan.errorHeader)
        var header = scan.header
        if errorColumn == nil { header.append(ImportPlan.errorHeader) }
        try writer.write(row: header)
        var isHeader = true
        func take(_ row: borrowing CSVRow) throws {
            defer { isHeader = false }
            guard !isHeader, let reason = reasons.removeValue(forKey: row.number) else { return }
            var cells = (0..<max(scan.header.count, row.presentCount)).map { row[$0] }
            if let errorColumn {
                cells[errorColumn] = reason.joined(separator: "; ")
            } else {
                cells.append(reason.joined(separator: "; "))
            }
            try writer.write(row: cells)
            try target.write(writer.take())
            if reasons.isEmpty { throw Stopped() }
        }
        do {
            try read(scan, take)
        } catch is Stopped {
            // Every failing row was found; the rest of the file is of no interest.
        } catch is CSVFailure {
            // The file breaks off here; what stands before it was written.
        }
        try target.write(writer.take())
        return path
    }

    private static func read(_ scan: ImportScan, _ take: (borrowing CSVRow) throws -> Void) throws {
        let file = try FileReader(path: scan.path)
        var reader = CSVReader(encoding: scan.layout.encoding.encoding, delimiter: scan.delimiter)
        while true {
            let chunk = try file.read(upTo: ImportScan.chunkByteCount)
            if chunk.isEmpty { break }
            try reader.feed(chunk, row: take)
        }
        try reader.finish(row: take)
    }

    private static func reason(_ failure: CellFailure) -> String {
        let column = failure.column.isEmpty ? "" : "\(failure.column) "
        let expected = failure.rule.expected.map { " (\($0))" } ?? ""
        return "\(column)\(failure.rule.sentence)\(expected)"
    }
}
