// SPDX-License-Identifier: Apache-2.0
internal import Terminal
internal import Text

extension Canvas {
    /// Writes text in the style of a role, with the signs of the theme; returns the columns drawn.
    @discardableResult
    mutating func write(
        _ text: String, x: Int, y: Int, _ theme: Theme, _ role: Role = .text, columns: Int? = nil,
        align: Alignment = .left, isOver: Bool = false
    ) -> Int {
        let style = isOver ? theme.over(role) : theme[role]
        return put(theme.glyphs.shown(text), x: x, y: y, style: style, columns: columns, align: align)
    }

    /// The sign before the row that is chosen. For a screen reader the terminal's own cursor stands there instead;
    /// where it is needed beside the row, as over a line that is typed, the sign stays.
    mutating func mark(x: Int, y: Int, _ theme: Theme, isOver: Bool = false) {
        guard theme.glyphs.isLinear, !isOver else {
            write(theme.glyphs.marker, x: x, y: y, theme, .listSelected, isOver: isOver)
            return
        }
        cursor = Point(x: min(x + Columns.gutter, columns - 1), y: y)
    }

    /// The cells a text of the program takes with the signs of a theme.
    func width(_ text: String, _ theme: Theme) -> Int {
        Width.of(theme.glyphs.shown(text), ambiguousIsWide: ambiguousIsWide)
    }
}

/// A line of spans, each at its column.
struct Line: Equatable {
    struct Span: Equatable {
        let x: Int
        let text: String
        let role: Role
    }

    var spans: [Span] = []

    static let blank = Line()

    init() {}

    init(_ text: String, _ role: Role = .text, x: Int = 0) {
        spans = [Span(x: x, text: text, role: role)]
    }

    func adding(_ text: String, _ role: Role = .text, x: Int) -> Line {
        var line = self
        line.spans.append(Span(x: x, text: text, role: role))
        return line
    }

    /// The line moved right.
    func shifted(by columns: Int) -> Line {
        var line = Line()
        line.spans = spans.map { Span(x: $0.x + columns, text: $0.text, role: $0.role) }
        return line
    }

    /// Draws the line from the left edge of a block; a span is cut where the next one begins or the block ends.
    func draw(on canvas: inout Canvas, _ rect: Rect, y: Int, _ theme: Theme, isOver: Bool = false) {
        for (index, span) in spans.enumerated() {
            let end = index + 1 < spans.count ? min(spans[index + 1].x, rect.columns) : rect.columns
            guard span.x < end else { continue }
            canvas.write(
                span.text, x: rect.x + span.x, y: y, theme, span.role, columns: end - span.x, isOver: isOver)
        }
    }
}

extension [Line] {
    /// Draws as many lines as there is room for, from the one at `scroll`.
    func draw(on canvas: inout Canvas, in rect: Rect, scroll: Int, _ theme: Theme) {
        for (row, line) in dropFirst(Swift.max(0, Swift.min(scroll, count - 1))).prefix(rect.rows).enumerated() {
            line.draw(on: &canvas, rect, y: rect.y + row, theme)
        }
    }

    /// Says in the last row that lines stand below it, and by which key they are seen.
    func drawMore(on canvas: inout Canvas, in rect: Rect, scroll: Int, key: String, _ theme: Theme) {
        let below = count - Swift.max(0, scroll) - rect.rows
        guard below > 0, rect.rows > 1, !key.isEmpty else { return }
        let y = rect.endY - 1
        canvas.fill(Rect(x: rect.x, y: y, columns: rect.columns, rows: 1), style: theme[.text])
        canvas.write("⋮ \(below + 1) more: \(key)", x: rect.x, y: y, theme, .textDim, columns: rect.columns)
    }
}
