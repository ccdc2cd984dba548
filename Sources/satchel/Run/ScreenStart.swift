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
        let setting = configuration.settings.first { $0.key.name == ConfigurationKey.theme.name }
        func problem(_ reason: String, place: String, expected: String?) -> CommandFailure {
            .configuration([
                ConfigurationProblem(
                    place: place, line: nil, key: ConfigurationKey.theme.name, value: name, reason: reason,
                    expected: expected)
            ])
        }
        let path = "\(Folders.configuration)/themes/\(name).json5"
        guard !name.contains("/"), Files.kind(path) != .missing else {
            throw problem(
                "is no theme", place: setting?.source.text ?? "theme",
                expected: Theme.builtIn.map(\.name).joined(separator: ", ") + ", or a file \(path)")
        }
        do throws(ThemeError) {
            return try ThemeFile.parse(String(decoding: try bytes(path), as: UTF8.self))
        } catch {
            throw problem("\(error.place) \(error.reason)", place: path, expected: nil)
        }
    }

    private static func bytes(_ path: String) throws(ThemeError) -> [UInt8] {
        do throws(HostError) {
            return try Files.read(path)
        } catch {
            throw ThemeError(place: "", reason: error.message)
        }
    }
}
