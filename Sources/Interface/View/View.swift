// SPDX-License-Identifier: Apache-2.0
internal import Domain
package import Terminal

/// Draws the whole screen. Pure: the same model gives the same canvas.
package func view(_ model: Model, on canvas: inout Canvas, theme: Theme) {
    var model = model
    let theme = model.prepare(&canvas, theme)
    if model.layout.isTooSmall { return model.drawTooSmall(on: &canvas, theme) }
    for part in model.body.parts(model.situation, theme) { part.draw(&canvas) }
    model.drawAround(on: &canvas, theme)
}

extension Model {
    /// An empty canvas in the theme that it can show. The model learns of a new extent by a message; what is drawn
    /// between fits the canvas that is there.
    mutating func prepare(_ canvas: inout Canvas, _ theme: Theme) -> Theme {
        var theme = canvas.ambiguousIsWide || situation.manner.isASCII ? theme.inASCII : theme
        if situation.manner.isAccessible { theme = theme.linear }
        canvas.cursor = nil
        canvas.fill(canvas.bounds, style: theme[.text])
        situation.size = Size(columns: canvas.columns, rows: canvas.rows)
        return theme
    }

    /// The place whose parts fill the body: the one that has the keys, or the one below it that stays in sight.
    var body: any Place { covers.last { !$0.place.isOverlay }?.place ?? below }

    /// Everything but the parts of the body.
    func drawAround(on canvas: inout Canvas, _ theme: Theme) {
        body.drawOver(on: &canvas, situation, theme)
        if let cover = covers.last?.place, cover.isOverlay {
            canvas.cursor = nil
            cover.drawOver(on: &canvas, situation, theme)
        }
        if showsWhichKey { drawWhichKey(on: &canvas, theme) }
        drawFrame(on: &canvas, theme)
        drawPrompt(on: &canvas, theme)
        drawMessage(on: &canvas, theme)
        drawHints(on: &canvas, theme)
        // Whoever hears the screen is where the cursor is.
        if theme.glyphs.isLinear, canvas.cursor == nil { canvas.cursor = Point(x: 0, y: layout.body.y) }
    }

    func drawTooSmall(on canvas: inout Canvas, _ theme: Theme) {
        let text =
            "satchel needs \(Layout.columnsMin)×\(Layout.rowsMin), this is \(size.columns)×\(size.rows). "
            + (losses.first.map { "\($0.words): make it larger." } ?? "Nothing is lost. q quits.")
        let room = canvas.bounds.inset(columns: size.columns > 12 ? 2 : 0)
        let lines = Wrap.lines(theme.glyphs.shown(text), columns: max(1, room.columns))
        lines.map { Line($0) }.draw(on: &canvas, in: room, scroll: 0, theme)
    }
}
