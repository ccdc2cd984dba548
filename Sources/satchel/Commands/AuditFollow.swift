internal import Domain
internal import Host
internal import Storage

/// `audit export --follow`: each line of the audit log as it comes, oldest first, until it is stopped.
struct AuditFollow {
    private let session: Session
    private let output: Output
    private var query: AuditQuery

    /// How soon a commit of another process shows.
    private static let pauseMilliseconds = 250

    init(_ session: Session) throws {
        self.session = session
        let invocation = session.invocation
        if let format = invocation.value("format"), format != "jsonl" {
            throw UsageFailure.optionNotHere(option: "format", reason: "--follow writes jsonl and nothing else")
        }
        if invocation.has("until") {
            throw UsageFailure.optionNotHere(option: "until", reason: "--follow goes on until it is stopped")
        }
        query = try AuditCommand.query(session, limit: .max)
        output = try invocation.value("out").map { try Output(path: $0) } ?? session.output
    }

    mutating func run() throws -> ExitCode {
        let stop = StopSignals()
        if !session.isReadOnly { try session.writer().event(.export, resource: "audit", detail: "audit log: followed") }
        let reader = try session.reader()
        var version = try reader.dataVersion()
        var end = try reader.auditEnd()
        if query.since != nil { try write(try reader.audit(query), through: end) }
        query.since = nil
        while !stop.isStopped(afterMilliseconds: Self.pauseMilliseconds) {
            let newVersion = try reader.dataVersion()
            if newVersion == version { continue }
            version = newVersion
            query.after = end
            end = try reader.auditEnd()
            try write(try reader.audit(query), through: end)
        }
        return .done
    }

    /// What is beyond the end comes the next time.
    private func write(_ entries: [AuditEntry], through end: AuditEnd) throws {
        for entry in entries.reversed() where end.covers(entry) {
            try output.line(JSONText.text(AuditJSON.value(entry)))
        }
        try output.flush()
    }
}
