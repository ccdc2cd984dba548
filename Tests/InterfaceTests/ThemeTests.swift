// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

struct ThemeTests {
    private func problems(_ text: String) -> [String] {
        ThemeFile.parse(Array(text.utf8), file: "t").problems.map(\.sentence)
    }

    @Test func `every mistake of a theme file is told at once, with its line and what is accepted`() {
        let text = """
            {
              nam: "night",
              inherits: "dawn",
              glyphs: "emoji",
              palette: {
                ink: "#12",
                sky: { rgb: "#101820", "256": 300, "32": 1 },
                sea: { "16": 1 },
                sun: 7,
                terminal: "#000000",
              },
              roles: {
                "text.dimm": {},
                text: { fg: "ink", bg: "grund", attributes: ["bold", "blink"], blink: true },
                denied: { fg: 1, mono: { attributes: "bold", "8": {} } },
                rule: [],
              },
            }
            """
        #expect(
            problems(text) == [
                "t:1:1: name is missing; accepted: name: 'mine'",
                "t:2:3: “nam” is no key; accepted: name",
                "t:3:13: inherits: “dawn” is no built-in theme; accepted: dusk, ascii, high-contrast, mono, paper",
                "t:4:11: glyphs: “emoji” is no set of signs; accepted: unicode, ascii",
                "t:6:10: palette.ink: “#12” is not accepted; accepted: a colour like #E5A84B",
                "t:7:35: palette.sky.256: “300” is not accepted; accepted: a whole number from 0 to 255",
                "t:7:40: palette.sky: “32” is no key; accepted: rgb, 256, 16, 8",
                "t:8:10: palette.sea.rgb is missing; accepted: a colour like #E5A84B",
                "t:9:10: palette.sun is a number; accepted: a text in quotes",
                "t:10:5: palette: “terminal” is not accepted; accepted: another name; it is the terminal's own colour",
                "t:13:5: roles: “text.dimm” is no role; accepted: text.dim",
                "t:14:28: roles.text.bg: “grund” is no colour of the palette; accepted: ink, sea, sky, sun, terminal",
                "t:14:58: roles.text.attributes: “blink” is no attribute; "
                    + "accepted: bold, dim, underline, reverse, italic",
                "t:14:68: roles.text: “blink” is no key; accepted: fg, bg, attributes, 256, 16, 8, mono",
                "t:15:19: roles.denied.fg is a number; accepted: a text in quotes",
                "t:15:42: roles.denied.mono.attributes is a text; accepted: a list like ['bold', 'underline']",
                "t:15:50: roles.denied.mono: “8” is no key; accepted: fg, bg, attributes",
                "t:16:11: roles.rule is a list; accepted: an object with fg, bg, attributes, 256, 16, 8, mono",
            ])
    }

    @Test func `what is no JSON5 is told with its place`() {
        #expect(
            problems("{ name: 'x'\n  roles: {} }")
                == ["t:1:12: is no JSON5: “roles”; accepted: a comma, or the } that ends what line 1 begins"])
        #expect(
            problems("[]") == [
                "t:1:1: is a list; accepted: an object with name, inherits, glyphs, palette, roles",
                "t:1:1: name is missing; accepted: name: 'mine'",
            ])
    }

    @Test func `a theme inherits, changes colours of the palette and names others for poorer terminals`() throws {
        let (declaration, problems) = ThemeFile.parse(
            Array(
                """
                // A darker dusk.
                { name: 'night', inherits: 'dusk',
                  palette: { sky: { rgb: '#101820', '256': 233, '16': 0, '8': 0 }, ground: '#000000' },
                  roles: { denied: { fg: 'sky', bg: 'terminal', attributes: ['bold'], mono: { attributes: ['reverse'] },
                                     '8': { fg: 'red' } } } }
                """.utf8), file: "t")
        #expect(problems == [])
        let theme = Theme(try #require(declaration))
        #expect(theme.name == "night")
        let black = Color(red: 0, green: 0, blue: 0)
        var accent = Theme.dusk[.accent]
        accent.background = black
        #expect(theme[.accent] == accent)
        #expect(theme.over(.accent).background == Theme.dusk[.overlay].background)
        let sky = Color(red: 0x10, green: 0x18, blue: 0x20, indexed256: 233, sixteen: 0, eight: 0)
        let denied = Style(foreground: sky, background: .terminal, attributes: .bold)
        #expect(theme[.denied] == denied)
        #expect(theme.fitted(to: .indexed256)[.denied] == denied)
        #expect(
            theme.fitted(to: .mono)[.denied]
                == Style(foreground: sky, background: .terminal, attributes: .reverse))
        #expect(
            theme.fitted(to: .eight)[.denied]
                == Style(foreground: Theme.dusk[.severityError].foreground, background: .terminal, attributes: .bold))
    }

    @Test func `contrast is that of WCAG`() {
        func grey(_ value: UInt8) -> Color { Color(red: value, green: value, blue: value) }
        #expect(Contrast.hundredths(grey(0), grey(255)) == 2_100)
        #expect(Contrast.hundredths(grey(255), grey(0)) == 2_100)
        #expect(Contrast.hundredths(grey(0x76), grey(255)) == 454)
        #expect(Contrast.hundredths(grey(0x77), grey(255)) == 447)
        #expect(Contrast.hundredths(Color(red: 255, green: 0, blue: 0), grey(255)) == 399)
        #expect(Contrast.hundredths(Color(red: 0, green: 0, blue: 255), grey(255)) == 859)
        #expect(Contrast.hundredths(.terminal, grey(0)) == nil)
    }

    @Test(arguments: Theme.names, ColorDepth.allCases)
    func `every role can be read on its ground and on that of overlays`(name: String, depth: ColorDepth) throws {
        let theme = try #require(Theme.named(name))
        let isColoured = theme[.text].background != .terminal
        #expect(isColoured == !["mono", "ascii"].contains(name))
        #expect(theme.faint(at: depth).map { "\($0.role.name) \($0.hundredths)" } == [])
    }

    @Test func `a faint role is found`() throws {
        let text = "{ name: 'x', palette: { a: '#777777', b: '#FFFFFF' }, roles: { text: { fg: 'a', bg: 'b' } } }"
        let theme = Theme(try #require(ThemeFile.parse(Array(text.utf8), file: "t").declaration))
        #expect(theme.faint().count == Role.allCases.count)
        #expect(theme.faint().first?.hundredths == 447)
    }

    @Test(arguments: ["dusk", "paper", "high-contrast"])
    func `what is told by colour stays apart from plain text on 16 colours, and codes without any`(name: String) throws
    {
        let theme = try #require(Theme.named(name))
        let plain = theme[.text].foreground.index(at: .sixteen)
        for role in [Role.accent, .statusPending, .statusConflict, .statusRejected] {
            #expect(theme.fitted(to: .sixteen)[role].foreground.index(at: .sixteen) != plain, "\(role.name)")
        }
        let mono = theme.fitted(to: .mono)
        #expect(mono[.qrDark].attributes != mono[.qrLight].attributes)
    }

    @Test func `roles are read back from their names`() {
        #expect(Role.allCases.allSatisfy { Role(name: $0.name) == $0 })
        #expect([Role.textDim, .chart1, .badgeReadonly].map(\.name) == ["text.dim", "chart.1", "badge.readonly"])
    }

    @Test func `an ASCII screen holds nothing but ASCII beside the records`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.theme = .ascii
        stage.press("e")
        stage.type("Mug")
        stage.press("enter")
        let own = stage.screen.replacing("Sock yarn · ", with: "").replacing("Mug · ", with: "")
        #expect(own.unicodeScalars.allSatisfy { $0.isASCII })
        #expect(stage.row(4).hasPrefix(">"))
    }
}
