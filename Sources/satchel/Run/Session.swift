internal import Digest
internal import Domain
internal import Host
internal import Storage
internal import Terminal

/// What a running command has at hand: its words, the configuration, the store it opens when it needs it, its output.
final class Session {
    let invocation: Invocation
    let configuration: Configuration
    let correlation: String
    let output: Output
    let log: Log
    /// Whether nothing outside the store's folder may be touched.
    let isRestricted: Bool
    /// The signal that ended the screen.
    var endedBy: Signal?
    private(set) var openReader: Reader?
    private var openWriter: Writer?
    private var knownCurrency: String?
    /// Whether it was said why searches read the records.
    var hasNotedSearch = false

    /// Size at which the log is turned over when no configuration could be read.
    static let logByteCountUsual: Int64 = 5_000_000
    static let logDaysUsual = 30
    private static let bytesPerMegabyte: Int64 = 1_000_000

    /// Reads the configuration. `config` reads it itself, to report on it.
    init(_ invocation: Invocation, correlation: String) throws {
        self.invocation = invocation
        self.correlation = correlation
        let isTolerant = ["config check", "doctor", "version", "help", "completion"].contains(invocation.commandName)
        do {
            configuration = try Configuration.read(invocation)
        } catch {
            guard isTolerant else { throw error }
            configuration = Configuration(settings: [])
        }
        isRestricted = invocation.has("restricted") || configuration.flag(.restricted)
        if isRestricted { try Restriction.check(invocation, store: configuration[.store] ?? invocation.value("store")) }
        output = try Output()
        log = Log(
            folder: Folders.state, level: configuration[.logLevel].flatMap(LogLevel.init) ?? .info,
            byteCountMax: Int64(configuration.number(.logSize)) * Self.bytesPerMegabyte,
            daysMax: configuration.number(.logAge), correlation: correlation)
    }

    var wantsJSON: Bool { invocation.has("json") }
    var isReadOnly: Bool { configuration.flag(.readOnly) }
    var now: Int64 { Clock.microseconds() }

    // MARK: The store

    /// The store that is meant; usage failure when none is named.
    func paths() throws(UsageFailure) -> StorePaths {
        guard let store = configuration[.store] else { throw .noStore }
        return StorePaths(store: store, stateFolder: Folders.state)
    }

    func surroundings() -> Surroundings {
        let millisecondsPerSecond = 1_000
        return Surroundings(
            session: Machine.session, correlation: correlation, now: { Clock.microseconds() },
            random: { Entropy.word() },
            lockWaitMilliseconds: configuration.number(.lockWait) * millisecondsPerSecond)
    }

    /// The connection for reading, opened once.
    func reader() throws -> Reader {
        if let openReader { return openReader }
        let reader = try StoreOpening.reader(
            try paths(), as: configuration[.member].map(Onlooker.named) ?? .member(nil), surroundings: surroundings(),
            isReadOnly: isReadOnly)
        if reader.isNewer { try FileWriter.standardError().write("satchel: \(Phrase.newer(reader))\n") }
        openReader = reader
        return reader
    }

    /// Closes the connection for reading; the next use opens it again.
    func closeReader() {
        openReader = nil
    }

    /// Closes the store. After a command that wrote it is one file again, unless others have it open.
    func close() {
        openReader = nil
        guard let paths = openWriter?.paths else { return }
        openWriter = nil
        do throws(StoreError) {
            try StoreClosing.settle(paths, surroundings())
        } catch {
            // What was committed stands in the WAL: the next writer takes it from there.
            log.write(.warn, "not settled", [JSONMember(key: "error", value: .string(FailureReport(error).code))])
        }
    }

    /// The connection for writing, opened once.
    func writer() throws -> Writer {
        if isReadOnly { throw CommandFailure.readOnlyAsked }
        if let openWriter { return openWriter }
        let writer = try Writer(
            paths: try paths(), surroundings: surroundings(), actingAs: configuration[.member])
        openWriter = writer
        return writer
    }

    /// The currency of the store.
    func currency() throws -> String {
        if let knownCurrency { return knownCurrency }
        let currency = try reader().settings().currency
        knownCurrency = currency.isEmpty ? "EUR" : currency
        return knownCurrency ?? currency
    }

    // MARK: Who acts

    /// What the member may who was named, or the store's own.
    func access() throws -> Access {
        try reader().access()
    }

    /// Refuses what the member may never do; the attempt is an event and says who can grant it.
    func demand(_ action: Permission.Action, on resource: String) throws {
        guard let denial = try access().denial(action, on: resource) else { return }
        throw try refused(denial)
    }

    /// Refuses what may not be written at all, then what the member may never do: before anything is looked up that the
    /// member may not even read.
    func demandChange(_ action: Permission.Action, on resource: String) throws {
        _ = try writer()
        try demand(action, on: resource)
    }

    /// The refusal with the names of those who can grant it; written down unless nothing may be written.
    func refused(_ denial: Denial) throws -> StoreError {
        var denial = denial
        denial.grantors = try reader().grantors()
        if !isReadOnly { try? writer().event(.denied, detail: denial.attempt) }
        return .denied(denial)
    }

    // MARK: Log

    /// One line of the log about the whole command.
    func noteOutcome(_ code: ExitCode, _ report: FailureReport?, milliseconds: Int64) {
        let identity = openReader?.identity ?? openWriter?.identity
        var facts: [JSONMember] = [
            JSONMember(key: "module", value: .string("command line")),
            JSONMember(key: "action", value: .string(invocation.spec?.name ?? "screen")),
            JSONMember(key: "duration_ms", value: .integer(milliseconds)),
            // The id alone: what a person is called is erased with them, and a log is not.
            JSONMember(key: "member", value: .text((try? openReader?.access())?.actor.id.text)),
            JSONMember(key: "tenant", value: .text(identity?.tenant.text)),
            JSONMember(key: "device", value: .text(identity?.device.text)),
            JSONMember(key: "exit", value: .integer(code.rawValue)),
        ]
        guard let report else { return log.write(.info, "done", facts) }
        facts.append(JSONMember(key: "error", value: .string(report.code)))
        if report.isUnexpected {
            facts.append(JSONMember(key: "detail", value: .string(report.detail ?? report.message)))
        }
        log.write(report.isUnexpected ? .error : .warn, report.isUnexpected ? "failed" : "refused", facts)
    }
}
