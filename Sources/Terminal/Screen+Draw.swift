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
    /// Hands the cells at some places to curses, in order; neighbours of one style go together.
    func draw(_ canvas: Canvas, _ places: [Int]) {
        var run: [Int32] = []
        var (start, style) = (0, Style.plain)
        var look = look(of: style)
        func flush() {
            if run.isEmpty { return }
            let (y, x) = start.quotientAndRemainder(dividingBy: canvas.columns)
            satchel_put_run(Int32(y), Int32(x), run, Int32(run.count), look.attributes, look.pair)
            run.removeAll(keepingCapacity: true)
        }
        for place in places {
            let (y, x) = place.quotientAndRemainder(dividingBy: canvas.columns)
            guard y < size.rows, x < size.columns else { continue }
            let cell = canvas.packed[place]
            let isPlain = cell.code < 0x7F && !cell.isContinuation
            if !isPlain || x == 0 || place != start + run.count || cell.style != style { flush() }
            if cell.style != style {
                style = cell.style
                look = self.look(of: style)
            }
            if run.isEmpty { start = place }
            if isPlain { run.append(Int32(cell.code)) } else { draw(cell, of: canvas, x: x, y: y, look) }
        }
        flush()
    }

    private func draw(_ cell: PackedCell, of canvas: Canvas, x: Int, y: Int, _ look: CursesLook) {
        if cell.isContinuation { return }
        let isWide = x + 1 < canvas.columns && canvas.packed[y * canvas.columns + x + 1].isContinuation
        let pieces = CursesCell.pieces(
            of: canvas.character(cell), width: isWide ? 2 : 1, ambiguousIsWide: canvas.ambiguousIsWide)
        for (offset, piece) in pieces.enumerated() {
            _ = satchel_put(Int32(y), Int32(x + offset), piece + [0], look.attributes, look.pair)
        }
    }
}
