// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What went wrong, in words: one line, and more in the message log.
package struct Problem: Error, Equatable, Sendable {
    /// What failed and why, without a full stop missing.
    package let title: String
    /// What else is known, and what to do now.
    package let lines: [String]

    /// A problem.
    package init(title: String, lines: [String] = []) {
        self.title = title
        self.lines = lines
    }
}

/// What the program is to do. Each that is answered carries an id, which the answer repeats; an answer whose id is no
/// longer waited for is dropped.
package enum Effect: Sendable {
    /// Read a window of records. Answered by `loaded` or `failed`.
    case load(id: Int, Query)
    /// Read rows that the next moves may need: nothing on the screen waits for them, so the frame comes first.
    /// Answered by `loaded` or `failed`.
    case readAhead(id: Int, Query)
    /// Count what a query means, without its window. Answered by `counted` or `failed`.
    case count(id: Int, Query)
    /// Read the latest changes of a record, newest first. Answered by `detailed` or `failed`.
    case details(id: Int, resource: String, Identifier, limit: Int)
    /// Read audit entries older than a moment (microseconds UTC), or the newest; newest first. Some may be known
    /// already. Answered by `auditLoaded` or `failed`.
    case loadAudit(id: Int, before: Int64?, limit: Int)
    /// Read what the commits of an audit entry changed. Answered by `changesLoaded` or `failed`.
    case loadChanges(id: Int, AuditEntry)
    /// Write. Answered by `committed` or `failed`; never dropped.
    case commit(id: Int, Proposal)
    /// Take back the last group of this device. Answered by `undone` or `failed`.
    case undo(id: Int)
    /// Do again what was taken back last. Answered by `undone` or `failed`.
    case redo(id: Int)
    /// Send `woke` with the token after a while.
    case wake(token: Int, afterMilliseconds: Int)
    /// Stop as Ctrl-Z does.
    case suspend
    /// Draw every cell again.
    case redraw
    /// End the program.
    case quit
}

extension Effect: Equatable {
    /// Proposals are compared by their description: their operations carry no equality of their own.
    package static func == (left: Effect, right: Effect) -> Bool {
        switch (left, right) {
        case (.load(let a, let b), .load(let c, let d)), (.count(let a, let b), .count(let c, let d)),
            (.readAhead(let a, let b), .readAhead(let c, let d)):
            a == c && b == d
        case (.details(let a, let b, let c, let d), .details(let e, let f, let g, let h)):
            a == e && b == f && c == g && d == h
        case (.loadAudit(let a, let b, let c), .loadAudit(let d, let e, let f)): a == d && b == e && c == f
        case (.loadChanges(let a, let b), .loadChanges(let c, let d)): a == c && b == d
        case (.commit(let a, let b), .commit(let c, let d)):
            a == c && String(describing: b) == String(describing: d)
        case (.undo(let a), .undo(let b)), (.redo(let a), .redo(let b)): a == b
        case (.wake(let a, let b), .wake(let c, let d)): a == c && b == d
        case (.suspend, .suspend), (.redraw, .redraw), (.quit, .quit): true
        default: false
        }
    }
}
