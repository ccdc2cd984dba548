// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal
internal import Text

extension Model {
    /// Blanks the last rows of the body for an overlay that grows up from the prompt line.
    private func raised(_ rows: Int, on canvas: inout Canvas, _ theme: Theme) -> Rect {
        let rect = layout.body.splitBottom(min(rows, layout.body.rows)).bottom
        canvas.fill(rect, style: theme.over(.text))
        return rect
    }

    /// The first of `count` lines to show so that the chosen one is among `rows`.
    private func first(_ chosen: Int, rows: Int, count: Int) -> Int {
        min(max(0, chosen - rows + 1), max(0, count - rows))
    }

    func drawPalette(_ palette: Palette, on canvas: inout Canvas, _ theme: Theme) {
        let found = palette.found(in: self)
        guard !found.isEmpty else { return }
        let rect = raised(min(found.count, 10), on: &canvas, theme)
        let start = first(palette.choice, rows: rect.rows, count: found.count)
        let titleWidth = layout.isNarrow ? size.columns - 5 - 12 : 40
        for row in 0..<rect.rows where start + row < found.count {
            let y = rect.y + row
            let entry = found[start + row]
            let refusal = entry.command.refusal(in: self)
            if start + row == palette.choice {
                canvas.write(theme.glyphs.marker, x: 3, y: y, theme, .listSelected, isOver: true)
            }
            canvas.write(
                entry.command.title, x: 5, y: y, theme, refusal == nil ? .text : .textDim, columns: titleWidth,
                isOver: true)
            for offset in entry.offsets where offset < titleWidth - 1 {
                canvas.restyle(Rect(x: 5 + offset, y: y, columns: 1, rows: 1), style: theme.over(.match))
            }
            let keys = refusal ?? entry.command.keys.map { KeyLabel.text($0, theme.glyphs) }.joined(separator: "  ")
            var x = 5 + titleWidth + 2
            if !layout.isNarrow {
                canvas.write(entry.command.id, x: x, y: y, theme, .textDim, columns: 18, isOver: true)
                x += 20
            }
            canvas.write(keys, x: x, y: y, theme, refusal == nil ? .text : .textDim, isOver: true)
        }
    }

    /// What may follow the keys pressed so far.
    func drawWhichKey(on canvas: inout Canvas, _ theme: Theme) {
        let entries = Commands.following(prefix, in: self)
        let width = layout.isNarrow ? size.columns - 3 : 38
        let perRow = max(1, (size.columns - 3) / width)
        let rect = raised((entries.count + perRow - 1) / perRow + 1, on: &canvas, theme)
        canvas.write(
            "\(KeyLabel.text(prefix, theme.glyphs)) …", x: 3, y: rect.y, theme, .textHead, isOver: true)
        for (index, entry) in entries.enumerated() {
            let y = rect.y + 1 + index / perRow
            guard y < rect.endY else { break }
            let x = 3 + index % perRow * width
            canvas.write(KeyLabel.text(entry.rest, theme.glyphs), x: x, y: y, theme, .hintKey, isOver: true)
            canvas.write(entry.command.title, x: x + 3, y: y, theme, .text, columns: width - 5, isOver: true)
        }
    }

    /// What the word in the filter line may become, above the word.
    func drawCompletion(on canvas: inout Canvas, _ theme: Theme) {
        guard let completion = inventory.filter.completion else { return }
        let items = completion.items
        let rect = raised(min(items.count, Completion.itemsMax), on: &canvas, theme)
        let start = first(completion.chosen ?? 0, rows: rect.rows, count: items.count)
        let before = Width.of(inventory.filter.input.before.dropLast(completion.replaced))
        let widest = items.map { Width.of($0.text) }.max() ?? 0
        let x = max(2, min(before + 2, size.columns - widest - 24))
        for row in 0..<rect.rows where start + row < items.count {
            let item = items[start + row]
            let y = rect.y + row
            if start + row == completion.chosen {
                canvas.write(theme.glyphs.marker, x: x - 2, y: y, theme, .listSelected, isOver: true)
            }
            canvas.write(item.text, x: x, y: y, theme, .text, isOver: true)
            canvas.restyle(
                Rect(x: x, y: y, columns: item.note.isEmpty ? 0 : completion.replaced, rows: 1),
                style: theme.over(.match))
            canvas.write(item.note, x: x + widest + 2, y: y, theme, .textDim, isOver: true)
        }
    }

    func readerHeight(_ reader: Pager) -> Int { readerLines(reader, .unicode).count }

    /// The lines of help or messages.
    func readerLines(_ reader: Pager, _ glyphs: Glyphs) -> [Line] {
        switch reader.subject {
        case .messages: messageLines(reader)
        case .keys: keyLines(keyTables(reader, glyphs: glyphs))
        }
    }

    private func keyLines(_ tables: [Pager.KeyTable]) -> [Line] {
        // Two tables side by side where each has room for its words.
        let isSplit = size.columns >= 116
        let half = isSplit ? (size.columns - 3) / 2 : size.columns - 3
        let showsID = half >= 76
        let parts = tables.map { table -> [Line] in
            [Line(table.title, .textHead, x: 3)]
                + table.lines.map { line in
                    let start = Line(line.keys, .hintKey, x: 3).adding(line.title, x: layout.isNarrow ? 16 : 20)
                    return showsID ? start.adding(line.id, .textDim, x: 66) : start
                }
        }
        guard isSplit, parts.count == 2 else { return Array(parts.joined(separator: [Line.blank])) }
        return (0..<max(parts[0].count, parts[1].count)).map { index in
            var line = index < parts[0].count ? parts[0][index] : .blank
            if index < parts[1].count { line.spans += parts[1][index].shifted(by: half).spans }
            return line
        }
    }

    private func messageLines(_ reader: Pager) -> [Line] {
        let found = messages(reader)
        if found.isEmpty { return [Line(log.isEmpty ? "No messages yet." : "No such message.", .textDim, x: 3)] }
        let x = layout.isNarrow ? 5 : 20
        return found.flatMap { toast -> [Line] in
            let time = layout.isNarrow ? Line() : Line(clock.words(toast.at), .textDim, x: 3)
            let lines = ([toast.text] + toast.lines).flatMap { Wrap.lines($0, columns: max(10, size.columns - x - 1)) }
            return lines.enumerated().map { index, text in
                guard index == 0 else { return Line(text, .textDim, x: x) }
                return time.adding(toast.severity.glyph, toast.severity.role, x: x - 2).adding(text, x: x)
            }
        }
    }
}
