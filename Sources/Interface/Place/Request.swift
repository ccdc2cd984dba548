// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Names a request, and with it the place that waits for the reply.
package struct RequestID: Hashable, Sendable {
    /// The place that asked; 0 for the screen as a whole.
    package let place: Int
    package let number: Int

    package init(place: Int, number: Int) {
        self.place = place
        self.number = number
    }
}

/// What a place asks the store. Each is answered by one reply of the same id, unless a newer one of its kind and place
/// took its turn; what is no longer waited for is dropped.
package enum Request: Equatable, Sendable {
    /// A window of records.
    case window(Query)
    /// Rows that the next moves may need: nothing on the screen waits for them, so the frame comes first.
    case rowsAhead(Query)
    /// How many records a query means, without its window.
    case count(Query)
    /// The latest changes of a record, newest first.
    case history(resource: String, Identifier, limit: Int)
    /// Audit entries older than a moment (microseconds UTC), or the newest; newest first. Some may be known already.
    case audit(before: Int64?, limit: Int)
    /// What the commits of an audit entry changed.
    case changes(AuditEntry)
    /// Write; never dropped.
    case commit(Proposal)
    /// Take back the last group of this device.
    case undo
    /// Do again what was taken back last.
    case redo
}

/// What the store answers.
package enum Reply: Equatable, Sendable {
    /// Answers `window` and `rowsAhead`.
    case window(Window)
    case count(Int64)
    /// Answers `history` and `changes`.
    case changes([ChangeEntry])
    case audit([AuditEntry])
    /// Answers `commit`; the summary is like that of the audit log: "price of YARN-0779".
    case committed(summary: String, record: Identifier?)
    /// Answers `undo` and `redo` with the summary of what was taken back or done again.
    case undone(String)
    /// Answers any request for what may not be read: it is not there, and this says why.
    case denied(Problem)
    /// Answers any request that could not be done.
    case failed(Problem)
}

/// What the program is to do.
package enum Effect: Equatable, Sendable {
    /// Ask the store, and send `reply` with the answer.
    case request(RequestID, Request)
    /// Send `woke` with the token after a while.
    case wake(token: Int, afterMilliseconds: Int)
    /// Stop as Ctrl-Z does.
    case suspend
    /// Draw every cell again.
    case redraw
    /// End the program.
    case quit
}

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

    /// What the message line shows: the title with the first line behind it. The log has all of it.
    var headline: String { lines.first.map { "\(title) \($0)" } ?? title }
}
