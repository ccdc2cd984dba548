internal import Interface

/// Errors as the screen shows them: the sentences of the command line.
enum ProblemText {
    static func problem(_ error: any Error) -> Problem {
        let report = FailureReport(error)
        let items = report.items.map(\.sentence)
        // One failure says it all by itself; several stand under the line that counts them.
        if items.count == 1 { return Problem(title: items[0], lines: report.hints) }
        return Problem(title: report.message, lines: items + report.hints)
    }
}
