// SPDX-License-Identifier: Apache-2.0
package import Domain
internal import SQLite

/// What an undo or a redo would take back.
package struct UndoOffer: Sendable, Equatable {
    package let group: Identifier
    /// The action in words: "price of YARN-0779".
    package let summary: String
    package let changeCount: Int64
    /// When it was done, in microseconds UTC.
    package let at: Int64
}

extension Reader {
    /// What the next undo of the member would take back; nil for nothing. Purges and what was erased are left out as by
    /// the undo, which tries the rest: another process may be quicker, and what others purged shows only then.
    package func nextUndo() throws(StoreError) -> UndoOffer? {
        try offer { (stack) throws(SQLiteError) in
            var passed: Set<Identifier> = []
            while let group = try stack.undoTarget(connection, passing: passed) {
                guard try isOutOfReach(group) else { return group }
                passed.insert(group)
            }
            return nil
        }
    }

    /// Whether an action begins with a purge, or with a change of what was erased.
    private func isOutOfReach(_ group: Identifier) throws(SQLiteError) -> Bool {
        guard let first = try connection.commits(ofGroup: group).first else { return false }
        for (number, bytes) in try connection.changes(of: first) {
            guard let head = bytes.withUnsafeBytes({ PayloadHead($0) }) else { continue }
            if head.action == .purged { return true }
            guard head.action == .updated, let resource = Resources.named(head.resource),
                resource.fields.contains(where: \.isPersonal), let payload = Payload(bytes)
            else { continue }
            for member in payload.before {
                guard let field = resource.field(member.key), field.isPersonal else { continue }
                if try connection.value(member.value, field, change: number, side: .before) == nil { return true }
            }
        }
        return false
    }

    /// What the next redo of the member would do again; nil for nothing.
    package func nextRedo() throws(StoreError) -> UndoOffer? {
        try offer { (stack) throws(SQLiteError) in try stack.redoTarget(connection) }
    }

    private func offer(_ find: (UndoStack) throws(SQLiteError) -> Identifier?) throws(StoreError) -> UndoOffer? {
        let stack = UndoStack(member: try access().actor.id, device: identity.device)
        let sight = sight
        return try attempt { () throws(SQLiteError) in
            guard let group = try find(stack), let first = try connection.commits(ofGroup: group).first,
                let header = try connection.header(first)
            else { return nil }
            return UndoOffer(
                group: group, summary: try GroupSummary.text(rootOf: group, connection, sight),
                changeCount: try GroupSummary.changeCount(group, connection), at: header.recordedAt)
        }
    }
}
