// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Interface
import Terminal
import Testing

struct ThemeTests {
    private static let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    private func file(_ name: String) throws -> String {
        let data = try Data(contentsOf: URL(filePath: "/\(ThemeTests.folder)/themes/\(name).json5"))
        return String(decoding: data, as: UTF8.self)
    }

    private func problem(_ text: String) -> ThemeError? {
        do throws(ThemeError) {
            _ = try ThemeFile.parse(text)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: Theme.builtIn.map(\.name))
    func `a theme's file says the same as the one built in`(name: String) throws {
        #expect(try ThemeFile.parse(file(name)) == Theme.named(name))
    }

    @Test func `what a theme file does not know is refused with its place`() {
        #expect(problem("{ name: 'x', roles: { 'text.dimm': {} } }") == error("roles.text.dimm", "is no role"))
        #expect(problem("{ name: 'x', colours: {} }") == error("colours", "is not known here"))
        #expect(
            problem("{ name: 'x', roles: { text: { fg: 'ink' } } }")
                == error("roles.text.fg", "“ink” is no colour of the palette"))
        #expect(
            problem("{ name: 'x', palette: { ink: '#12' } }")
                == error("palette.ink", "“#12” is no colour like #E5A84B"))
        #expect(
            problem("{ name: 'x', roles: { text: { attributes: ['blink'] } } }")
                == error("roles.text.attributes", "“blink” is no attribute"))
        #expect(problem("{ name: 'x', inherits: 'dawn' }") == error("inherits", "“dawn” is no built-in theme"))
        #expect(problem("{}") == error("name", "is missing"))
        #expect(problem("{ name: ") == error("", "is no JSON5"))
    }

    private func error(_ place: String, _ reason: String) -> ThemeError? {
        ThemeError(place: place, reason: reason)
    }

    @Test func `a theme inherits and names colours for poorer terminals`() throws {
        let theme = try ThemeFile.parse(
            """
            // A darker dusk.
            { name: 'night', inherits: 'dusk',
              palette: { sky: { rgb: '#101820', '256': 233, '16': 0, '8': 0 } },
              roles: { denied: { fg: 'sky', bg: 'terminal', attributes: ['bold', 'underline'] } } }
            """)
        #expect(theme.name == "night")
        #expect(theme[.accent] == Theme.dusk[.accent])
        let sky = Color(red: 0x10, green: 0x18, blue: 0x20, indexed256: 233, sixteen: 0, eight: 0)
        #expect(
            theme[.denied] == Style(foreground: sky, background: .terminal, attributes: [.bold, .underline]))
    }

    /// WCAG 2.1, 1.4.3: the contrast ratio of two colours.
    private func contrast(_ left: Color, _ right: Color) -> Double {
        let (a, b) = (luminance(left), luminance(right))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    private func luminance(_ color: Color) -> Double {
        let weights = [(16, 0.2126), (8, 0.7152), (0, 0.0722)]
        return weights.reduce(0) { sum, part in
            let value = Double(color.rgb >> part.0 & 255) / 255
            return sum + part.1 * (value <= 0.03928 ? value / 12.92 : power((value + 0.055) / 1.055))
        }
    }

    /// x to the power of 2.4, by Newton's method for the fifth root.
    private func power(_ x: Double) -> Double {
        var root = 1.0
        for _ in 0..<40 { root -= (root * root * root * root * root - x) / (5 * root * root * root * root) }
        return x * x * root * root
    }

    @Test(arguments: [Theme.dusk, Theme.paper, Theme.highContrast])
    func `every role can be read on its ground and on that of overlays`(theme: Theme) {
        let raised = theme[.overlay].background
        for role in Role.allCases {
            let style = theme[role]
            #expect(contrast(style.foreground, style.background) >= 4.5, "\(theme.name) \(role.name)")
            if role != .qrDark && role != .qrLight {
                #expect(contrast(style.foreground, raised) >= 4.5, "\(theme.name) \(role.name) on an overlay")
            }
        }
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
