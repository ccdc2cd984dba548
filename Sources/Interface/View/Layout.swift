// SPDX-License-Identifier: Apache-2.0
internal import Terminal

/// What stands where on a terminal of some size.
struct Layout: Equatable {
    let size: Size
    /// Whether nothing stands beside anything, for who hears the screen line by line.
    var isLinear = false

    static let columnsMin = 40
    static let rowsMin = 10
    /// From here on the detail stands beside the list.
    static let columnsForDetail = 100
    /// Below these, rules go and prompt and message share a line.
    static let columnsForRules = 80
    static let rowsForRules = 14

    /// Too small for anything but a notice.
    var isTooSmall: Bool { size.columns < Layout.columnsMin || size.rows < Layout.rowsMin }

    var isCompact: Bool { size.columns < Layout.columnsForRules || size.rows < Layout.rowsForRules }

    /// One column of name and one figure.
    var isNarrow: Bool { size.columns < Layout.columnsForRules }

    var hasDetailBeside: Bool { !isLinear && size.columns >= Layout.columnsForDetail }

    /// Everything between the rules.
    var body: Rect {
        let top = isCompact ? 2 : 3
        let bottom = isCompact ? 2 : 4
        return Rect(x: 0, y: top, columns: size.columns, rows: size.rows - top - bottom)
    }

    var ruleRows: [Int] { isCompact ? [] : [2, size.rows - 4] }
    var hintRow: Int { size.rows - 1 }
    var messageRow: Int { size.rows - 2 }
    var promptRow: Int { isCompact ? size.rows - 2 : size.rows - 3 }

    /// The detail beside the list.
    var detail: Rect {
        let columns = min(60, max(40, size.columns * 34 / 100))
        return body.splitRight(hasDetailBeside ? columns : 0).right
    }

    /// The list, with two blanks between it and the detail.
    var list: Rect { body.splitRight(hasDetailBeside ? detail.columns + 2 : 0).rest }

    /// Rows of the list below its header.
    var listRows: Int { max(1, body.rows - 1) }

    /// Where a detail is drawn: beside its list, or over the whole width behind the gutter.
    func detailRect(isZoomed: Bool) -> Rect {
        isZoomed || !hasDetailBeside ? body.splitLeft(Columns.gutter).rest : detail
    }

    /// The last rows of the body, for what grows up from the prompt line.
    func raised(_ rows: Int) -> Rect { body.splitBottom(min(rows, body.rows)).bottom }

    /// The first of `count` lines to show so that the chosen one is among `rows`.
    static func first(_ chosen: Int, rows: Int, count: Int) -> Int {
        min(max(0, chosen - rows + 1), max(0, count - rows))
    }
}
