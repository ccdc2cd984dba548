// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension FormPlace {
    /// What stands where in a form of some width.
    private struct FormColumns {
        let value: Int
        let valueWidth: Int
        /// Where limits and failures stand; nil where only the prompt line tells them.
        let note: Int?

        init(_ columns: Int) {
            value = columns < 60 ? 16 : 18
            note = columns >= 100 ? 64 : nil
            valueWidth = (note ?? columns) - value - 2
        }
    }

    func heading(_ situation: Situation) -> Heading {
        Heading(title: title, subject: subject)
    }

    func aside(_ situation: Situation) -> String {
        var parts: [String] = []
        if count > 0 { parts.append("\(count + 1) of chain") }
        if changedCount > 0, record != nil { parts.append("\(changedCount) changed") }
        return parts.joined(separator: " · ")
    }

    func position(_ situation: Situation) -> String {
        let shown = shown
        return "field \((shown.firstIndex(of: cursor) ?? 0) + 1) of \(shown.count)"
    }

    func prompt(_ situation: Situation, _ theme: Theme) -> Prompt? {
        let field = fields[cursor]
        let lead = "\(field.facts.label): "
        if saving != nil { return Prompt(lead: lead, leadRole: .textHead, text: "saving") }
        if let failure = field.failure {
            return Prompt(lead: lead, leadRole: .textHead, text: "✗ \(failure)", role: .severityError)
        }
        if picker != nil { return Prompt(lead: lead, leadRole: .textHead, text: "type to search") }
        return Prompt(lead: lead, leadRole: .textHead, text: limits(field, situation))
    }

    private func limits(_ field: FormField, _ situation: Situation) -> String {
        FieldLimits.words(
            field.facts, in: record?.values ?? records.fields.map(\.standard), of: records,
            storeCurrency: situation.viewer.currency)
    }

    func parts(_ situation: Situation, _ theme: Theme) -> [Part] {
        [Part(situation.layout.body) { draw(on: &$0, situation, theme) }]
    }

    private func draw(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        let rect = situation.layout.body
        let columns = FormColumns(rect.columns)
        var y = rect.y
        for index in shown.dropFirst(top) {
            guard y < rect.endY else { break }
            draw(index, columns, y: y, on: &canvas, situation, theme)
            y += 1
            if index == cursor, let picker { y = draw(picker, columns, y: y, endY: rect.endY, on: &canvas, theme) }
        }
    }

    private func draw(
        _ index: Int, _ columns: FormColumns, y: Int, on canvas: inout Canvas, _ situation: Situation, _ theme: Theme
    ) {
        let field = fields[index]
        let isCurrent = index == cursor
        if isCurrent { canvas.write(theme.glyphs.marker, x: 0, y: y, theme, .listSelected) }
        if field.isChanged { canvas.write("~", x: 2, y: y, theme, .fieldChanged) }
        let star = field.facts.isRequired && field.facts.standard.isNull ? " *" : ""
        canvas.write(field.facts.label + star, x: 3, y: y, theme, .textDim, columns: columns.value - 4)
        let isWide = canvas.ambiguousIsWide
        if isCurrent {
            let (text, at) = field.input.window(columns: columns.valueWidth, ambiguousIsWide: isWide)
            canvas.put(text, x: columns.value, y: y, style: theme[.fieldEdit], columns: columns.valueWidth)
            canvas.cursor = Point(x: min(columns.value + at, canvas.columns - 1), y: y)
        } else {
            canvas.put(
                field.input.text, x: columns.value, y: y, style: theme[.text], columns: columns.valueWidth)
        }
        if let failure = field.failure {
            let x = columns.note ?? canvas.columns - 1
            canvas.write(columns.note == nil ? "✗" : "✗ \(failure)", x: x, y: y, theme, .severityError)
        } else if let note = columns.note, isCurrent, picker == nil {
            canvas.write(limits(field, situation), x: note, y: y, theme, .textDim)
        }
    }

    /// The list that drops down from its field; answers the row behind it.
    private func draw(
        _ picker: Picker, _ columns: FormColumns, y: Int, endY: Int, on canvas: inout Canvas, _ theme: Theme
    ) -> Int {
        var y = y
        let rows = max(1, picker.items.count) + 1
        let rect = Rect(
            x: columns.value - 2, y: y, columns: canvas.columns - columns.value + 2, rows: min(rows, endY - y))
        canvas.fill(rect, style: theme.over(.text))
        for (index, item) in picker.items.enumerated() where y < endY {
            if index == picker.choice {
                canvas.write(theme.glyphs.marker, x: columns.value - 2, y: y, theme, .listSelected, isOver: true)
            }
            let used = canvas.write(item.text, x: columns.value, y: y, theme, isOver: true)
            canvas.write(item.note, x: columns.value + max(used + 2, 30), y: y, theme, .textDim, isOver: true)
            y += 1
        }
        if y < endY {
            let words =
                picker.loading != nil
                ? "searching"
                : picker.items.isEmpty
                    ? "none of the \(picker.target.name)" : picker.hasMore ? "and more: type on" : ""
            canvas.write(words, x: columns.value, y: y, theme, .textDim, isOver: true)
            y += 1
        }
        return y
    }
}
