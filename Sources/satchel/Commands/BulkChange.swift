internal import Domain
internal import Host
internal import Storage

/// What a command does to some records, named one by one or meant by a filter: counted, previewed, asked about, and
/// written as one group.
struct BulkChange {
    let session: Session
    let resource: ResourceFacts
    /// "change", "delete": for the question and the answer.
    let verb: String
    let past: String
    /// What is to be done to one record; nil for nothing.
    let operation: (StoredRecord) throws -> Operation?
    /// How one record is shown in the preview.
    var preview: (StoredRecord) throws -> String
    /// Whether records may come to a SKU that a deleted one had.
    var changesSKUs = false
    /// Whether it would change a record at all.
    var isChange: (StoredRecord) throws -> Bool = { _ in true }
    /// Whether deleted records are meant.
    var isAboutDeleted = false

    private static let previewCount = 5

    /// Does it for the records that the invocation names.
    func run(keys: some Collection<String>) throws -> ExitCode {
        let start = session.now
        let code = try change(keys: keys)
        if changesSKUs { Warnings.say(Warnings.reusedSKUs(since: start, includingChanged: true, session)) }
        return code
    }

    private func change(keys: some Collection<String>) throws -> ExitCode {
        let invocation = session.invocation
        if invocation.has("all") {
            guard keys.isEmpty, !invocation.has("filter") else {
                throw UsageFailure.allAndOthers(command: invocation.commandName)
            }
            return try run(.all, words: "all")
        }
        if let text = invocation.value("filter") {
            guard keys.isEmpty else { throw UsageFailure.bothKeyAndFilter(command: invocation.commandName) }
            return try run(try session.filter(text, for: resource), words: "where \(text)")
        }
        guard !keys.isEmpty else { throw UsageFailure.neitherKeyNorFilter(command: invocation.commandName) }
        let writer = try session.writer()
        var operations: [Operation] = []
        var names: [String] = []
        var seen: Set<Identifier> = []
        for key in keys {
            let record = try session.record(key, in: resource, trash: isAboutDeleted ? .first : .leftOut)
            // A record that two keys name is meant once.
            guard seen.insert(record.id).inserted else { continue }
            names.append(RecordName.of(record.values, id: record.id, resource: resource))
            if let operation = try operation(record) { operations.append(operation) }
        }
        let receipt = try writer.commit(
            Proposal(operations, reason: invocation.value("reason"), origin: Origin.commandLine))
        try report(receipt, names.joined(separator: ", "))
        return .done
    }

    private func run(_ filter: Filter, words: String) throws -> ExitCode {
        let writer = try session.writer()
        let filter = isAboutDeleted ? .and([.deleted, filter]) : filter
        try session.demand(.read, on: resource.name)
        let query = Query(resource: resource.name, filter: filter, limit: .max)
        if !query.filter.words.isEmpty { session.catchUpSearch() }
        let count = try session.reader().count(query)
        guard count > 0 else { throw CommandFailure.nothingMatches(resource: resource.name) }
        guard try ask(query, count) else {
            try report(
                Receipt(group: .zero, records: [], changeCount: 0),
                Phrase.count(count, resource.shape.singular, resource.name))
            return .done
        }
        let receipt = try writer.group(
            origin: Origin.commandLine, reason: session.invocation.value("reason") ?? "\(verb) \(words)"
        ) { (group) throws(StoreError) in
            try write(query, group)
            return group.receipt
        }
        try report(receipt, Phrase.count(receipt.changeCount, resource.shape.singular, resource.name))
        return .done
    }

    /// Shows what would change and asks; false where that is nothing.
    private func ask(_ query: Query, _ count: Int64) throws -> Bool {
        if session.invocation.has("yes") { return true }
        let shows = Machine.hasTerminal && !session.wantsJSON
        var changing: Int64 = 0
        var lines: [String] = []
        try session.each(query) { (record) throws(StoreError) in
            do {
                guard try isChange(record) else { return }
                changing += 1
                if shows, lines.count < Self.previewCount { lines.append(try preview(record)) }
            } catch {
                throw Self.asStoreError(error)
            }
        }
        if changing == 0 { return false }
        var what = "\(verb) \(Phrase.count(changing, resource.shape.singular, resource.name))"
        if changing < count { what += ", \(count - changing) more \(count - changing == 1 ? "is" : "are") as wanted" }
        if shows {
            try session.output.line("this would \(what):")
            for line in lines { try session.output.line("  \(Table.cell(line))") }
            if changing > Int64(lines.count) {
                try session.output.line("  … and \(changing - Int64(lines.count)) more")
            }
        }
        try Confirmation.ask(what, session)
        return true
    }

    /// Reads the records and writes them in parts; what a part finds wrong undoes all of them.
    private func write(_ query: Query, _ group: GroupWriter) throws(StoreError) {
        var operations: [Operation] = []
        func flush() throws(StoreError) {
            if operations.isEmpty { return }
            try group.write(Proposal(operations, origin: Origin.commandLine))
            operations.removeAll(keepingCapacity: true)
        }
        do {
            let reader = try session.reader()
            try session.each(query) { (record) throws(StoreError) in
                guard reader.holds(wordsOf: query.filter, record, in: resource) else { return }
                let next: Operation?
                do {
                    next = try operation(record)
                } catch {
                    throw Self.asStoreError(error)
                }
                if let next { operations.append(next) }
                if operations.count == Proposal.changesMax { try flush() }
            }
        } catch {
            throw Self.asStoreError(error)
        }
        try flush()
    }

    /// A transaction's body may only fail with the store's own errors.
    private static func asStoreError(_ error: any Error) -> StoreError {
        switch error {
        case let error as StoreError: error
        case CommandFailure.assignments(let failures): .invalid(failures)
        default: .cancelled
        }
    }

    private func report(_ receipt: Receipt, _ what: String) throws {
        if session.wantsJSON {
            try session.output.line(JSONText.text(ReceiptJSON.value(receipt)))
        } else {
            try session.output.line(
                receipt.changeCount == 0 ? "nothing to \(verb): \(Table.cell(what))" : "\(past) \(Table.cell(what))")
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
