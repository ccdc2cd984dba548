internal import Domain
internal import Host
internal import Storage

/// What a command does to some records, named one by one or meant by a filter: previewed, asked about, and written as
/// one group. The store does it; here it is worded.
struct BulkChange {
    let session: Session
    let resource: ResourceFacts
    /// "change", "delete": for the question and the answer.
    let verb: String
    let past: String
    let action: BulkEdit.Action
    /// Whether records may come to a SKU that a deleted one had.
    var changesSKUs = false

    private static let askedRowsMax = 5

    private var isDryRun: Bool { session.invocation.has("dry-run") }
    /// Whether deleted records are meant.
    private var isAboutDeleted: Bool { action == .restore }

    /// Does it for the records that the invocation names.
    func run(keys: some Collection<String>) throws -> ExitCode {
        let start = session.now
        let invocation = session.invocation
        if invocation.has("all") {
            guard keys.isEmpty, !invocation.has("filter") else {
                throw UsageFailure.allAndOthers(command: invocation.commandName)
            }
            try change(.all, words: "all")
        } else if let text = invocation.value("filter") {
            guard keys.isEmpty else { throw UsageFailure.bothKeyAndFilter(command: invocation.commandName) }
            try change(try session.filter(text, for: resource), words: "where \(text)")
        } else {
            guard !keys.isEmpty else { throw UsageFailure.neitherKeyNorFilter(command: invocation.commandName) }
            try change(keys)
        }
        if changesSKUs, !isDryRun {
            Warnings.say(Warnings.reusedSKUs(since: start, includingChanged: true, session))
        }
        return .done
    }

    private func change(_ keys: some Collection<String>) throws {
        var records: [StoredRecord] = []
        for key in keys {
            let record = try session.record(
                key, in: resource, trash: isAboutDeleted ? .first : .leftOut, isWhole: ExactKeys.areWanted(in: resource)
            )
            // A record that two keys name is meant once.
            if !records.contains(where: { $0.id == record.id }) { records.append(record) }
        }
        let names = records.map { RecordName.of($0.values, id: $0.id, resource: resource) }
        let edit = edit(.records(records.map(\.id)), reason: session.invocation.value("reason"))
        if isDryRun { return try show(try preview(edit, rowsMax: ChangedRecordText.rowsMax(session))) }
        let result = try write(edit)
        try report(result, names.joined(separator: ", "))
    }

    private func change(_ filter: Filter, words: String) throws {
        var edit = edit(
            .matching(filter, except: []), reason: session.invocation.value("reason") ?? "\(verb) \(words)")
        try session.demand(.read, on: resource.name)
        if isDryRun { return try show(try preview(edit, rowsMax: ChangedRecordText.rowsMax(session))) }
        if !session.invocation.has("yes") {
            let preview = try preview(edit, rowsMax: Self.askedRowsMax)
            guard preview.changeCount > 0 else { return try report(nil, counted(preview.recordCount)) }
            try ask(preview)
            // What was said yes to is what was shown.
            edit.seen = preview.commit
        }
        let result = try write(edit)
        guard result.recordCount > 0 else {
            throw CommandFailure.nothingMatches(resource: resource.name, hints: session.looseWords(resource))
        }
        try report(result, counted(result.changedCount == 0 ? result.recordCount : result.changedCount))
    }

    private func edit(_ selection: BulkEdit.Selection, reason: String?) -> BulkEdit {
        BulkEdit(action, resource, selection, reason: reason, origin: Origin.commandLine)
    }

    private func counted(_ count: Int64) -> String {
        Phrase.count(count, resource.shape.singular, resource.name)
    }

    private func write(_ edit: BulkEdit) throws -> BulkResult {
        let writer = try session.writer()
        return try Progress.showing("writing", unit: resource.name) { attendant in try writer.run(edit, attendant) }
    }

    // MARK: Before

    /// What it would do; throws where that is refused, with every reason.
    private func preview(_ edit: BulkEdit, rowsMax: Int) throws -> BulkPreview {
        let reader = try session.reader()
        let preview = try Progress.showing("checking", unit: resource.name) { attendant in
            try reader.preview(edit, rowsMax: rowsMax, attendant)
        }
        guard preview.recordCount > 0 else {
            throw CommandFailure.nothingMatches(resource: resource.name, hints: session.looseWords(resource))
        }
        if preview.problems.count == 1, case .denied(let denial)? = preview.problems[0].examples.first?.reason {
            throw try session.refused(denial)
        }
        if preview.failureCount > 0 { throw CommandFailure.bulkRefused(preview, resource: resource.name) }
        return preview
    }

    private func ask(_ preview: BulkPreview) throws {
        let what = "\(verb) \(what(preview))"
        if Machine.hasTerminal, !session.wantsJSON {
            try session.output.line("this would \(what):")
            try ChangedRecordText.write(preview.rows, of: preview.changeCount, session)
        }
        try Confirmation.ask(what, session)
    }

    /// "29 products, 1 more is as wanted".
    private func what(_ preview: BulkPreview) -> String {
        var text = counted(preview.changeCount)
        if preview.companionCount > 0 { text += " and what belongs to them" }
        let same = preview.sameCount
        return same == 0 ? text : "\(text), \(same) more \(same == 1 ? "is" : "are") as wanted"
    }

    /// The answer of a dry run.
    private func show(_ preview: BulkPreview) throws {
        guard session.wantsJSON else {
            guard preview.changeCount > 0 else { return try report(nil, counted(preview.recordCount)) }
            try session.output.line("would \(verb) \(what(preview)):")
            return try ChangedRecordText.write(preview.rows, of: preview.changeCount, session)
        }
        let json = JSONValue.pairs([
            ("dry_run", .boolean(true)), ("records", .integer(preview.recordCount)),
            ("changes", .integer(preview.changeCount)), ("same", .integer(preview.sameCount)),
            ("rows", .array(try preview.rows.map { try ChangedRecordText.json($0, session) })),
        ])
        try session.output.line(JSONText.text(json))
    }

    // MARK: After

    /// Says what was done; nil for nothing.
    private func report(_ result: BulkResult?, _ what: String) throws {
        if session.wantsJSON {
            let receipt = Receipt(group: result?.group ?? .zero, records: [], changeCount: result?.changeCount ?? 0)
            try session.output.line(JSONText.text(ReceiptJSON.value(receipt)))
        } else {
            let isChange = (result?.changeCount ?? 0) > 0
            try session.output.line(
                isChange ? "\(past) \(Table.cell(what))" : "nothing to \(verb): \(Table.cell(what))")
        }
    }
}

/// What a commit did, for scripts.
enum ReceiptJSON {
    static func value(_ receipt: Receipt) -> JSONValue {
        .pairs([
            ("group", receipt.changeCount == 0 ? .null : .string(receipt.group.text)),
            ("changes", .integer(receipt.changeCount)),
        ])
    }
}
