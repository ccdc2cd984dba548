// SPDX-License-Identifier: Apache-2.0

/// A cell's place, in columns and rows from the upper left corner.
package struct Point: Hashable, Sendable {
    /// The column, the first is 0.
    package var x: Int
    /// The row, the first is 0.
    package var y: Int

    /// A place at column `x` of row `y`.
    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// A screen's extent in cells.
package struct Size: Hashable, Sendable {
    /// How many columns it has.
    package var columns: Int
    /// How many rows it has.
    package var rows: Int

    /// An extent of so many columns and rows.
    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

/// A block of cells; never of negative extent.
package struct Rect: Hashable, Sendable {
    /// The column, the first is 0.
    package var x: Int
    /// The row, the first is 0.
    package var y: Int
    /// How many columns it has.
    package var columns: Int
    /// How many rows it has.
    package var rows: Int

    /// A block with its upper left corner at (`x`, `y`); a negative extent becomes 0.
    package init(x: Int, y: Int, columns: Int, rows: Int) {
        self.x = x
        self.y = y
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }

    /// Whether it has no cell.
    package var isEmpty: Bool { columns == 0 || rows == 0 }

    /// The first column to the right of it.
    package var endX: Int { x + columns }

    /// The first row below it.
    package var endY: Int { y + rows }

    /// Whether the cell at `point` belongs to it.
    package func contains(_ point: Point) -> Bool {
        point.x >= x && point.x < endX && point.y >= y && point.y < endY
    }

    /// The cells it shares with another block.
    package func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rect(
            x: left, y: top, columns: min(endX, other.endX) - left, rows: min(endY, other.endY) - top)
    }

    /// The block without a margin on each side; a margin too large leaves an empty block in the middle.
    package func inset(columns: Int = 0, rows: Int = 0) -> Rect {
        let side = min(columns, self.columns / 2)
        let edge = min(rows, self.rows / 2)
        return Rect(
            x: x + side, y: y + edge, columns: self.columns - 2 * side, rows: self.rows - 2 * edge)
    }

    /// The block without `cells` on all four sides.
    package func inset(by cells: Int) -> Rect { inset(columns: cells, rows: cells) }

    /// Its first `n` rows and the rest.
    package func splitTop(_ n: Int) -> (top: Rect, rest: Rect) {
        let cut = min(max(0, n), rows)
        return (
            Rect(x: x, y: y, columns: columns, rows: cut),
            Rect(x: x, y: y + cut, columns: columns, rows: rows - cut)
        )
    }

    /// Its last `n` rows and the rest.
    package func splitBottom(_ n: Int) -> (bottom: Rect, rest: Rect) {
        let (rest, bottom) = splitTop(rows - min(max(0, n), rows))
        return (bottom, rest)
    }

    /// Its first `n` columns and the rest.
    package func splitLeft(_ n: Int) -> (left: Rect, rest: Rect) {
        let cut = min(max(0, n), columns)
        return (
            Rect(x: x, y: y, columns: cut, rows: rows),
            Rect(x: x + cut, y: y, columns: columns - cut, rows: rows)
        )
    }

    /// Its last `n` columns and the rest.
    package func splitRight(_ n: Int) -> (right: Rect, rest: Rect) {
        let (rest, right) = splitLeft(columns - min(max(0, n), columns))
        return (right, rest)
    }
}
