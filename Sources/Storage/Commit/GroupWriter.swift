package import Domain
internal import SQLite

/// Writes the commits of one action inside one transaction. The order of a commit is the one of the design: permission,
/// all field and uniqueness failures together, business rules, then records and journal.
package final class GroupWriter {
    private let writer: Writer
    /// What may be named to whoever acts.
    let sight: Visibility
    private let bulk: BulkIndexes?
    package let group: Identifier
    private let origin: String
    private let reason: String?
    private let undoes: Identifier?
    private let now: Int64
    private var check: ProposalCheck
    private var head: JournalWriter.Head
    private var index: Int64 = 0
    /// Commits that are not in the journal yet: the newest one waits until it is known whether the group ends with it.
    private var sealing: Sealing
    private var waiting: [Proposal] = []
    /// Told of every batch of changes once its records are written, with the row of the first one that was inserted.
    package var onWritten: (([Change], Int64) -> Void)?
    /// The records of the operations, in their order, where they are kept: a bulk keeps none.
    package private(set) var records: [Identifier] = []
    var keepsRecords: Bool
    package private(set) var changeCount: Int64 = 0

    init(writer: Writer, _ start: GroupStart, bulk: BulkPlan?) throws(StoreError) {
        self.writer = writer
        origin = start.origin
        sealing = Sealing()
        reason = start.reason
        undoes = start.undoes
        now = writer.surroundings.now()
        group = writer.ids.next(microseconds: now)
        let access = try writer.access()
        sight = Visibility(access)
        let currency = try writer.attempt { () throws(SQLiteError) in try writer.currency() }
        check = ProposalCheck(access: access, currency: currency) { name, target in
            Resources.named(target).flatMap { try? writer.connection.meaning(of: name, in: $0) }
        }
        keepsRecords = bulk == nil
        head = try writer.attempt { () throws(SQLiteError) in try writer.journal.head(writer.connection) }
        self.bulk = try bulk.flatMap { Resources.named($0.resource) }.map { (resource) throws(StoreError) in
            try BulkIndexes(dropping: RecordTable.of(resource), writer)
        }
    }

    /// Who acts.
    var actor: Identifier { access.actor.id }
    private var access: Access { check.access }
    package var currency: String { check.facts.storeCurrency }
    /// Who makes new records, and in which currency, where they do not say.
    package var maker: CheckedValues.Maker {
        CheckedValues.Maker(actor: access.actor.id, currency: currency)
    }
    package var receipt: Receipt { Receipt(group: group, records: records, changeCount: changeCount) }

    var connection: Connection { _read { yield writer.connection } }

    func attempt<T>(_ body: () throws(SQLiteError) -> T) throws(StoreError) -> T {
        try writer.attempt(body)
    }

    /// An id for a record that is about to be created, so that others can refer to it.
    package func makeIdentifier() -> Identifier {
        writer.ids.next(microseconds: now)
    }

    /// Has the numbers of SKUs that products get counted on from some that are yet to come, by their patterns.
    package func keepFree(_ numbers: [String: Int64]) { check.keepFree(numbers) }

    /// Writes one proposal of the group. Throws before anything of it is written.
    package func write(_ proposal: Proposal) throws(StoreError) {
        _ = try write(proposal, read: [:])
    }

    /// As `write`; records that were read in the same transaction are not read again. Answers how many of the
    /// operations changed their record.
    func write(_ proposal: Proposal, read: [Identifier: StoredRecord]) throws(StoreError) -> Int64 {
        var resolution = Resolution(
            access: access, sight: sight, currency: currency, cascades: proposal.origin != Origin.undo,
            asksForSKUs: !Origin.returning.contains(proposal.origin), now: now)
        for (index, operation) in proposal.operations.enumerated() {
            try resolution.add(
                operation, index: index, read: operation.record.flatMap { read[$0] }, id: makeIdentifier,
                writer.connection)
        }
        if !resolution.conflicts.isEmpty { throw .conflict(resolution.conflicts) }
        let steps = try checked(resolution)
        let isAllChange = steps.allSatisfy(\.isChange)
        let changed = isAllChange ? steps : steps.filter(\.isChange)
        try writer.attempt { () throws(SQLiteError) in
            let firstRow = try RecordWriter(now: now, actor: access.actor.id).write(changed, writer.connection)
            let changes = changed.map(\.change)
            onWritten?(changes, firstRow)
            for start in stride(from: 0, to: changes.count, by: Proposal.changesMax) {
                let end = min(start + Proposal.changesMax, changes.count)
                sealing.add(start == 0 && end == changes.count ? changes : Array(changes[start..<end]))
                waiting.append(Proposal([], reason: proposal.reason, origin: origin, occurredAt: proposal.occurredAt))
                while waiting.count > Sealing.commitsAheadMax { try flush(isLast: false) }
            }
        }
        changeCount += Int64(changed.count)
        writer.onProgress?(changeCount)
        check.forgetMany()
        if keepsRecords { noteRecords(steps, proposal) }
        return Int64(changed.count { $0.change.record == proposal.operations[$0.operation].record })
    }

    private func noteRecords(_ steps: [Resolution.Step], _ proposal: Proposal) {
        var byOperation: [Int: Identifier] = [:]
        for step in steps { byOperation[step.operation] = step.change.record }
        records += proposal.operations.indices.compactMap { byOperation[$0] ?? proposal.operations[$0].record }
    }

    /// The steps with everything filled in, when nothing keeps them from being written.
    private func checked(_ resolution: Resolution) throws(StoreError) -> [Resolution.Step] {
        let (steps, failures, denial) = try writer.attempt { () throws(SQLiteError) in
            try check.judge(resolution, bulk: bulk, writer.connection)
        }
        if let denial { throw .denied(denial) }
        guard failures.isEmpty else { throw .invalid(failures) }
        return steps
    }

    /// Writes the oldest commit that waits.
    private func flush(isLast: Bool) throws(SQLiteError) {
        guard !waiting.isEmpty, let sealed = sealing.next() else { return }
        let proposal = waiting.removeFirst()
        let facts = JournalWriter.Facts(
            group: group, index: index, isLast: isLast, actor: access.actor, session: writer.surroundings.session,
            origin: origin, reason: proposal.reason ?? reason, correlation: writer.surroundings.correlation,
            recordedAt: now, occurredAt: proposal.occurredAt, undoes: undoes)
        try writer.journal.write(sealed, facts, head: &head, writer.connection)
        index += 1
    }

    /// Ends the group: its last commit, and the indexes that a bulk left out.
    func finish() throws(StoreError) {
        // That an action was taken back is a fact also where nothing was left to take back: without it the action
        // would be the newest one for ever.
        if undoes != nil, changeCount == 0, waiting.isEmpty {
            sealing.add([])
            waiting.append(Proposal([], origin: origin))
        }
        try writeWaiting()
        try writer.attempt { () throws(SQLiteError) in try SKUNumbers.store(check.facts, writer.connection) }
        try bulk?.rebuild()
    }

    /// Appends an event to what the group does: it stands exactly if the group does.
    package func note(_ kind: EventEntry.Kind, resource: String, detail: String) throws(StoreError) {
        try writer.attempt { () throws(SQLiteError) in
            try writer.appendEvent(kind, resource: resource, record: nil, detail: detail)
        }
    }

    /// Writes the commits that wait, the last one as the group's last.
    func writeWaiting() throws(StoreError) {
        try writer.attempt { () throws(SQLiteError) in
            while !waiting.isEmpty { try flush(isLast: waiting.count == 1) }
        }
    }
}

/// What a group is about.
struct GroupStart {
    let origin: String
    let reason: String?
    let undoes: Identifier?
}

/// Where a commit came from, where the program itself treats it apart.
package enum Origin {
    package static let undo = "undo"
    package static let redo = "redo"
    package static let revert = "revert"
    package static let version = "version"
    package static let importing = "import"
    package static let commandLine = "command line"
    package static let cell = "cell"
    package static let batch = "batch"
    package static let initial = "init"
    /// Those that bring back what was.
    package static let returning = [undo, redo, revert, version]
    /// Those whose reason says by itself what was done.
    package static let calledByReason = [importing, undo, redo]
}
