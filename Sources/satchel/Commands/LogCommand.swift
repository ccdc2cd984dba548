internal import Domain
internal import Host
internal import Storage

/// `log`: what the program did and what went wrong, from its structured log.
enum LogCommand {
    private static let limitUsual = 50
    private static let pauseMilliseconds = 250

    static let spec = CommandSpec(
        name: "log", summary: "Show the program's log: each run with its outcome, and what went wrong",
        options: [
            .init(name: "follow", help: "go on with what is added, until stopped; with --json as JSON Lines"),
            .init(
                name: "level", value: "LEVEL", help: "only this important and more, info unless given",
                words: .choice(LogLevel.allCases.map(\.rawValue))),
            .init(name: "limit", value: "N", help: "at most so many lines, the newest; 50 unless given"),
        ],
        examples: [
            .init("satchel log --level warn", "what was refused or failed"),
            .init("satchel log --follow", "each run as it ends"),
        ],
        printsData: true, isLong: true, run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        let level = session.invocation.value("level").flatMap(LogLevel.init) ?? .info
        let file = LogFile(path: session.log.path, level: level)
        let limit = try session.invocation.count("limit") ?? limitUsual
        guard session.invocation.has("follow") else {
            let lines = file.newest(limit).lines
            if session.wantsJSON {
                try JSONLines.writeArray(lines, to: session.output)
            } else {
                for line in lines { try session.output.line(text(line)) }
            }
            return .done
        }
        return try follow(file, limit, session)
    }

    private static func follow(_ file: LogFile, _ limit: Int, _ session: Session) throws -> ExitCode {
        let stop = StopSignals()
        func write(_ line: JSONValue) throws {
            try session.output.line(session.wantsJSON ? JSONText.text(line) : text(line))
            try session.output.flush()
        }
        let newest = file.newest(limit)
        for line in newest.lines { try write(line) }
        try session.output.flush()
        try file.follow(
            skipping: newest.byteCount, wait: { stop.isStopped(afterMilliseconds: pauseMilliseconds) }, write)
        return .done
    }

    /// One line for a person: when, how important, what, and the facts.
    private static func text(_ line: JSONValue) -> String {
        var parts: [String] = []
        var facts: [String] = []
        for member in line.members {
            let value = member.value.string ?? JSONText.text(member.value)
            switch member.key {
            case "timestamp": parts.append(Moment.parse(value).map(LocalMoment.text) ?? value)
            case "level": parts.append(value + String(repeating: " ", count: max(0, 5 - value.count)))
            case "message": parts.append(value)
            default: if member.value != .null { facts.append("\(member.key)=\(value)") }
            }
        }
        return Table.cell((parts + facts).joined(separator: " "))
    }
}
