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
            ("left_out", .array(result.keptHeaders.map { .string($0) })), ("mapping", .text(result.mappingPath)),
            ("encoding", .string(result.form.encoding)),
            ("unknown_columns", .array(result.unknownHeaders.map { .string($0) })),
            ("created_categories", .array(result.createdReferences.map { .string($0) })),
            ("bad_rows", .text(result.badRowsPath)), ("warnings", .array(result.warnings.map { .string($0) })),
        ])
    }

    private func writeText(_ result: ImportResult) throws {
        let output = session.output
        if let notice = result.form.encodingNotice { try output.line(notice) }
        if !result.unknownHeaders.isEmpty {
            let names = result.unknownHeaders.map(Table.cell).joined(separator: ", ")
            let fate =
                session.invocation.has("drop-unknown") || resource.field("metadata") == nil
                ? "left out" : "kept in metadata"
            try output.line("unknown \(result.form.column)s, \(fate): \(names)")
        }
        if !result.keptHeaders.isEmpty {
            let names = result.keptHeaders.map(Table.cell).joined(separator: ", ")
            try output.line("\(result.form.column)s left out, because the store keeps them by itself: \(names)")
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
        try writeUpdates(result)
        try output.line(summary(result))
        if let problem = result.badRowsProblem {
            let reason = FailureReport.host(problem).message
            try output.line("the failing \(result.form.noun)s could not be written to a file: \(Table.cell(reason))")
        }
        if let path = result.formerBadRowsPath {
            try output.line("\(path) holds failing rows of an earlier import; delete it once they are in")
        }
        if let path = result.mappingPath { try output.line("the mapping that was used is in \(path)") }
        guard let path = result.badRowsPath else { return }
        let verb = result.isDryRun ? "would be written to" : "are in"
        let way = result.isDryRun ? "" : FailureReport.again(result)
        try output.line("the failing \(result.form.noun)s \(verb) \(path)\(way.isEmpty ? "" : "; import them\(way)")")
    }

    /// What would change, of the first few records.
    private func writeUpdates(_ result: ImportResult) throws {
        if result.updates.isEmpty { return }
        let names = try ReferenceNames(session)
        names.learn(result.made)
        for update in result.updates {
            let name = RecordName.of(update.before.values, id: update.before.id, resource: resource)
            let parts = Differences.texts(update.before.values, update.after, resource, names)
            try session.output.line(Table.cell("would change \(name): \(parts.joined(separator: ", "))"))
        }
        let more = result.updated - result.updates.count
        if more > 0 { try session.output.line("… and \(more) more") }
    }

    /// "imported 5 of 15 rows into products: 5 created, 0 updated, 0 unchanged; 10 failed and were skipped".
    private func summary(_ result: ImportResult) -> String {
        let verb = result.isDryRun ? "would import" : "imported"
        let taken = result.rowCount - result.skipped - result.passedOver
        let rows = Phrase.count(result.rowCount, result.form.noun)
        var text = "\(verb) \(taken < result.rowCount ? "\(taken) of \(rows)" : rows) into \(resource.name): "
        text += "\(result.created) created, \(result.updated) updated, \(result.unchanged) unchanged"
        if result.skipped > 0 {
            text += "; \(result.skipped) failed and \(result.isDryRun ? "would be" : "were") skipped"
        }
        if result.passedOver > 0 { text += "; \(result.passedOver) passed over" }
        return text
    }
}
