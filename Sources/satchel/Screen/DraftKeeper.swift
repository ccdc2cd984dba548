internal import Domain
internal import Host
internal import Interface
internal import Storage
internal import Synchronization

/// The thread that keeps what is typed into forms: a file that waits for the disk, beside the store.
final class DraftKeeper: Sendable {
    enum Job: Sendable {
        case keep(FormDraft)
        case forget(FormDraft.Key)
        case list
    }

    private static let jobsMax = 256

    private let channel = Channel<(id: RequestID, job: Job)>(capacity: DraftKeeper.jobsMax)
    private let join = Mutex<Worker.Join?>(nil)
    /// Jobs that are not answered yet.
    private let open = Atomic(0)
    /// What was kept in this run: forms that were left come back from here.
    private let own = Mutex<[FormDraft.Key: FormDraft]>([:])
    private let drafts: Drafts
    private let session: String
    private let mailbox: Mailbox<Message>

    init(paths: StorePaths, identity: Identity, member: Identifier, mailbox: Mailbox<Message>) {
        drafts = Drafts(paths, of: identity, member: member)
        session = ProcessMark.current.text
        self.mailbox = mailbox
    }

    /// Queues a job; the thread starts with the first.
    func add(_ id: RequestID, _ job: Job) {
        join.withLock { join in
            guard join == nil else { return }
            join = Worker.start("drafts") { [self] in
                while let (id, job) = channel.receive() {
                    run(job, id)
                    open.subtract(1, ordering: .releasing)
                }
            }
        }
        open.add(1, ordering: .releasing)
        _ = channel.send((id, job))
    }

    /// Whether something waits for the disk; what it answers is in the mailbox before this changes.
    var isBusy: Bool { open.load(ordering: .acquiring) > 0 }

    /// Ends the thread once everything queued is on the disk.
    func finish() {
        channel.close()
        join.withLock { $0 }?.wait()
    }

    private func run(_ job: Job, _ id: RequestID) {
        do {
            let (reply, notice) = try perform(job)
            mailbox.post(.reply(id, reply))
            if case .movedAside(let path)? = notice {
                let problem = Problem(title: "The file of drafts was damaged and is \(path) now; drafts begin anew.")
                mailbox.post(.notice(.warning, problem))
            }
        } catch {
            // The form knows that it was not kept; everybody is told why.
            mailbox.post(.reply(id, .answer(false)))
            let reason = ProblemText.problem(error).title
            mailbox.post(.notice(.warning, Problem(title: "What is typed is not kept: \(reason)")))
        }
    }

    private func perform(_ job: Job) throws -> (Reply, DraftNotice?) {
        switch job {
        case .keep(let form):
            own.withLock { $0[form.key] = form }
            return (.answer(true), try drafts.save(draft(form)))
        case .forget(let key):
            own.withLock { $0[key] = nil }
            return (.answer(true), try drafts.delete(self.key(key)))
        case .list:
            let mine = own.withLock { Array($0.values) }
            do {
                let (left, notice) = try drafts.list()
                let former = try left.compactMap { try drafts.load($0.key).draft }.map(form)
                return (.drafts((mine + former).sorted { $0.savedAt > $1.savedAt }), notice)
            } catch  where !mine.isEmpty {
                // Those of this run come back, whatever the file says.
                return (.drafts(mine.sorted { $0.savedAt > $1.savedAt }), nil)
            }
        }
    }

    /// The key as the file knows it: a draft of this run has its session.
    private func key(_ key: FormDraft.Key) -> DraftKey {
        DraftKey(
            session: key.session.isEmpty ? session : key.session, resource: key.resource, record: key.record)
    }

    private func draft(_ form: FormDraft) -> Draft {
        Draft(
            DraftSummary(key: key(form.key), title: form.title, savedAt: form.savedAt), base: form.base,
            inputs: form.texts.sorted { $0.key < $1.key }.map { Draft.Input(field: $0.key, text: $0.value) })
    }

    private func form(_ draft: Draft) -> FormDraft {
        let key = draft.key
        return FormDraft(
            key: FormDraft.Key(session: key.session, resource: key.resource, record: key.record),
            title: draft.summary.title, savedAt: draft.summary.savedAt, base: draft.base,
            texts: Dictionary(draft.inputs.map { ($0.field, $0.text) }) { $1 })
    }
}
