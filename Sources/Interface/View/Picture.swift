// SPDX-License-Identifier: Apache-2.0
package import Terminal

/// A screen that was drawn, and what its costly parts were drawn from: the next one takes over the parts that would
/// come out the same. It shows what `view` draws, cell by cell.
package struct Picture {
    /// What is seen.
    package let canvas: Canvas
    private let list: ListPart?
    private let detail: DetailPart?

    /// Draws a model on a screen of so many columns and rows, after another picture or from nothing.
    package init(_ model: Model, size: Size, isASCII: Bool, theme: Theme, after previous: Picture? = nil) {
        var canvas = Canvas(columns: size.columns, rows: size.rows, ascii: isASCII)
        let list = ListPart(model, theme)
        let detail = DetailPart(model, theme)
        let known = previous.flatMap { $0.canvas.bounds == canvas.bounds ? $0 : nil }
        let parts = KnownParts(
            list: list != nil && list == known?.list ? known?.canvas : nil,
            detail: detail != nil && detail == known?.detail ? known?.canvas : nil)
        draw(model, on: &canvas, theme: theme, known: parts)
        self.canvas = canvas
        // What an overlay covers cannot be taken over.
        let isCovered = model.overlay != nil || model.showsWhichKey || model.inventory.filter.completion != nil
        self.list = isCovered ? nil : list
        self.detail = isCovered ? nil : detail
    }
}

/// Canvases that show parts as they are to be drawn.
struct KnownParts {
    var list: Canvas?
    var detail: Canvas?
}
