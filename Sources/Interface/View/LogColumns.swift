// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// The columns of lists that tell what happened when.
struct LogColumns {
    /// One row of such a list.
    struct Row {
        let when: String
        let who: String
        let what: String
        let last: String
        var role = Role.text
    }

    let rect: Rect
    private let what: Int
    private let whatWidth: Int
    private let last: Int?

    private static let when = Columns.gutter
    private static let whenWidth = 12
    private static let who = when + whenWidth + Columns.gap
    private static let whoWidth = 12
    private static let lastWidth = 12

    init(_ rect: Rect) {
        self.rect = rect
        let hasLast = rect.columns >= 64
        what =
            rect.columns >= 48 ? LogColumns.who + LogColumns.whoWidth + Columns.gap : LogColumns.who
        whatWidth = rect.columns - what - (hasLast ? LogColumns.lastWidth + Columns.gap : 0)
        last = hasLast ? rect.columns - LogColumns.lastWidth : nil
    }

    private var hasWho: Bool { what > LogColumns.who }

    func drawHeader(last title: String, on canvas: inout Canvas, _ theme: Theme) {
        canvas.write("When", x: LogColumns.when, y: rect.y, theme, .textHead)
        if hasWho { canvas.write("Who", x: LogColumns.who, y: rect.y, theme, .textHead) }
        canvas.write("What", x: what, y: rect.y, theme, .textHead)
        if let last { canvas.write(title, x: last, y: rect.y, theme, .textHead) }
    }

    func draw(_ row: Row, y: Int, on canvas: inout Canvas, _ theme: Theme) {
        canvas.write(row.when, x: LogColumns.when, y: y, theme, columns: LogColumns.whenWidth)
        if hasWho { canvas.write(row.who, x: LogColumns.who, y: y, theme, columns: LogColumns.whoWidth) }
        canvas.write(row.what, x: what, y: y, theme, row.role, columns: whatWidth)
        if let last { canvas.write(row.last, x: last, y: y, theme, .textDim, columns: LogColumns.lastWidth) }
    }

    /// What stands below a row.
    func drawBelow(_ text: String, _ role: Role, y: Int, on canvas: inout Canvas, _ theme: Theme) {
        canvas.write(text, x: what + 2, y: y, theme, role, columns: whatWidth - 2)
    }
}

extension Viewport {
    /// The marker before the cursor's row.
    func drawMarker(on canvas: inout Canvas, _ layout: Layout, count: Int, _ theme: Theme) {
        let row = cursor - top
        guard count > 0, row < layout.listRows else { return }
        canvas.mark(x: 0, y: layout.list.y + 1 + row, theme)
    }
}

extension ChangeEntry {
    /// What happened to the record: the fields, or the action.
    var summary: String {
        guard action == .updated, !differences.isEmpty else { return action.rawValue }
        return differences.map { $0.label.lowercased() }.joined(separator: ", ")
    }
}
