internal import Domain
internal import Host
internal import Interface
internal import Storage
internal import Terminal

/// The event loop: keys, signals, letters and timers become messages; the model's effects are performed; what differs
/// is
/// drawn once all that waited was taken in.
struct ScreenLoop {
    var model: Model
    private let theme: Theme
    /// Nil where a script is played: nobody looks on.
    let screen: Screen?
    let reader: Reader
    let mailbox: Mailbox<Message>
    let worker: ScreenWorker
    let writer: ScreenWriter?
    let drafts: DraftKeeper?
    let auditor: ScreenAuditor
    private let session: SessionKeeper?
    private var decoder = KeyDecoder()
    private var escape: EscapeClock
    private var scanner = ScanReader()
    private var pace = LinePace()
    private let isRemote: Bool
    private let isRestricted: Bool
    let clipboard: ScreenClipboard
    /// The signal that ends the program.
    private var ending: Signal?
    var timers: [(deadline: Int64, token: Int)] = []
    var dataVersion: Int64 = 0
    var isRunning = true
    /// Whether it was told that the store's file is another one now.
    private var isDisplaced = false
    private var suspends = false
    /// A text that the person's editor is to have.
    private var note: NoteEditor.Note?
    /// What the screen shows.
    var picture: Picture?
    /// What nothing on the screen waits for: done when the frame stands.
    private var later: [Effect] = []
    /// Whether something happened that may show.
    private var isStale = true

    /// How often another process's commits are looked for.
    private static let watchMilliseconds: Int64 = 1_000

    init(
        model: Model, options: ScreenProgram.Options, theme: Theme, screen: Screen?, reader: Reader,
        mailbox: Mailbox<Message>, worker: ScreenWorker, writer: ScreenWriter?, drafts: DraftKeeper?,
        auditor: ScreenAuditor, session: SessionKeeper?
    ) {
        self.model = model
        self.theme = theme
        escape = EscapeClock(delayMilliseconds: options.escapeDelayMilliseconds)
        isRemote = options.isRemote
        isRestricted = options.isRestricted
        clipboard = ScreenClipboard(options.copies, screen: screen, mailbox: mailbox)
        self.screen = screen
        self.reader = reader
        self.mailbox = mailbox
        self.worker = worker
        self.writer = writer
        self.drafts = drafts
        self.auditor = auditor
        self.session = session
    }

    /// Runs until the person quits, or until a signal or the terminal's end ends it: that signal. A notice is about the
    /// store.
    mutating func run(_ signals: borrowing Signals, notice: String?, problems: [Problem] = []) -> Signal? {
        let input = Input(descriptor: 0)
        dataVersion = (try? reader.dataVersion()) ?? 0
        take(.start)
        for notice in [notice, screen?.notice].compactMap(\.self) { take(.notice(.info, Problem(title: notice))) }
        for problem in problems { take(.notice(.warning, problem)) }
        show()
        // Who can grant what is missing: nobody asks before the first frame.
        renewAccess()
        askForPace()
        catchUpSearch()
        while isRunning {
            let ready = Poll.ready([0, signals.descriptor, mailbox.descriptor], milliseconds: Int32(waitMilliseconds))
            take(.tick(nowMicroseconds: Clock.microseconds()))
            if ready.contains(signals.descriptor) { for signal in signals.drain() { take(signal) } }
            if ready.contains(mailbox.descriptor) { for letter in mailbox.drain() { take(letter) } }
            if ready.contains(0) { read(input) } else { endEscape() }
            hand(scanner.release(at: Clock.monotonicMicroseconds()))
            fireTimers()
            watchStore()
            // A process that is stopped in a transaction would keep everybody else from writing.
            if suspends, writer?.isBusy != true { suspend(signals) }
            if let note, writer?.isBusy != true { edit(note, signals) }
            show()
            session?.offer(model.session)
        }
        session?.offer(model.session, isLast: true)
        take(.ending)
        takeLateAnswer()
        clipboard.finish()
        return ending
    }

    // MARK: The line

    private mutating func askForPace() {
        guard isRemote, let screen else { return }
        screen.askForAnswer()
        pace.asked(at: Clock.monotonicMicroseconds())
    }

    /// An answer that comes after the program has gone would be typed into the shell.
    private mutating func takeLateAnswer() {
        let input = Input(descriptor: 0)
        while ending == nil, let left = pace.left(at: Clock.monotonicMicroseconds()) {
            guard Poll.ready([0], milliseconds: Int32(left / 1_000 + 1)).contains(0) else { return }
            guard case .bytes(let bytes) = input.read() else { return }
            _ = decoder.feed(bytes)
            if decoder.takeStatusReport() {
                _ = pace.answered(at: Clock.monotonicMicroseconds())
                return
            }
        }
    }

    /// Where nothing may be written, the file of words is not made either.
    private func catchUpSearch() {
        if writer != nil { worker.add(.catchUp) }
    }

    // MARK: Time

    private var waitMilliseconds: Int64 {
        let now = Clock.monotonicMicroseconds()
        var wait = Self.watchMilliseconds
        for left in [escape.left(at: now), scanner.left(at: now)].compactMap(\.self) {
            wait = min(wait, (left + 999) / 1_000)
        }
        for timer in timers { wait = min(wait, max(0, (timer.deadline - now + 999) / 1_000)) }
        return wait
    }

    private mutating func fireTimers() {
        let now = Clock.monotonicMicroseconds()
        let due = timers.filter { $0.deadline <= now }
        timers.removeAll { $0.deadline <= now }
        for timer in due { take(.woke(timer.token)) }
    }

    /// Another connection's commit shows in the data version.
    mutating func watchStore() {
        if !isDisplaced, let displacement = reader.displacement {
            isDisplaced = true
            take(.notice(.error, ProblemText.problem(displacement)))
        }
        guard let version = try? reader.dataVersion(), version != dataVersion else { return }
        dataVersion = version
        renewAccess()
        take(.storeChanged)
        catchUpSearch()
    }

    /// Roles, policies, the member or the settings may be what changed: commands are hidden and explained by the ones,
    /// amounts are read by the others.
    mutating func renewAccess() {
        guard let access = try? reader.access(), let settings = try? reader.settings() else { return }
        if settings.name != model.situation.storeName { take(.renamed(settings.name)) }
        let known = model.situation.viewer
        // Who may grant everything needs nobody to ask, and each member's rights would be read.
        let grantors = access.isUnconditional(.manage, on: Member.shape.name) ? [] : try? reader.grantors()
        let viewer = Viewer(
            memberName: access.actor.name, member: known.member, isReadOnly: known.isReadOnly, access: access,
            currency: settings.currency, locale: LocaleFormat(code: settings.locale), isRestricted: known.isRestricted,
            grantors: grantors ?? [])
        if viewer != known { take(.viewer(viewer)) }
    }

    // MARK: Input

    private mutating func endEscape() {
        if escape.isOver(at: Clock.monotonicMicroseconds()) { take(decoder.timeout()) }
    }

    private mutating func read(_ input: Input) {
        switch input.read() {
        case .bytes(let bytes):
            take(decoder.feed(bytes))
            escape.fed(
                isWaiting: decoder.isWaiting, isPasting: decoder.isPasting, at: Clock.monotonicMicroseconds())
            if decoder.takeStatusReport(), let isSlow = pace.answered(at: Clock.monotonicMicroseconds()) {
                take(.pace(isSlow: isSlow))
            }
            if decoder.takePasteWasCut() {
                take(.notice(.warning, Problem(title: "The paste was too long: its end was left out")))
            }
        case .nothing: break
        case .endOfFile: end(by: .hangUp)
        }
    }

    private mutating func end(by signal: Signal) {
        ending = ending ?? signal
        isRunning = false
    }

    private mutating func take(_ keys: [Key]) {
        let now = Clock.monotonicMicroseconds()
        var rest = keys[...]
        while isRunning, let key = rest.popFirst() {
            // Where one types a scan is text like any other.
            guard model.isTyping else {
                hand(scanner.take(key, at: now))
                continue
            }
            hand(scanner.flush())
            let more = isText(key) ? rest.prefix(while: isText) : []
            rest = rest.dropFirst(more.count)
            take(more.isEmpty ? .key(key) : .keys([key] + more))
        }
    }

    private mutating func hand(_ keys: [Key]) {
        for key in keys where isRunning { take(.key(key)) }
    }

    private func isText(_ key: Key) -> Bool {
        if case .character = key { true } else { false }
    }

    private mutating func take(_ signal: Signal) {
        switch signal {
        // ctrl-c is a key: who sends the signal means the program.
        case .terminate, .hangUp, .quit, .interrupt: end(by: signal)
        case .resized: resize()
        case .suspend: suspends = !isRestricted
        case .resumed:
            screen?.takeOver()
            isStale = true
        }
    }

    private mutating func resize() {
        guard let screen, screen.resize() else { return }
        take(.resized(columns: screen.size.columns, rows: screen.size.rows))
    }

    private mutating func suspend(_ signals: borrowing Signals) {
        suspends = false
        takeLateAnswer()
        screen?.suspend()
        signals.stopProcess()
        screen?.resume()
        resize()
    }

    /// Leaves the screen for the person's editor.
    private mutating func edit(_ note: NoteEditor.Note, _ signals: borrowing Signals) {
        self.note = nil
        takeLateAnswer()
        let (reply, ending) = NoteEditor.edit(note, screen, signals)
        resize()
        take(.reply(note.id, reply))
        if let ending { end(by: ending) }
    }

    // MARK: Messages and effects

    mutating func take(_ message: Message) {
        if case .tick = message {} else { isStale = true }
        for effect in update(&model, message) {
            if canWait(effect) { later.append(effect) } else { perform(effect) }
        }
    }

    /// What comes after the frame: rows that the next moves may need, and at the start all but the rows.
    private func canWait(_ effect: Effect) -> Bool {
        guard case .request(_, let request) = effect else { return false }
        switch request {
        case .rowsAhead: return true
        case .count, .rank, .names, .history, .drafts: return picture == nil
        case .window, .range, .audit, .verify, .exportAudit, .changes, .preview, .commit, .bulk, .revert, .restore,
            .offer, .keep, .forget, .keepMacro, .undo, .redo, .copy, .folder, .importing:
            return false
        }
    }

    private mutating func perform(_ effect: Effect) {
        switch effect {
        case .request(let id, let request): perform(request, id)
        case .wake(let token, let milliseconds):
            timers.append((Clock.monotonicMicroseconds() + Int64(milliseconds) * 1_000, token))
        case .stop(let id):
            writer?.stop(id)
            auditor.stop(id)
        case .edit(let id, let text, let name):
            // A script has no terminal to give to an editor.
            let given = NoteEditor.Note(id: id, text: text, name: name)
            if screen == nil { take(.reply(id, NoteEditor.none)) } else { note = given }
        case .suspend: suspends = !isRestricted
        case .mouse(let isOn): screen?.setMouse(isOn)
        case .redraw:
            screen?.redraw()
            isStale = true
        case .quit: isRunning = false
        }
    }

    private mutating func perform(_ request: Request, _ id: RequestID) {
        switch request {
        case .window(let query), .rowsAhead(let query): load(query, id)
        case .count(let query): worker.add(.count(id, query))
        case .rank(let query): worker.add(.rank(id, query))
        case .range(let query, let end): worker.add(.range(id, query, to: end))
        case .names(let filter, let resource):
            worker.add(.names(id, filter: filter, resource: resource, model.situation.filterViewpoint))
        case .history(let resource, let record, let limit):
            answer(id) { reader in
                guard let facts = Resources.named(resource) else { return nil }
                return .changes(try reader.history(of: record, in: facts, limit: limit))
            }
        case .audit(let filter, let before, let limit): worker.add(.audit(id, filter, before: before, limit: limit))
        case .verify: auditor.add(id, .verify)
        case .exportAudit(let filter, let path): auditor.add(id, .export(filter, path: path))
        case .changes(let entry): worker.add(.changes(id, entry))
        case .commit(let proposal): write(id, .commit(proposal))
        case .preview(let edit): worker.add(.preview(id, edit))
        case .bulk(let edit): write(id, .bulk(edit))
        case .revert(let entry): write(id, .revert(entry))
        case .restore(let resource, let record, let commit):
            write(id, .restore(resource: resource, record, commit: commit))
        case .offer(let isRedo): worker.add(.offer(id, isRedo: isRedo))
        case .keep(let draft): drafts?.add(id, .keep(draft))
        case .forget(let key): drafts?.add(id, .forget(key))
        case .drafts: drafts?.add(id, .list)
        case .keepMacro(let text): auditor.add(id, .keepMacro(text))
        case .copy(let what, let text): clipboard.copy(text, what, for: id)
        case .folder(let question): worker.add(.folder(id, question))
        case .importing(let step, let order):
            if !order.isPasted { worker.stand(in: Files.parent(order.path)) }
            write(id, .importing(step, order))
        case .undo: write(id, .undo)
        case .redo: write(id, .redo)
        }
    }

    /// Windows along an index are read here and now; what takes longer goes to the worker.
    private mutating func load(_ query: Query, _ id: RequestID) {
        let worker = worker
        answer(id) { reader in
            if let window = try reader.quickWindow(query) { return .window(window) }
            worker.add(.window(id, query))
            return nil
        }
    }

    private mutating func write(_ id: RequestID, _ job: ScreenWriter.Job) {
        guard let writer else {
            let problem = Problem(title: "The store is open read-only: nothing is written")
            return take(.reply(id, .failed(problem)))
        }
        // The writer may open the store only now: it must be the one that is shown.
        if let displacement = reader.displacement { return take(.reply(id, ScreenFailure.reply(displacement))) }
        writer.add(id, job)
    }

    private mutating func answer(_ id: RequestID, _ read: (Reader) throws -> Reply?) {
        do {
            if let reply = try read(reader) { take(.reply(id, reply)) }
        } catch {
            take(.reply(id, ScreenFailure.reply(error)))
        }
    }

    /// Draws what has changed, then does what could wait, until there is neither.
    mutating func show() {
        while isRunning && (isStale || !later.isEmpty) {
            if isStale { draw() }
            let due = later
            later = []
            for effect in due { perform(effect) }
        }
    }

    mutating func draw() {
        isStale = false
        let drawn = Picture(model, size: screen?.size ?? model.size, theme: theme, after: picture)
        screen?.present(drawn.canvas)
        picture = drawn
    }
}
