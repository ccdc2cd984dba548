internal import Domain
internal import Domain
internal import Interface
internal import Storage

/// Errors as the screen shows them: the sentences of the command line.
enum ProblemText {
    static func problem(_ error: any Error) -> Problem {
        let report = FailureReport(error)
        let items = report.items.map(\.sentence)
        let fields = fields(error)
        let conflicts = conflicts(error)
        // One failure says it all by itself; several stand under the line that counts them.
        if items.count == 1 {
            return Problem(title: items[0], lines: report.hints, fields: fields, conflicts: conflicts)
        }
        return Problem(title: report.message, lines: items + report.hints, fields: fields, conflicts: conflicts)
    }

    /// What is wrong with single fields, to stand beside them.
    private static func fields(_ error: any Error) -> [String: String] {
        switch error {
        case StoreError.invalid(let failures):
            Dictionary(failures.compactMap { fail in place(of: fail).map { ($0, fail.rule.sentence) } }) { first, _ in
                first
            }
        case StoreError.conflict(let conflicts):
            Dictionary(conflicts.map { ($0.field, "\($0.by) has changed it to \($0.stored)") }) { first, _ in first }
        default: [:]
        }
    }

    /// The field that a failure is about: of a map the key that is meant.
    private static func place(of failure: ValidationFailure) -> String? {
        guard let field = failure.field else { return nil }
        return switch failure.rule {
        case .metadataMissing(_, let key), .metadataMismatch(let key, _): "\(field).\(key)"
        default: field
        }
    }

    private static func conflicts(_ error: any Error) -> [FieldConflict] {
        guard case StoreError.conflict(let conflicts) = error else { return [] }
        return conflicts.map { FieldConflict(field: $0.field, by: $0.by, at: $0.at) }
    }
}
