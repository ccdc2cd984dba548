// SPDX-License-Identifier: Apache-2.0
import Terminal
import Testing

struct ColorTests {
    @Test(arguments: [
        (0x000000, 0, 0, 16), (0xFFFFFF, 7, 15, 231), (0xFF0000, 1, 9, 196), (0x00FF00, 2, 10, 46),
        (0x0000FF, 4, 4, 21), (0xFFB000, 3, 3, 214), (0x808080, 7, 8, 244), (0x9E9E9E, 7, 8, 247),
        (0x1E1E2E, 0, 0, 235), (0x5F87AF, 6, 8, 67),
    ])
    func `a colour falls to the nearest of each rung`(rgb: Int, eight: Int, sixteen: Int, indexed: Int) {
        let color = Color(red: UInt8(rgb >> 16), green: UInt8(rgb >> 8 & 255), blue: UInt8(rgb & 255))
        let found = ColorDepth.allCases.map { color.index(at: $0) }
        #expect(found == [-1, eight, sixteen, indexed, rgb])
    }

    @Test func `a theme may name its own index for each rung`() {
        let color = Color(red: 255, green: 176, blue: 0, indexed256: 220, sixteen: 3, eight: 1)
        #expect(ColorDepth.allCases.map { color.index(at: $0) } == [-1, 1, 3, 220, 0xFFB000])
    }

    @Test func `the terminal's own colour stays its own on every rung`() {
        #expect(ColorDepth.allCases.map { Color.terminal.index(at: $0) } == [-1, -1, -1, -1, -1])
    }

    @Test func `the darkest blues are not taken for palette numbers in true colour`() {
        #expect(Color(red: 0, green: 0, blue: 5).index(at: .direct) == 8)
        #expect(Color(red: 0, green: 0, blue: 0).index(at: .direct) == 0)
    }

    @Test(arguments: [
        (-1, false, ColorDepth.mono), (2, false, .mono), (8, false, .eight), (16, false, .sixteen),
        (88, false, .sixteen), (256, false, .indexed256), (256, true, .indexed256), (1 << 24, true, .direct),
    ])
    func `the depth follows terminfo`(colors: Int, hasRGB: Bool, depth: ColorDepth) {
        #expect(ColorDepth.detect(colors: colors, hasRGB: hasRGB) == depth)
        #expect(ColorDepth.detect(colors: colors, hasRGB: hasRGB, noColor: "") == depth)
        #expect(ColorDepth.detect(colors: colors, hasRGB: hasRGB, noColor: "1") == .mono)
    }

    @Test func `terminal names are tried from the own one down`() {
        #expect(TerminalName.candidates(term: "foot", colorTerm: nil) == ["foot", "xterm-256color", "vt100"])
        #expect(TerminalName.candidates(term: "xterm", colorTerm: nil) == ["xterm", "xterm-256color", "vt100"])
        #expect(TerminalName.candidates(term: "xterm", colorTerm: "truecolor") == ["xterm-256color", "xterm", "vt100"])
        #expect(TerminalName.candidates(term: nil, colorTerm: nil) == ["xterm-256color", "vt100"])
    }
}
