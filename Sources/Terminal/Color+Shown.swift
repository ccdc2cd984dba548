// SPDX-License-Identifier: Apache-2.0

extension Color {
    /// What a terminal of some depth shows for it, as 0xRRGGBB in xterm's palette; nil for the terminal's own colour.
    package func shown(at depth: ColorDepth) -> Int32? {
        let number = index(at: depth)
        if number < 0 { return nil }
        return depth == .direct ? rgb : Palette.rgb(of: number)
    }

    /// The index that stands for it on a terminal of 256, 16 or 8 colours.
    package var indexes: (of256: UInt8, of16: UInt8, of8: UInt8)? {
        self == .terminal
            ? nil : (UInt8(index(at: .indexed256)), UInt8(index(at: .sixteen)), UInt8(index(at: .eight)))
    }
}

extension Palette {
    /// The colour behind an index of the 256.
    static func rgb(of index: Int) -> Int32 {
        switch index {
        case ..<16: return first16[max(0, index)]
        case ..<232:
            let place = index - 16
            return cubeSteps[place / 36] << 16 | cubeSteps[place / 6 % 6] << 8 | cubeSteps[place % 6]
        default: return Int32(8 + 10 * min(23, index - 232)) * 0x010101
        }
    }
}
