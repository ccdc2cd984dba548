// SPDX-License-Identifier: Apache-2.0
internal import CNcurses
internal import Text

/// A cluster as curses can draw it: one piece for each curses cell it fills.
///
/// A curses cell takes one spacing character and four marks, and counts columns with the C library. Where that does
/// not add up to the width the canvas counted, a plainer picture of the same width is drawn: never a shifted column.
package enum CursesCell {
    /// Scalars of one cell; ncurses has room for five (CCHARW_MAX).
    package static let scalarsMax = Int(CCHARW_MAX)

    /// One or two pieces, each a base scalar and its marks, that fill exactly `width` columns.
    package static func pieces(of character: Character, width: Int, ambiguousIsWide: Bool = false) -> [[Int32]] {
        if character.utf8.count == 1, let byte = character.utf8.first { return [[Int32(byte)]] }
        var pieces: [[Int32]] = []
        var total = 0
        for scalar in character.unicodeScalars {
            let code = Int32(bitPattern: scalar.value)
            let cells = Int(satchel_width(code))
            if cells < 0 || (cells == 0 && pieces.isEmpty) { return plainer(character, width, ambiguousIsWide) }
            if cells > 0 {
                pieces.append([code])
                total += cells
            } else if pieces[pieces.count - 1].count < scalarsMax {
                pieces[pieces.count - 1].append(code)
            }
        }
        return total == width ? pieces : plainer(character, width, ambiguousIsWide)
    }

    /// The base alone, padded with a blank; a substitute where the base itself is in doubt.
    private static func plainer(_ character: Character, _ width: Int, _ ambiguousIsWide: Bool) -> [[Int32]] {
        let blank = Int32(0x20)
        if let base = character.unicodeScalars.first {
            let code = Int32(bitPattern: base.value)
            let cells = Int(satchel_width(code))
            let agreed = Width.of(Character(base), ambiguousIsWide: ambiguousIsWide) == cells
            if agreed && cells == width { return [[code]] }
            if agreed && cells == 1 && width == 2 { return [[code], [blank]] }
        }
        let substitute: Int32 = !ambiguousIsWide && satchel_width(0xFFFD) == 1 ? 0xFFFD : 0x3F
        return width == 2 ? [[substitute], [blank]] : [[substitute]]
    }
}
