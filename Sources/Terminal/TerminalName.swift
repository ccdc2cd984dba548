// SPDX-License-Identifier: Apache-2.0

/// Which terminfo entries to try for a terminal.
package enum TerminalName {
    /// The entry nearly every terminal of today understands, then the one every terminal ever did.
    private static let fallbacks = ["xterm-256color", "vt100"]

    /// The names to try in order, from TERM and COLORTERM as the environment has them.
    ///
    /// A terminal that calls itself plain "xterm" but sets COLORTERM knows more than the eight colours of that entry.
    package static func candidates(term: String?, colorTerm: String?) -> [String] {
        var names: [String] = []
        if term == "xterm", let colorTerm, colorTerm == "truecolor" || colorTerm == "24bit" {
            names.append("xterm-256color")
        }
        if let term, !term.isEmpty { names.append(term) }
        return names + fallbacks.filter { !names.contains($0) }
    }

    /// The line to show when the terminal's own name could not be used; nil when it could.
    static func notice(term: String?, used: String) -> String? {
        guard let term, !term.isEmpty else { return "TERM is not set: the terminal is taken for \(used)" }
        if used == term || (term == "xterm" && used == "xterm-256color") { return nil }
        return "TERM \(Neutral.text(term)) is unknown here: the terminal is taken for \(used)"
    }
}
