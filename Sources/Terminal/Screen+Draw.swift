// SPDX-License-Identifier: Apache-2.0
internal import CNcurses

/// A style as curses takes it.
struct CursesLook {
    let attributes: attr_t
    let pair: Int32

    static func bits(_ set: Attributes) -> attr_t {
        var bits: attr_t = 0
        if set.contains(.bold) { bits |= satchel_bold() }
        if set.contains(.dim) { bits |= satchel_dim() }
        if set.contains(.underline) { bits |= satchel_underline() }
        if set.contains(.reverse) { bits |= satchel_reverse() }
        if set.contains(.italic) { bits |= satchel_italic() }
        return bits
    }
}

extension Screen {
    /// Hands the cells at some places to curses.
    func draw(_ canvas: Canvas, _ places: [Int]) {
        // Neighbours mostly share their style: it is looked up when it changes.
        var style = Style.plain
        var look = look(of: style)
        for place in places {
            let (y, x) = place.quotientAndRemainder(dividingBy: canvas.columns)
            guard y < size.rows, x < size.columns else { continue }
            let cell = canvas.packed[place]
            if cell.style != style {
                style = cell.style
                look = self.look(of: style)
            }
            draw(cell, of: canvas, x: x, y: y, look)
        }
    }

    private func draw(_ cell: PackedCell, of canvas: Canvas, x: Int, y: Int, _ look: CursesLook) {
        if cell.isContinuation { return }
        let (row, column) = (Int32(y), Int32(x))
        if cell.code < 0x7F {
            _ = satchel_put_one(row, column, Int32(cell.code), look.attributes, look.pair)
            return
        }
        let isWide = x + 1 < canvas.columns && canvas.packed[y * canvas.columns + x + 1].isContinuation
        let pieces = CursesCell.pieces(
            of: canvas.character(cell), width: isWide ? 2 : 1, ambiguousIsWide: canvas.ambiguousIsWide)
        for (offset, piece) in pieces.enumerated() {
            _ = satchel_put(row, column + Int32(offset), piece + [0], look.attributes, look.pair)
        }
    }
}
