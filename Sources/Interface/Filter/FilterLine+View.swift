// SPDX-License-Identifier: Apache-2.0
internal import Terminal
internal import Text

extension FilterLine {
    /// What the word in the filter line may become, above the word.
    func drawCompletion(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        guard isOpen, let completion else { return }
        let items = completion.items
        let rect = situation.layout.raised(min(items.count, Completion.itemsMax))
        canvas.fill(rect, style: theme.over(.text))
        let start = Layout.first(completion.chosen ?? 0, rows: rect.rows, count: items.count)
        let before = 2 + Width.of(input.before.dropLast(completion.replaced))
        let widest = items.map { Width.of($0.text) }.max() ?? 0
        let x = max(2, min(before, situation.size.columns - widest - 24))
        for row in 0..<rect.rows where start + row < items.count {
            let item = items[start + row]
            let y = rect.y + row
            if start + row == completion.chosen {
                canvas.mark(x: x - 2, y: y, theme, isOver: true)
            }
            canvas.write(item.text, x: x, y: y, theme, .text, isOver: true)
            canvas.restyle(
                Rect(x: x, y: y, columns: item.note.isEmpty ? 0 : completion.replaced, rows: 1),
                style: theme.over(.match))
            canvas.write(item.note, x: x + widest + 2, y: y, theme, .textDim, isOver: true)
        }
    }
}
