internal import Digest
internal import Domain
internal import Host
internal import Storage
internal import Terminal

/// One run of the program: command line, configuration, command, outcome.
enum Program {
    /// Runs what the words say and answers the exit code.
    static func run(_ arguments: [String?]) -> Int32 {
        let start = Clock.monotonicMicroseconds()
        Machine.outliveReaders()
        let correlation = makeCorrelation()
        let wantsJSON = arguments.prefix { $0 != "--" }.contains("--json")
        do {
            let invocation = try invocation(arguments)
            try GivenTexts.check(invocation)
            if invocation.has("help") { return try printHelp(invocation) }
            let session = try Session(invocation, correlation: correlation)
            return outcome(of: session, start: start)
        } catch {
            let report = FailureReport(error)
            say(report, correlation: correlation, asJSON: wantsJSON)
            let log = Log(
                folder: Folders.state, level: .info, byteCountMax: Session.logByteCountUsual,
                daysMax: Session.logDaysUsual, correlation: correlation)
            log.write(
                .warn, "refused",
                [
                    JSONMember(key: "module", value: .string("command line")),
                    JSONMember(key: "error", value: .string(report.code)),
                    JSONMember(key: "exit", value: .integer(report.exit.rawValue)),
                ])
            return report.exit.rawValue
        }
    }

    /// What the words mean; `--version` is the command of that name.
    private static func invocation(_ arguments: [String?]) throws(UsageFailure) -> Invocation {
        if let broken = arguments.firstIndex(of: nil) { throw .notText(argument: broken + 1) }
        let invocation = try CommandLineParser.parse(arguments.compactMap(\.self))
        guard invocation.has("version"), !invocation.has("help") else { return invocation }
        return try CommandLineParser.parse(["version"] + (invocation.has("json") ? ["--json"] : []))
    }

    private static func makeCorrelation() -> String {
        var ids = IdentifierSource(seed: Entropy.word())
        return ids.next(microseconds: Clock.microseconds()).text
    }

    private static func printHelp(_ invocation: Invocation) throws -> Int32 {
        if invocation.has("json") { throw UsageFailure.optionNotHere(option: "json", reason: "help is text") }
        do throws(StoreError) {
            let output = try Output()
            try output.write(invocation.spec.map(HelpText.command) ?? HelpText.program())
            try output.flush()
        } catch {
            // Whoever read has seen enough: nothing is wrong.
            guard case .host(let reason) = error, reason.isReaderGone else { throw error }
        }
        return ExitCode.done.rawValue
    }

    /// Runs the command; whatever it throws is told and logged, with what was printed before kept.
    private static func outcome(of session: Session, start: Int64) -> Int32 {
        var report: FailureReport?
        var code = ExitCode.done
        let pager = Paging.command(for: session).flatMap(PagerProcess.start)
        do {
            code = try session.invocation.spec.map { try $0.run(session) } ?? ScreenStart.run(session)
            try session.output.flush()
        } catch StoreError.host(let error) where error.isReaderGone {
            // A pager was quit, or `head` had enough: nothing is wrong.
        } catch {
            let failure = FailureReport(error)
            report = failure
            code = failure.exit
            try? session.output.flush()
        }
        switch consume pager {
        case .some(let pager): pager.finish()
        case .none: break
        }
        if let report { say(report, correlation: session.correlation, asJSON: session.wantsJSON) }
        session.noteOutcome(code, report, milliseconds: (Clock.monotonicMicroseconds() - start) / 1_000)
        session.close()
        session.endedBy?.raiseByDefault()
        return code.rawValue
    }

    private static func say(_ report: FailureReport, correlation: String, asJSON: Bool) {
        let text = asJSON ? report.json(correlation: correlation) : report.text(correlation: correlation)
        // Nobody is left to tell when standard error is gone.
        try? FileWriter.standardError().write(text)
    }
}
