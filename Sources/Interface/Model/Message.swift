// SPDX-License-Identifier: Apache-2.0
package import Terminal

/// What reaches the screen: keys, time, and the replies to its requests.
package enum Message: Equatable, Sendable {
    /// The first one: what is shown first asks for its rows.
    case start
    /// The terminal's extent.
    case resized(columns: Int, rows: Int)
    /// A key, a paste or a mouse report.
    case key(Key)
    /// Keys that came together, as text pasted into a terminal that does not say so: what follows from the text typed
    /// is done once.
    case keys([Key])
    /// Steps of a script, which are done one after the other.
    case play(KeyScript)
    /// The time, in microseconds UTC.
    case tick(nowMicroseconds: Int64)
    /// A `wake` is over.
    case woke(Int)
    /// This or another process changed the store.
    case storeChanged
    /// What the member may do has changed.
    case viewer(Viewer)
    /// The way to the terminal takes long, or not.
    case pace(isSlow: Bool)
    /// The store is called otherwise now.
    case renamed(String)
    /// The program ends: what is to outlive it is kept by the effects of this.
    case ending
    /// Search holds words now that it did not hold before.
    case wordsIndexed
    /// What stands at the right of the first row and of the message line.
    case status(badges: [Badge], connection: String)
    /// Something the person is to know, as of a broken key map at the start.
    case notice(Severity, Problem)
    /// Answers a request.
    case reply(RequestID, Reply)
}
