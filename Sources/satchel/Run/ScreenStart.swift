internal import Host

/// What `satchel` without a command does: the screen in a terminal, else one line that says so.
enum ScreenStart {
    static func run(_ session: Session) throws -> ExitCode {
        guard Machine.hasTerminal else { throw UsageFailure.noTerminal }
        // The screen starts here: ScreenProgram.run(…).
        throw UsageFailure.noTerminal
    }
}
