// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import SQLite

/// Taking changes of the journal back, by what stands now: what undo, redo and revert have in common.
extension Writer {
    /// Writes what takes some commits back, the last one first. A later change of the same field, or of a record that
    /// would go, is refused.
    func writeInverse(of commits: [Int64], _ group: GroupWriter, _ attendant: Attendant) throws(StoreError) {
        let total = try attempt { () throws(SQLiteError) in try connection.changeCount(of: commits) }
        // Nothing can stand in the way of what was done last.
        let isNewest = try commits.last == newestCommit()
        group.keepsRecords = false
        var done: Int64 = 0
        for commit in commits.reversed() {
            try attendant.advance(to: done, of: total)
            let operations = try inverses(of: commit, since: isNewest ? nil : commits.last, group.sight)
            do throws(StoreError) {
                try group.write(Proposal(operations, origin: Origin.undo))
            } catch {
                throw try refusal(error, operations)
            }
            done += Int64(operations.count)
        }
    }

    /// The operations that take a commit back, in the order in which they can be done.
    private func inverses(of commit: Int64, since last: Int64?, _ sight: Visibility) throws(StoreError)
        -> [Operation]
    {
        var operations: [Operation] = []
        for (number, bytes) in try attempt({ () throws(SQLiteError) in try connection.changes(of: commit) }).reversed()
        {
            guard let head = bytes.withUnsafeBytes({ PayloadHead($0) }), let resource = Resources.named(head.resource)
            else { continue }
            try requireSeen(head, resource, sight)
            switch head.action {
            case .created, .restored:
                if let last { try requireUnchanged(head.record, since: last, resource) }
                operations.append(.delete(resource, id: head.record))
            case .deleted: operations.append(.restore(resource, id: head.record))
            case .updated:
                guard let payload = Payload(bytes) else { continue }
                operations.append(
                    .update(resource, id: head.record, edits: try edits(takingBack: payload, number, resource)))
            case .purged:
                guard let payload = Payload(bytes) else { continue }
                let name = try attempt { () throws(SQLiteError) in
                    try GroupSummary.recordName(payload, number, resource, connection, sight)
                }
                throw .undoRefused(.purged(record: name))
            }
        }
        return operations
    }

    /// Nothing is taken back, and nothing named, of what may not be read. What was purged is not there to be read.
    private func requireSeen(_ head: PayloadHead, _ resource: ResourceFacts, _ sight: Visibility) throws(StoreError) {
        guard let condition = sight.condition(on: resource), head.action != .purged else { return }
        let (isThere, isSeen) = try attempt { () throws(SQLiteError) in
            (
                try connection.record(head.record, in: resource) != nil,
                try connection.record(head.record, in: resource, where: condition) != nil
            )
        }
        if isThere && !isSeen { throw .undoRefused(.hidden) }
    }

    private func edits(takingBack payload: Payload, _ number: Int64, _ resource: ResourceFacts) throws(StoreError)
        -> [Edit]
    {
        var erased: (record: String?, field: String)?
        let edits = try attempt { () throws(SQLiteError) -> [Edit] in
            var edits: [Edit] = []
            for member in payload.before {
                guard let field = resource.field(member.key),
                    let after = payload.after.first(where: { $0.key == member.key })
                else { continue }
                let old = try connection.value(member.value, field, change: number, side: .before)
                let new = try connection.value(after.value, field, change: number, side: .after)
                guard let old, let new else {
                    let record = try connection.record(payload.record, in: resource)
                    erased = (record.map { RecordName.of($0.values, id: $0.id, resource: resource) }, field.label)
                    return []
                }
                if case .map = field.kind {
                    edits += old.map.map { entry in
                        Edit(field: field.key, key: entry.key, value: entry.value, base: new[key: entry.key])
                    }
                } else {
                    edits.append(Edit(field: field.key, value: old, base: new))
                }
            }
            return edits
        }
        guard let erased else { return edits }
        throw .undoRefused(.erased(record: erased.record ?? payload.record.text, field: erased.field))
    }

    /// A record goes only when it still stands as the commit left it, by value.
    private func requireUnchanged(_ id: Identifier, since commit: Int64, _ resource: ResourceFacts) throws(StoreError) {
        let access = try access()
        let refusal = try attempt { () throws(SQLiteError) -> UndoRefusal? in
            guard let record = try connection.record(id, in: resource) else { return nil }
            guard let field = try fieldChanged(of: record, since: commit, resource) else { return nil }
            let later = try connection.laterChange(of: id, as: access) { $0.touches(field.key) }
            return .changedLater(
                record: RecordName.of(record.values, id: id, resource: resource), field: field.label,
                by: later?.by ?? "somebody",
                at: later?.at ?? record.stamps.updatedAt, commit: later?.commit)
        }
        if let refusal { throw .undoRefused(refusal) }
    }

    private func deletedLater(_ id: Identifier, _ name: String, _ access: Access) throws(SQLiteError) -> UndoRefusal {
        let later = try connection.laterChange(of: id, as: access) { $0.action == .deleted }
        return .deletedLater(record: name, by: later?.by ?? "somebody", at: later?.at ?? 0, commit: later?.commit)
    }

    /// The first field that holds another value than right after a commit.
    private func fieldChanged(of record: StoredRecord, since commit: Int64, _ resource: ResourceFacts)
        throws(SQLiteError) -> FieldFacts?
    {
        let then = try connection.version(of: record, in: resource, at: commit)
        return resource.fields.first { field in
            !field.isDerived && !then.erased.contains(field.position)
                && then.values[field.position] != record.values[field.position]
        }
    }

    /// What the store answered, as a reason not to take something back.
    private func refusal(_ error: StoreError, _ operations: [Operation]) throws(StoreError) -> StoreError {
        switch error {
        case .conflict(let conflicts):
            guard let first = conflicts.first else { return error }
            return .undoRefused(
                .changedLater(
                    record: first.record, field: first.field, by: first.by, at: first.at, commit: first.commit))
        case .gone:
            let access = try access()
            let refusal = try attempt { () throws(SQLiteError) -> UndoRefusal? in
                for operation in operations {
                    guard let id = operation.record,
                        let record = try connection.record(id, in: operation.resource), record.isDeleted
                    else { continue }
                    return try deletedLater(
                        id, RecordName.of(record.values, id: id, resource: operation.resource), access)
                }
                return nil
            }
            return refusal.map { .undoRefused($0) } ?? error
        case .notFound(_, let key): return try isPurged(key) ? .undoRefused(.purged(record: key)) : error
        case .invalid(let failures):
            for failure in failures {
                if case .referenced(let names, let more) = failure.rule {
                    let users = names + (more > 0 ? ["\(more) more"] : [])
                    return .undoRefused(.referenced(record: failure.record, by: users))
                }
            }
            return error
        default: return error
        }
    }

    /// Whether a record that is not there was purged; else it is one that may not be read.
    private func isPurged(_ record: String) throws(StoreError) -> Bool {
        guard let id = Identifier(text: record) else { return false }
        return try attempt { () throws(SQLiteError) in
            let statement = try connection.prepare(
                "SELECT 1 FROM change WHERE record = ?1 AND payload LIKE '{\"action\":\"purged\"%' LIMIT 1")
            defer { statement.reset() }
            try statement.bind(id, 1)
            return try statement.step()
        }
    }
}
