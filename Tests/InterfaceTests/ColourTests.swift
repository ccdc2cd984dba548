// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

/// What colours and attributes a screen has on each rung of the colour ladder, and the extents beside the usual ones.
struct ColourTests {
    /// A list with a mark, a draft, a message and a filter.
    private func stage(_ theme: Theme, _ depth: ColorDepth) -> Stage {
        var stage = Stage(columns: 80, rows: 14, products: 12)
        stage.theme = theme.fitted(to: depth)
        stage.press("space space /")
        stage.type("price<99")
        stage.press("enter l l e 0 enter")
        stage.pause()
        return stage
    }

    /// Runs of cells that look otherwise than a record's text: row, columns, colours by their numbers, attributes.
    private func looks(_ stage: Stage, at depth: ColorDepth) -> String {
        let canvas = stage.canvas
        let plain = stage.theme[.text]
        var lines: [String] = []
        for y in 0..<canvas.rows {
            var runs: [String] = []
            var x = 0
            while x < canvas.columns {
                let style = canvas[x, y].style
                let start = x
                while x < canvas.columns, canvas[x, y].style == style { x += 1 }
                let look = look(style, at: depth)
                if style != plain { runs.append("\(start)–\(x - 1) \(look)") }
            }
            if !runs.isEmpty { lines.append("\(y): \(runs.joined(separator: ", "))") }
        }
        return lines.joined(separator: "\n")
    }

    private func look(_ style: Style, at depth: ColorDepth) -> String {
        func colour(_ color: Color) -> String? {
            let index = color.index(at: depth)
            if index < 0 { return nil }
            return depth == .direct ? "#\(String(0x100_0000 + index, radix: 16).dropFirst())" : String(index)
        }
        let names: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"), (.italic, "italic"),
        ]
        let parts = [colour(style.foreground), colour(style.background).map { "on \($0)" }].compactMap { $0 }
        return (parts + names.filter { style.attributes.contains($0.0) }.map(\.1)).joined(separator: " ")
    }

    private func expect(_ depth: ColorDepth, _ text: String, location: SourceLocation = #_sourceLocation) {
        ScreenText.expect(looks(stage(.dusk, depth), at: depth), text, location)
    }

    @Test func `dusk in true colour`() {
        expect(
            .direct,
            """
            0: 0–12 #e5a84b on #1c1b19 bold, 13–29 #9c968a on #1c1b19, 63–69 #9c968a on #1c1b19
            1: 0–9 #e5a84b on #1c1b19 bold, 10–21 #9c968a on #1c1b19, 73–79 #9c968a on #1c1b19
            2: 0–79 #9c968a on #1c1b19
            3: 3–5 #e6e1d6 on #1c1b19 bold, 15–19 #e6e1d6 on #1c1b19 bold, 45–52 #e6e1d6 on #1c1b19 bold, 60–68 #e6e1d6 on #1c1b19 bold underline, 71–76 #e6e1d6 on #1c1b19 bold
            4: 0–0 #e5a84b on #1c1b19 bold, 1–2 #e5a84b on #1c1b19, 60–67 #9c968a on #1c1b19, 68–68 #e6e1d6 on #1c1b19 underline
            5: 1–1 #e5a84b on #1c1b19
            7: 71–75 #9c968a on #1c1b19
            8: 71–75 #9c968a on #1c1b19
            10: 0–79 #9c968a on #1c1b19
            11: 0–18 #e6e1d6 on #1c1b19 bold, 62–79 #9c968a on #1c1b19
            12: 0–66 #f0766a on #1c1b19 bold
            13: 1–1 #e6e1d6 on #1c1b19 bold, 3–6 #9c968a on #1c1b19, 9–9 #e6e1d6 on #1c1b19 bold, 11–24 #9c968a on #1c1b19, 27–27 #e6e1d6 on #1c1b19 bold, 29–45 #9c968a on #1c1b19, 48–50 #e6e1d6 on #1c1b19 bold, 52–65 #9c968a on #1c1b19, 68–69 #e6e1d6 on #1c1b19 bold, 71–74 #9c968a on #1c1b19
            """)
    }

    @Test func `dusk in 256 colours`() {
        expect(
            .indexed256,
            """
            0: 0–12 179 on 234 bold, 13–29 246 on 234, 63–69 246 on 234
            1: 0–9 179 on 234 bold, 10–21 246 on 234, 73–79 246 on 234
            2: 0–79 246 on 234
            3: 3–5 254 on 234 bold, 15–19 254 on 234 bold, 45–52 254 on 234 bold, 60–68 254 on 234 bold underline, 71–76 254 on 234 bold
            4: 0–0 179 on 234 bold, 1–2 179 on 234, 60–67 246 on 234, 68–68 254 on 234 underline
            5: 1–1 179 on 234
            7: 71–75 246 on 234
            8: 71–75 246 on 234
            10: 0–79 246 on 234
            11: 0–18 254 on 234 bold, 62–79 246 on 234
            12: 0–66 209 on 234 bold
            13: 1–1 254 on 234 bold, 3–6 246 on 234, 9–9 254 on 234 bold, 11–24 246 on 234, 27–27 254 on 234 bold, 29–45 246 on 234, 48–50 254 on 234 bold, 52–65 246 on 234, 68–69 254 on 234 bold, 71–74 246 on 234
            """)
    }

    @Test func `dusk in 16 colours`() {
        expect(
            .sixteen,
            """
            0: 0–12 11 on 0 bold, 13–29 7 on 0, 63–69 7 on 0
            1: 0–9 11 on 0 bold, 10–21 7 on 0, 73–79 7 on 0
            2: 0–79 7 on 0
            3: 3–5 15 on 0 bold, 15–19 15 on 0 bold, 45–52 15 on 0 bold, 60–68 15 on 0 bold underline, 71–76 15 on 0 bold
            4: 0–0 11 on 0 bold, 1–2 11 on 0, 60–67 7 on 0, 68–68 15 on 0 underline
            5: 1–1 11 on 0
            7: 71–75 7 on 0
            8: 71–75 7 on 0
            10: 0–79 7 on 0
            11: 0–18 15 on 0 bold, 62–79 7 on 0
            12: 0–66 9 on 0 bold
            13: 1–1 15 on 0 bold, 3–6 7 on 0, 9–9 15 on 0 bold, 11–24 7 on 0, 27–27 15 on 0 bold, 29–45 7 on 0, 48–50 15 on 0 bold, 52–65 7 on 0, 68–69 15 on 0 bold, 71–74 7 on 0
            """)
    }

    @Test func `dusk in 8 colours`() {
        expect(
            .eight,
            """
            0: 0–12 3 on 0 bold, 13–29 7 on 0, 63–69 7 on 0
            1: 0–9 3 on 0 bold, 10–21 7 on 0, 73–79 7 on 0
            2: 0–79 7 on 0
            3: 3–5 7 on 0 bold, 15–19 7 on 0 bold, 45–52 7 on 0 bold, 60–68 7 on 0 bold underline, 71–76 7 on 0 bold
            4: 0–0 3 on 0 bold, 1–2 3 on 0, 60–67 7 on 0, 68–68 7 on 0 underline
            5: 1–1 3 on 0
            7: 71–75 7 on 0
            8: 71–75 7 on 0
            10: 0–79 7 on 0
            11: 0–18 7 on 0 bold, 62–79 7 on 0
            12: 0–66 7 on 0 bold
            13: 1–1 7 on 0 bold, 3–6 7 on 0, 9–9 7 on 0 bold, 11–24 7 on 0, 27–27 7 on 0 bold, 29–45 7 on 0, 48–50 7 on 0 bold, 52–65 7 on 0, 68–69 7 on 0 bold, 71–74 7 on 0
            """)
    }

    @Test func `dusk without colours`() {
        expect(
            .mono,
            """
            0: 0–12 bold, 13–29 , 63–69 
            1: 0–9 bold, 10–21 , 73–79 
            2: 0–79 
            3: 3–5 bold, 15–19 bold, 45–52 bold, 60–68 bold underline, 71–76 bold
            4: 0–0 bold, 1–2 , 60–67 , 68–68 underline
            5: 1–1 
            7: 71–75 
            8: 71–75 
            10: 0–79 
            11: 0–18 bold, 62–79 
            12: 0–66 bold
            13: 1–1 bold, 3–6 , 9–9 bold, 11–24 , 27–27 bold, 29–45 , 48–50 bold, 52–65 , 68–69 bold, 71–74 
            """)
    }

    /// Whatever the theme and the depth, a state is told by a sign or a word as well.
    @Test(arguments: Theme.names, ColorDepth.allCases)
    func `every theme says the same on every terminal`(name: String, depth: ColorDepth) throws {
        let theme = try #require(Theme.named(name))
        let screen = stage(theme, depth).screen
        for word in ["draft", "published", "Not saved", "28.00 "] { #expect(screen.contains(word)) }
    }
}
