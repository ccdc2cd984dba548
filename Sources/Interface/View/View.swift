// SPDX-License-Identifier: Apache-2.0
internal import Domain
package import Terminal

/// Draws the whole screen. Pure: the same model gives the same canvas.
package func view(_ model: Model, on canvas: inout Canvas, theme: Theme) {
    draw(model, on: &canvas, theme: theme, known: KnownParts())
}

/// Draws the whole screen; parts that are known are copied.
func draw(_ model: Model, on canvas: inout Canvas, theme: Theme, known: KnownParts) {
    let theme = canvas.ambiguousIsWide ? theme.inASCII : theme
    canvas.cursor = nil
    canvas.fill(canvas.bounds, style: theme[.text])
    let size = Size(columns: canvas.columns, rows: canvas.rows)
    // The model learns of a new extent by a message; what is drawn between fits the canvas that is there.
    var model = model
    if model.size != size { model.size = size }
    if model.layout.isTooSmall {
        model.drawTooSmall(on: &canvas, theme)
    } else {
        model.drawFrame(on: &canvas, theme)
        model.drawBody(on: &canvas, theme, known)
        model.drawPrompt(on: &canvas, theme)
        model.drawMessage(on: &canvas, theme)
        model.drawHints(on: &canvas, theme)
    }
}

extension Model {
    func drawTooSmall(on canvas: inout Canvas, _ theme: Theme) {
        let text =
            "satchel needs \(Layout.columnsMin)×\(Layout.rowsMin), this is \(size.columns)×\(size.rows). "
            + "Nothing is lost. q quits."
        let room = canvas.bounds.inset(columns: size.columns > 12 ? 2 : 0)
        let lines = Wrap.lines(theme.glyphs.shown(text), columns: max(1, room.columns))
        lines.map { Line($0) }.draw(on: &canvas, in: room, scroll: 0, theme)
    }

    func drawBody(on canvas: inout Canvas, _ theme: Theme, _ known: KnownParts) {
        if case .reader(let reader) = overlay {
            let lines = readerLines(reader, theme.glyphs)
            lines.draw(on: &canvas, in: layout.body, scroll: reader.scroll, theme)
            return
        }
        drawPane(on: &canvas, theme, known)
        switch overlay {
        case .palette(let palette): drawPalette(palette, on: &canvas, theme)
        case .reader: break
        case nil:
            if showsWhichKey {
                drawWhichKey(on: &canvas, theme)
            } else if pane == .inventory, inventory.filter.isOpen {
                drawCompletion(on: &canvas, theme)
            }
        }
    }

    private func drawPane(on canvas: inout Canvas, _ theme: Theme, _ known: KnownParts) {
        let isFirstRun = pane == .inventory && inventory.history == nil && isStoreEmpty
        if isFirstRun { return firstRunLines.draw(on: &canvas, in: layout.body, scroll: 0, theme) }
        if isZoomed { return drawDetail(in: layout.body, on: &canvas, theme) }
        switch pane {
        case .inventory where inventory.history != nil: drawHistory(on: &canvas, theme)
        case .inventory: drawRecords(on: &canvas, theme, known.list)
        case .audit: drawAudit(on: &canvas, theme)
        }
        guard layout.hasDetailBeside else { return }
        if let drawn = known.detail { return canvas.copy(layout.detail, from: drawn) }
        drawDetail(in: layout.detail, on: &canvas, theme)
    }

    private func drawDetail(in rect: Rect, on canvas: inout Canvas, _ theme: Theme) {
        let scroll =
            switch pane {
            case .inventory: inventory.history?.scroll ?? inventory.detail.scroll
            case .audit: audit.scroll
            }
        let inner = isZoomed ? rect.splitLeft(Columns.gutter).rest : rect
        detailLines(columns: inner.columns).draw(on: &canvas, in: inner, scroll: scroll, theme)
    }

    /// Whether the store is known to hold no records of this list.
    var isStoreEmpty: Bool {
        inventory.list.isLoaded && inventory.list.records.isEmpty && inventory.list.filter == .all
            && inventory.list.load == nil
    }

    private var firstRunLines: [Line] {
        let ways = [
            ("satchel import products FILE.csv", "a CSV or a shop's export, row by row"),
            ("satchel demo", "sample data to look round in"),
        ]
        var lines = [Line.blank, Line("\(storeName) is empty. How does it begin?", .textHead, x: 3), .blank]
        for (command, meaning) in ways {
            if layout.isNarrow {
                lines += [Line(command, .hintKey, x: 3), Line(meaning, .textDim, x: 5)]
            } else {
                lines.append(Line(command, .hintKey, x: 3).adding(meaning, .textDim, x: 39))
            }
        }
        let ending = "Type it at the shell: ctrl-z goes there, fg comes back. Everything stays on this machine."
        lines += [Line.blank] + Wrap.lines(ending, columns: max(20, layout.body.columns - 6)).map { Line($0, x: 3) }
        return lines
    }
}
