internal import Host

/// Which pager shows long output.
enum Paging {
    /// The shell command of the pager: $PAGER, else less where there is one. None where output is no terminal, where
    /// PAGER is empty, where --no-pager was given, and in a restricted session.
    static func command(for session: Session) -> String? {
        // Pagers open files and run commands.
        guard !session.isRestricted, session.output.isTerminal, session.invocation.spec?.isLong == true,
            !session.invocation.has("no-pager"),
            !session.invocation.has("follow")
        else { return nil }
        if let chosen = Machine.environment(prefixed: "PAGER").first(where: { $0.name == "PAGER" })?.value {
            return chosen.isEmpty ? nil : chosen
        }
        return Machine.hasProgram("less") ? "less" : nil
    }
}
