internal import Domain

/// One thing that `doctor` looked at.
struct HealthCheck: Sendable {
    enum State: String, Sendable, Comparable {
        case healthy, degraded, unhealthy

        private var rank: Int {
            switch self {
            case .healthy: 0
            case .degraded: 1
            case .unhealthy: 2
            }
        }

        static func < (left: State, right: State) -> Bool { left.rank < right.rank }
    }

    let name: String
    let state: State
    /// What was found.
    let finding: String
    /// What to do about it; nil when nothing is.
    let remedy: String?

    /// The check for scripts.
    var json: JSONValue {
        .pairs([
            ("name", .string(name)), ("state", .string(state.rawValue)), ("finding", .string(finding)),
            ("remedy", .text(remedy)),
        ])
    }

    static func healthy(_ name: String, _ finding: String) -> HealthCheck {
        HealthCheck(name: name, state: .healthy, finding: finding, remedy: nil)
    }

    static func degraded(_ name: String, _ finding: String, _ remedy: String) -> HealthCheck {
        HealthCheck(name: name, state: .degraded, finding: finding, remedy: remedy)
    }

    static func unhealthy(_ name: String, _ finding: String, _ remedy: String) -> HealthCheck {
        HealthCheck(name: name, state: .unhealthy, finding: finding, remedy: remedy)
    }
}
