// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal
internal import Text

extension FormPlace {
    func heading(_ situation: Situation) -> Heading {
        Heading(title: title, subject: subject)
    }

    func aside(_ situation: Situation) -> String {
        if clash != nil { return "changed meanwhile" }
        var parts: [String] = []
        if count > 0 { parts.append("\(count + 1) of chain") }
        if changedCount > 0, record != nil { parts.append("\(changedCount) changed") }
        if kept.isLost {
            parts.append("draft not kept")
        } else if kept.at > 0, !kept.texts.isEmpty {
            parts.append("draft kept \(situation.clock.words(kept.at))")
        }
        return parts.joined(separator: " · ")
    }

    func position(_ situation: Situation) -> String {
        if let clash { return "field \(clash.cursor + 1) of \(clash.rows.count)" }
        let shown = shown
        return "field \((shown.firstIndex(of: cursor) ?? 0) + 1) of \(shown.count)"
    }

    func prompt(_ situation: Situation, _ theme: Theme) -> Prompt? {
        if clash != nil {
            return Prompt(
                lead: "Changed by both: ", leadRole: .textHead, text: "nothing is saved before each has a side")
        }
        let field = fields[cursor]
        let lead = "\(field.label): "
        if saving != nil { return Prompt(lead: lead, leadRole: .textHead, text: "saving") }
        if asked.editor != nil { return Prompt(lead: lead, leadRole: .textHead, text: "the editor has it") }
        let isBroad = columns(situation).note != nil
        // Where there is no room beside the fields, the line says what may be typed unless the field itself is wrong.
        if let left = leftToMend, isBroad || field.failure != nil { return Prompt(text: left, role: .severityError) }
        switch aid {
        case .records: return Prompt(lead: lead, leadRole: .textHead, text: "type to search")
        case .calendar: return Prompt(lead: lead, leadRole: .textHead, text: "14, 7d, fri or a whole date")
        case .words, nil: return Prompt(lead: lead, leadRole: .textHead, text: limits(cursor, situation))
        }
    }

    func parts(_ situation: Situation, _ theme: Theme) -> [Part] {
        let body = situation.layout.body
        if let clash {
            let (lines, first, last) = clash.lines(columns: body.columns)
            let scroll = last < body.rows ? 0 : min(first, last - body.rows + 1)
            return [.lines(lines, in: body, scroll: max(0, scroll), theme)]
        }
        return [Part(body) { draw(on: &$0, situation, theme) }]
    }

    private func draw(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        let rect = situation.layout.body
        let columns = columns(situation)
        var y = rect.y
        let values = values(situation)
        let lines = Array(lines(situation).dropFirst(top))
        for (number, line) in lines.enumerated() {
            guard y < rect.endY else { break }
            switch line {
            case .heading(let text): canvas.write(text, x: 3, y: y, theme, .textHead, columns: rect.columns - 3)
            case .failure(let text):
                canvas.write(text, x: columns.note ?? columns.value, y: y, theme, .severityError)
            case .field(let index, let note):
                let unit = unit(index, in: values, situation)
                draw(index, note, unit, columns, y: y, on: &canvas, theme)
            }
            y += 1
            guard let aid, isLast(of: cursor, line, lines.dropFirst(number + 1).first) else { continue }
            y = draw(aid, columns, y: y, endY: rect.endY, on: &canvas, theme)
        }
    }

    /// Whether a line is the last one of a field: what drops down stands below it.
    private func isLast(of index: Int, _ line: FormLine, _ next: FormLine?) -> Bool {
        if case .failure? = next { return false }
        switch line {
        case .field(let own, _): return own == index
        case .failure, .heading: return false
        }
    }

    private func draw(
        _ index: Int, _ note: String, _ unit: String, _ columns: FormColumns, y: Int, on canvas: inout Canvas,
        _ theme: Theme
    ) {
        let field = fields[index]
        let isCurrent = index == cursor
        if isCurrent { canvas.mark(x: 0, y: y, theme) }
        if field.isChanged { canvas.write("~", x: 2, y: y, theme, .fieldChanged) }
        let star = field.isMust ? " *" : ""
        canvas.write(field.label + star, x: 3, y: y, theme, .textDim, columns: columns.value - 4)
        // Two blanks between the value and its unit, one cell for the cursor.
        let room = columns.valueWidth - (unit.isEmpty ? 0 : Width.of(unit) + 1)
        let isWide = canvas.ambiguousIsWide
        var used: Int
        if isCurrent {
            let (text, at) = field.input.inOneLine.window(columns: room, ambiguousIsWide: isWide)
            used = canvas.put(text, x: columns.value, y: y, style: theme[.fieldEdit], columns: room)
            canvas.cursor = Point(x: min(columns.value + at, canvas.columns - 1), y: y)
            used = max(used, at)
        } else {
            let text = field.input.inOneLine.text
            used = canvas.put(text, x: columns.value, y: y, style: theme[.text], columns: room)
        }
        if !unit.isEmpty, isCurrent || used > 0 {
            canvas.write(unit, x: columns.value + used + 1, y: y, theme, .textDim)
        }
        guard let x = columns.note, !note.isEmpty else { return }
        canvas.write(note, x: x, y: y, theme, field.failure == nil ? .textDim : .severityError)
    }

    /// What drops down from its field; answers the row behind it.
    private func draw(
        _ aid: FormAid, _ columns: FormColumns, y: Int, endY: Int, on canvas: inout Canvas, _ theme: Theme
    ) -> Int {
        let lines: [(text: String, note: String, isChosen: Bool)]
        var words = ""
        switch aid {
        case .records(let picker):
            lines = picker.items.enumerated().map { ($1.text, $1.note, $0 == picker.choice) }
            words =
                picker.loading != nil
                ? "searching"
                : picker.items.isEmpty
                    ? "none of the \(picker.target.name) · F5 new \(picker.target.shape.singular)"
                    : "\(picker.hasMore ? "and more: type on · " : "")F5 new \(picker.target.shape.singular)"
        case .words(let list):
            let start = Layout.first(list.choice ?? 0, rows: Picker.rowsMax, count: list.items.count)
            lines = list.items.enumerated().dropFirst(start).prefix(Picker.rowsMax)
                .map { ($1, "", $0 == list.choice) }
            if list.items.isEmpty { words = "none of: \(list.all.joined(separator: ", "))" }
            if list.items.count > Picker.rowsMax { words = "\(list.items.count) in all" }
        case .calendar(let sheet):
            lines = sheet.lines.map { ($0, "", false) }
        }
        let rows = min(lines.count + (words.isEmpty ? 0 : 1), endY - y)
        guard rows > 0 else { return y }
        let x = columns.value
        canvas.fill(Rect(x: x - 2, y: y, columns: canvas.columns - x + 2, rows: rows), style: theme.over(.text))
        for (row, line) in lines.prefix(rows).enumerated() {
            if line.isChosen {
                canvas.mark(x: x - 2, y: y + row, theme, isOver: true)
            }
            let used = canvas.write(line.text, x: x, y: y + row, theme, isOver: true)
            canvas.write(line.note, x: x + max(used + 2, 30), y: y + row, theme, .textDim, isOver: true)
        }
        if !words.isEmpty, lines.count < rows {
            canvas.write(words, x: x, y: y + lines.count, theme, .textDim, isOver: true)
        }
        return y + rows
    }
}

extension TextInput {
    /// The same with a sign for each line end: a form shows a text in one line.
    fileprivate var inOneLine: TextInput {
        guard text.contains("\n") else { return self }
        var line = TextInput(before.replacing("\n", with: "↵"))
        line.append(after.replacing("\n", with: "↵"))
        return line
    }
}
