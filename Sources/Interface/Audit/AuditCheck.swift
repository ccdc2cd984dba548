// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// The check of the journal's chains and of all records: how far it is, or what it found when.
struct AuditCheck: Equatable, Sendable {
    enum State: Equatable, Sendable {
        case none
        case running(RequestID, Pace)
        /// The moment in microseconds UTC.
        case done(Verdict, at: Int64)
    }

    fileprivate(set) var state = State.none

    /// The request that runs.
    var runningID: RequestID? { if case .running(let id, _) = state { id } else { nil } }
    var id: RequestID? { runningID }
    var isRunning: Bool { runningID != nil }

    /// How far it is; nil when it does not run.
    var progress: String? {
        guard case .running(_, let pace) = state else { return nil }
        return "checking \(pace.amount()) · esc stops"
    }

    /// What stands in the detail.
    func lines(columns: Int, _ clock: Clock) -> [Line] {
        guard case .done(let verdict, let at) = state else { return [] }
        var lines: [Line] = [.blank, Line("Verified \(clock.words(at))", .textHead)]
        if verdict.problems.isEmpty {
            lines += Wrap.lines("✓ intact: \(verdict.counted)", columns: columns).map { Line($0, .severityOk) }
        }
        for problem in verdict.problems {
            lines += Wrap.lines("✗ \(problem)", columns: columns).map { Line($0, .severityError) }
        }
        if !verdict.isAnchored {
            let words = "no anchor on this device: a cut-off end would not be noticed"
            lines += Wrap.lines(words, columns: columns).map { Line($0, .severityWarning) }
        }
        return lines
    }
}

extension AuditPlace {
    mutating func verify(_ scope: inout Scope) {
        guard !check.isRunning else { return scope.say(.info, "The check runs already; esc stops it.") }
        check.state = .running(scope.ask(.verify), Pace(startedAt: scope.situation.clock.now))
    }

    mutating func takeCheck(_ reply: Reply, _ scope: inout Scope) {
        switch reply {
        case .progress(let done, let total):
            guard case .running(let id, let pace) = check.state else { return }
            check.state = .running(id, Pace(startedAt: pace.startedAt, done: done, total: total))
        case .verified(let verdict):
            check.state = .done(verdict, at: scope.situation.clock.now)
            if let first = verdict.problems.first {
                let rest = verdict.problems.count - 1
                scope.say(
                    .error, rest > 0 ? "\(first) And \(rest) more: g m shows them." : first,
                    lines: Array(verdict.problems.dropFirst()))
            } else {
                scope.say(.ok, "The journal is intact: \(verdict.counted).")
            }
        case .failed(let problem), .denied(let problem):
            check.state = .none
            scope.say(.warning, problem)
        default: break
        }
    }
}
