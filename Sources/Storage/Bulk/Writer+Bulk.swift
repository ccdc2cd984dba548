// SPDX-License-Identifier: Apache-2.0
package import Domain
internal import SQLite

extension Writer {
    /// Does a bulk edit: one group in one transaction, through the one way to commit. What a record finds wrong, and a
    /// stop, leave nothing of it.
    package func run(_ edit: BulkEdit, _ attendant: Attendant = Attendant()) throws(StoreError) -> BulkResult {
        let reader = try Reader(
            paths: paths, as: .member(member), vfs: surroundings.vfs, migrations: surroundings.migrations)
        let source = BulkSource(edit, reader)
        source.catchUp()
        return try attendant.stop.stopping(reader.interrupt) { () throws(StoreError) in
            try group(origin: edit.origin, reason: edit.reason) { (group) throws(StoreError) in
                // The reader sees the store as it stood when the transaction began: nobody else can write now.
                group.keepsRecords = false
                var walk = BulkWalk(edit, group, since: try newestCommit())
                let total = try source.count()
                try source.each { (id, record) throws(StoreError) in
                    try attendant.advance(to: walk.recordCount, of: total)
                    try walk.take(id, record)
                }
                return try walk.finished()
            }
        }
    }
}

/// Writes the records of a bulk edit in parts of one commit each.
private struct BulkWalk {
    private let edit: BulkEdit
    private let group: GroupWriter
    private let steps: BulkSteps
    /// The newest commit that was seen, where others were written since.
    private let seen: Int64?
    private(set) var recordCount: Int64 = 0
    private var changedCount: Int64 = 0
    private var operations: [Operation] = []
    private var read: [Identifier: StoredRecord] = [:]

    init(_ edit: BulkEdit, _ group: GroupWriter, since newest: Int64) {
        self.edit = edit
        self.group = group
        steps = BulkSteps(edit, currency: group.currency)
        seen = edit.seen.flatMap { $0 < newest ? $0 : nil }
    }

    mutating func take(_ id: Identifier, _ record: StoredRecord?) throws(StoreError) {
        recordCount += 1
        guard let record else { throw .notFound(resource: edit.resource.name, key: id.text) }
        switch steps.step(for: record) {
        case .nothing: return
        case .refused(let failures): throw .invalid(failures)
        case .write(let operation):
            operations.append(try based(operation, record))
            read[id] = record
            if operations.count == Proposal.changesMax { try flush() }
        }
    }

    mutating func finished() throws(StoreError) -> BulkResult {
        try flush()
        return BulkResult(
            group: group.group, recordCount: recordCount, changedCount: changedCount, changeCount: group.changeCount)
    }

    private mutating func flush() throws(StoreError) {
        if operations.isEmpty { return }
        changedCount += try group.write(Proposal(operations, origin: edit.origin), read: read)
        operations.removeAll(keepingCapacity: true)
        read.removeAll(keepingCapacity: true)
    }

    /// The operation with what its fields held when they were seen, so that what was changed since is a conflict.
    private func based(_ operation: Operation, _ record: StoredRecord) throws(StoreError) -> Operation {
        guard let seen else { return operation }
        func version() throws(StoreError) -> [Value] {
            try group.attempt { () throws(SQLiteError) in
                try group.connection.version(of: record, in: edit.resource, at: seen).values
            }
        }
        switch operation {
        case .update(let resource, let id, let edits):
            let values = try version()
            return .update(resource, id: id, edits: edits.flatMap { $0.based(on: values, resource) })
        case .transfer(let resource, let id, let category, _):
            guard let position = resource.positions["category"] else { return operation }
            return .transfer(resource, id: id, to: category, from: try version()[position].identifier)
        case .delete, .restore, .purge, .create, .createChecked: return operation
        }
    }
}
