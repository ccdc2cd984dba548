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
    private let mailbox: Mailbox<Message>
    private let worker: ScreenWorker

    init(options: ScreenProgram.Options, mailbox: Mailbox<Message>, worker: ScreenWorker) {
        self.mailbox = mailbox
        self.worker = worker
        let paths = options.paths
        let surroundings = options.surroundings
        let member = options.member
        let started = Worker.start("writer") { [channel] in
            var writer: Writer?
            while let (id, job) = channel.receive() {
                do {
                    let open = try writer ?? Writer(paths: paths, surroundings: surroundings, actingAs: member)
                    writer = open
                    self.mailbox.post(try Self.perform(job, id, open))
                    self.mailbox.post(.storeChanged)
                    self.worker.add(.catchUp)
                } catch {
                    self.mailbox.post(.failed(id, ProblemText.problem(error)))
                }
            }
            try? writer?.checkpoint()
        }
        join.withLock { $0 = started }
    }

    /// Queues a write; it is never dropped.
    func add(_ id: Int, _ job: Job) {
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
