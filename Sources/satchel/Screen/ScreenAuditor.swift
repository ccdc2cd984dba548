internal import Domain
internal import Host
internal import Interchange
internal import Interface
internal import Storage
internal import Synchronization

/// The thread of what reads much of the store for one answer, or writes a file: the check of the journal and all
/// records, the audit log's way into a file, a macro. It has a connection of its own, so that lists are counted and
/// read meanwhile.
final class ScreenAuditor: Sendable {
    enum Job: Sendable {
        case verify
        case export(AuditFilter, path: String)
        case keepMacro(String)
    }

    private static let jobsMax = 16

    private let channel = Channel<(id: RequestID, job: Job)>(capacity: ScreenAuditor.jobsMax)
    private let join = Mutex<Worker.Join?>(nil)
    /// Stops jobs that are not answered yet.
    private let stops = Mutex<[RequestID: StopFlag]>([:])
    private let options: ScreenProgram.Options
    private let member: Identifier
    /// Writes what the log says of an export; nil where nothing may be written.
    private let writer: ScreenWriter?
    private let mailbox: Mailbox<Message>

    init(options: ScreenProgram.Options, member: Identifier, writer: ScreenWriter?, mailbox: Mailbox<Message>) {
        self.options = options
        self.member = member
        self.writer = writer
        self.mailbox = mailbox
    }

    /// Starts the thread with its first job.
    private func start() {
        join.withLock { join in
            guard join == nil else { return }
            join = Worker.start("auditor") { [self] in
                while let (id, job) = channel.receive() { run(job, id) }
            }
        }
    }

    /// Queues a job. Waits for nothing.
    func add(_ id: RequestID, _ job: Job) {
        start()
        stops.withLock { $0[id] = StopFlag() }
        _ = channel.send((id, job))
    }

    /// Whether something waits or runs; what it answers is in the mailbox before this changes.
    var isBusy: Bool { stops.withLock { !$0.isEmpty } }

    /// Stops a job, with nothing half done.
    func stop(_ id: RequestID) { stops.withLock { $0[id] }?.raise() }

    /// Ends the thread; what can be stopped is, and a macro is kept.
    func finish() {
        channel.close()
        for stop in stops.withLock({ Array($0.values) }) { stop.raise() }
        join.withLock { $0 }?.wait()
    }

    private func run(_ job: Job, _ id: RequestID) {
        let stop = stops.withLock { $0[id] } ?? StopFlag()
        let reply: Reply
        do {
            reply =
                switch job {
                case .verify: .verified(try verify(reader(), id, stop))
                case .export(let filter, let path): .changed(try export(filter, path, reader(), stop))
                case .keepMacro(let text): .kept(path: try keep(text))
                }
        } catch let problem as Problem {
            reply = .failed(problem)
        } catch StoreError.cancelled {
            let words = if case .verify = job { "The check was stopped." } else { "Stopped: no file was written." }
            reply = .failed(Problem(title: words))
        } catch {
            reply = ScreenFailure.reply(error)
        }
        mailbox.post(.reply(id, reply))
        stops.withLock { $0[id] = nil }
    }

    private func reader() throws(StoreError) -> Reader {
        try Reader(paths: options.paths, as: .member(member), isReadOnly: options.isReadOnly)
    }

    /// Writes the macro, readable by its owner only, over the one before.
    private func keep(_ text: String) throws(HostError) -> String {
        let path = "\(options.paths.stateFolder)/macro.keys"
        try Files.makeFolder(options.paths.stateFolder)
        try Files.write(Array(text.utf8), to: path)
        return path
    }

    private func verify(_ reader: Reader, _ id: RequestID, _ stop: StopFlag) throws -> Verdict {
        let facts = try reader.storeFacts()
        let total = facts.commits + facts.recordCounts.values.reduce(0, +)
        let attendant = Attendant(stop: stop) { [mailbox] progress in
            mailbox.post(.reply(id, .progress(progress.done, of: progress.total)))
        }
        let result = try reader.verify(attendant, of: total)
        return Verdict(
            counted: Phrase.counted(result), problems: result.problems.map(\.sentence), isAnchored: !result.lacksAnchor)
    }

    private func export(_ filter: AuditFilter, _ path: String, _ reader: Reader, _ stop: StopFlag) throws -> String {
        let format = path.split(separator: ".").last.map(String.init) ?? ""
        guard AuditFile.formats.contains(format) else {
            throw Problem(
                title: "“\(path)” does not tell how to write it",
                lines: ["End it in \(AuditFile.formats.map { ".\($0)" }.joined(separator: ", "))."])
        }
        try options.demandReach(of: path)
        try OutputPath.check(path, store: options.paths)
        let over = Files.kind(path) == .missing ? "" : ", over the file that stood there"
        let count = try AuditFile(format: format, safety: .guarded).write(
            try reader.auditQuery(filter, limit: AuditFile.pieceCount), reader, to: try Output(path: path),
            isStopped: { stop.isRaised })
        writer?.note(.export, resource: AuditLog.shape.name, detail: AuditFile.detail(count))
        return "\(Phrase.count(count, "line")) of the audit log written to \(path)\(over)"
    }
}
