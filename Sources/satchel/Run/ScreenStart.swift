internal import Host
internal import Interface
internal import Storage

/// What `satchel` without a command does: the screen in a terminal, else one line that says so.
enum ScreenStart {
    static func run(_ session: Session) throws -> ExitCode {
        guard Machine.hasTerminal else { throw UsageFailure.noTerminal }
        let isASCII = session.configuration.flag(.ascii)
        let name = session.configuration[.theme] ?? Theme.dusk.name
        let theme = isASCII && name == Theme.dusk.name ? Theme.ascii : Theme.named(name) ?? Theme.dusk
        try ScreenProgram.run(
            ScreenProgram.Options(
                paths: try session.paths(), surroundings: session.surroundings(),
                member: session.configuration[.member], isReadOnly: session.isReadOnly, theme: theme,
                isASCII: isASCII))
        return .done
    }
}
