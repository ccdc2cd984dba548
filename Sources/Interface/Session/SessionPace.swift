// SPDX-License-Identifier: Apache-2.0

/// When the state of a session is written: once it changed, at most every few seconds, and at the end.
package struct SessionPace: Equatable, Sendable {
    /// A write waits for the disk; a crash may lose so much.
    package static let millisecondsMin: Int64 = 5_000
    private static let microsecondsPerMillisecond: Int64 = 1_000

    private var written: SessionState?
    private var lastAt: Int64?

    /// `restored` is what the file holds already.
    package init(restored: SessionState? = nil) {
        written = restored
    }

    /// Whether the pause behind the last write is over; before, no state needs to be looked at.
    package func isDue(now microseconds: Int64) -> Bool {
        let pause = Self.millisecondsMin * Self.microsecondsPerMillisecond
        // A clock that was put back does not hold writes up.
        return lastAt.map { microseconds < $0 || microseconds - $0 >= pause } ?? true
    }

    /// Whether a state is to be written now; from then on it counts as written, whether or not the disk took it.
    package mutating func takes(_ state: SessionState, now microseconds: Int64, isLast: Bool) -> Bool {
        if state == written || !isLast && !isDue(now: microseconds) { return false }
        written = state
        lastAt = microseconds
        return true
    }
}
