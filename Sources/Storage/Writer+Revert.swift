// SPDX-License-Identifier: Apache-2.0
package import Domain
internal import SQLite

/// What is to be taken back as an action of its own.
package enum RevertTarget: Sendable, Equatable {
    case commit(Int64)
    case group(Identifier)
}

/// What an action wrote or, as a dry run, would write.
package struct ActionOutcome: Sendable, Equatable {
    /// Nil where nothing was written.
    package let group: Identifier?
    /// The action in words.
    package let summary: String
    package let changeCount: Int64
    /// The first changes.
    package let rows: [ChangedRecord]
}

/// Whether an action is only tried, and how many of its changes are shown.
package struct Trial: Sendable, Equatable {
    package let isDryRun: Bool
    package let rowsMax: Int

    package init(isDryRun: Bool = false, rowsMax: Int = 0) {
        self.isDryRun = isDryRun
        self.rowsMax = rowsMax
    }
}

extension Writer {
    /// Takes back a commit or a group of whomever as a new action, which can be undone as any other. The member must be
    /// permitted to do the opposite. Throws `revertRefused` with the reason.
    package func revert(
        _ target: RevertTarget, reason: String? = nil, _ trial: Trial = Trial(), _ attendant: Attendant = Attendant()
    ) throws(StoreError) -> ActionOutcome {
        var found = Reverted(commits: [], summary: "")
        do throws(StoreError) {
            return try act(trial) { () throws(StoreError) in
                found = try self.found(target)
                let parts = ["\(Origin.revert) of \(found.place)", reason].compactMap { $0 }
                return GroupStart(origin: Origin.revert, reason: parts.joined(separator: "; "), undoes: nil)
            } _: { (group) throws(StoreError) in
                try writeInverse(of: found.commits, group, attendant)
                return found.summary
            }
        } catch {
            if case .undoRefused(let refusal) = error { throw .revertRefused(refusal) }
            throw error
        }
    }

    /// Commits to take back, with what they did in words.
    private struct Reverted {
        let commits: [Int64]
        let summary: String

        var place: String {
            guard let first = commits.first, let last = commits.last, first != last else {
                return "commit \(commits.first ?? 0)"
            }
            return "commits \(first) to \(last)"
        }
    }

    private func found(_ target: RevertTarget) throws(StoreError) -> Reverted {
        let text =
            switch target {
            case .commit(let number): "commit \(number)"
            case .group(let group): group.text
            }
        let first = try attempt { () throws(SQLiteError) -> Int64? in
            switch target {
            case .commit(let number): number
            case .group(let group): try connection.commits(ofGroup: group).first
            }
        }
        let header = try attempt { () throws(SQLiteError) in
            try first.flatMap { (number) throws(SQLiteError) in try connection.header(number) }
        }
        guard let first, let header else { throw .undoRefused(.unknownGroup(text)) }
        if header.origin == Origin.initial { throw .undoRefused(.founding) }
        let sight = Visibility(try access())
        let found = try attempt { () throws(SQLiteError) -> Reverted? in
            guard try UndoStack.state(of: header.group, connection).isInForce else { return nil }
            let all = try connection.commits(ofGroup: header.group)
            let summary = try GroupSummary.text(of: header.group, connection, sight)
            guard case .commit = target, all.count > 1 else { return Reverted(commits: all, summary: summary) }
            return Reverted(commits: [first], summary: "\(header.count) changes of \(summary)")
        }
        guard let found else { throw .undoRefused(.alreadyUndone) }
        return found
    }

    /// Runs an action whole, with every check and every write, and takes it back at the end where it is only tried.
    func act(
        _ trial: Trial, _ start: () throws(StoreError) -> GroupStart,
        _ body: (GroupWriter) throws(StoreError) -> String
    ) throws(StoreError) -> ActionOutcome {
        var rows: [ChangedRecord] = []
        var tried: ActionOutcome?
        do throws(StoreError) {
            return try group(start) { (group) throws(StoreError) in
                group.onWritten = { changes, _ in
                    rows += changes.prefix(max(0, trial.rowsMax - rows.count)).map(ChangedRecord.init)
                }
                let summary = try body(group)
                let isWritten = group.changeCount > 0 && !trial.isDryRun
                let outcome = ActionOutcome(
                    group: isWritten ? group.group : nil, summary: summary, changeCount: group.changeCount, rows: rows)
                if trial.isDryRun {
                    tried = outcome
                    throw .cancelled
                }
                return outcome
            }
        } catch {
            guard let tried else { throw error }
            return tried
        }
    }
}
