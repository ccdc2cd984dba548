internal import Domain
internal import Host
internal import Interface
internal import Storage
internal import Synchronization

/// The worker's thread: counts, slow windows, the audit log, and the search file's catching up, on a connection of its
/// own. Of each kind the newest job wins; a job that was superseded is not answered.
final class ScreenWorker: Sendable {
    enum Job: Sendable {
        case window(RequestID, Query)
        case count(RequestID, Query)
        case audit(RequestID, AuditFilter, before: Int64?, limit: Int)
        case rank(RequestID, Query)
        case range(RequestID, Query, to: Identifier)
        case names(RequestID, filter: String, resource: String, FilterViewpoint)
        case changes(RequestID, AuditEntry)
        case preview(RequestID, BulkEdit)
        case offer(RequestID, isRedo: Bool)
        case folder(RequestID, FolderQuestion)
        case catchUp

        /// Jobs of one kind supersede each other.
        var kind: Kind {
            switch self {
            case .window(let id, _): Kind(work: 0, place: id.place)
            case .count(let id, _): Kind(work: 1, place: id.place)
            case .audit(let id, _, _, _): Kind(work: 2, place: id.place)
            case .changes(let id, _): Kind(work: 3, place: id.place)
            case .preview(let id, _): Kind(work: 5, place: id.place)
            case .offer(let id, _): Kind(work: 6, place: id.place)
            case .rank(let id, _): Kind(work: 7, place: id.place)
            case .range(let id, _, _): Kind(work: 8, place: id.place)
            case .names(let id, _, _, _): Kind(work: 9, place: id.place)
            case .folder(let id, _): Kind(work: 10, place: id.place)
            case .catchUp: .catchUp
            }
        }
    }

    /// What a job does, and for which place of the screen.
    struct Kind: Hashable {
        let work: Int
        let place: Int

        static let catchUp = Kind(work: 4, place: 0)
    }

    /// More kinds than wait at any time: queueing one never waits.
    private static let kindsMax = 1_024

    private struct State {
        /// The newest job's number of each kind.
        var newest: [Kind: Int] = [:]
        /// The job of each kind that waits: never more than one, so that nobody waits to queue one.
        var waiting: [Kind: (number: Int, job: Job)] = [:]
        var count = 0
        /// Jobs that wait or run.
        var open = 0
        /// The kind of the job that runs, and how to stop it.
        var running: (kind: Kind, number: Int)?
        var interrupt: (@Sendable () -> Void)?
        /// The folder from which a file was imported last.
        var folder: String?
        /// Stops the catching up of search, which has connections of its own.
        var stopCatchUp: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    /// Kinds of which a job waits.
    private let channel = Channel<Kind>(capacity: ScreenWorker.kindsMax)
    private let options: ScreenProgram.Options
    private let mailbox: Mailbox<Message>
    private let join = Mutex<Worker.Join?>(nil)

    private let member: Identifier
    private var paths: StorePaths { options.paths }

    init(options: ScreenProgram.Options, member: Identifier, mailbox: Mailbox<Message>) {
        self.options = options
        if options.isRestricted { state.withLock { $0.folder = Files.parent(options.paths.store) } }
        self.member = member
        self.mailbox = mailbox
    }

    /// Starts the thread with its first job: the first frame does not wait for a connection more.
    private func start() {
        join.withLock { join in
            guard join == nil else { return }
            join = Worker.start("worker") { [self] in
                do {
                    let reader = try Reader(paths: paths, as: .member(member), isReadOnly: options.isReadOnly)
                    state.withLock { $0.interrupt = reader.interrupt }
                    while let kind = channel.receive() {
                        if let (number, job) = next(kind) { run(job, number, reader, paths) }
                        state.withLock { $0.open -= 1 }
                    }
                    state.withLock { $0.interrupt = nil }
                } catch {
                    // Nothing may wait for an answer that does not come.
                    while let kind = channel.receive() {
                        if let (_, job) = next(kind) { fail(job, error) }
                        state.withLock { $0.open -= 1 }
                    }
                }
            }
        }
    }

    private func next(_ kind: Kind) -> (number: Int, job: Job)? {
        state.withLock { $0.waiting.removeValue(forKey: kind) }
    }

    /// Remembers a folder for the next file that is chosen.
    func stand(in folder: String) { state.withLock { $0.folder = folder } }

    /// Queues a job; one of the same kind that waits or runs gives way. Waits for nothing.
    func add(_ job: Job) {
        let isFirst = state.withLock { state in
            state.open += 1
            state.count += 1
            state.newest[job.kind] = state.count
            if let running = state.running, running.kind == job.kind, job.kind != .catchUp {
                state.interrupt?()
            }
            let isFirst = state.waiting.updateValue((state.count, job), forKey: job.kind) == nil
            if !isFirst { state.open -= 1 }
            return isFirst
        }
        start()
        if isFirst { _ = channel.send(job.kind) }
    }

    /// Whether something waits or runs; what it answers is in the mailbox before this changes.
    var isBusy: Bool { state.withLock { $0.open > 0 } }

    /// Ends the thread once what runs has stopped.
    func finish() {
        channel.abandon()
        state.withLock { state in
            state.interrupt?()
            state.stopCatchUp?()
        }
        join.withLock { $0 }?.wait()
    }

    private func isNewest(_ number: Int, _ job: Job) -> Bool {
        state.withLock { $0.newest[job.kind] == number }
    }

    private func run(_ job: Job, _ number: Int, _ reader: Reader, _ paths: StorePaths) {
        guard isNewest(number, job) else { return }
        state.withLock { $0.running = (job.kind, number) }
        defer { state.withLock { $0.running = nil } }
        do {
            let message = try answer(job, reader, paths)
            if let message, isNewest(number, job) { mailbox.post(message) }
        } catch StoreError.cancelled where isNewest(number, job) {
            // The stop was meant for the job before.
            add(job)
        } catch StoreError.cancelled {
            // Superseded.
        } catch {
            fail(job, error)
        }
    }

    private func answer(_ job: Job, _ reader: Reader, _ paths: StorePaths) throws -> Message? {
        switch job {
        case .window(let id, let query): return .reply(id, .window(try reader.window(query)))
        case .count(let id, let query): return .reply(id, .count(try reader.count(query)))
        case .rank(let id, let query): return .reply(id, .rank(try reader.rank(query)))
        case .range(let id, let query, let end): return .reply(id, .records(try Self.range(query, to: end, reader)))
        case .names(let id, let filter, let resource, let viewpoint):
            return .reply(id, .names(try Self.wrongName(in: filter, of: resource, viewpoint, reader)))
        case .audit(let id, let filter, let before, let limit):
            let query = try reader.auditQuery(filter, before: before, limit: limit)
            return .reply(id, .audit(try reader.audit(query)))
        case .changes(let id, let entry):
            let changesMax = 200
            guard let group = entry.group else { return .reply(id, .changes([])) }
            return .reply(id, .changes(try reader.changes(ofGroup: group, limit: changesMax)))
        case .preview(let id, let edit):
            let rowsMax = 500
            return .reply(id, .preview(try reader.preview(edit, rowsMax: rowsMax)))
        case .offer(let id, let isRedo):
            let offer = try isRedo ? reader.nextRedo() : reader.nextUndo()
            return .reply(
                id, .offer(summary: offer?.summary, changes: offer?.changeCount ?? 0, at: offer?.at ?? 0))
        case .folder(let id, let question):
            let last = state.withLock { $0.folder }
            return .reply(
                id, .folder(try FolderLook.listing(question, last: last, reach: { try options.demandReach(of: $0) })))
        case .catchUp:
            let builder = try SearchBuilder(paths: paths)
            state.withLock { $0.stopCatchUp = builder.interrupt }
            defer { state.withLock { $0.stopCatchUp = nil } }
            guard try builder.lag() > 0 else { return nil }
            try builder.catchUp()
            return .wordsIndexed
        }
    }

    /// The records between a query's cursor and another one, below it or above.
    private static func range(_ query: Query, to end: Identifier, _ reader: Reader) throws -> [Identifier]? {
        for isBackwards in [false, true] {
            var part = query
            part.isBackwards = isBackwards
            let ids = try reader.window(part).records.map(\.id)
            guard let index = ids.firstIndex(of: end) else { continue }
            return Array(isBackwards ? ids[index...] : ids[...index])
        }
        return nil
    }

    /// What is wrong with the names in a filter, if anything.
    private static func wrongName(
        in filter: String, of resource: String, _ viewpoint: FilterViewpoint, _ reader: Reader
    ) throws -> FilterError? {
        guard let facts = Resources.named(resource) else { return nil }
        do throws(FilterError) {
            _ = try FilterParser.parse(filter, for: facts, in: viewpoint) { name, target in
                Resources.named(target).flatMap { try? reader.meaning(of: name, in: $0) }
            }
            return nil
        } catch {
            return error
        }
    }

    private func fail(_ job: Job, _ error: any Error) {
        switch job {
        case .window(let id, _), .count(let id, _), .audit(let id, _, _, _), .changes(let id, _), .preview(let id, _),
            .offer(let id, _), .rank(let id, _), .range(let id, _, _), .names(let id, _, _, _), .folder(let id, _):
            mailbox.post(.reply(id, ScreenFailure.reply(error)))
        case .catchUp:
            let reason = ProblemText.problem(error).title
            mailbox.post(.notice(.warning, Problem(title: "Search is not up to date", lines: [reason])))
        }
    }
}
