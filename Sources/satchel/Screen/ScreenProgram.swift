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
        let theme: Theme
        let isASCII: Bool
        let keyMap: KeyMap
        /// What is to be told at the start.
        let notices: [Problem]
    }

    /// Runs until the person quits. Throws what keeps the screen from opening; the terminal is untouched then.
    static func run(_ options: Options) throws {
        FrameMemory.keep()
        var options = options
        let reader = try StoreOpening.reader(
            options.paths, as: options.member.map(Onlooker.named) ?? .member(nil), surroundings: options.surroundings,
            isReadOnly: options.isReadOnly)
        if reader.isNewer { options.isReadOnly = true }
        let access = try reader.access()
        let settings = try reader.settings()
        let now = Clock.microseconds()
        guard let mailbox = Mailbox<Message>(), let signals = Signals.install() else {
            throw ScreenError.system(code: 0)
        }
        let worker = ScreenWorker(
            paths: options.paths, member: access.actor.id, isReadOnly: options.isReadOnly, mailbox: mailbox)
        let writer = options.isReadOnly ? nil : ScreenWriter(options: options, mailbox: mailbox)
        let drafts =
            options.isReadOnly
            ? nil
            : DraftKeeper(
                paths: options.paths, identity: reader.identity, member: access.actor.id, mailbox: mailbox)
        let auditor = ScreenAuditor(options: options, member: access.actor.id, mailbox: mailbox)
        let screen = try Screen.open()
        defer { screen.close() }
        let viewer = Viewer(
            memberName: access.actor.name, member: access.actor.id, isReadOnly: options.isReadOnly, access: access,
            currency: settings.currency, locale: LocaleFormat(code: settings.locale))
        let model = Model(
            size: screen.size, storeName: settings.name, viewer: viewer, nowMicroseconds: now,
            zone: zone(at: now), keyMap: options.keyMap)
        // Where the locale is not UTF-8, signs beyond ASCII would come out as others.
        let isASCII = options.isASCII || !screen.isUTF8
        let theme = options.theme.fitted(to: screen.depth)
        var loop = ScreenLoop(
            model: model, theme: isASCII ? theme.inASCII : theme, isASCII: isASCII,
            screen: screen, reader: reader, mailbox: mailbox, worker: worker, writer: writer, drafts: drafts,
            auditor: auditor)
        loop.run(signals, notice: reader.isNewer ? Phrase.newer(reader) : nil, problems: options.notices)
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
