// SPDX-License-Identifier: Apache-2.0

/// How long the way to the terminal and back takes, measured by a question that terminals answer (DSR, ECMA-48 8.3.35).
package struct LinePace: Sendable, Equatable {
    /// From here on a line counts as slow.
    package static let slowMicroseconds: Int64 = 100_000
    /// Who has not answered after so long does not answer: the program ends without waiting for it.
    package static let patienceMicroseconds: Int64 = 1_000_000

    private var askedAt: Int64?

    /// A line of which nothing is known.
    package init() {}

    /// The question was sent at a moment (microseconds of a steady clock).
    package mutating func asked(at now: Int64) { askedAt = now }

    /// The answer came: whether the line is slow. Nil when nothing was asked.
    package mutating func answered(at now: Int64) -> Bool? {
        guard let asked = askedAt else { return nil }
        askedAt = nil
        return now - asked >= Self.slowMicroseconds
    }

    /// How long an answer may still come, which nobody else is to read; nil when none is waited for.
    package func left(at now: Int64) -> Int64? {
        askedAt.map { max(0, $0 + Self.patienceMicroseconds - now) }.flatMap { $0 > 0 ? $0 : nil }
    }
}
