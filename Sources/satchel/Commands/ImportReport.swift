internal import Domain
internal import Host
internal import Interchange

/// What is said after an import.
struct ImportReport {
    let session: Session
    let resource: ResourceFacts
    let path: String

    /// Failing rows that are shown to a person.
    private static let failuresShownMax = 20

    func write(_ result: ImportResult) throws {
        if session.wantsJSON {
            try session.output.line(JSONText.text(json(result)))
        } else {
            try writeText(result)
        }
    }

    private func json(_ result: ImportResult) -> JSONValue {
        .pairs([
            ("resource", .string(resource.name)), ("file", .string(path)), ("dry_run", .boolean(result.isDryRun)),
            ("rows", .integer(result.rowCount)), ("created", .integer(result.created)),
            ("updated", .integer(result.updated)), ("unchanged", .integer(result.unchanged)),
            ("skipped", .integer(result.skipped)), ("failures", .integer(result.failureCount)),
            ("unknown_columns", .array(result.unknownHeaders.map { .string($0) })),
            ("created_categories", .array(result.createdReferences.map { .string($0) })),
            ("bad_rows", .text(result.badRowsPath)), ("warnings", .array(result.warnings.map { .string($0) })),
        ])
    }

    private func writeText(_ result: ImportResult) throws {
        let output = session.output
        if !result.unknownHeaders.isEmpty {
            let names = result.unknownHeaders.map(Table.cell).joined(separator: ", ")
            let fate =
                session.invocation.has("drop-unknown") || resource.field("metadata") == nil
                ? "left out" : "kept in metadata"
            try output.line("unknown \(result.form.column)s, \(fate): \(names)")
        }
        if !result.createdReferences.isEmpty {
            let verb = result.isDryRun ? "would make" : "made"
            try output.line("\(verb) categories: \(result.createdReferences.map(Table.cell).joined(separator: ", "))")
        }
        for failure in result.failures.prefix(Self.failuresShownMax) {
            try output.line(Table.cell(FailureReport.cell(failure, resource.name, result.form.place).sentence))
        }
        if result.failureCount > Self.failuresShownMax {
            try output.line("… and \(result.failureCount - Self.failuresShownMax) more failures")
        }
        let verb = result.isDryRun ? "would import" : "imported"
        var parts = ["\(result.created) created", "\(result.updated) updated", "\(result.unchanged) unchanged"]
        if result.skipped > 0 { parts.append("\(result.skipped) skipped") }
        try output.line(
            "\(verb) \(Phrase.count(result.rowCount, result.form.noun)) into \(resource.name): "
                + parts.joined(separator: ", ")
        )
        if let path = result.badRowsPath { try output.line("the failing \(result.form.noun)s are in \(path)") }
    }
}
