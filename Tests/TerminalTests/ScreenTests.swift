// SPDX-License-Identifier: Apache-2.0
import CNcurses
import Glibc
import Terminal
import Testing

/// What uses curses and the locale, of which a process has one each: one test after the other.
@Suite(.serialized) enum CursesTests {}

extension CursesTests {
    struct ScreenTests {
        private func options(_ pty: Pty, term: String? = "xterm-256color") -> ScreenOptions {
            var options = ScreenOptions()
            options.input = pty.slave
            options.output = pty.slave
            options.term = term
            return options
        }

        /// The bytes that each canvas costs after the one before.
        private func bytes(of canvases: [Canvas], on pty: Pty) throws -> [String] {
            let screen = try Screen.open(options(pty))
            defer { screen.close() }
            _ = pty.drain()
            return canvases.map { canvas in
                screen.present(canvas)
                return pty.drain()
            }
        }

        /// A list with a marker, as panes draw it.
        private func list(marker row: Int, columns: Int = 120, rows: Int = 40, cursor: Point? = nil) -> Canvas {
            var canvas = Canvas(columns: columns, rows: rows)
            for y in 3..<rows - 3 { canvas.put("    SKU-\(1000 + y)  Copper kettle  24.50", x: 0, y: y) }
            let amber = Style(foreground: Color(red: 255, green: 176, blue: 0))
            canvas.put("▌", x: 0, y: row, style: amber)
            canvas.cursor = cursor
            return canvas
        }

        @Test func `opening and closing leaves the terminal's mode as it was, with sequences in pairs`() throws {
            let pty = try Pty(columns: 80, rows: 24)
            let before = pty.mode
            let screen = try Screen.open(options(pty))
            screen.setMouse(true)
            screen.present(list(marker: 4, columns: 80, rows: 24))
            let during = pty.mode
            screen.close()
            screen.close()
            let written = pty.drain()
            #expect(during != before)
            #expect(pty.mode == before)
            #expect(screen.notice == nil)
            let pairs = ["?1049", "?2004", "?1000", "?1006"].map { name in
                [written.count(of: "\u{1B}[\(name)h"), written.count(of: "\u{1B}[\(name)l")]
            }
            #expect(pairs == [[1, 1], [1, 1], [1, 1], [1, 1]])
            #expect(written.count(of: "\u{1B}[?25l") == 1)
            let lastShow = try #require(written.range(of: "\u{1B}[?12l\u{1B}[?25h"))
            #expect(lastShow > (try #require(written.range(of: "\u{1B}[?25l"))))
        }

        @Test func `keys arrive raw`() throws {
            let pty = try Pty(columns: 80, rows: 24)
            let screen = try Screen.open(options(pty))
            defer { screen.close() }
            let input = Input(descriptor: pty.slave)
            #expect(input.read() == .nothing)
            pty.type("\r\n\u{3}\u{11}\u{13}\u{16}\u{F}\u{1A}\u{1C}é")
            #expect(input.read() == .bytes([13, 10, 3, 17, 19, 22, 15, 26, 28, 0xC3, 0xA9]))
        }

        @Test func `moving a marker by a row costs few bytes`() throws {
            let pty = try Pty(columns: 120, rows: 40)
            let costs = try bytes(of: [list(marker: 5), list(marker: 6), list(marker: 7), list(marker: 6)], on: pty)
            let counts = costs.dropFirst(2).map(\.utf8.count)
            #expect(counts.allSatisfy { $0 > 0 && $0 <= 16 }, "\(counts) \(costs.dropFirst().map(\.debugDescription))")
        }

        @Test func `moving a marker beside a visible cursor costs few bytes`() throws {
            let pty = try Pty(columns: 120, rows: 40)
            let cursor = Point(x: 20, y: 37)
            let costs = try bytes(of: (5...7).map { list(marker: $0, cursor: cursor) }, on: pty)
            let counts = costs.dropFirst().map(\.utf8.count)
            #expect(counts.allSatisfy { $0 > 0 && $0 <= 60 }, "\(counts)")
        }

        @Test func `nothing is written when nothing changed`() throws {
            let pty = try Pty(columns: 120, rows: 40)
            let costs = try bytes(of: [list(marker: 5), list(marker: 5)], on: pty)
            #expect(costs[1].isEmpty)
        }

        @Test func `a moved cursor is written without the text`() throws {
            let pty = try Pty(columns: 120, rows: 40)
            let places = [Point(x: 1, y: 1), Point(x: 2, y: 1)]
            let costs = try bytes(of: places.map { list(marker: 5, cursor: $0) }, on: pty)
            #expect((1...4).contains(costs[1].utf8.count), "\(costs[1].debugDescription)")
        }

        @Test func `record text cannot write a sequence`() throws {
            let pty = try Pty(columns: 40, rows: 10)
            var canvas = Canvas(columns: 40, rows: 10)
            canvas.put("\u{1B}]52;c;AAAA\u{7}\u{9B}31m\u{202E}", x: 0, y: 0)
            let written = try bytes(of: [canvas], on: pty).joined()
            #expect(written.contains("\u{FFFD}]52;c;AAAA\u{FFFD}\u{FFFD}31m·"))
            #expect(!written.contains("\u{1B}]"))
        }

        @Test func `a second screen is refused, and one that is no terminal`() throws {
            let pty = try Pty(columns: 80, rows: 24)
            let screen = try Screen.open(options(pty))
            #expect(throws: ScreenError.alreadyOpen) { try Screen.open(options(pty)) }
            screen.close()
            var pipeOptions = options(pty)
            var ends: [Int32] = [0, 0]
            #expect(pipe(&ends) == 0)
            pipeOptions.output = ends[1]
            #expect(throws: ScreenError.notATerminal) { try Screen.open(pipeOptions) }
            close(ends[0])
            close(ends[1])
        }

        @Test func `an unknown terminal is taken for a common one, with a notice`() throws {
            let pty = try Pty(columns: 80, rows: 24)
            let screen = try Screen.open(options(pty, term: "no-such-terminal"))
            defer { screen.close() }
            #expect(screen.terminalName == "xterm-256color")
            #expect(screen.notice == "TERM no-such-terminal is unknown here: the terminal is taken for xterm-256color")
            #expect(screen.depth == .indexed256)
        }

        @Test(arguments: [("vt100", ColorDepth.mono), ("linux", .eight), ("xterm-256color", .indexed256)])
        func `a screen opens and closes on each terminal`(term: String, depth: ColorDepth) throws {
            let pty = try Pty(columns: 80, rows: 24)
            let before = pty.mode
            let screen = try Screen.open(options(pty, term: term))
            #expect(screen.depth == depth)
            screen.present(list(marker: 5, columns: 80, rows: 24))
            screen.close()
            #expect(pty.drain().contains("Copper kettle"))
            #expect(pty.mode == before)
        }

        @Test func `a terminal that cannot move its cursor is refused in order`() throws {
            let pty = try Pty(columns: 80, rows: 24)
            let before = pty.mode
            #expect(throws: ScreenError.cannotMoveCursor(name: "dumb")) { try Screen.open(options(pty, term: "dumb")) }
            #expect(pty.mode == before)
        }

        @Test func `a resize is taken up and everything is drawn`() throws {
            let pty = try Pty(columns: 80, rows: 24)
            let screen = try Screen.open(options(pty))
            defer { screen.close() }
            screen.present(list(marker: 5, columns: 80, rows: 24))
            pty.setSize(columns: 60, rows: 12)
            #expect(screen.resize())
            #expect(!screen.resize())
            #expect(screen.size == Size(columns: 60, rows: 12))
            _ = pty.drain()
            screen.present(list(marker: 5, columns: 60, rows: 12))
            #expect(pty.drain().count(of: "Copper kettle") == 6)
            screen.present(list(marker: 5, columns: 200, rows: 60))
            screen.present(list(marker: 5, columns: 10, rows: 7))
        }

        @Test func `suspending gives the terminal back and resuming paints it again`() throws {
            let pty = try Pty(columns: 80, rows: 24)
            let before = pty.mode
            let screen = try Screen.open(options(pty))
            defer { screen.close() }
            let during = pty.mode
            let canvas = list(marker: 5, columns: 80, rows: 24)
            screen.present(canvas)
            _ = pty.drain()
            screen.suspend()
            let leaving = pty.drain()
            #expect(pty.mode == before)
            #expect([leaving.count(of: "\u{1B}[?1049l"), leaving.count(of: "\u{1B}[?2004l")] == [1, 1])
            screen.present(list(marker: 6, columns: 80, rows: 24))
            #expect(pty.drain().isEmpty)
            screen.resume()
            screen.present(canvas)
            let entering = pty.drain()
            #expect(pty.mode == during)
            #expect([entering.count(of: "\u{1B}[?1049h"), entering.count(of: "\u{1B}[?2004h")] == [1, 1])
            #expect(entering.count(of: "Copper kettle") == 18)
        }

        @Test func `a redraw paints what is shown already`() throws {
            let pty = try Pty(columns: 80, rows: 24)
            let screen = try Screen.open(options(pty))
            defer { screen.close() }
            let canvas = list(marker: 5, columns: 80, rows: 24)
            screen.present(canvas)
            _ = pty.drain()
            screen.redraw()
            screen.present(canvas)
            #expect(pty.drain().count(of: "Copper kettle") == 18)
        }

        @Test(arguments: [(65_535, 1), (1, 65_535), (65_535, 65_535), (10_000, 10_000), (5_000, 5_000), (1, 1)])
        func `a terminal that says it is larger than any screen is drawn at its upper left`(columns: Int, rows: Int)
            throws
        {
            let drawn = Size(columns: min(columns, 1_000), rows: min(rows, 500))
            var canvas = Canvas(columns: drawn.columns, rows: drawn.rows)
            canvas.put("kettle", x: 0, y: 0)
            canvas.put("end", x: drawn.columns - 1, y: drawn.rows - 1)
            func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
            func extent() -> [String?] { [variable("LINES"), variable("COLUMNS")] }
            let before = extent()
            let pty = try Pty(columns: columns, rows: rows)
            let screen = try Screen.open(options(pty))
            defer { screen.close() }
            #expect(screen.size == drawn)
            #expect(extent() == before)
            _ = pty.drain()
            screen.present(canvas)
            #expect(pty.drain().contains(columns == 1 ? "…" : "kettle"))
            pty.setSize(columns: 80, rows: 24)
            #expect(screen.resize())
            pty.setSize(columns: columns, rows: rows)
            #expect(screen.resize())
            #expect(screen.size == drawn)
            screen.present(canvas)
        }

        @Test func `the smallest screens take any canvas`() throws {
            let pty = try Pty(columns: 1, rows: 1)
            let screen = try Screen.open(options(pty))
            defer { screen.close() }
            for columns in 0...3 {
                var canvas = Canvas(columns: columns, rows: 2)
                canvas.put("日本", x: 0, y: 0)
                canvas.put("ab", x: 0, y: 1)
                canvas.cursor = Point(x: 2, y: 1)
                screen.present(canvas)
            }
            #expect(screen.size == Size(columns: 1, rows: 1))
        }

        @Test(arguments: UInt64(1)...10)
        func `the screen shows each canvas of a series, whatever it showed before`(seed: UInt64) throws {
            print("seed \(seed)")
            var random = SeededGenerator(seed: seed)
            let pty = try Pty(columns: 20, rows: 4)
            let screen = try Screen.open(options(pty))
            defer { screen.close() }
            var canvas = Canvas(columns: 20, rows: 4)
            for _ in 0..<200 {
                let text = ["日本語", "a", "é", "  ", "e\u{301}x", "-日-", "क्"].randomElement(using: &random) ?? ""
                let style = Style(attributes: Bool.random(using: &random) ? .bold : [])
                canvas.put(
                    text, x: Int.random(in: -2..<20, using: &random), y: Int.random(in: 0..<4, using: &random),
                    style: style)
                screen.present(canvas)
                let shown = (0..<4).map(cursesLine).joined(separator: "\n")
                #expect(shown == canvas.text)
                _ = pty.drain()
            }
        }

        /// A row as curses holds it, without the blanks at its end.
        private func cursesLine(_ y: Int) -> String {
            var line = [wchar_t](repeating: 0, count: 200)
            mvwinnwstr(satchel_stdscr(), Int32(y), 0, &line, 199)
            let scalars = line.prefix { $0 != 0 }.compactMap { Unicode.Scalar(UInt32(bitPattern: $0)) }
            var text = String(String.UnicodeScalarView(scalars))
            while text.last == " " { text.removeLast() }
            return text
        }

        @Test func `the terminal's looks are reset before it is given back`() throws {
            let pty = try Pty(columns: 80, rows: 24)
            let screen = try Screen.open(options(pty))
            var canvas = Canvas(columns: 80, rows: 24)
            canvas.put("Copper", x: 0, y: 0, style: Style(foreground: Color(red: 255, green: 176, blue: 0)))
            screen.present(canvas)
            let shown = pty.drain()
            screen.suspend()
            let left = pty.drain()
            screen.close()
            #expect(shown.contains("214mCopper"), "\(shown.debugDescription)")
            #expect(left.hasPrefix("\u{1B}[39m"), "\(left.debugDescription)")
        }

        @Test func `clusters that curses cannot hold keep their width`() throws {
            let pty = try Pty(columns: 40, rows: 3)
            var canvas = Canvas(columns: 40, rows: 3)
            canvas.put("日👩‍👩‍👧❤️🇩🇪का|", x: 0, y: 0)
            let written = try bytes(of: [canvas], on: pty).joined()
            #expect(written.contains("日👩❤ 🇩🇪का|"), "\(written.debugDescription)")
        }
    }
}

extension String {
    /// Where a part occurs for the last time, as an offset in bytes.
    fileprivate func range(of part: String) -> Int? {
        let bytes = Array(utf8)
        let wanted = Array(part.utf8)
        return bytes.indices.last { bytes[$0...].starts(with: wanted) }
    }
}
