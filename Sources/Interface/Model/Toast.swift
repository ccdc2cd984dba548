// SPDX-License-Identifier: Apache-2.0

/// How grave a message is.
package enum Severity: Hashable, Comparable, Sendable, CaseIterable {
    case ok, info, warning, error

    /// The sign before the message; it only repeats what the words say.
    var glyph: String {
        switch self {
        case .ok: "✓"
        case .info: "i"
        case .warning: "!"
        case .error: "✗"
        }
    }

    /// How grave, in a word.
    var word: String {
        switch self {
        case .ok: "done"
        case .info: "note"
        case .warning: "warning"
        case .error: "error"
        }
    }

    /// Its colour.
    var role: Role {
        switch self {
        case .ok: .severityOk
        case .info: .severityInfo
        case .warning: .severityWarning
        case .error: .severityError
        }
    }
}

/// One message, as it stands in the message line and in the log.
package struct Toast: Equatable, Sendable {
    /// How grave it is.
    package let severity: Severity
    /// The line.
    package let text: String
    /// What the log shows below the line.
    package let lines: [String]
    /// Microseconds UTC.
    package let at: Int64
    /// Whether it stands until it was seen and a key was pressed.
    package var stays = false

    /// When, how grave, and all that was said, parted by tabs.
    func row(_ clock: Clock) -> String {
        ([clock.full(at), severity.word, text] + lines).joined(separator: "\t")
    }

    /// How long a message stands when no other takes its place.
    static let millisecondsMax = 6_000
    /// Messages kept in the log.
    static let logMax = 200
}
