internal import Domain
internal import Host
internal import Interface
internal import Storage

/// What `satchel` without a command does: the screen in a terminal, else one line that says so.
enum ScreenStart {
    static func run(_ session: Session) throws -> ExitCode {
        guard Machine.hasTerminal else { throw UsageFailure.noTerminal }
        let options = try options(session)
        defer { if !session.isReadOnly { try? StoreClosing.settle(options.paths, options.surroundings) } }
        session.endedBy = try ScreenProgram.run(options)
        return .done
    }

    /// What the screen is told at its start.
    static func options(_ session: Session) throws -> ScreenProgram.Options {
        let keys = keyMap(session.configuration)
        return ScreenProgram.Options(
            paths: try session.paths(), surroundings: session.surroundings(), member: session.configuration[.member],
            isReadOnly: session.isReadOnly, isRestricted: session.isRestricted,
            theme: try theme(session.configuration), manner: manner(session.configuration), keyMap: keys.map,
            isFresh: session.invocation.has("fresh"), copies: try copies(session),
            escapeDelayMilliseconds: session.configuration.number(.escapeDelay),
            isRemote: Machine.environment("SSH_CONNECTION") != nil, notices: keys.notices)
    }

    private static func manner(_ configuration: Configuration) -> Manner {
        var manner = Manner()
        manner.isASCII = configuration.flag(.ascii)
        manner.ambiguousIsWide = configuration[.ambiguous] == "wide"
        manner.isAccessible = configuration.flag(.accessible)
        manner.hasMouse = configuration.flag(.mouse)
        return manner
    }

    /// Where copied texts go. A restricted session starts no program, and writes no file outside of the store's folder.
    private static func copies(_ session: Session) throws -> ScreenClipboard.Way {
        let configuration = session.configuration
        if let command = configuration[.copyCommand], !session.isRestricted { return .command(command) }
        guard let file = configuration[.copyFile] else { return .terminal }
        let paths = try session.paths()
        try OutputPath.check(file, store: paths)
        if session.isRestricted { try Restriction.check(file, store: paths.store) }
        return .file(file)
    }

    /// The keys that are chosen; a file with mistakes keeps nobody from working: the usual keys count, and it is told.
    private static func keyMap(_ configuration: Configuration) -> (map: KeyMap, notices: [Problem]) {
        let name = configuration[.keyMap] ?? ConfigurationKey.keyMap.standard
        if name == KeyMap.defaultName { return (KeyMap(.program), []) }
        let (map, problems) = KeyMap.load(name: name, reading: OwnFiles.keyMaps.find)
        guard let first = problems.first(where: { $0.weight == .error }) else { return (map, []) }
        let lines = problems.dropFirst().map(\.sentence) + ["Check it: satchel keys check \(name)"]
        return (map, [Problem(title: "The usual keys count: \(first.sentence)", lines: lines)])
    }

    /// A built-in theme, or one of the person's own folder.
    static func theme(_ configuration: Configuration) throws -> Theme {
        let name = configuration[.theme] ?? ConfigurationKey.theme.standard
        if let theme = Theme.named(name) { return theme }
        let path = OwnFiles.themes.path(of: name)
        guard !name.contains("/") else { throw unknownTheme(name, path, configuration) }
        switch OwnFiles.themes.read(path) {
        case .missing(let path): throw unknownTheme(name, path, configuration)
        case .unreadable(let path, let reason):
            throw CommandFailure.files(OwnFiles.themes.noun, [FileProblem(file: path, .unreadable(reason))])
        case .bytes(let bytes, let path):
            let (declaration, problems) = ThemeFile.parse(bytes, file: path)
            guard let declaration else { throw CommandFailure.files(OwnFiles.themes.noun, problems) }
            return Theme(declaration)
        }
    }

    private static func unknownTheme(_ name: String, _ path: String, _ configuration: Configuration) -> CommandFailure {
        let setting = configuration.settings.first { $0.key.name == ConfigurationKey.theme.name }
        return .configuration([
            ConfigurationProblem(
                place: setting?.source.text ?? "theme", line: nil, key: ConfigurationKey.theme.name, value: name,
                reason: "is no theme", expected: Theme.names.joined(separator: ", ") + ", or a file \(path)")
        ])
    }
}
