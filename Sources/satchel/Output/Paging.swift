internal import Host

/// Which pager shows long output.
enum Paging {
    /// The shell command of the pager: $PAGER, else less where there is one. None where output is no terminal, where
    /// PAGER is empty, or where --no-pager was given.
    static func command(for session: Session) -> String? {
        guard session.output.isTerminal, session.invocation.spec?.isLong == true, !session.invocation.has("no-pager"),
            !session.invocation.has("follow")
        else { return nil }
        if let chosen = Machine.environment(prefixed: "PAGER").first(where: { $0.name == "PAGER" })?.value {
            return chosen.isEmpty ? nil : chosen
        }
        return Machine.hasProgram("less") ? "less" : nil
    }
}
