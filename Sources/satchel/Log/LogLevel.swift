/// How important a line of the log is.
enum LogLevel: String, Sendable, CaseIterable, Comparable {
    case error, warn, info, debug, trace

    private var rank: Int {
        switch self {
        case .error: 0
        case .warn: 1
        case .info: 2
        case .debug: 3
        case .trace: 4
        }
    }

    static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }
}
