package import Domain
internal import SQLite

/// What an undo or redo did.
package struct UndoResult: Sendable, Equatable {
    package let group: Identifier
    /// The action in words: "price of YARN-0779".
    package let summary: String
    package let changeCount: Int64
    /// Newer actions that cannot be taken back, the newest first.
    package var passedOver: [PassedOver] = []
}

/// An action that an undo does not reach, and leaves as it is.
package struct PassedOver: Sendable, Equatable {
    package enum Reason: Sendable {
        case purge, erasure
    }

    package let reason: Reason
    /// The action in words.
    package let summary: String
}

extension Writer {
    /// More actions than these are not passed over: each of them is tried.
    private static let passedOverMax = 100

    /// Takes back the member's newest action on this device that no purge and no erasure has put out of reach; the ones
    /// that are passed over are told. Throws `undoRefused` with the reason; a stop leaves nothing of it.
    package func undo(_ attendant: Attendant = Attendant()) throws(StoreError) -> UndoResult {
        let stack = UndoStack(member: member, device: identity.device)
        var passed: [(group: Identifier, reason: PassedOver.Reason)] = []
        var first: StoreError?
        while true {
            do throws(StoreError) {
                var result = try takeBack(origin: Origin.undo, attendant) { () throws(StoreError) in
                    let target = try undoTarget(stack, passing: passed.map(\.group))
                    guard let target else { throw first ?? .undoRefused(.nothingToUndo) }
                    return target
                }
                for (group, reason) in passed {
                    result.passedOver.append(PassedOver(reason: reason, summary: try summary(of: group)))
                }
                return result
            } catch {
                guard let reason = Self.passes(error), passed.count < Self.passedOverMax,
                    let target = try undoTarget(stack, passing: passed.map(\.group))
                else { throw error }
                first = first ?? error
                passed.append((target, reason))
            }
        }
    }

    /// Why an action that was refused is passed over; nil where it stands in the way.
    private static func passes(_ error: StoreError) -> PassedOver.Reason? {
        switch error {
        case .undoRefused(.purged): .purge
        case .undoRefused(.erased): .erasure
        default: nil
        }
    }

    private func undoTarget(_ stack: UndoStack, passing passed: [Identifier]) throws(StoreError) -> Identifier? {
        try attempt { () throws(SQLiteError) in try stack.undoTarget(connection, passing: Set(passed)) }
    }

    /// Does again what the newest undo took back.
    package func redo(_ attendant: Attendant = Attendant()) throws(StoreError) -> UndoResult {
        let stack = UndoStack(member: member, device: identity.device)
        return try takeBack(origin: Origin.redo, attendant) { () throws(StoreError) in
            let target = try attempt { () throws(SQLiteError) in try stack.redoTarget(connection) }
            guard let target else { throw .undoRefused(.nothingToRedo) }
            return target
        }
    }

    /// Takes back a certain action, which counts as undone from then on.
    package func undo(group: Identifier, _ attendant: Attendant = Attendant()) throws(StoreError) -> UndoResult {
        try takeBack(origin: Origin.undo, attendant) { () throws(StoreError) in
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
    private func takeBack(
        origin: String, _ attendant: Attendant, _ find: () throws(StoreError) -> Identifier
    ) throws(StoreError) -> UndoResult {
        var commits: [Int64] = []
        var summary = ""
        return try group { () throws(StoreError) in
            let found = try find()
            let sight = Visibility(try access())
            // The log keeps the whole of it; whoever acts is told what they may read.
            let reason = try attempt { () throws(SQLiteError) in
                commits = try connection.commits(ofGroup: found)
                summary = try GroupSummary.text(rootOf: found, connection, sight)
                return try GroupSummary.text(rootOf: found, connection)
            }
            return GroupStart(origin: origin, reason: "\(origin) of \(reason)", undoes: found)
        } _: { (group) throws(StoreError) in
            try writeInverse(of: commits, group, attendant)
            return UndoResult(group: group.group, summary: summary, changeCount: group.changeCount)
        }
    }
}

extension Writer {
    /// What a group did, in a few words that whoever acts may read.
    package func summary(of group: Identifier) throws(StoreError) -> String {
        let sight = Visibility(try access())
        return try attempt { () throws(SQLiteError) in try GroupSummary.text(of: group, connection, sight) }
    }
}
