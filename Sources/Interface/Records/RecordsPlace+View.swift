// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal
internal import Text

extension RecordsPlace {
    /// Values of the list in words.
    func text(_ situation: Situation) -> FieldText {
        FieldText(
            resource: list.resource, names: list.names, clock: situation.clock,
            currency: situation.viewer.currency)
    }

    /// All rows that are seen, without what follows the cursor.
    func drawRows(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        let rect = situation.layout.list
        let columns = columns(situation).all
        drawHeader(columns, on: &canvas, situation, theme)
        let text = text(situation)
        for row in 0..<situation.layout.listRows {
            let index = list.viewport.top + row
            guard index < list.records.count else { break }
            let y = rect.y + 1 + row
            let record = list.records[index]
            if marks.contains(record.id) { canvas.write("✓", x: 1, y: y, theme, .listMarked) }
            if record.isDeleted { canvas.write("†", x: 2, y: y, theme, .statusDeleted) }
            for column in columns {
                canvas.write(
                    text.cell(column.field, record.values), x: rect.x + column.x, y: y, theme,
                    role(of: column.field, record), columns: min(column.width, rect.columns - column.x),
                    align: column.alignment)
            }
        }
        if list.isLoaded && list.records.isEmpty && list.filter != .all {
            canvas.write("Nothing matches.", x: rect.x + Columns.gutter, y: rect.y + 1, theme, .textDim)
        }
    }

    func drawOver(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        if isZoomed || isEmpty { return }
        list.viewport.drawMarker(on: &canvas, situation.layout, count: list.records.count, theme)
        if let editor, let index = list.records.firstIndex(where: { $0.id == editor.record }) {
            let row = index - list.viewport.top
            if (0..<situation.layout.listRows).contains(row) {
                let y = situation.layout.list.y + 1 + row
                drawEditor(editor, columns(situation).all, y: y, on: &canvas, situation, theme)
            }
        }
        filter.drawCompletion(on: &canvas, situation, theme)
    }

    private func role(of field: FieldFacts, _ record: StoredRecord) -> Role {
        if record.isDeleted { return .statusDeleted }
        let value = record.values[field.position]
        if value.isNull { return .textDim }
        return field.key == "status" && value.text != "published" ? .statusDraft : .text
    }

    private func drawHeader(
        _ columns: [Columns.Column], on canvas: inout Canvas, _ situation: Situation, _ theme: Theme
    ) {
        let rect = situation.layout.list
        let focused = focusedField(situation)
        let order = list.order.first
        for column in columns {
            var title = column.title
            if order?.field == column.field.key { title += order?.isDescending == true ? "▾" : "▴" }
            let width = min(column.width, rect.columns - column.x)
            canvas.write(
                title, x: rect.x + column.x, y: rect.y, theme, .textHead, columns: width, align: column.alignment)
            guard column.field == focused else { continue }
            let used = min(width, canvas.width(title, theme))
            let x = rect.x + column.x + (column.alignment == .right ? width - used : 0)
            var style = theme[.textHead]
            style.attributes.insert(.underline)
            canvas.restyle(Rect(x: x, y: rect.y, columns: used, rows: 1), style: style)
        }
    }

    /// Old → new in the cell; it lies over its neighbours where it needs more room.
    private func drawEditor(
        _ editor: CellEditor, _ columns: [Columns.Column], y: Int, on canvas: inout Canvas, _ situation: Situation,
        _ theme: Theme
    ) {
        guard let column = columns.first(where: { $0.field == editor.field }) else { return }
        let rect = situation.layout.list
        let isWide = canvas.ambiguousIsWide
        let showsOld = editor.input.text != editor.oldText && !editor.oldText.isEmpty
        let arrow = theme.glyphs.shown(" → ")
        let oldWidth = showsOld ? Width.of(editor.oldText, ambiguousIsWide: isWide) + Width.of(arrow) : 0
        let newWidth = Width.of(editor.input.text, ambiguousIsWide: isWide) + 1
        let room = rect.columns - Columns.gutter
        let old = oldWidth + min(newWidth, 12) > room ? 0 : oldWidth
        let width = min(room, max(old + newWidth, column.alignment == .left ? column.width : 0))
        let end = column.alignment == .right ? min(rect.columns, column.x + column.width + 1) : rect.columns
        let start =
            column.alignment == .right
            ? max(Columns.gutter, end - width) : max(Columns.gutter, min(column.x, rect.columns - width))
        canvas.write("~", x: 2, y: y, theme, .fieldChanged)
        let from = max(Columns.gutter, start - 1)
        canvas.fill(
            Rect(x: rect.x + from, y: y, columns: min(rect.columns, start + width + 1) - from, rows: 1),
            style: theme[.text])
        var x = rect.x + start
        if old > 0 {
            x += canvas.put(editor.oldText, x: x, y: y, style: theme[.diffOld])
            x += canvas.put(arrow, x: x, y: y, style: theme[.diffOld])
        }
        let (text, cursor) = editor.input.window(columns: max(1, width - old), ambiguousIsWide: isWide)
        canvas.put(text, x: x, y: y, style: theme[.fieldEdit], columns: max(0, rect.x + start + width - x))
        canvas.cursor = Point(x: min(x + cursor, rect.endX - 1), y: y)
    }
}
