// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// How a screen is opened.
package struct ScreenOptions: Sendable {
    /// Where keys come from.
    package var input: Int32 = STDIN_FILENO
    /// Where the screen is written.
    package var output: Int32 = STDOUT_FILENO
    /// TERM.
    package var term: String?
    /// COLORTERM.
    package var colorTerm: String?
    /// NO_COLOR.
    package var noColor: String?
    /// How long a lone ESC waits for the rest of a sequence, in milliseconds.
    package var escapeDelayMs = Int32(EscapeClock.delayMilliseconds)
    /// What a text for the clipboard has to pass.
    package var between = Clipboard.Between.nothing
    /// Catches the crash signals as well; off only where something else must see them first.
    package var catchesCrashes = true

    /// Standard input and output, an unknown terminal.
    package init() {}

    /// Standard input and output, with what the environment says of the terminal. Calls `getenv`.
    package static func fromEnvironment() -> ScreenOptions {
        func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
        var options = ScreenOptions()
        options.term = value("TERM")
        options.colorTerm = value("COLORTERM")
        options.noColor = value("NO_COLOR")
        options.between = Clipboard.Between(tmux: value("TMUX"), screen: value("STY"), term: options.term)
        return options
    }
}

/// Why a screen could not be opened.
package enum ScreenError: Error, Equatable, Sendable {
    /// Input or output is no terminal: a pipe or a file.
    case notATerminal
    /// None of these names is in the terminfo data base.
    case unknownTerminal(tried: [String])
    /// The terminal cannot place its cursor ("dumb").
    case cannotMoveCursor(name: String)
    /// Another screen is open in this process.
    case alreadyOpen
    /// The output could not be opened; the code is `errno`.
    case system(code: Int32)
}
