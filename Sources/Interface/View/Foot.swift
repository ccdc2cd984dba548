// SPDX-License-Identifier: Apache-2.0
internal import Terminal
internal import Domain
internal import Text

extension Model {
    /// Whether the line shared by prompt and message is needed for the prompt.
    private var needsPrompt: Bool {
        !prefix.isEmpty || place.prompt(situation, .mono).map { $0.input != nil || $0.isAsking } ?? false
    }

    /// The prompt line: what is typed, or what the list is narrowed to; at the right where the cursor is.
    func drawPrompt(on canvas: inout Canvas, _ theme: Theme) {
        if layout.isCompact && toast != nil && !needsPrompt { return }
        let y = layout.promptRow
        var room = size.columns
        if !layout.isCompact {
            let position = place.position(situation)
            let width = canvas.width(position, theme)
            canvas.write(position, x: max(0, size.columns - width), y: y, theme, .textDim)
            room -= width + 2
        }
        if !prefix.isEmpty {
            canvas.write(KeyLabel.text(prefix, theme.glyphs), x: 0, y: y, theme, .hintKey, columns: room)
        } else if let undoProgress {
            canvas.write(undoProgress, x: 0, y: y, theme, columns: room)
        } else if let prompt = place.prompt(situation, theme) {
            draw(prompt, room: room, on: &canvas, theme)
        }
    }

    private func draw(_ prompt: Prompt, room: Int, on canvas: inout Canvas, _ theme: Theme) {
        let y = layout.promptRow
        let x = canvas.write(prompt.lead, x: 0, y: y, theme, prompt.leadRole, columns: room)
        guard let input = prompt.input else {
            // The ways to answer are seen, however long the question is.
            let ways = canvas.width(prompt.ways, theme)
            var used = canvas.write(prompt.text, x: x, y: y, theme, prompt.role, columns: max(0, room - x - ways))
            used += canvas.write(prompt.ways, x: x + used, y: y, theme, prompt.role, columns: room - x - used)
            if theme.glyphs.isLinear && prompt.isAsking {
                canvas.cursor = Point(x: min(x + used, size.columns - 1), y: y)
            }
            return
        }
        let (text, cursor) = input.window(columns: max(1, room - x), ambiguousIsWide: canvas.ambiguousIsWide)
        canvas.put(text, x: x, y: y, style: theme[.text], columns: max(0, room - x))
        canvas.cursor = Point(x: min(x + cursor, size.columns - 1), y: y)
        if let mark = prompt.mark { draw(mark, input, x: x, room: room, on: &canvas, theme) }
    }

    /// Marks the place that cannot be read and says why behind the text.
    private func draw(
        _ mark: Prompt.Mark, _ input: TextInput, x left: Int, room: Int, on canvas: inout Canvas, _ theme: Theme
    ) {
        let y = layout.promptRow
        let isWide = canvas.ambiguousIsWide
        let hidden =
            Width.of(input.before, ambiguousIsWide: isWide)
            - input.window(columns: max(1, room - left), ambiguousIsWide: isWide).cursor
        func column(_ offset: Int) -> Int {
            left + Width.of(input.text.prefix(offset), ambiguousIsWide: isWide) - hidden
        }
        let isUnfinished = mark.start >= input.text.count
        if !isUnfinished {
            let start = max(left, column(mark.start))
            let end = min(room, column(mark.end))
            var style = theme[.severityError]
            style.attributes.insert(.underline)
            canvas.restyle(Rect(x: start, y: y, columns: end - start, rows: 1), style: style)
        }
        let x = column(input.text.count) + 3
        let sign = isUnfinished ? "… " : "✗ "
        if room - x > 8 {
            canvas.write(
                sign + mark.reason, x: x, y: y, theme, isUnfinished ? .textDim : .severityError, columns: room - x)
        }
    }

    /// The message line: the last message, and the connection at the right.
    func drawMessage(on canvas: inout Canvas, _ theme: Theme) {
        if layout.isCompact && (needsPrompt || toast == nil) { return }
        let y = layout.messageRow
        var room = size.columns
        if !layout.isCompact, !connection.isEmpty {
            let width = min(canvas.width(connection, theme), size.columns / 2)
            canvas.write(connection, x: size.columns - width, y: y, theme, .textDim, columns: width)
            room -= width + 2
        }
        guard let toast else { return }
        let used = canvas.write(" \(toast.severity.glyph) ", x: 0, y: y, theme, toast.severity.role)
        let role = toast.severity == .error ? Role.severityError : .text
        // What does not fit is read where all messages are.
        let key = place.isTyping ? "" : situation.key(of: "messages.open", theme.glyphs)
        let more = canvas.width(toast.text, theme) > room - used && !key.isEmpty ? "  \(key)" : ""
        let width = canvas.width(more, theme)
        canvas.write(toast.text, x: used, y: y, theme, role, columns: room - used - width)
        canvas.write(more, x: room - width, y: y, theme, .textDim)
    }

    /// The keys that matter here, most used first, cut at a whole hint.
    func drawHints(on canvas: inout Canvas, _ theme: Theme) {
        let (here, always) = hints
        func width(_ hint: (key: String, word: String)) -> Int {
            canvas.width(hint.key, theme) + canvas.width(hint.word, theme) + 3
        }
        let reserved = always.map(width).reduce(0, +)
        var x = 1
        for hint in here {
            guard x + width(hint) + reserved <= size.columns + 2 else { break }
            draw(hint, &x, on: &canvas, theme)
        }
        for hint in always { draw(hint, &x, on: &canvas, theme) }
    }

    private func draw(_ hint: (key: String, word: String), _ x: inout Int, on canvas: inout Canvas, _ theme: Theme) {
        let y = layout.hintRow
        x += canvas.write(hint.key, x: x, y: y, theme, .hintKey) + 1
        x += canvas.write(hint.word, x: x, y: y, theme, .hintWord) + 2
    }

    private func means(_ keys: [Key], in table: KeyTable, other id: String) -> Bool {
        situation.keyMap[table.name].command(keys).map { $0 != id && Commands.named($0)?.applies(to: place) ?? true }
            ?? false
    }

    /// Hints of this place, and those that close every line.
    private var hints: (here: [(key: String, word: String)], always: [(key: String, word: String)]) {
        if showsWhichKey { return ([("letter", "chooses"), ("esc", "leave")], []) }
        let place = place
        let isTyping = place.isTyping
        var found: [(rank: Int, key: String, word: String)] = []
        let tables = place.keyTables + [.global]
        for (level, table) in tables.enumerated() {
            let isOutside = isTyping && table == .global
            for keyed in Commands.keyed(table, situation.keyMap) {
                let command = keyed.command
                guard let hint = command.hint, command.applies(to: place), command.isHinted(in: place),
                    command.refusal(in: place, situation.viewer) == nil
                else { continue }
                if isOutside && (!covers.isEmpty || command.id != "help.open") { continue }
                // A key that means something else further in is not this command's here.
                let keys = keyed.keys.first { keys in
                    (!isOutside || Commands.passes(command, keys))
                        && !tables[..<level].contains { means(keys, in: $0, other: command.id) }
                }
                if let keys { found.append((hint.rank, KeyLabel.text(keys, .unicode), hint.word)) }
            }
        }
        let sorted = found.sorted { $0.rank < $1.rank }
        func part(_ isClosing: Bool) -> [(key: String, word: String)] {
            sorted.filter { ($0.rank >= Command.closingRank) == isClosing }
                .map { ($0.key, $0.word) }
        }
        return (part(false), part(true))
    }
}
