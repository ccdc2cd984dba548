// SPDX-License-Identifier: Apache-2.0

/// A colour of a cell: the terminal's own, or red, green and blue with its nearest colour on poorer terminals.
package struct Color: Hashable, Sendable {
    /// One number, so that cells compare in a step: 0xRRGGBB, then the index for 256, 16 and 8 colours; 0 for the
    /// terminal's own colour.
    private let bits: UInt64
    private static let isSet: UInt64 = 1 << 63

    /// The terminal's own foreground or background.
    package static let terminal = Color()

    private init() { bits = 0 }

    /// A colour; a theme may name the index to use on a terminal of 256, 16 or 8 colours instead of the nearest.
    package init(
        red: UInt8, green: UInt8, blue: UInt8, indexed256: UInt8? = nil, sixteen: UInt8? = nil, eight: UInt8? = nil
    ) {
        let value = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
        let near256 = UInt64(indexed256 ?? UInt8(Palette.nearest(to: value, at: .indexed256)))
        let near16 = UInt64(min(15, sixteen ?? UInt8(Palette.nearest(to: value, at: .sixteen))))
        let near8 = UInt64(min(7, eight ?? UInt8(Palette.nearest(to: value, at: .eight))))
        bits = Color.isSet | UInt64(value) | near256 << 24 | near16 << 32 | near8 << 40
    }

    /// 0xRRGGBB, or -1 for the terminal's own colour.
    package var rgb: Int32 { bits == 0 ? -1 : Int32(bits & 0xFF_FFFF) }

    /// The number the terminal knows the colour by, -1 for its own; in mono every colour is the terminal's own.
    package func index(at depth: ColorDepth) -> Int {
        if bits == 0 { return -1 }
        switch depth {
        case .mono: return -1
        case .eight: return Int(bits >> 40 & 0xFF)
        case .sixteen: return Int(bits >> 32 & 0xFF)
        case .indexed256: return Int(bits >> 24 & 0xFF)
        // xterm-direct takes 1 to 7 for the palette: the darkest blues move up by a hair.
        case .direct: return (1...7).contains(rgb) ? 8 : Int(rgb)
        }
    }
}

/// How many colours a terminal shows: the rungs of the colour ladder.
package enum ColorDepth: Int, Comparable, Sendable, CaseIterable {
    case mono, eight, sixteen, indexed256, direct

    /// Whether the left one shows fewer colours.
    package static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }

    /// The depth of a terminal by what terminfo says of it (`colors`, `RGB`) and by NO_COLOR (no-color.org: any text).
    ///
    /// COLORTERM has no say here: curses can only write what terminfo describes. It chooses a richer entry beforehand,
    /// see `TerminalName.candidates`.
    package static func detect(colors: Int, hasRGB: Bool, noColor: String? = nil) -> ColorDepth {
        if let noColor, !noColor.isEmpty { return .mono }
        if hasRGB && colors > 256 { return .direct }
        switch colors {
        case 256...: return .indexed256
        case 16...: return .sixteen
        case 8...: return .eight
        default: return .mono
        }
    }
}

/// The colours behind the indexes of xterm's palette.
enum Palette {
    static let first16: [Int32] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]
    static let cubeSteps: [Int32] = [0, 95, 135, 175, 215, 255]

    static func nearest(to rgb: Int32, at depth: ColorDepth) -> Int {
        switch depth {
        case .mono: return -1
        case .eight: return nearest(to: rgb, among: first16[..<8])
        case .sixteen: return nearest(to: rgb, among: first16[...])
        case .indexed256: return nearest256(to: rgb)
        case .direct: return Int(rgb)
        }
    }

    /// The nearest of a few strong colours; what is nearly grey stays grey, as a bright tint would say something.
    private static func nearest(to rgb: Int32, among colors: ArraySlice<Int32>) -> Int {
        let isGrey = chroma(rgb) < 48
        let choice = colors.indices.filter { !isGrey || chroma(colors[$0]) == 0 }
        return choice.min { distance(colors[$0], rgb) < distance(colors[$1], rgb) } ?? 0
    }

    private static func chroma(_ rgb: Int32) -> Int32 {
        let parts = [rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255]
        return (parts.max() ?? 0) - (parts.min() ?? 0)
    }

    /// The nearest of the 6×6×6 cube and the 24 greys; the first 16 are left out, because users repaint them.
    private static func nearest256(to rgb: Int32) -> Int {
        let parts = [rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255]
        let steps = parts.map { part in
            cubeSteps.indices.min { abs(cubeSteps[$0] - part) < abs(cubeSteps[$1] - part) } ?? 0
        }
        let cube = cubeSteps[steps[0]] << 16 | cubeSteps[steps[1]] << 8 | cubeSteps[steps[2]]
        let average = parts.reduce(0, +) / 3
        let greyStep = min(23, max(0, (average - 8 + 5) / 10))
        let grey = (8 + 10 * greyStep) * 0x010101
        if distance(grey, rgb) < distance(cube, rgb) { return 232 + Int(greyStep) }
        return 16 + 36 * steps[0] + 6 * steps[1] + steps[2]
    }

    /// The "redmean" distance: close to the eye's, in integers.
    private static func distance(_ left: Int32, _ right: Int32) -> Int {
        let redMean = Int((left >> 16 & 255) + (right >> 16 & 255)) / 2
        let red = Int(left >> 16 & 255) - Int(right >> 16 & 255)
        let green = Int(left >> 8 & 255) - Int(right >> 8 & 255)
        let blue = Int(left & 255) - Int(right & 255)
        return (512 + redMean) * red * red / 256 + 4 * green * green + (767 - redMean) * blue * blue / 256
    }
}
