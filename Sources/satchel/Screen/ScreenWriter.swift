internal import Domain
internal import Host
internal import Interface
internal import Storage
internal import Synchronization

/// The writer's thread: the one connection that writes, opened when the first change is made.
final class ScreenWriter: Sendable {
    enum Job: Sendable {
        case commit(Proposal)
        case undo
        case redo
    }

    private static let jobsMax = 64

    private let channel = Channel<(id: Int, job: Job)>(capacity: ScreenWriter.jobsMax)
    private let join = Mutex<Worker.Join?>(nil)
    private let options: ScreenProgram.Options
    private let mailbox: Mailbox<Message>
    private let worker: ScreenWorker

    init(options: ScreenProgram.Options, mailbox: Mailbox<Message>, worker: ScreenWorker) {
        self.options = options
        self.mailbox = mailbox
        self.worker = worker
    }

    /// Starts the thread with its first job.
    private func start() {
        join.withLock { join in
            guard join == nil else { return }
            join = Worker.start("writer") { [self] in
                var writer: Writer?
                while let (id, job) = channel.receive() { run(job, id, &writer) }
                try? writer?.checkpoint()
            }
        }
    }

    private func run(_ job: Job, _ id: Int, _ writer: inout Writer?) {
        do {
            let open =
                try writer
                ?? Writer(paths: options.paths, surroundings: options.surroundings, actingAs: options.member)
            writer = open
            mailbox.post(try Self.perform(job, id, open))
            mailbox.post(.storeChanged)
            worker.add(.catchUp)
        } catch {
            mailbox.post(.failed(id, ProblemText.problem(error)))
        }
    }

    /// Queues a write; it is never dropped.
    func add(_ id: Int, _ job: Job) {
        start()
        _ = channel.send((id, job))
    }

    /// Ends the thread once everything queued is written.
    func finish() {
        channel.close()
        join.withLock { $0 }?.wait()
    }

    private static func perform(_ job: Job, _ id: Int, _ writer: Writer) throws -> Message {
        switch job {
        case .commit(let proposal):
            let receipt = try writer.commit(proposal)
            return .committed(id, summary: try writer.summary(of: receipt.group), record: receipt.records.first)
        case .undo: return .undone(id, try writer.undo().summary)
        case .redo: return .undone(id, try writer.redo().summary)
        }
    }
}
