internal import Domain
internal import Host
internal import Interface
internal import Storage
internal import Terminal

/// The screen: opens store and terminal, runs the loop, and leaves the terminal as it was.
enum ScreenProgram {
    /// What the screen is told at its start.
    struct Options {
        let paths: StorePaths
        let surroundings: Surroundings
        let member: String?
        var isReadOnly: Bool
        let isRestricted: Bool
        let theme: Theme
        let manner: Manner
        let keyMap: KeyMap
        /// Whether the screen begins anew, not where it was left.
        let isFresh: Bool
        /// Where copied texts go.
        let copies: ScreenClipboard.Way
        let escapeDelayMilliseconds: Int
        /// Whether a line lies between the program and the terminal, which may be slow.
        let isRemote: Bool
        /// What is to be told at the start.
        let notices: [Problem]

        /// Refuses a file that this session may not read or write: each path that a person types passes here.
        func demandReach(of path: String) throws(CommandFailure) {
            if isRestricted { try Restriction.check(path, store: paths.store) }
        }
    }

    /// Runs until the person quits or a signal ends it, which is answered. Throws what keeps the screen from opening;
    /// the terminal is untouched then.
    static func run(_ options: Options) throws -> Signal? {
        FrameMemory.keep()
        let parts = try ScreenParts(options)
        guard let signals = Signals.install() else { throw ScreenError.system(code: 0) }
        let screen = try open(options)
        defer { screen.close() }
        let left = parts.session()
        var loop = parts.loop(
            on: screen, size: screen.size, manner(options, on: screen), options.theme.fitted(to: screen.depth), left)
        let signal = loop.run(
            signals, notice: parts.notice, problems: options.notices + [left.notice].compactMap(\.self))
        // The terminal first: what is being written may take a while.
        screen.close()
        left.keeper?.finish()
        parts.finish(by: signal)
        return signal
    }

    private static func open(_ options: Options) throws -> Screen {
        var screenOptions = ScreenOptions.fromEnvironment()
        screenOptions.escapeDelayMs = Int32(options.escapeDelayMilliseconds)
        let screen = try Screen.open(screenOptions)
        screen.setMouse(options.manner.hasMouse)
        return screen
    }

    /// Where the locale is not UTF-8, signs beyond ASCII would come out as others.
    private static func manner(_ options: Options, on screen: Screen) -> Manner {
        var manner = options.manner
        manner.isASCII = manner.isASCII || !screen.isUTF8 || options.theme.glyphs.isASCII
        return manner
    }

    /// Plays a script without a terminal. Answers what a person would see at its end.
    static func play(_ script: KeyScript, size: Size, keepsGoing: Bool, _ options: Options) throws -> ScriptEnd {
        let parts = try ScreenParts(options)
        var loop = parts.loop(on: nil, size: size, options.manner, options.theme)
        let end = loop.play(script, keepsGoing: keepsGoing)
        parts.finish()
        return end
    }
}

/// What the loop of the screen works with: the store's connections, each on its thread.
struct ScreenParts {
    private let options: ScreenProgram.Options
    private let reader: Reader
    private let viewer: Viewer
    private let storeName: String
    private let mailbox: Mailbox<Message>
    private let worker: ScreenWorker
    private let writer: ScreenWriter?
    private let drafts: DraftKeeper?
    private let auditor: ScreenAuditor

    /// Opens the store; the threads start with their first work.
    init(_ asked: ScreenProgram.Options) throws {
        var options = asked
        let reader = try StoreOpening.reader(
            options.paths, as: options.member.map(Onlooker.named) ?? .member(nil), surroundings: options.surroundings,
            isReadOnly: options.isReadOnly)
        if reader.isNewer { options.isReadOnly = true }
        let access = try reader.access()
        let settings = try reader.settings()
        guard let mailbox = Mailbox<Message>() else { throw ScreenError.system(code: 0) }
        let member = access.actor.id
        self.options = options
        self.reader = reader
        self.mailbox = mailbox
        storeName = settings.name
        worker = ScreenWorker(options: options, member: member, mailbox: mailbox)
        writer = options.isReadOnly ? nil : ScreenWriter(options: options, mailbox: mailbox)
        drafts =
            options.isReadOnly
            ? nil : DraftKeeper(paths: options.paths, identity: reader.identity, member: member, mailbox: mailbox)
        auditor = ScreenAuditor(options: options, member: member, writer: writer, mailbox: mailbox)
        viewer = Viewer(
            memberName: access.actor.name, member: member, isReadOnly: options.isReadOnly, access: access,
            currency: settings.currency, locale: LocaleFormat(code: settings.locale),
            isRestricted: options.isRestricted)
    }

    /// What is to be said of the store at the start.
    var notice: String? { reader.isNewer ? Phrase.newer(reader) : nil }

    /// The loop on a screen of some extent, or on none.
    func loop(
        on screen: Screen?, size: Size, _ manner: Manner, _ theme: Theme, _ left: LeftSession? = nil
    ) -> ScreenLoop {
        let clock = clock
        let model = Model(
            size: size, storeName: storeName, viewer: viewer, nowMicroseconds: clock.now, zone: clock.zone,
            keyMap: options.keyMap, manner: manner, session: left?.state ?? SessionState())
        return ScreenLoop(
            model: model, options: options, theme: theme, screen: screen, reader: reader,
            mailbox: mailbox, worker: worker, writer: writer, drafts: drafts, auditor: auditor,
            session: left?.keeper)
    }

    /// What the session before left; where the screen begins anew, nothing of it.
    func session() -> LeftSession {
        let file = SessionFile(
            folder: options.paths.stateFolder, store: reader.identity.store,
            member: viewer.member ?? reader.identity.member)
        var left = LeftSession()
        if !options.isFresh {
            let clock = clock
            let viewpoint = FilterViewpoint(
                currency: viewer.currency, today: clock.today, me: viewer.member, startOfDay: { clock.start(of: $0) })
            let (state, notices) = file.read(panes: Panes.words, in: viewpoint)
            left.state = state
            left.tell(notices.map(\.sentence))
        }
        // What was not restored whole is not what the file holds.
        let restored = options.isFresh || left.notice != nil ? nil : left.state
        if !options.isReadOnly { left.keeper = SessionKeeper(file, restored: restored, mailbox: mailbox) }
        return left
    }

    private var clock: Interface.Clock {
        let now = Clock.microseconds()
        return Interface.Clock(now: now, zone: Self.zone(at: now))
    }

    /// Ends the threads: what is being written is written, unless a signal ended the program; what is being read is
    /// stopped.
    func finish(by signal: Signal? = nil) {
        if signal != nil { writer?.stopAll() }
        auditor.finish()
        drafts?.finish()
        writer?.finish()
        worker.finish()
    }

    /// The place's offsets from UTC, from before any store was made to a year or two from now.
    private static func zone(at now: Int64) -> Zone {
        let yearMicroseconds: Int64 = 31_557_600_000_000
        let (offset, changes) = LocalTime.transitions(from: 30 * yearMicroseconds, to: now + 2 * yearMicroseconds)
        return Zone(
            offsetSeconds: Int64(offset),
            steps: changes.map { Zone.Step(from: $0.from, offsetSeconds: Int64($0.offsetSeconds)) })
    }
}

/// Where the screen was left, and who keeps where it is now.
struct LeftSession {
    var state = SessionState()
    /// What does not come back.
    var notice: Problem?
    /// Nil where nothing may be written.
    var keeper: SessionKeeper?

    /// One line in the message line, the others in the log.
    mutating func tell(_ lines: [String]) {
        guard let first = lines.first else { return }
        let more = lines.count > 1 ? ["\(lines.count - 1) more; g m shows all."] : []
        notice = Problem(title: first, lines: more + lines.dropFirst())
    }
}
