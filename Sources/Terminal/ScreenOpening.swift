// SPDX-License-Identifier: Apache-2.0
internal import CNcurses
internal import Glibc

/// The steps of opening a screen, and what they found.
struct ScreenOpening {
    let handle: OpaquePointer
    /// Output and input as curses knows them; both stay open as long as it does.
    let output: UnsafeMutablePointer<FILE>
    let input: UnsafeMutablePointer<FILE>
    let name: String
    let depth: ColorDepth
    let isUTF8: Bool
    let leaveBytes: [UInt8]
    /// Whether its sequences are those of ECMA-48, which `LeanOutput` knows.
    let speaksANSI: Bool
    /// Whether it can take back one attribute and keep the rest: who ends underlining on its own ends the others so.
    let takesBack: Bool

    static func open(_ options: ScreenOptions) throws(ScreenError) -> ScreenOpening {
        let isUTF8 = useLocale()
        set_escdelay(options.escapeDelayMs)
        if options.catchesCrashes { TerminalRestore.catchCrashes() }
        let output = try file(options.output, "w")
        let input = try file(options.input, "r")
        TerminalRestore.arm(descriptor: options.output, leaving: ControlBytes.leaving(capabilities: []))
        do {
            let (handle, name) = try limitingExtent(options) { () throws(ScreenError) in
                try newTerminal(options, output, input)
            }
            takeMode(options)
            let leaveBytes = ControlBytes.leaving(
                capabilities: ["sgr0", "rmacs", "rmkx", "cnorm", "rmcup"].compactMap { capability($0) })
            TerminalRestore.arm(descriptor: options.output, leaving: leaveBytes, takesMode: false)
            return ScreenOpening(
                handle: handle, output: output, input: input, name: name, depth: useColors(options),
                isUTF8: isUTF8, leaveBytes: leaveBytes,
                speaksANSI: capability("cup")?.hasPrefix("\u{1B}[") ?? false,
                takesBack: capability("rmul") == "\u{1B}[24m")
        } catch {
            TerminalRestore.disarm()
            fclose(output)
            fclose(input)
            throw error
        }
    }

    private static func file(_ descriptor: Int32, _ mode: String) throws(ScreenError) -> UnsafeMutablePointer<FILE> {
        guard let file = fdopen(dup(descriptor), mode) else { throw .system(code: errno) }
        return file
    }

    /// The person's locale; without one (over SSH it often gets lost) C.UTF-8, because terminals are UTF-8 today.
    private static func useLocale() -> Bool {
        let isSet = setlocale(LC_ALL, "") != nil
        func codeset() -> String { nl_langinfo(nl_item(CODESET)).map { String(cString: $0) } ?? "" }
        if !isSet || codeset() == "ANSI_X3.4-1968" { setlocale(LC_CTYPE, "C.UTF-8") }
        return codeset() == "UTF-8"
    }

    /// Curses takes room for every cell that the terminal says it has; a size beyond all screens is kept from it.
    /// `LINES` and `COLUMNS` stand for what the terminal says, and are as they were afterwards.
    private static func limitingExtent<T>(_ options: ScreenOptions, _ body: () throws(ScreenError) -> T)
        throws(ScreenError) -> T
    {
        guard let size = Screen.extent(of: options.output), size != Screen.wholeExtent(of: options.output) else {
            return try body()
        }
        let wanted = [("LINES", size.rows), ("COLUMNS", size.columns)]
        let former = wanted.map { name, _ in getenv(name).map { String(cString: $0) } }
        for (name, count) in wanted { setenv(name, String(count), 1) }
        defer {
            for ((name, _), text) in zip(wanted, former) {
                if let text { setenv(name, text, 1) } else { unsetenv(name) }
            }
        }
        return try body()
    }

    private static func newTerminal(
        _ options: ScreenOptions, _ output: UnsafeMutablePointer<FILE>, _ input: UnsafeMutablePointer<FILE>
    ) throws(ScreenError) -> (OpaquePointer, String) {
        let names = TerminalName.candidates(term: options.term, colorTerm: options.colorTerm)
        for name in names {
            guard let handle = newterm(name, output, input) else { continue }
            if capability("cup") != nil { return (handle, name) }
            endwin()
            delscreen(handle)
            throw .cannotMoveCursor(name: name)
        }
        throw .unknownTerminal(tried: names)
    }

    /// Raw keys, so that Ctrl-S, -Q, -V, -O and -Z are keys and Enter is told from Ctrl-J; the rest of curses' keyboard
    /// side stays off.
    private static func takeMode(_ options: ScreenOptions) {
        raw()
        noecho()
        nonl()
        typeahead(-1)
        intrflush(satchel_stdscr(), false)
        var mode = termios()
        if tcgetattr(options.output, &mode) == 0 {
            mode.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | IGNCR | ISTRIP)
            mode.c_lflag &= ~tcflag_t(IEXTEN | ECHO)
            tcsetattr(options.output, TCSADRAIN, &mode)
        }
        def_prog_mode()
    }

    private static func useColors(_ options: ScreenOptions) -> ColorDepth {
        let hasRGB = tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || capability("RGB") != nil
        let depth = ColorDepth.detect(
            colors: Int(tigetnum("colors")), hasRGB: hasRGB, noColor: options.noColor)
        guard depth > .mono, start_color() == OK else { return .mono }
        use_default_colors()
        return depth
    }

    private static func capability(_ name: String) -> String? {
        satchel_capability(name).map { String(cString: $0) }
    }
}
