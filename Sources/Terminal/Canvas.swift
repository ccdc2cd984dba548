// SPDX-License-Identifier: Apache-2.0
internal import Text

/// Where text stands in the columns given to it.
package enum Alignment: Sendable { case left, right }

/// A screen as values: what panes draw on and tests compare.
package struct Canvas: Sendable {
    /// How many columns it has.
    package let columns: Int
    /// How many rows it has.
    package let rows: Int
    /// Row by row, `columns` × `rows`.
    private(set) var packed: [PackedCell]
    /// Clusters of several scalars, in the order they were drawn.
    private var clusters: [Character] = []
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
        packed = Array(
            repeating: PackedCell(style: .plain, code: PackedCell.blank), count: self.columns * self.rows)
    }

    /// The whole of it.
    package var bounds: Rect { Rect(x: 0, y: 0, columns: columns, rows: rows) }

    /// The cell at a place within the canvas.
    package subscript(x: Int, y: Int) -> Cell {
        precondition(x >= 0 && x < columns && y >= 0 && y < rows, "place outside the canvas")
        return cell(packed[y * columns + x])
    }

    /// Row by row, `columns` × `rows`.
    package var cells: [Cell] { packed.map(cell) }

    private func cell(_ packed: PackedCell) -> Cell { Cell(character(packed), style: packed.style) }

    /// What a packed cell of this canvas shows.
    func character(_ packed: PackedCell) -> Character {
        if let place = packed.cluster { return clusters[place] }
        return Unicode.Scalar(packed.code).map(Character.init) ?? " "
    }

    /// Blanks a block and gives it a style.
    package mutating func fill(_ rect: Rect, style: Style = .plain) {
        let part = rect.intersection(bounds)
        if part.isEmpty { return }
        let blank = PackedCell(style: style, code: PackedCell.blank)
        for y in part.y..<part.endY {
            splitWide(at: part.x, y)
            splitWide(at: part.endX, y)
            let row = y * columns
            packed.withUnsafeMutableBufferPointer { $0[row + part.x..<row + part.endX].update(repeating: blank) }
        }
    }

    /// Takes a block over from a canvas of the same extent.
    package mutating func copy(_ rect: Rect, from other: Canvas) {
        precondition(columns == other.columns && rows == other.rows, "canvases of two extents")
        let part = rect.intersection(bounds)
        if part.isEmpty { return }
        for y in part.y..<part.endY {
            splitWide(at: part.x, y)
            splitWide(at: part.endX, y)
            let range = y * columns + part.x..<y * columns + part.endX
            packed.replaceSubrange(range, with: other.packed[range])
            for index in range where !other.clusters.isEmpty {
                if let place = packed[index].cluster { packed[index].code = code(other.clusters[place]) }
            }
        }
    }

    /// Gives a block another style, its text stays.
    package mutating func restyle(_ rect: Rect, style: Style) {
        let part = rect.intersection(bounds)
        for y in part.y..<part.endY {
            for x in part.x..<part.endX { packed[y * columns + x].style = style }
        }
    }

    /// Writes text from column `x` of row `y` and returns how many columns were drawn.
    ///
    /// It is cut with `…` on a cell boundary where `columns` or the canvas end, and made harmless (`Neutral`). Within
    /// `columns` it may stand at the right; cells that it does not reach stay as they are.
    @discardableResult
    package mutating func put(
        _ text: String, x: Int, y: Int, style: Style = .plain, columns limit: Int? = nil, align: Alignment = .left
    ) -> Int {
        let room = min(limit ?? columns - x, columns - x)
        guard room > 0, y >= 0, y < rows else { return 0 }
        let isRight = align == .right && limit != nil
        var text = text
        if let drawn = text.withUTF8({ putPlain($0, x: x, y: y, style: style, room: room, isRight: isRight) }) {
            return drawn
        }
        let (characters, width) = fit(text, into: room)
        var at = isRight ? x + room - width : x
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

extension Canvas {
    /// Draws text of which every scalar is one cell; nil when it has others.
    private mutating func putPlain(
        _ bytes: UnsafeBufferPointer<UInt8>, x: Int, y: Int, style: Style, room: Int, isRight: Bool
    ) -> Int? {
        // One more than there is room for tells that the rest is cut.
        guard var scalars = Plain.scalars(bytes, most: room + 1, isASCII: ambiguousIsWide) else { return nil }
        if scalars.count > room {
            scalars.removeLast()
            scalars[room - 1] = signs.ellipsis.unicodeScalars.first?.value ?? PackedCell.blank
        }
        let at = isRight ? x + room - scalars.count : x
        let hidden = max(0, -at)
        guard scalars.count > hidden else { return 0 }
        splitWide(at: at + hidden, y)
        splitWide(at: at + scalars.count, y)
        let first = y * columns + at
        packed.withUnsafeMutableBufferPointer { cells in
            for index in hidden..<scalars.count {
                cells[first + index] = PackedCell(style: style, code: scalars[index])
            }
        }
        return scalars.count - hidden
    }

    /// The clusters that fit into `room` columns, neutral, with the sign for what was cut off.
    private func fit(_ text: String, into room: Int) -> ([(Character, Int)], Int) {
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
        packed[y * columns + x] = PackedCell(style: style, code: code(character))
        if cellCount == 2 { packed[y * columns + x + 1] = PackedCell(style: style, code: 0) }
    }

    private mutating func code(_ character: Character) -> UInt32 {
        let scalars = character.unicodeScalars
        if let first = scalars.first, scalars.count == 1 { return first.value }
        clusters.append(character)
        return PackedCell.clusterFlag | UInt32(clusters.count - 1)
    }

    /// Blanks both halves of a wide character that has its second half at `x`: a half cannot be shown.
    private mutating func splitWide(at x: Int, _ y: Int) {
        guard x > 0, x < columns, packed[y * columns + x].isContinuation else { return }
        packed[y * columns + x].code = PackedCell.blank
        packed[y * columns + x - 1].code = PackedCell.blank
    }
}

extension Canvas: Equatable {
    package static func == (left: Canvas, right: Canvas) -> Bool {
        guard left.columns == right.columns, left.rows == right.rows, left.cursor == right.cursor,
            left.ambiguousIsWide == right.ambiguousIsWide, left.signs == right.signs
        else { return false }
        if left.clusters.isEmpty && right.clusters.isEmpty { return left.packed == right.packed }
        return left.packed.indices.allSatisfy { left.isSame(as: right, at: $0) }
    }

    /// The places, row by row, at which this canvas differs from one of the same extent.
    func differences(from other: Canvas) -> [Int] {
        var places: [Int] = []
        packed.withUnsafeBufferPointer { own in
            other.packed.withUnsafeBufferPointer { theirs in
                for index in own.indices where own[index] != theirs[index] || own[index].cluster != nil {
                    places.append(index)
                }
            }
        }
        return clusters.isEmpty ? places : places.filter { !isSame(as: other, at: $0) }
    }

    private func isSame(as other: Canvas, at index: Int) -> Bool {
        let (own, theirs) = (packed[index], other.packed[index])
        guard let place = own.cluster, let otherPlace = theirs.cluster else { return own == theirs }
        return own.style == theirs.style && clusters[place] == other.clusters[otherPlace]
    }
}
