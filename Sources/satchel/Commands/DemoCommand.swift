internal import Domain
internal import Host
internal import Storage

/// `demo`: a small workshop to look around in.
enum DemoCommand {
    static let spec = CommandSpec(
        name: "demo", summary: "Make a small yarn and pottery workshop to try everything on",
        examples: [
            .init("satchel demo", "makes it once; then: satchel --store ~/.local/share/satchel/demo.db"),
            .init("satchel --store PATH demo", "at another place"),
        ],
        exits: [.notAllowed, .busy], printsData: true, run: run)

    /// Where the demo stands unless `--store` names another place.
    static var standardPath: String { "\(Folders.data)/demo.db" }

    private static func run(_ session: Session) throws -> ExitCode {
        let path = session.invocation.value("store") ?? standardPath
        let paths = StorePaths(store: path, stateFolder: Folders.state)
        let isNew = Files.kind(path) == .missing
        if isNew {
            if session.isReadOnly { throw CommandFailure.readOnlyAsked }
            let today = LocalMoment.start(of: LocalMoment.day(session.now))
            let story = try DemoStory(paths, today: today, origin: session.surroundings())
            try story.tell()
            try SearchBuilder(paths: paths).catchUp()
        } else {
            let reader = try StoreOpening.reader(
                paths, as: .program, surroundings: session.surroundings(), isReadOnly: session.isReadOnly)
            guard try reader.settings().name == Workshop.name else { throw CommandFailure.demoElsewhere(path) }
        }
        let count = try Reader(paths: paths, as: .program).storeFacts().recordCounts[Product.shape.name] ?? 0
        if isNew { try StoreClosing.settle(paths, session.surroundings()) }
        if session.wantsJSON {
            let json = JSONValue.pairs([
                ("store", .string(Files.absolute(path))), ("made", .boolean(isNew)), ("products", .integer(count)),
            ])
            try session.output.line(JSONText.text(json))
        } else {
            let what = "\(Workshop.name), \(Phrase.count(count, "product"))"
            try session.output.line(isNew ? "made \(path): \(what)" : "\(path) is there already: \(what)")
            try session.output.line("open it: satchel --store \(path)")
        }
        return .done
    }
}
