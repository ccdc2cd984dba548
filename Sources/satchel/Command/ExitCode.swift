/// How the program ends: what scripts may rely on.
enum ExitCode: Int32, Sendable, CaseIterable {
    case done = 0
    case failed = 1
    case usage = 2
    case validation = 3
    case notFound = 4
    case conflict = 5
    case notAllowed = 6
    case unreachable = 7
    case busy = 8

    /// What the number says, for help, manual and reference.
    var meaning: String {
        switch self {
        case .done: "done"
        case .failed: "failed"
        case .usage: "the command line is not understood"
        case .validation: "values are not accepted"
        case .notFound: "not found"
        case .conflict: "conflict with what the store holds"
        case .notAllowed: "not allowed"
        case .unreachable: "the remote cannot be reached"
        case .busy: "another process writes the store"
        }
    }
}
