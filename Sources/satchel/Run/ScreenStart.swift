internal import Domain
internal import Host
internal import Interface
internal import Storage

/// What `satchel` without a command does: the screen in a terminal, else one line that says so.
enum ScreenStart {
    static func run(_ session: Session) throws -> ExitCode {
        guard Machine.hasTerminal else { throw UsageFailure.noTerminal }
        let options = ScreenProgram.Options(
            paths: try session.paths(), surroundings: session.surroundings(), member: session.configuration[.member],
            isReadOnly: session.isReadOnly, theme: try theme(session.configuration),
            isASCII: session.configuration.flag(.ascii))
        defer { if !session.isReadOnly { try? StoreClosing.settle(options.paths, options.surroundings) } }
        try ScreenProgram.run(options)
        return .done
    }

    /// A built-in theme, or one of the person's own folder.
    private static func theme(_ configuration: Configuration) throws -> Theme {
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
