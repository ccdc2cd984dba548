// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Terminal

/// What reaches the screen: keys, time, and the answers to its effects.
package enum Message: Equatable, Sendable {
    /// The first one: the panes ask for what they show.
    case start
    /// The terminal's extent.
    case resized(columns: Int, rows: Int)
    /// A key, a paste or a mouse report.
    case key(Key)
    /// Keys that came together, as text pasted into a terminal that does not say so: what follows from the text typed
    /// is done once.
    case keys([Key])
    /// The time, in microseconds UTC.
    case tick(nowMicroseconds: Int64)
    /// A `wake` is over.
    case woke(Int)
    /// This or another process changed the store.
    case storeChanged
    /// What the member may do has changed.
    case session(Session)
    /// Search holds words now that it did not hold before.
    case wordsIndexed
    /// What stands at the right of the first row and of the message line.
    case status(badges: [Badge], connection: String)
    /// Something the person is to know, as of a broken key map at the start.
    case notice(Severity, Problem)
    /// Answers `load`.
    case loaded(Int, Window)
    /// Answers `count`.
    case counted(Int, Int64)
    /// Answers `details`.
    case detailed(Int, [ChangeEntry])
    /// Answers `loadAudit`.
    case auditLoaded(Int, [AuditEntry])
    /// Answers `loadChanges`.
    case changesLoaded(Int, [ChangeEntry])
    /// Answers `commit`; the summary is like that of the audit log: "price of YARN-0779".
    case committed(Int, summary: String, record: Identifier?)
    /// Answers `undo` and `redo` with the summary of what was taken back or done again.
    case undone(Int, String)
    /// Answers any effect that could not be done.
    case failed(Int, Problem)
}
