// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// What can be done with the result of a dry run, and with the rows that are bad.
    package static let dryRun = KeyTable(
        "trial", "Import: dry run",
        [
            Command(
                "import.go", "Import it", keys: ["y", "F9"], hint: ("go", 1), danger: .writes, need: .row,
                of: ImportPlace.self
            ) { $0.importIt(&$1) },
            Command(
                "bad.show", "Show the rows that are bad", keys: ["f", "enter"], hint: ("bad rows", 2), need: .row,
                of: ImportPlace.self, when: { $0.stage == .trial && ($0.isWaiting || !$0.bad.lines.isEmpty) }
            ) { place, _ in place.go(to: .bad) },
            Command(
                "bad.mend", "Type this cell anew", keys: ["e", "F2"], hint: ("mend", 2), need: .row,
                of: ImportPlace.self, when: { $0.stage == .bad }
            ) { $0.mend(&$1) },
            Command(
                "bad.leave-out", "Leave this row out, or take it again", keys: ["space"], hint: ("leave out", 3),
                need: .row, of: ImportPlace.self, when: { $0.stage == .bad }
            ) { $0.toggleRow(&$1) },
            Command(
                "bad.next", "Go to the next bad row", keys: ["F7"], hint: ("next", 4), need: .row,
                of: ImportPlace.self, when: { $0.stage == .bad }
            ) { if !$0.goToNextBad(&$1) { $1.say(.info, "No row is left to be mended. y imports.") } },
            Command(
                "bad.skip", "Leave all bad rows out, or take them again", keys: ["s"], hint: ("skip them", 5),
                need: .row, of: ImportPlace.self, when: { $0.isWaiting || $0.trial?.badCount ?? 0 > 0 }
            ) { place, _ in place.order.skipsBad.toggle() },
            Command(
                "bad.file", "Write the bad rows to a file", keys: ["x"], hint: ("to a file", 6), need: .row,
                of: ImportPlace.self, when: { $0.isWaiting || $0.trial?.badCount ?? 0 > 0 }
            ) { place, scope in place.ask(.badRows, place.order, &scope) },
        ])

    /// How a bad cell is typed anew.
    package static let mend = KeyTable(
        "mend", "Import: mending a cell",
        [
            Command(
                "mend.take", "Try what is typed, and go to the next bad row", keys: ["enter", "tab", "F2"],
                hint: ("take", 1), of: ImportPlace.self
            ) { $0.takeMend(&$1) },
            Command("mend.keep", "Leave it as it is", keys: ["esc", "ctrl-c"], hint: ("keep", 2), of: ImportPlace.self)
            { place, _ in place.bad.mending = nil },
        ])
}

extension ImportPlace {
    /// Bad rows that are neither mended nor left out one by one, those that are not shown as well.
    private var unsettledCount: Int64 {
        guard let trial else { return 0 }
        let settled = bad.rows.count - bad.openRows(leftOut: order.leftOut).count
        return max(0, trial.badCount - Int64(settled))
    }

    /// Rows that stand in the way of the import.
    var openCount: Int64 { order.skipsBad ? 0 : unsettledCount }

    private var leftOutCount: Int64 { Int64(order.leftOut.count) + (order.skipsBad ? unsettledCount : 0) }

    /// Rows that an import as it stands is about.
    private var goodCount: Int64 { (trial?.rowCount ?? 0) - openCount - leftOutCount - (trial?.passedOver ?? 0) }

    fileprivate mutating func importIt(_ scope: inout Scope) {
        guard let trial else { return }
        guard openCount == 0 else {
            return scope.say(
                .warning,
                "\(counted(openCount, "row")) cannot be imported: f shows what is wrong, s leaves such rows out.")
        }
        guard goodCount > 0, trial.created + trial.updated + Int64(order.mends.count) > 0 else {
            return scope.say(.info, "Nothing would be added or changed.")
        }
        ask(.run, order, &scope)
    }

    fileprivate mutating func mend(_ scope: inout Scope) {
        guard let row = bad.current else { return }
        if order.leftOut.contains(row.cell.row) {
            return scope.say(.info, "Row \(row.cell.row) is left out; space takes it again.")
        }
        guard row.cell.isMendable else {
            return scope.say(
                .info,
                "This is mended in the file, or by what the columns become: space leaves the row out, esc goes back.")
        }
        bad.mending = TextInput(row.offered, isOffered: true)
    }

    mutating func takeMend(_ scope: inout Scope) {
        guard let line = bad.mending, let row = bad.current?.cell else { return }
        bad.begin(.init(row: row.row, column: row.column, text: line.text))
        var tried = order
        tried.mends[row.row, default: [:]][row.column] = line.text
        ask(.check(row: row.row), tried, &scope)
    }

    /// What was typed is kept either way: the next cell of the row may be what is wrong.
    mutating func takeCheck(_ cells: [BadCell], _ scope: inout Scope) {
        guard let pending = bad.pending else { return }
        order.mends[pending.row, default: [:]][pending.column] = pending.text
        if let wrong = bad.takeCheck(cells) {
            scope.act(.giveUp)
            let accepted = wrong.accepted.isEmpty ? "" : "; accepted: \(wrong.accepted)"
            return scope.say(.error, "“\(wrong.value)” \(wrong.reason)\(accepted).")
        }
        goToNextBad(&scope)
    }

    fileprivate mutating func toggleRow(_ scope: inout Scope) {
        guard let row = bad.current?.cell.row else { return }
        if order.leftOut.remove(row) != nil { return }
        order.leftOut.insert(row)
        goToNextBad(&scope)
    }

    /// Puts the cursor on the next row to be mended. False where there is none.
    @discardableResult
    fileprivate mutating func goToNextBad(_ scope: inout Scope) -> Bool {
        guard let next = bad.next(leftOut: order.leftOut) else { return false }
        bad.viewport.set(next, rows: badRowsShown(scope.layout), count: bad.lines.count)
        return true
    }
}

extension ImportPlace {
    /// What stands in the prompt line after a dry run.
    func trialPrompt() -> Prompt? {
        guard let trial else { return nil }
        if let line = bad.mending, let row = bad.current {
            return Prompt(lead: "\(row.cell.column) of row \(row.cell.row): ", leadRole: .textHead, input: line)
        }
        if openCount > 0 {
            let rows = counted(openCount, "row")
            return Prompt(text: stage == .bad ? "\(rows) to mend" : "f mend \(rows) · s skip · esc back")
        }
        guard goodCount > 0, trial.created + trial.updated + Int64(order.mends.count) > 0 else {
            return Prompt(text: "Nothing would be added or changed.   esc back")
        }
        return Prompt(
            text: "Import \(counted(goodCount, "row")) into \(records.name)?   y go · esc back", isAsking: true)
    }

    func trialPosition() -> String {
        guard let trial else { return "" }
        guard stage == .bad else {
            return "\(Figures.grouped(goodCount)) of \(Figures.grouped(trial.rowCount)) good"
        }
        let left = leftOutCount > 0 ? "\(Figures.grouped(leftOutCount)) left out · " : ""
        return "\(left)\(bad.lines.isEmpty ? 0 : bad.viewport.cursor + 1) of \(bad.lines.count)"
    }

    // MARK: The result

    func drawTrial(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        guard let trial else { return }
        trialLines(trial, columns: situation.layout.body.columns).draw(
            on: &canvas, in: situation.layout.body, scroll: 0, theme)
    }

    private func trialLines(_ trial: FileTrial, columns: Int) -> [Line] {
        let x = Columns.gutter
        func figure(_ word: String, _ count: Int64, _ note: String = "", role: Role = .text) -> Line {
            let text = Figures.grouped(count)
            let pad = String(repeating: " ", count: max(0, 12 - text.count))
            let line = Line(word, .textDim, x: x + 2).adding(pad + text, role, x: x + 16)
            return note.isEmpty ? line : line.adding(note, .textDim, x: x + 33)
        }
        func wrapped(_ text: String, _ role: Role = .textDim) -> [Line] {
            Wrap.lines(text, columns: max(20, columns - 2 * x)).map { Line($0, role, x: x) }
        }
        let seconds = "\(trial.milliseconds / 1_000).\(trial.milliseconds % 1_000 / 100) s"
        var lines = [Line("\(counted(trial.rowCount, "row")) read in \(seconds)", x: x), .blank]
        lines += [
            figure("new", trial.created), figure("changed", trial.updated), figure("same", trial.unchanged),
        ]
        if trial.passedOver > 0 { lines.append(figure("passed over", trial.passedOver, "not meant")) }
        lines.append(
            figure(
                "bad", openCount, openCount > 0 ? trial.badColumns.joined(separator: " · ") : "",
                role: openCount > 0 ? .severityError : .text))
        if !order.mends.isEmpty { lines.append(figure("mended", Int64(order.mends.count))) }
        if leftOutCount > 0 { lines.append(figure("left out", leftOutCount)) }
        if !trial.made.isEmpty {
            lines += [.blank] + wrapped("New categories: \(trial.made.joined(separator: " · "))", .text)
        }
        if !trial.unknown.isEmpty {
            lines += [.blank] + wrapped("Columns that mean no field: \(trial.unknown.joined(separator: ", "))")
        }
        if !trial.samples.isEmpty { lines += [.blank] + trial.samples.flatMap { wrapped($0) } }
        if openCount > 0 {
            let verb = openCount == 1 ? "is" : "are"
            lines +=
                [.blank]
                + wrapped(
                    "As it stands nothing will be imported: \(counted(openCount, "row")) \(verb) bad.", .severityWarning
                )
        }
        return lines
    }

    // MARK: Bad rows

    /// Rows of the list of bad cells, between its header and the row as it was read.
    func badRowsShown(_ layout: Layout) -> Int { max(1, layout.body.rows - (layout.isCompact ? 1 : 6)) }

    /// Where the parts of a line stand.
    private struct Places {
        let column: Int
        let value: Int
        let reason: Int
        let accepted: Int?

        init(columns: Int) {
            switch columns {
            case 100...: (column, value, reason, accepted) = (11, 26, 48, 84)
            case 72...: (column, value, reason, accepted) = (10, 22, 38, nil)
            default: (column, value, reason, accepted) = (9, 18, 28, nil)
            }
        }
    }

    func drawBad(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        let rect = situation.layout.body
        let places = Places(columns: rect.columns)
        canvas.write("Row", x: Columns.gutter, y: rect.y, theme, .textHead, columns: 6, align: .right)
        canvas.write("Column", x: places.column, y: rect.y, theme, .textHead, columns: places.value - places.column - 1)
        canvas.write(
            "In the file", x: places.value, y: rect.y, theme, .textHead, columns: places.reason - places.value - 1)
        canvas.write("What is wrong", x: places.reason, y: rect.y, theme, .textHead)
        if let accepted = places.accepted { canvas.write("Accepted", x: accepted, y: rect.y, theme, .textHead) }
        let count = badRowsShown(situation.layout)
        for (row, line) in bad.lines.dropFirst(bad.viewport.top).prefix(count).enumerated() {
            let y = rect.y + 1 + row
            if bad.viewport.top + row == bad.viewport.cursor {
                canvas.write(theme.glyphs.marker, x: 0, y: y, theme, .listSelected)
            }
            draw(line, places, y: y, on: &canvas, rect, theme)
        }
        drawRow(on: &canvas, rect, situation.layout, theme)
    }

    private func draw(
        _ line: BadRows.Row, _ places: Places, y: Int, on canvas: inout Canvas, _ rect: Rect, _ theme: Theme
    ) {
        let cell = line.cell
        let isLeftOut = order.leftOut.contains(cell.row) || order.skipsBad && line.mended == nil
        let isSettled = isLeftOut || line.mended != nil
        if isSettled { canvas.write(isLeftOut ? "–" : "✓", x: 1, y: y, theme, isLeftOut ? .textDim : .severityOk) }
        let role = isSettled ? Role.textDim : .text
        canvas.write(
            Figures.grouped(Int64(cell.row)), x: Columns.gutter, y: y, theme, role, columns: 6, align: .right)
        canvas.write(
            cell.column.isEmpty ? "–" : cell.column, x: places.column, y: y, theme, role,
            columns: places.value - places.column - 1)
        canvas.write(
            cell.value.isEmpty ? "–" : cell.value, x: places.value, y: y, theme, role,
            columns: places.reason - places.value - 2)
        let reason = isLeftOut ? "left out by you" : line.mended.map { "mended: \($0.isEmpty ? "empty" : $0)" }
        let end = places.accepted.map { $0 - 2 } ?? rect.columns
        let isWrong = reason == nil
        let accepts = places.accepted == nil && !cell.accepted.isEmpty ? "; \(cell.accepted)" : ""
        canvas.write(
            reason ?? cell.reason + accepts, x: places.reason, y: y, theme, isWrong ? .severityError : .textDim,
            columns: end - places.reason)
        if isWrong, let accepted = places.accepted {
            canvas.write(cell.accepted, x: accepted, y: y, theme, columns: rect.columns - accepted)
        }
    }

    /// The row under the cursor as it was read, with what would be accepted.
    private func drawRow(on canvas: inout Canvas, _ rect: Rect, _ layout: Layout, _ theme: Theme) {
        guard !layout.isCompact, let row = bad.current else { return }
        let shown = min(bad.lines.count - bad.viewport.top, badRowsShown(layout))
        let y = rect.y + 2 + shown
        let cell = row.cell
        let columns = max(20, rect.columns - 6)
        let value = cell.value.isEmpty ? "" : "“\(cell.value)” "
        let column = cell.column.isEmpty ? " " : ", \(cell.column): "
        let accepted = cell.accepted.isEmpty ? "" : "; accepted: \(cell.accepted)"
        let number = Figures.grouped(Int64(cell.row))
        let told = Wrap.lines("Row \(number)\(column)\(value)\(cell.reason)\(accepted)", columns: columns)
        let cells = cell.cells.map { $0.isEmpty ? "–" : $0 }.joined(separator: " ; ")
        let read = cell.cells.isEmpty ? [] : Wrap.lines(cells, columns: columns)
        let lines = told.map { Line($0, x: Columns.gutter) } + read.map { Line($0, .textDim, x: Columns.gutter) }
        let room = Rect(x: rect.x, y: y, columns: rect.columns, rows: max(0, rect.endY - y))
        lines.draw(on: &canvas, in: room, scroll: 0, theme)
    }
}
