internal import Domain
internal import Interface
internal import Storage

/// What the screen is told when something could not be read.
enum ScreenFailure {
    /// What the member may not read is not there, and the message line says why; anything else failed.
    static func messages(_ job: ScreenWorker.Job, _ error: any Error) -> [Message] {
        let problem = ProblemText.problem(error)
        var isDenied = false
        if case StoreError.denied = error { isDenied = true }
        switch job {
        case .load(let id, _) where isDenied:
            return [.loaded(id, Window(records: [], names: [:], hasMore: false)), .notice(.warning, problem)]
        case .count(let id, _) where isDenied: return [.counted(id, 0)]
        case .audit(let id, _, _) where isDenied: return [.auditLoaded(id, []), .notice(.warning, problem)]
        case .load(let id, _), .count(let id, _), .audit(let id, _, _), .changes(let id, _):
            return [.failed(id, problem)]
        case .catchUp:
            return [.notice(.warning, Problem(title: "Search is not up to date", lines: [problem.title]))]
        }
    }
}
