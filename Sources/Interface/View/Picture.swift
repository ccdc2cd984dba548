// SPDX-License-Identifier: Apache-2.0
package import Terminal

/// A screen that was drawn, and what its parts were drawn from: the next one takes over the parts that would come out
/// the same. It shows what `view` draws, cell by cell.
package struct Picture {
    /// What is seen.
    package let canvas: Canvas
    /// The canvas before anything was drawn over the parts.
    private let base: Canvas
    private let drawn: [DrawnPart]

    /// Draws a model on a screen of so many columns and rows, after another picture or from nothing.
    package init(_ model: Model, size: Size, theme: Theme, after previous: Picture? = nil) {
        let manner = model.situation.manner
        var canvas = Canvas(
            columns: size.columns, rows: size.rows, ambiguousIsWide: manner.ambiguousIsWide, ascii: manner.isASCII)
        var model = model
        let theme = model.prepare(&canvas, theme)
        guard !model.layout.isTooSmall else {
            model.drawTooSmall(on: &canvas, theme)
            self.canvas = canvas
            base = canvas
            drawn = []
            return
        }
        let known = previous.flatMap { $0.base.bounds == canvas.bounds ? $0 : nil }
        let parts = model.body.parts(model.situation, theme)
        for part in parts {
            if let known, known.drawn.contains(where: { $0.shows(part) }) {
                canvas.copy(part.rect, from: known.base)
            } else {
                part.draw(&canvas)
            }
        }
        base = canvas
        drawn = parts.compactMap { part in part.source.map { DrawnPart(rect: part.rect, source: $0) } }
        model.drawAround(on: &canvas, theme)
        self.canvas = canvas
    }
}
