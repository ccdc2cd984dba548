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
        let columns = columns(situation)
        drawHeader(columns, on: &canvas, situation, theme)
        let marks = marksInForce
        let text = text(situation)
        for row in 0..<situation.layout.listRows {
            let index = list.viewport.top + row
            guard index < list.records.count else { break }
            let y = rect.y + 1 + row
            let record = list.records[index]
            if marks.contains(record.id) { canvas.write("✓", x: 1, y: y, theme, .listMarked) }
            if record.isDeleted { canvas.write("†", x: 2, y: y, theme, .statusDeleted) }
            for column in columns.all { draw(column, of: record, text, y: y, on: &canvas, rect, theme) }
        }
        if list.isLoaded && list.records.isEmpty && list.filter != .all {
            canvas.write("Nothing matches.", x: rect.x + Columns.gutter, y: rect.y + 1, theme, .textDim)
        }
    }

    /// One cell; `room` is for one that something else stands in.
    private func draw(
        _ column: Columns.Column, of record: StoredRecord, _ text: FieldText, y: Int, room: Int? = nil,
        on canvas: inout Canvas, _ rect: Rect, _ theme: Theme
    ) {
        let width = min(room ?? column.width, column.width, rect.columns - column.x)
        var words = text.cell(column.source, record)
        if case .reference? = column.source.kind { words = FieldText.end(ofPath: words, columns: width) }
        canvas.write(
            words, x: rect.x + column.x, y: y, theme, role(of: column.source, record), columns: width,
            align: column.alignment)
    }

    func drawOver(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        if isZoomed || isEmpty { return }
        list.viewport.drawMarker(on: &canvas, situation.layout, count: list.records.count, theme)
        if let editor, let index = list.records.firstIndex(where: { $0.id == editor.record }) {
            let row = index - list.viewport.top
            if (0..<situation.layout.listRows).contains(row) {
                let y = situation.layout.list.y + 1 + row
                drawEditor(editor, columns(situation).all, list.records[index], y: y, on: &canvas, situation, theme)
            }
        }
        filter.drawCompletion(on: &canvas, situation, theme)
    }

    private func role(of column: RecordColumn, _ record: StoredRecord) -> Role {
        if record.isDeleted { return .statusDeleted }
        guard let field = column.field else { return .text }
        let value = record.values[field.position]
        if value.isNull { return .textDim }
        return field.key == "status" && value.text != "published" ? .statusDraft : .text
    }

    /// The titles with the signs of the order; signs at the edges where columns are hidden.
    private func drawHeader(_ columns: Columns, on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        let rect = situation.layout.list
        let focused = focusedColumn(situation)
        for (index, column) in columns.all.enumerated() {
            let width = min(column.width, rect.columns - column.x)
            let mark = canvas.width(column.mark, theme)
            let title = min(canvas.width(column.title, theme), max(0, width - mark))
            let start = rect.x + column.x + (column.alignment == .right ? max(0, width - title - mark) : 0)
            canvas.write(column.title, x: start, y: rect.y, theme, .textHead, columns: title)
            canvas.write(column.mark, x: start + title, y: rect.y, theme, .textHead, columns: width - title)
            if index == columns.cut { canvas.write("‹", x: rect.x + column.x - 2, y: rect.y, theme, .accent) }
            guard column.source == focused else { continue }
            var style = theme[.textHead]
            style.attributes.insert(.underline)
            canvas.restyle(Rect(x: start, y: rect.y, columns: min(width, title + mark), rows: 1), style: style)
        }
        if columns.isCutRight { canvas.write("›", x: rect.endX - 1, y: rect.y, theme, .accent) }
    }

    /// Old → new in the cell; it lies over its neighbours where it needs more room, with one blank on each side.
    private func drawEditor(
        _ editor: CellEditor, _ columns: [Columns.Column], _ record: StoredRecord, y: Int, on canvas: inout Canvas,
        _ situation: Situation, _ theme: Theme
    ) {
        guard let column = columns.first(where: { $0.source == .field(editor.field) }) else { return }
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
        let taken = max(Columns.gutter, start - 1)..<min(rect.columns, start + width + 1)
        clear(taken, columns, record, y: y, on: &canvas, situation, theme)
        canvas.write("~", x: 2, y: y, theme, .fieldChanged)
        var x = rect.x + start
        if old > 0 {
            x += canvas.put(editor.oldText, x: x, y: y, style: theme[.diffOld])
            x += canvas.put(arrow, x: x, y: y, style: theme[.diffOld])
        }
        let (text, cursor) = editor.input.window(columns: max(1, width - old), ambiguousIsWide: isWide)
        canvas.put(text, x: x, y: y, style: theme[.fieldEdit], columns: max(0, rect.x + start + width - x))
        canvas.cursor = Point(x: min(x + cursor, rect.endX - 1), y: y)
    }

    /// Makes room in a row. Of what reaches into it a text that begins before it is cut with its sign; anything else
    /// goes whole, because what would be left of it says something else.
    private func clear(
        _ taken: Range<Int>, _ columns: [Columns.Column], _ record: StoredRecord, y: Int, on canvas: inout Canvas,
        _ situation: Situation, _ theme: Theme
    ) {
        let rect = situation.layout.list
        func blank(_ cells: Range<Int>) {
            let cells = cells.clamped(to: 0..<rect.columns)
            canvas.fill(Rect(x: rect.x + cells.lowerBound, y: y, columns: cells.count, rows: 1), style: theme[.text])
        }
        for column in columns where taken.overlaps(column.x..<column.x + column.width) {
            blank(column.x..<column.x + column.width)
            let left = taken.lowerBound - column.x
            guard left > 0, column.alignment == .left else { continue }
            draw(column, of: record, text(situation), y: y, room: left, on: &canvas, rect, theme)
        }
        blank(taken)
    }
}
