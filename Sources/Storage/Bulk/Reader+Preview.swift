// SPDX-License-Identifier: Apache-2.0
package import Domain
internal import SQLite

extension Reader {
    /// What a bulk edit would do: every record is judged as the commit would judge it, without a write and without a
    /// lock. The first changes are shown up to `rowsMax`. Whatever is in `refused` left out, the rest passes.
    package func preview(_ edit: BulkEdit, rowsMax: Int, _ attendant: Attendant = Attendant()) throws(StoreError)
        -> BulkPreview
    {
        let source = BulkSource(edit, self)
        source.catchUp()
        // One look at the store for all of it.
        try attempt { () throws(SQLiteError) in try connection.execute("BEGIN") }
        defer { try? connection.execute("ROLLBACK") }
        return try attendant.stop.stopping(interrupt) { () throws(StoreError) in
            var walk = try PreviewWalk(edit, self, rowsMax: rowsMax)
            let total = try source.count()
            try source.each { (id, record) throws(StoreError) in
                try attendant.advance(to: walk.count, of: total)
                try walk.take(id, record)
            }
            return try walk.finished()
        }
    }
}

/// Judges the records of a bulk edit in parts, as they would be written.
private struct PreviewWalk {
    private let edit: BulkEdit
    private let reader: Reader
    private let steps: BulkSteps
    private let rowsMax: Int
    private let currency: String
    private let access: Access
    private var check: ProposalCheck
    private var earlier = ProposalCheck.Earlier()
    /// Whether records of the resource may refer to each other.
    private let isLinked: Bool
    private var part: [StoredRecord] = []
    private var operations: [Operation] = []
    private var preview = BulkPreview()
    private var problems: [BulkProblem] = []
    /// Places in `problems`.
    private var places: [BulkProblem.Kind: Int] = [:]

    init(_ edit: BulkEdit, _ reader: Reader, rowsMax: Int) throws(StoreError) {
        self.edit = edit
        self.reader = reader
        self.rowsMax = rowsMax
        access = try reader.access()
        currency = try reader.attempt { () throws(SQLiteError) in try reader.currency() }
        steps = BulkSteps(edit, currency: currency)
        check = ProposalCheck(access: access, currency: currency) { name, target in
            Resources.named(target).flatMap { try? reader.connection.meaning(of: name, in: $0) }
        }
        isLinked = edit.resource.referenceFields.contains { $0.target == edit.resource.name }
        preview.commit = try reader.auditEnd().commit
    }

    var count: Int64 { preview.recordCount }

    mutating func take(_ id: Identifier, _ record: StoredRecord?) throws(StoreError) {
        preview.recordCount += 1
        guard let record else { return refuse(BulkFailure(record: id, name: id.text, reason: .missing)) }
        switch steps.step(for: record) {
        case .nothing: preview.sameCount += 1
        case .refused(let failures): refuse(record, failures.map { .invalid($0) })
        case .write(let operation):
            part.append(record)
            operations.append(operation)
            if part.count == Proposal.changesMax { try judge() }
        }
    }

    mutating func finished() throws(StoreError) -> BulkPreview {
        try judge()
        preview.problems = problems.enumerated().sorted {
            ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
        }
        .map(\.element)
        preview.names = try reader.names(in: preview.rows, of: edit.resource)
        return preview
    }

    // MARK: Failures

    private mutating func refuse(_ failure: BulkFailure) {
        preview.failureCount += 1
        if preview.refused.count < BulkPreview.refusedMax { preview.refused.append(failure.record) }
        note(failure)
    }

    /// A record that fails for several reasons is one record and several problems.
    private mutating func refuse(_ record: StoredRecord, _ reasons: [BulkFailure.Reason]) {
        let name = RecordName.of(record.values, id: record.id, resource: edit.resource)
        for (index, reason) in reasons.enumerated() {
            let failure = BulkFailure(record: record.id, name: name, reason: reason)
            if index == 0 { refuse(failure) } else { note(failure) }
        }
    }

    private mutating func note(_ failure: BulkFailure) {
        let kind = BulkProblem.Kind(failure.reason)
        let place = places[kind] ?? problems.endIndex
        if place == problems.endIndex {
            places[kind] = place
            problems.append(BulkProblem())
        }
        problems[place].add(failure)
    }

    // MARK: Parts

    private mutating func judge() throws(StoreError) {
        if operations.isEmpty { return }
        let (resolution, denied) = try resolved()
        let (passing, failures, giving): ([Resolution.Step], [ValidationFailure], [Int: Denial]) = try reader.attempt {
            () throws(SQLiteError) in
            try check.judgeEach(resolution, refused: Set(denied.keys), after: &earlier, reader.connection)
        }
        var reasons = denied.merging(giving.mapValues { .denied($0) }) { first, _ in first }.mapValues { [$0] }
        for failure in failures { reasons[failure.index, default: []].append(.invalid(failure)) }
        for (index, reasons) in reasons.sorted(by: { $0.key < $1.key }) { refuse(part[index], reasons) }
        note(passing, refusedCount: reasons.count)
        check.forgetMany()
        part.removeAll(keepingCapacity: true)
        operations.removeAll(keepingCapacity: true)
    }

    /// What the operations make of the records, and which of them are not even allowed.
    private func resolved() throws(StoreError) -> (Resolution, [Int: BulkFailure.Reason]) {
        var resolution = Resolution(
            access: access, sight: Visibility(access), currency: currency, cascades: true, now: 0)
        var denied: [Int: BulkFailure.Reason] = [:]
        for (index, operation) in operations.enumerated() {
            do throws(StoreError) {
                try resolution.add(operation, index: index, read: part[index], id: { .zero }, reader.connection)
            } catch {
                switch error {
                case .denied(let denial): denied[index] = .denied(denial)
                case .gone: denied[index] = .gone
                case .notFound: denied[index] = .missing
                default: throw error
                }
            }
        }
        return (resolution, denied)
    }

    private mutating func note(_ passing: [Resolution.Step], refusedCount: Int) {
        var changed = 0
        for step in passing where step.isChange {
            guard step.change.record == part[step.operation].id else {
                preview.companionCount += 1
                continue
            }
            changed += 1
            if preview.rows.count < rowsMax { preview.rows.append(ChangedRecord(step.change)) }
            if isLinked, step.change.action == .deleted { earlier.gone.insert(step.change.record) }
        }
        preview.changeCount += Int64(changed)
        preview.sameCount += Int64(part.count - refusedCount - changed)
    }
}
