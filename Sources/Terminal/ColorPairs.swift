// SPDX-License-Identifier: Apache-2.0
internal import CNcurses

/// The curses colour pairs in use, made when a style first needs them; the terminal's palette is never changed.
struct ColorPairs {
    /// More pairs than any theme has; what comes beyond is drawn without a background of its own.
    static let pairsMax = 1024

    private struct Pair: Hashable {
        let foreground: Int
        let background: Int
    }

    let depth: ColorDepth
    private let limit: Int
    private var numbers: [Pair: Int32] = [:]

    init(depth: ColorDepth, available: Int) {
        self.depth = depth
        limit = min(ColorPairs.pairsMax, available - 1)
    }

    /// The number of the pair for two colours; 0, the terminal's own, when there is none left. Calls
    /// `init_extended_pair`.
    mutating func number(foreground: Color, background: Color) -> Int32 {
        let pair = Pair(foreground: foreground.index(at: depth), background: background.index(at: depth))
        if pair.foreground < 0 && pair.background < 0 { return 0 }
        if let known = numbers[pair] { return known }
        let next = Int32(numbers.count + 1)
        guard next <= limit, init_extended_pair(next, Int32(pair.foreground), Int32(pair.background)) == OK else {
            return numbers[Pair(foreground: pair.foreground, background: -1)] ?? 0
        }
        numbers[pair] = next
        return next
    }
}
