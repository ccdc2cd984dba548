// SPDX-License-Identifier: Apache-2.0
internal import Terminal

extension Model {
    /// What may follow the keys pressed so far.
    func drawWhichKey(on canvas: inout Canvas, _ theme: Theme) {
        let entries = Commands.following(prefix, in: place, situation.keyMap)
        let labels = entries.map { KeyLabel.text($0.rest, theme.glyphs) }
        let title = (labels.map { canvas.width($0, theme) }.max() ?? 1) + 2
        let width = layout.isNarrow ? size.columns - 3 : 38
        let perRow = max(1, (size.columns - 3) / width)
        let rect = layout.raised((entries.count + perRow - 1) / perRow + 1)
        canvas.fill(rect, style: theme.over(.text))
        canvas.write("\(KeyLabel.text(prefix, theme.glyphs)) …", x: 3, y: rect.y, theme, .textHead, isOver: true)
        for (index, entry) in entries.enumerated() {
            let y = rect.y + 1 + index / perRow
            guard y < rect.endY else { break }
            let x = 3 + index % perRow * width
            canvas.write(labels[index], x: x, y: y, theme, .hintKey, isOver: true)
            canvas.write(
                entry.command.title, x: x + title, y: y, theme, .text, columns: width - title - 2, isOver: true)
        }
    }
}
