// SPDX-License-Identifier: Apache-2.0

/// Tells how long a key sequence that has begun may still go on: other things that happen meanwhile do not end it.
package struct EscapeClock: Sendable, Equatable {
    /// How long the rest of a sequence may take unless it is set: a line sends it in one piece, so this is short.
    package static let delayMilliseconds = 25

    /// How long a paste may rest: a slow line pauses, but a paste whose end mark is lost would take all keys for ever.
    private static let pasteMicroseconds: Int64 = 5_000_000

    private let delayMicroseconds: Int64
    private var deadline: Int64?

    /// A clock that waits so long for what follows an escape.
    package init(delayMilliseconds: Int = EscapeClock.delayMilliseconds) {
        delayMicroseconds = Int64(max(0, delayMilliseconds)) * 1_000
    }

    /// Bytes came at a moment (microseconds of a steady clock); a sequence or a paste is open behind them or not.
    package mutating func fed(isWaiting: Bool, isPasting: Bool = false, at now: Int64) {
        deadline = isWaiting ? now + delayMicroseconds : isPasting ? now + EscapeClock.pasteMicroseconds : nil
    }

    /// Whether the sequence has waited long enough; once.
    package mutating func isOver(at now: Int64) -> Bool {
        guard let due = deadline, due <= now else { return false }
        deadline = nil
        return true
    }

    /// Microseconds until it is over; nil when nothing waits.
    package func left(at now: Int64) -> Int64? {
        deadline.map { max(0, $0 - now) }
    }
}
