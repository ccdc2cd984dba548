internal import Domain
internal import Interface
internal import Storage

/// Errors as the screen shows them: the sentences of the command line.
enum ProblemText {
    static func problem(_ error: any Error) -> Problem {
        let report = FailureReport(error)
        let items = report.items.map(\.sentence)
        let fields = fields(error)
        // One failure says it all by itself; several stand under the line that counts them.
        if items.count == 1 { return Problem(title: items[0], lines: report.hints, fields: fields) }
        return Problem(title: report.message, lines: items + report.hints, fields: fields)
    }

    /// What is wrong with single fields, to stand beside them.
    private static func fields(_ error: any Error) -> [String: String] {
        switch error {
        case StoreError.invalid(let failures):
            Dictionary(failures.compactMap { fail in fail.field.map { ($0, fail.rule.sentence) } }) { first, _ in first
            }
        case StoreError.conflict(let conflicts):
            Dictionary(conflicts.map { ($0.field, "\($0.by) has changed it to \($0.stored)") }) { first, _ in first }
        default: [:]
        }
    }
}
