internal import Domain
internal import Host
internal import Interface
internal import Storage
internal import Synchronization

/// The writer's thread: the one connection that writes, opened when the first change is made.
final class ScreenWriter: Sendable {
    enum Job: Sendable {
        case commit(Proposal)
        case bulk(BulkEdit)
        case revert(AuditEntry)
        case restore(resource: String, Identifier, commit: Int64)
        case event(EventEntry.Kind, resource: String, detail: String)
        case importing(ImportStep, ImportOrder)
        case undo
        case redo
    }

    private static let jobsMax = 64
    /// How long what only looks is waited for at the end.
    private static let endMilliseconds = 3_000

    private let channel = Channel<(id: RequestID, job: Job)>(capacity: ScreenWriter.jobsMax)
    private let join = Mutex<Worker.Join?>(nil)
    /// Stops jobs that are not answered yet.
    private let stops = Mutex<[RequestID: StopFlag]>([:])
    /// Those of them that write nothing.
    private let trials = Mutex<Set<RequestID>>([])
    /// Jobs that are not answered yet.
    private let open = Atomic(0)
    private let options: ScreenProgram.Options
    private let mailbox: Mailbox<Message>

    init(options: ScreenProgram.Options, mailbox: Mailbox<Message>) {
        self.options = options
        self.mailbox = mailbox
    }

    /// Starts the thread with its first job.
    private func start() {
        join.withLock { join in
            guard join == nil else { return }
            join = Worker.start("writer") { [self] in
                var writer: Writer?
                let imports = ScreenImport(options.paths) { [options] in try options.demandReach(of: $0) }
                while let (id, job) = channel.receive() { run(job, id, &writer, imports) }
                try? writer?.checkpoint()
            }
        }
    }

    /// Whether something is being written, or waits to be.
    var isBusy: Bool { open.load(ordering: .acquiring) > 0 }

    private func run(_ job: Job, _ id: RequestID, _ writer: inout Writer?, _ imports: ScreenImport) {
        func answer(_ reply: Reply) {
            stops.withLock { $0[id] = nil }
            trials.withLock { _ = $0.remove(id) }
            mailbox.post(.reply(id, reply))
            // Behind the answer, so that nobody takes the writer for idle who has not seen it.
            open.subtract(1, ordering: .releasing)
            mailbox.wake()
        }
        do {
            let opened =
                try writer
                ?? Writer(paths: options.paths, surroundings: options.surroundings, actingAs: options.member)
            writer = opened
            // The loop notices the commit itself, by the store's data version.
            let attendant = Attendant(stop: stops.withLock { $0[id] } ?? StopFlag()) { [mailbox] progress in
                mailbox.post(.reply(id, .progress(progress.done, of: progress.total)))
            }
            answer(try Self.perform(job, opened, imports, attendant))
        } catch {
            answer(.failed(ProblemText.problem(error)))
        }
        // Behind the answer: nobody waits for it.
        writer?.syncAnchor()
    }

    /// Has an event written into the log; only that this failed is told.
    func note(_ kind: EventEntry.Kind, resource: String, detail: String) {
        add(RequestID(place: 0, number: 0), .event(kind, resource: resource, detail: detail))
    }

    /// Queues a write; it is never dropped.
    func add(_ id: RequestID, _ job: Job) {
        start()
        open.add(1, ordering: .releasing)
        stops.withLock { $0[id] = StopFlag() }
        if case .importing(let step, _) = job, step != .run { trials.withLock { _ = $0.insert(id) } }
        _ = channel.send((id, job))
    }

    /// Stops a job, with nothing half done; one that is done stays done.
    func stop(_ id: RequestID) { stops.withLock { $0[id] }?.raise() }

    /// Stops all that can be stopped: nobody waits for it any more.
    func stopAll() { stops.withLock { for flag in $0.values { flag.raise() } } }

    /// Ends the thread once everything queued is written; what only looks or tries is stopped, and not waited for where
    /// it hangs in a file that does not answer.
    func finish() {
        channel.close()
        let looking = trials.withLock { $0 }
        for id in looking { stop(id) }
        guard let join = join.withLock({ $0 }) else { return }
        let onlyLooks = stops.withLock { Set($0.keys).subtracting(looking).isEmpty }
        if onlyLooks { _ = join.wait(atMostMilliseconds: Self.endMilliseconds) } else { join.wait() }
    }

    private static func perform(
        _ job: Job, _ writer: Writer, _ imports: ScreenImport, _ attendant: Attendant
    ) throws -> Reply {
        switch job {
        case .commit(let proposal):
            let receipt = try writer.commit(proposal)
            return .committed(summary: try writer.summary(of: receipt.group), record: receipt.records.first)
        case .bulk(let edit):
            let result = try writer.run(edit, attendant)
            return .changed(try writer.summary(of: result.group))
        case .revert(let entry):
            let target = entry.group.map(RevertTarget.group) ?? .commit(entry.number)
            let outcome = try writer.revert(target, Trial(), attendant)
            if outcome.changeCount > 0 { return .changed("Taken back: \(outcome.summary)") }
            return .failed(Problem(title: "Nothing is left to take back of \(outcome.summary)"))
        case .restore(let name, let record, let commit):
            guard let resource = Resources.named(name) else { throw StoreError.notFound(resource: name, key: name) }
            let outcome = try writer.restore(record, in: resource, at: commit)
            if outcome.changeCount > 0 { return .changed("Restored \(outcome.summary) as of commit \(commit)") }
            return .failed(Problem(title: "\(outcome.summary) holds what it held then"))
        case .event(let kind, let resource, let detail):
            try writer.event(kind, resource: resource, detail: detail)
            return .changed(detail)
        case .importing(let step, let order): return try imports.perform(step, order, writer, attendant)
        case .undo: return done(try writer.undo(attendant), .undo)
        case .redo: return done(try writer.redo(attendant), .redo)
        }
    }

    /// What was taken back or done again; where nothing was left of it, that.
    private static func done(_ result: UndoResult, _ direction: Phrase.Direction) -> Reply {
        let passed = result.passedOver.map { "; " + Phrase.passedOver($0) }.joined()
        if result.changeCount > 0 { return .undone(result.summary + passed) }
        let words = Phrase.nothingLeft(result, direction) + passed
        return .failed(Problem(title: words.prefix(1).uppercased() + words.dropFirst()))
    }
}
