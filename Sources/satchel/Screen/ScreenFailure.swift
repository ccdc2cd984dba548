internal import Interface
internal import Storage

/// What the screen is told when the store could not do something.
enum ScreenFailure {
    /// What the member may not read is not there; anything else failed.
    static func reply(_ error: any Error) -> Reply {
        let problem = ProblemText.problem(error)
        if case StoreError.denied = error { return .denied(problem) }
        return .failed(problem)
    }
}
