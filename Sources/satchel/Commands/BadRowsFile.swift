internal import Domain
internal import Host
internal import Interchange
internal import Storage

/// The file of rows that failed: as they stood, with what is wrong in a column of its own, to be mended and imported.
enum BadRowsFile {
    private struct Stopped: Error {}

    /// Where the file is written, beside the imported one; nil when no row of it failed.
    static func path(_ result: ImportResult, _ scan: ImportScan, _ store: StorePaths) -> String? {
        guard result.failures.contains(where: { $0.row > 0 }) else { return nil }
        if case .csv = scan.form { return OutputPath.badRows(of: scan.source, "csv", store: store) }
        return OutputPath.badRows(of: scan.source, "jsonl", store: store)
    }

    /// Writes the file; answers its path.
    static func write(_ result: ImportResult, _ scan: ImportScan, _ store: StorePaths) throws -> String? {
        var reasons: [Int: [String]] = [:]
        for failure in result.failures where failure.row > 0 {
            reasons[failure.row, default: []].append(reason(failure))
        }
        guard let path = path(result, scan, store) else { return nil }
        switch scan.form {
        case .csv(let encoding, let delimiter):
            let isAnyRowMisshapen = result.failures.contains { failure in
                if case .cellCount = failure.rule { true } else { false }
            }
            try writeRows(
                reasons, scan, encoding, delimiter, isAnyRowMisshapen: isAnyRowMisshapen, to: path)
        case .json(let form, let encoding): try writeItems(reasons, scan, encoding, form, to: path)
        }
        return path
    }

    private static func writeRows(
        _ reasons: [Int: [String]], _ scan: ImportScan, _ encoding: TextEncoding, _ delimiter: Delimiter,
        isAnyRowMisshapen: Bool, to path: String
    ) throws {
        var reasons = reasons
        let target = try OutputFile(path: path)
        var writer = CSVWriter(delimiter: delimiter, safety: .raw, lineEnd: .lineFeed)
        let place = ErrorPlace(scan.header, isAnyRowMisshapen: isAnyRowMisshapen)
        try writer.write(row: place.header(scan.header))
        var isHeader = true
        func take(_ row: borrowing CSVRow) throws {
            defer { isHeader = false }
            guard !isHeader, let reason = reasons.removeValue(forKey: row.number) else { return }
            let cells = (0..<row.presentCount).map { row[$0] }
            try writer.write(row: place.cells(cells, reason.joined(separator: "; ")))
            try target.write(writer.take())
            if reasons.isEmpty { throw Stopped() }
        }
        var reader = CSVReader(encoding: encoding, delimiter: delimiter)
        do {
            try scan.eachChunk { chunk in try reader.feed(chunk, row: take) }
            try reader.finish(row: take)
        } catch is Stopped {
            // Every failing row was found; the rest of the file is of no interest.
        } catch is CSVFailure {
            // The file breaks off here; what stands before it was written.
        }
        try target.write(writer.take())
        try target.finish()
    }

    private static func writeItems(
        _ reasons: [Int: [String]], _ scan: ImportScan, _ encoding: TextEncoding, _ form: JSONForm,
        to path: String
    ) throws {
        var reasons = reasons
        let target = try OutputFile(path: path)
        func take(_ item: JSONItem) throws {
            guard let reason = reasons.removeValue(forKey: item.number) else { return }
            let members = item.members.filter { $0.key != ImportPlan.errorHeader }
            let told = JSONMember(key: ImportPlan.errorHeader, value: .string(reason.joined(separator: "; ")))
            try target.write(Array(JSONText.text(.object(members + [told])).utf8) + [0x0A])
            if reasons.isEmpty { throw Stopped() }
        }
        var reader = JSONItemReader(encoding: encoding, form: form)
        do {
            try scan.eachChunk { chunk in try reader.feed(chunk, take) }
            try reader.finish(take)
        } catch is Stopped {
            // Every failing record was found; the rest of the file is of no interest.
        } catch is JSONFailure {
            // The file breaks off here; what stands before it was written.
        }
        try target.finish()
    }

    private static func reason(_ failure: CellFailure) -> String {
        let column = failure.column.isEmpty ? "" : "\(failure.column) "
        let expected = failure.rule.expected.map { " (\($0))" } ?? ""
        return "\(column)\(failure.rule.sentence)\(expected)"
    }
}

/// The column in which a file of failed rows says what is wrong with each.
private enum ErrorPlace {
    /// The file came with such a column.
    case standing(Int)
    /// Before the others where a row has too few or too many cells: it keeps them as they stand, and is refused again
    /// until it is mended.
    case first
    case last

    init(_ header: [String], isAnyRowMisshapen: Bool) {
        if let column = header.firstIndex(of: ImportPlan.errorHeader) {
            self = .standing(column)
        } else {
            self = isAnyRowMisshapen ? .first : .last
        }
    }

    func header(_ header: [String]) -> [String] {
        switch self {
        case .standing: header
        case .first: [ImportPlan.errorHeader] + header
        case .last: header + [ImportPlan.errorHeader]
        }
    }

    /// The cells of a row with the reason in its place; a row that does not reach that place stays as it is.
    func cells(_ cells: [String], _ reason: String) -> [String] {
        switch self {
        case .first: return [reason] + cells
        case .last: return cells + [reason]
        case .standing(let column):
            var cells = cells
            if cells.indices.contains(column) { cells[column] = reason }
            return cells
        }
    }
}
