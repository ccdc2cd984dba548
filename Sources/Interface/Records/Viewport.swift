// SPDX-License-Identifier: Apache-2.0

/// A step through a list.
enum Move: CaseIterable, Sendable {
    case down, up, pageDown, pageUp, halfDown, halfUp, first, last

    /// Rows down (or up) on a screen of so many rows; nil for the ends.
    func step(rows: Int) -> Int? {
        switch self {
        case .down: 1
        case .up: -1
        case .pageDown: rows
        case .pageUp: -rows
        case .halfDown: max(1, rows / 2)
        case .halfUp: -max(1, rows / 2)
        case .first, .last: nil
        }
    }
}

/// Where the cursor and the window of a list stand, as indexes into its rows.
struct Viewport: Equatable, Sendable {
    var cursor = 0
    var top = 0

    /// Moves within `count` rows of which `rows` are seen.
    mutating func move(_ move: Move, rows: Int, count: Int) {
        switch move {
        case .first: set(0, rows: rows, count: count)
        case .last: set(count - 1, rows: rows, count: count)
        case .pageDown, .pageUp:
            let step = move.step(rows: rows) ?? 0
            top += step
            set(cursor + step, rows: rows, count: count)
        case .down, .up, .halfDown, .halfUp:
            set(cursor + (move.step(rows: rows) ?? 0), rows: rows, count: count)
        }
    }

    /// Puts the cursor on a row; past the edge the window jumps by half a page, which travels in fewer bytes than rows
    /// that scroll one by one.
    mutating func set(_ index: Int, rows: Int, count: Int) {
        cursor = min(max(0, index), max(0, count - 1))
        if cursor < top || cursor >= top + rows { top = cursor - rows / 2 }
        top = min(max(0, top), max(0, count - rows))
    }

    /// Puts the cursor on a row that is seen, counted from the first one; elsewhere it stays.
    mutating func point(to row: Int, rows: Int, count: Int) {
        guard (0..<rows).contains(row), top + row < count else { return }
        set(top + row, rows: rows, count: count)
    }

    /// Rows came in or went away before the first one.
    mutating func shift(by rows: Int) {
        cursor += rows
        top += rows
    }
}

extension Viewport {
    /// Where it lies outside its rows, in words; nil when all is in order.
    func contradiction(rows: Int, count: Int) -> String? {
        let isOutside = cursor < 0 || (cursor >= count && !(count == 0 && cursor == 0))
        let isUnseen = cursor < top || cursor >= top + rows
        return isOutside || isUnseen || top < 0 ? "cursor \(cursor), top \(top), \(count) rows" : nil
    }
}
