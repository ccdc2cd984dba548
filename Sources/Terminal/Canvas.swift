// SPDX-License-Identifier: Apache-2.0
internal import Text

/// One cell of a canvas.
package struct Cell: Hashable, Sendable {
    /// The cluster it shows, or `continuation`.
    package var character: Character
    /// What it looks like.
    package var style: Style

    /// A cell showing `character`.
    package init(_ character: Character, style: Style = .plain) {
        self.character = character
        self.style = style
    }

    /// What stands in the second cell of a wide character; it never comes from text.
    package static let continuation: Character = "\u{0}"

    /// Whether it is the second half of a wide character.
    package var isContinuation: Bool { character == Cell.continuation }
}

/// Where text stands in the columns given to it.
package enum Alignment: Sendable { case left, right }

/// A screen as values: what panes draw on and tests compare.
package struct Canvas: Equatable, Sendable {
    /// How many columns it has.
    package let columns: Int
    /// How many rows it has.
    package let rows: Int
    /// Row by row, `columns` × `rows`.
    package private(set) var cells: [Cell]
    /// Where the terminal's cursor stands; nil hides it.
    package var cursor: Point?
    /// Whether ambiguous-width characters take two cells on this terminal.
    package let ambiguousIsWide: Bool
    private let signs: Signs

    /// A blank canvas. Its own signs (`…`, `·`) are plain ASCII where ambiguous characters are wide, and with `ascii`.
    package init(columns: Int, rows: Int, ambiguousIsWide: Bool = false, ascii: Bool = false) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
        self.ambiguousIsWide = ambiguousIsWide
        signs = ambiguousIsWide || ascii ? .ascii : .unicode
        cells = Array(repeating: Cell(" "), count: self.columns * self.rows)
    }

    /// The whole of it.
    package var bounds: Rect { Rect(x: 0, y: 0, columns: columns, rows: rows) }

    /// The cell at a place within the canvas.
    package subscript(x: Int, y: Int) -> Cell {
        precondition(x >= 0 && x < columns && y >= 0 && y < rows, "place outside the canvas")
        return cells[y * columns + x]
    }

    /// Blanks a block and gives it a style.
    package mutating func fill(_ rect: Rect, style: Style = .plain) {
        let part = rect.intersection(bounds)
        for y in part.y..<part.endY where !part.isEmpty {
            splitWide(at: part.x, y)
            splitWide(at: part.endX, y)
            for x in part.x..<part.endX { cells[y * columns + x] = Cell(" ", style: style) }
        }
    }

    /// Gives a block another style, its text stays.
    package mutating func restyle(_ rect: Rect, style: Style) {
        let part = rect.intersection(bounds)
        for y in part.y..<part.endY {
            for x in part.x..<part.endX { cells[y * columns + x].style = style }
        }
    }

    /// Writes text from column `x` of row `y` and returns how many columns were drawn.
    ///
    /// It is cut with `…` on a cell boundary where `columns` or the canvas end, and made harmless (`Neutral`). Within
    /// `columns` it may stand at the right; cells that it does not reach stay as they are.
    @discardableResult
    package mutating func put(
        _ text: some StringProtocol, x: Int, y: Int, style: Style = .plain, columns limit: Int? = nil,
        align: Alignment = .left
    ) -> Int {
        let room = min(limit ?? columns - x, columns - x)
        guard room > 0, y >= 0, y < rows else { return 0 }
        let (characters, width) = fit(text, into: room)
        var at = align == .right && limit != nil ? x + room - width : x
        var drawn = 0
        for (character, cellCount) in characters {
            if at >= 0 {
                set(character, cellCount, at, y, style)
                drawn += cellCount
            } else if at + cellCount > 0 {
                // The right half of a wide character that begins left of the canvas.
                set(" ", 1, 0, y, style)
                drawn += 1
            }
            at += cellCount
        }
        return drawn
    }

    /// The clusters that fit into `room` columns, neutral, with the sign for what was cut off.
    private func fit(_ text: some StringProtocol, into room: Int) -> ([(Character, Int)], Int) {
        var fitting: [(Character, Int)] = []
        var width = 0
        for raw in text {
            let character = Neutral.character(raw, signs: signs)
            let cellCount = Width.of(character, ambiguousIsWide: ambiguousIsWide)
            if width + cellCount > room {
                while width > room - 1, let last = fitting.popLast() { width -= last.1 }
                fitting.append((signs.ellipsis, 1))
                return (fitting, width + 1)
            }
            fitting.append((character, cellCount))
            width += cellCount
        }
        return (fitting, width)
    }

    private mutating func set(_ character: Character, _ cellCount: Int, _ x: Int, _ y: Int, _ style: Style) {
        splitWide(at: x, y)
        splitWide(at: x + cellCount, y)
        cells[y * columns + x] = Cell(character, style: style)
        if cellCount == 2 { cells[y * columns + x + 1] = Cell(Cell.continuation, style: style) }
    }

    /// Blanks both halves of a wide character that has its second half at `x`: a half cannot be shown.
    private mutating func splitWide(at x: Int, _ y: Int) {
        guard x > 0, x < columns, cells[y * columns + x].isContinuation else { return }
        cells[y * columns + x].character = " "
        cells[y * columns + x - 1].character = " "
    }

    /// The screen as lines, blanks at their ends left out.
    package var text: String {
        (0..<rows).map { y in
            var line = ""
            for x in 0..<columns where !self[x, y].isContinuation { line.append(self[x, y].character) }
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}
