package import Domain
internal import SQLite

/// What an undo or redo did.
package struct UndoResult: Sendable, Equatable {
    package let group: Identifier
    /// The action in words: "price of YARN-0779".
    package let summary: String
    package let changeCount: Int64
    /// Newer actions that cannot be taken back because of a purge, in words, the newest first.
    package var passedOver: [String] = []
}

extension Writer {
    /// More actions than these are not passed over: each of them is tried.
    private static let passedOverMax = 100

    /// Takes back the member's newest action on this device that a purge has not put out of reach; the ones that are
    /// passed over are told. Throws `undoRefused` with the reason.
    package func undo() throws(StoreError) -> UndoResult {
        let stack = UndoStack(member: member, device: identity.device)
        var passed: [Identifier] = []
        var first: StoreError?
        while true {
            do throws(StoreError) {
                var result = try takeBack(origin: Origin.undo) { () throws(StoreError) in
                    let target = try undoTarget(stack, passing: passed)
                    guard let target else { throw first ?? .undoRefused(.nothingToUndo) }
                    return target
                }
                for group in passed { result.passedOver.append(try summary(of: group)) }
                return result
            } catch {
                guard case .undoRefused(.purged) = error, passed.count < Self.passedOverMax,
                    let target = try undoTarget(stack, passing: passed)
                else { throw error }
                first = first ?? error
                passed.append(target)
            }
        }
    }

    private func undoTarget(_ stack: UndoStack, passing passed: [Identifier]) throws(StoreError) -> Identifier? {
        try attempt { () throws(SQLiteError) in try stack.undoTarget(connection, passing: Set(passed)) }
    }

    /// Does again what the newest undo took back.
    package func redo() throws(StoreError) -> UndoResult {
        let stack = UndoStack(member: member, device: identity.device)
        return try takeBack(origin: Origin.redo) { () throws(StoreError) in
            let target = try attempt { () throws(SQLiteError) in try stack.redoTarget(connection) }
            guard let target else { throw .undoRefused(.nothingToRedo) }
            return target
        }
    }

    /// Takes back any action, of whomever, as a new commit.
    package func revert(group: Identifier) throws(StoreError) -> UndoResult {
        try takeBack(origin: Origin.undo) { () throws(StoreError) in
            let state = try attempt { () throws(SQLiteError) in
                try connection.commits(ofGroup: group).isEmpty ? nil : try UndoStack.state(of: group, connection)
            }
            guard let state else { throw .undoRefused(.unknownGroup(group.text)) }
            guard state.isInForce else { throw .undoRefused(.alreadyUndone) }
            return state.newest
        }
    }

    /// Takes back the group that is found inside the transaction: what another process undid meanwhile is no target any
    /// more.
    private func takeBack(origin: String, _ find: () throws(StoreError) -> Identifier) throws(StoreError) -> UndoResult
    {
        var target: Identifier?
        var summary = ""
        do throws(StoreError) {
            return try group { () throws(StoreError) in
                let found = try find()
                target = found
                let sight = Visibility(try access())
                // The log keeps the whole of it; whoever acts is told what they may read.
                let reason = try attempt { () throws(SQLiteError) in
                    summary = try GroupSummary.text(rootOf: found, connection, sight)
                    return try GroupSummary.text(rootOf: found, connection)
                }
                return GroupStart(origin: origin, reason: "\(origin) of \(reason)", undoes: found)
            } _: { (group) throws(StoreError) in
                if let target { try writeInverse(of: target, group, origin: origin) }
                return UndoResult(group: group.group, summary: summary, changeCount: group.changeCount)
            }
        } catch {
            throw try refusal(error)
        }
    }

    private func writeInverse(of target: Identifier, _ group: GroupWriter, origin: String) throws(StoreError) {
        let commits = try attempt { () throws(SQLiteError) in try connection.commits(ofGroup: target) }
        let newest = try attempt { () throws(SQLiteError) in
            try connection.integer("SELECT max(n) FROM \"commit\"") ?? 0
        }
        let isUntouched = commits.last == newest
        for commit in commits.reversed() {
            let payloads = try attempt { () throws(SQLiteError) in try connection.payloads(commit) }
            var operations: [Operation] = []
            for (number, payload) in payloads.reversed() {
                try requireSeen(payload, group)
                if let operation = try inverse(payload, number, until: isUntouched ? nil : commits.last) {
                    operations.append(operation)
                }
            }
            try group.write(Proposal(operations, origin: Origin.undo, undoes: target))
        }
    }

    /// Nothing is taken back, and nothing named, of what may not be read. What was purged is not there to be read.
    private func requireSeen(_ payload: Payload, _ group: GroupWriter) throws(StoreError) {
        guard let resource = Resources.named(payload.resource), let condition = group.sight.condition(on: resource),
            payload.action != .purged
        else { return }
        let (isThere, isSeen) = try attempt { () throws(SQLiteError) in
            (
                try connection.record(payload.record, in: resource) != nil,
                try connection.record(payload.record, in: resource, where: condition) != nil
            )
        }
        if isThere && !isSeen { throw .undoRefused(.hidden) }
    }

    /// The operation that takes a change back. What was changed after the commit given is refused, by value.
    private func inverse(_ payload: Payload, _ number: Int64, until commit: Int64?) throws(StoreError) -> Operation? {
        guard let resource = Resources.named(payload.resource) else { return nil }
        switch payload.action {
        case .created:
            if let commit { try requireUnchanged(payload.record, since: commit, resource) }
            return .delete(resource, id: payload.record)
        case .deleted: return .restore(resource, id: payload.record)
        case .restored:
            if let commit { try requireUnchanged(payload.record, since: commit, resource) }
            return .delete(resource, id: payload.record)
        case .purged:
            let sight = Visibility(try access())
            let name = try attempt { () throws(SQLiteError) in
                try GroupSummary.recordName(payload, number, resource, connection, sight)
            }
            throw .undoRefused(.purged(record: name))
        case .updated: return .update(resource, id: payload.record, edits: try edits(payload, number, resource))
        }
    }

    private func edits(_ payload: Payload, _ number: Int64, _ resource: ResourceFacts) throws(StoreError) -> [Edit] {
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

    /// A record goes only when it still stands as the group left it.
    private func requireUnchanged(_ id: Identifier, since commit: Int64, _ resource: ResourceFacts) throws(StoreError) {
        let differing: (record: StoredRecord, field: FieldFacts)? = try attempt { () throws(SQLiteError) in
            guard let record = try connection.record(id, in: resource) else { return nil }
            let statement = try connection.prepare(
                "SELECT n, payload FROM change WHERE record = ? AND n >= ? ORDER BY n")
            defer { statement.reset() }
            try statement.bind(id, 1)
            try statement.bind((commit + 1) * JournalTables.changesPerCommit, 2)
            var seen: Set<String> = []
            while try statement.step() {
                let number = statement.integer(0)
                for member in Payload(statement.bytes(1))?.before ?? [] {
                    guard let field = resource.field(member.key),
                        let old = try connection.value(member.value, field, change: number, side: .before)
                    else { continue }
                    if !Self.stands(old, member, record.values[field.position], field, &seen) { return (record, field) }
                }
            }
            return nil
        }
        guard let differing else { return }
        let (members, updatedBy) = (Member.declaration.facts, differing.record.stamps.updatedBy)
        let seen = updatedBy == member ? nil : Visibility(try access()).condition(on: members)
        let by = try attempt { () throws(SQLiteError) in
            try connection.label(of: updatedBy, in: members, where: seen)
        }
        throw .undoRefused(
            .changedLater(
                record: RecordName.of(differing.record.values, id: id, resource: resource),
                field: differing.field.label, by: by ?? "somebody", at: differing.record.stamps.updatedAt))
    }

    /// Whether what a field held before its first later change is what it holds now; of a map, each key that changed.
    private static func stands(
        _ old: Value, _ member: JSONMember, _ now: Value, _ field: FieldFacts, _ seen: inout Set<String>
    ) -> Bool {
        guard case .map = field.kind else { return !seen.insert(field.key).inserted || old == now }
        for entry in member.value.members where seen.insert("\(field.key).\(entry.key)").inserted {
            if old[key: entry.key] != now[key: entry.key] { return false }
        }
        return true
    }

    private func refusal(_ error: StoreError) throws(StoreError) -> StoreError {
        switch error {
        case .conflict(let conflicts):
            guard let first = conflicts.first else { return error }
            return .undoRefused(
                .changedLater(record: first.record, field: first.field, by: first.by, at: first.at))
        case .gone(_, let record):
            return .undoRefused(.changedLater(record: record, field: "existence", by: "somebody", at: 0))
        case .notFound(_, let key): return try isPurged(key) ? .undoRefused(.purged(record: key)) : error
        case .invalid(let failures):
            for failure in failures {
                if case .referenced(let names) = failure.rule {
                    return .undoRefused(.referenced(record: failure.record, by: names))
                }
            }
            return error
        default: return error
        }
    }
}

extension Writer {
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

    /// What a group did, in a few words that whoever acts may read.
    package func summary(of group: Identifier) throws(StoreError) -> String {
        let sight = Visibility(try access())
        return try attempt { () throws(SQLiteError) in try GroupSummary.text(of: group, connection, sight) }
    }
}
