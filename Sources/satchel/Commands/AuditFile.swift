internal import Domain
internal import Interchange
internal import Storage

/// The lines of the audit log as a file: CSV, JSON or JSON Lines.
struct AuditFile {
    /// "csv", "json" or "jsonl".
    let format: String
    let safety: CSVWriter.Safety

    /// Lines are read in pieces of this many.
    static let pieceCount = 1_000

    static let formats = ["csv", "json", "jsonl"]

    /// Writes the lines of a query, which asks for one piece, and answers how many they were. `isStopped` is asked
    /// before each piece: then nothing is left where the file was to stand, and `cancelled` is thrown.
    func write(_ query: AuditQuery, _ reader: Reader, to output: Output, isStopped: () -> Bool = { false }) throws
        -> Int
    {
        var writer = CSVWriter(safety: safety, lineEnd: .lineFeed)
        var query = query
        var place = AuditPlace()
        var count = 0
        if format == "csv" { try writer.write(row: AuditJSON.columns) }
        if format == "json" { try output.write("[") }
        while true {
            if isStopped() { throw StoreError.cancelled }
            let entries = try reader.audit(query)
            for entry in entries {
                switch format {
                case "csv":
                    try writer.write(row: AuditJSON.cells(entry))
                    try output.write(writer.take())
                case "json": try output.write((count == 0 ? "\n" : ",\n") + JSONText.text(AuditJSON.value(entry)))
                default: try output.line(JSONText.text(AuditJSON.value(entry)))
                }
                count += 1
            }
            guard entries.count == query.limit else { break }
            place.pass(entries)
            query.place = place
        }
        if format == "json" { try output.write("\n]\n") }
        try output.write(writer.take())
        try output.finish()
        return count
    }

    /// What the log itself says of an export of so many lines.
    static func detail(_ count: Int) -> String { "audit log: \(Phrase.count(count, "line"))" }
}

extension Phrase {
    /// "12 commits, 40 changes, 3 events, 35 records"
    static func counted(_ result: Verification) -> String {
        "\(Phrase.count(result.commits, "commit")), \(Phrase.count(result.changes, "change")), "
            + "\(Phrase.count(result.events, "event")), \(Phrase.count(result.records, "record"))"
    }
}
