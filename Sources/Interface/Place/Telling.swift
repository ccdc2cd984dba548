// SPDX-License-Identifier: Apache-2.0
internal import Terminal

/// A list that tells what happened, one row each, with the whole of a row in lines beside it.
protocol Telling: Place {
    var viewport: Viewport { get set }
    /// The row that the detail shows; it follows the cursor after a pause.
    var shown: Int { get set }
    /// The first line of the detail that is seen.
    var scroll: Int { get set }
    var rowCount: Int { get }
    func detailLines(columns: Int, _ situation: Situation) -> [Line]
    func drawRows(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme)
}

extension Telling {
    var hasRow: Bool { rowCount > 0 }

    /// The detail shows the row under the cursor.
    mutating func showCursor() {
        guard shown != viewport.cursor else { return }
        shown = viewport.cursor
        scroll = 0
    }

    mutating func settle(_ scope: inout Scope) { showCursor() }

    mutating func resize(_ scope: inout Scope) {
        viewport.set(viewport.cursor, rows: scope.layout.listRows, count: rowCount)
    }

    mutating func move(_ move: Move, _ scope: inout Scope) {
        viewport.move(move, rows: scope.layout.listRows, count: rowCount)
    }

    mutating func point(to row: Int, _ scope: inout Scope) {
        viewport.point(to: row, rows: scope.layout.listRows, count: rowCount)
    }

    mutating func scrollDetail(by lines: Int, _ scope: inout Scope) {
        let rect = scope.layout.detailRect(isZoomed: isZoomed)
        let count = detailLines(columns: rect.columns, scope.situation).count
        scroll = min(max(0, scroll + lines), max(0, count - rect.rows))
    }

    mutating func stepOut(_ scope: inout Scope) -> Bool {
        defer { isZoomed = false }
        return isZoomed
    }

    func position(_ situation: Situation) -> String { rowCount == 0 ? "" : "\(shown + 1) of \(rowCount)" }

    func parts(_ situation: Situation, _ theme: Theme) -> [Part] {
        let layout = situation.layout
        let detail = layout.detailRect(isZoomed: isZoomed)
        let more = situation.key(of: "detail.down", in: .global, theme.glyphs)
        let lines = Part.lines(
            detailLines(columns: detail.columns, situation), in: detail, scroll: scroll, more: more, theme)
        if isZoomed { return [lines] }
        let list = Part(layout.list) { drawRows(on: &$0, situation, theme) }
        return layout.hasDetailBeside ? [list, lines] : [list]
    }

    func drawOver(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        if isZoomed { return }
        viewport.drawMarker(on: &canvas, situation.layout, count: rowCount, theme)
    }

    func contradiction(_ situation: Situation) -> String? {
        viewport.contradiction(rows: situation.layout.listRows, count: rowCount)
    }
}
