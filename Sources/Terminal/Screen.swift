// SPDX-License-Identifier: Apache-2.0
internal import CNcurses
internal import Glibc
internal import Synchronization
internal import Text

/// The terminal as a place to show canvases: output through curses, which sends only what differs.
///
/// There is one at a time, on the thread that opened it. Keys are read beside it (`Input`, `KeyDecoder`).
package final class Screen {
    private static let isAnyOpen = Atomic<Bool>(false)

    /// The colours in use.
    package let depth: ColorDepth
    /// The terminfo entry in use.
    package let terminalName: String
    /// A line for the person when TERM could not be used as it is.
    package let notice: String?
    /// Whether the locale can write more than its own 8-bit set; if not, panes draw in ASCII.
    package let isUTF8: Bool
    /// What is drawn of the terminal, from its upper left on: its extent as of opening or the last `resize()`, up to
    /// `sizeMax`.
    package private(set) var size: Size
    /// No screen shows more cells than this; a size beyond it was set by mistake, and would cost gigabytes.
    package static let sizeMax = Size(columns: 1_000, rows: 500)

    private let options: ScreenOptions
    private let handle: OpaquePointer
    private let files: [UnsafeMutablePointer<FILE>]
    private let leaveBytes: [UInt8]
    private var pairs: ColorPairs
    private let capture: OutputCapture?
    private var lean: LeanOutput
    private var shown: Canvas?
    private var isCursorShown = true
    private var hasMouse = false
    private var isOpen = true
    private var isSuspended = false

    /// Takes over the terminal: alternate screen, raw mode, bracketed paste. Calls `setlocale` and `newterm`.
    package static func open(_ options: ScreenOptions = .fromEnvironment()) throws(ScreenError) -> Screen {
        guard isatty(options.input) == 1, isatty(options.output) == 1 else { throw .notATerminal }
        guard isAnyOpen.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged else {
            throw .alreadyOpen
        }
        do {
            let opened = try ScreenOpening.open(options)
            return Screen(options, opened)
        } catch {
            isAnyOpen.store(false, ordering: .relaxed)
            throw error
        }
    }

    private init(_ options: ScreenOptions, _ opened: ScreenOpening) {
        self.options = options
        handle = opened.handle
        files = [opened.output, opened.input]
        depth = opened.depth
        terminalName = opened.name
        notice = TerminalName.notice(term: options.term, used: opened.name)
        isUTF8 = opened.isUTF8
        leaveBytes = opened.leaveBytes
        lean = LeanOutput(takesBack: opened.takesBack)
        pairs = ColorPairs(depth: opened.depth, available: Int(satchel_color_pairs()))
        capture =
            opened.speaksANSI ? OutputCapture(of: fileno(opened.output), output: options.output) : nil
        size = Size(columns: Int(getmaxx(satchel_stdscr())), rows: Int(getmaxy(satchel_stdscr())))
        resize()
        wrefresh(satchel_stdscr())
        send(enterBytes)
    }

    deinit { close() }

    /// Shows a canvas. Only cells that differ from the canvas before are handed to curses, and nothing is written when
    /// nothing differs. Calls `wadd_wchnstr` and `wrefresh`; what they write goes through `LeanOutput`.
    package func present(_ canvas: Canvas) {
        guard isOpen, !isSuspended else { return }
        let before = comparable(to: canvas)
        let places = canvas.differences(from: before)
        if places.isEmpty, shown != nil, before.cursor == canvas.cursor { return }
        let isCaptured = capture?.begin() ?? false
        if canvas.cursor == nil { showCursor(false) }
        draw(canvas, places)
        if let cursor = canvas.cursor, canvas.bounds.contains(cursor) {
            leaveok(satchel_stdscr(), false)
            wmove(satchel_stdscr(), Int32(cursor.y), Int32(cursor.x))
        } else {
            // Curses then leaves the hidden cursor where the last change ended: fewer bytes.
            leaveok(satchel_stdscr(), true)
        }
        wrefresh(satchel_stdscr())
        if canvas.cursor != nil { showCursor(true) }
        if isCaptured, let bytes = capture?.end() { OutputBytes.write(lean.take(bytes), to: options.output) }
        shown = canvas
    }

    /// What curses shows, as a canvas of the same extent; an erased one where there is none.
    private func comparable(to canvas: Canvas) -> Canvas {
        if let shown, shown.columns == canvas.columns, shown.rows == canvas.rows { return shown }
        werase(satchel_stdscr())
        return Canvas(columns: canvas.columns, rows: canvas.rows)
    }

    /// Takes the terminal's present size; true when it has changed and everything is to be drawn anew. Calls `ioctl`
    /// and `resizeterm`.
    @discardableResult
    package func resize() -> Bool {
        guard isOpen, let found = Self.extent(of: options.output), found != size else { return false }
        resizeterm(Int32(found.rows), Int32(found.columns))
        size = found
        redraw()
        return true
    }

    /// The extent of a terminal as far as it is drawn; nil where it does not say. Calls `ioctl`.
    static func extent(of descriptor: Int32) -> Size? {
        let whole = wholeExtent(of: descriptor)
        return whole.map { Size(columns: min($0.columns, sizeMax.columns), rows: min($0.rows, sizeMax.rows)) }
    }

    /// What a terminal says of its extent. Calls `ioctl`.
    static func wholeExtent(of descriptor: Int32) -> Size? {
        var window = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0 else {
            return nil
        }
        return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
    }

    /// Lets the next `present` paint the whole screen, whatever the terminal shows now. Calls `clearok`.
    package func redraw() {
        guard isOpen else { return }
        shown = nil
        lean.forget()
        werase(satchel_stdscr())
        clearok(satchel_stdscr(), true)
    }

    /// Puts a text into the terminal's clipboard, if the terminal lets it; false when it is too long for that.
    package func copy(_ text: String) -> Bool {
        guard isOpen, !isSuspended,
            let bytes = Clipboard.sequence(Array(Neutral.copied(text).utf8), through: options.between)
        else { return false }
        OutputBytes.write(bytes, to: options.output)
        return true
    }

    /// Asks the terminal for an answer, which arrives among the keys (`KeyDecoder.takeStatusReport`): how long it takes
    /// tells how slow the line is.
    package func askForAnswer() {
        if isOpen, !isSuspended { send(ControlBytes.statusQuestion) }
    }

    /// Switches the reports of mouse and focus on or off: with the focus comes whether a click only fetched the window.
    package func setMouse(_ isOn: Bool) {
        guard isOpen, isOn != hasMouse else { return }
        hasMouse = isOn
        if !isSuspended { send(isOn ? mouseOn : mouseOff) }
    }

    /// Gives the terminal back for a while: to the shell (Ctrl-Z) or to an editor. Calls `endwin`.
    package func suspend() {
        guard isOpen, !isSuspended else { return }
        isSuspended = true
        leave()
        TerminalRestore.disarm()
    }

    /// Takes the terminal over again, in the mode and size it has by now. Calls `def_shell_mode` and
    /// `reset_prog_mode`.
    package func resume() {
        guard isOpen, isSuspended else { return }
        isSuspended = false
        def_shell_mode()
        TerminalRestore.arm(descriptor: options.output, leaving: leaveBytes)
        reset_prog_mode()
        redraw()
        resize()
        wrefresh(satchel_stdscr())
        send(enterBytes)
        redraw()
    }

    /// Sets the terminal's mode anew, which somebody else may have changed while the process was stopped without being
    /// asked. Calls `reset_prog_mode`.
    package func takeOver() {
        guard isOpen, !isSuspended else { return }
        reset_prog_mode()
        send(enterBytes)
        redraw()
    }

    /// Gives the terminal back for good; once. Calls `endwin` and `delscreen`.
    package func close() {
        guard isOpen else { return }
        if !isSuspended { leave() }
        isOpen = false
        TerminalRestore.disarm()
        delscreen(handle)
        for file in files { fclose(file) }
        Screen.isAnyOpen.store(false, ordering: .relaxed)
    }

    /// What the terminal was left with is taken back first: curses believes that it did that itself.
    private func leave() {
        OutputBytes.write(lean.settled(), to: options.output)
        send(exitBytes)
        endwin()
    }

    private var enterBytes: String {
        ControlBytes.pasteOn + (hasMouse ? mouseOn : "")
    }

    private var exitBytes: String {
        (hasMouse ? mouseOff : "") + ControlBytes.pasteOff
    }

    private var mouseOn: String { ControlBytes.focusOn + ControlBytes.mouseOn }
    private var mouseOff: String { ControlBytes.mouseOff + ControlBytes.focusOff }

    private func send(_ text: String) {
        OutputBytes.write(Array(text.utf8), to: options.output)
    }

    private func showCursor(_ isShown: Bool) {
        guard isShown != isCursorShown else { return }
        curs_set(isShown ? 1 : 0)
        isCursorShown = isShown
    }

    /// The curses pair and attributes of a style.
    func look(of style: Style) -> CursesLook {
        let pair =
            depth == .mono ? 0 : pairs.number(foreground: style.foreground, background: style.background)
        return CursesLook(attributes: CursesLook.bits(style.attributes), pair: pair)
    }
}
