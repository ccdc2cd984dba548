// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// What can be done while it is settled what the columns of a file become.
    package static let mapping = KeyTable(
        "mapping", "Import: columns",
        [
            Command(
                "answer.yes", "Answer yes", keys: ["y"], hint: ("yes", 1), need: .row, of: ImportPlace.self,
                when: { $0.isWaiting || $0.question != nil }
            ) { $0.answer(isYes: true, &$1) },
            Command(
                "answer.no", "Answer no", keys: ["n"], hint: ("no", 2), need: .row, of: ImportPlace.self,
                when: { $0.isWaiting || $0.question != nil }
            ) { $0.answer(isYes: false, &$1) },
            Command(
                "import.dry-run", "Try it without writing anything", keys: ["enter", "F9"], hint: ("dry run", 3),
                need: .row, of: ImportPlace.self
            ) { $0.tryIt(&$1) },
            Command(
                "mapping.field", "Choose the field that this column becomes", keys: ["e", "F2"], hint: ("field", 4),
                need: .row, of: ImportPlace.self, when: { $0.isWaiting || $0.column != nil }
            ) { place, _ in place.chooseField() },
            Command(
                "column.leave-out", "Leave this column out, or take it again", keys: ["space"],
                hint: ("leave out", 5), need: .row, of: ImportPlace.self, when: { $0.isWaiting || $0.column != nil }
            ) { $0.toggleColumn(&$1) },
            Command(
                "question.next", "Go to the next open question", keys: ["F7"], hint: ("next question", 6), need: .row,
                of: ImportPlace.self
            ) { place, scope in
                if !place.goToNextQuestion(&scope) { scope.say(.info, "No question is open. enter tries the import.") }
            },
            Command(
                "mapping.save", "Keep what the columns become for the next file like it", keys: ["w"],
                hint: ("save mapping", 7), need: .row, of: ImportPlace.self, when: { $0.isWaiting || $0.column != nil }
            ) { place, scope in place.ask(.saveMapping, place.order, &scope) },
            rows("rows.add", "Only add records", "a", .add),
            rows("rows.change", "Only change records", "c", .change),
            rows("rows.both", "Add and change records", "b", .both),
        ])

    private static func rows(_ id: String, _ title: String, _ key: String, _ rows: ImportOrder.Rows) -> Command {
        Command(id, title, keys: [key], need: .row, of: ImportPlace.self) { place, _ in place.order.rows = rows }
    }
}

extension ImportPlace {
    /// The column under the cursor.
    var column: FileSurvey.Column? {
        guard let survey, survey.columns.indices.contains(columns.cursor) else { return nil }
        return survey.columns[columns.cursor]
    }

    private var open: [FileQuestion] { survey?.questions.filter { order.answers[$0.subject] == nil } ?? [] }

    /// The question that y and n answer: the one of the column under the cursor, else the first that is open.
    var question: FileQuestion? {
        let here = survey?.questions.filter { $0.column == columns.cursor } ?? []
        return here.first { order.answers[$0.subject] == nil } ?? open.first { $0.column == nil } ?? here.first
            ?? open.first
    }

    /// Puts the cursor on the next column with an open question. False where none is open.
    @discardableResult
    mutating func goToNextQuestion(_ scope: inout Scope) -> Bool {
        let open = open
        let next = open.first { $0.column ?? -1 > columns.cursor } ?? open.first
        guard let next else { return false }
        if let column = next.column {
            columns.set(column, rows: columnRows(scope.layout), count: survey?.columns.count ?? 0)
        }
        return true
    }

    /// The place of the choice that is offered, or of one so many after it.
    private func place(of question: FileQuestion, after steps: Int = 0) -> Int {
        ((offered[question.subject] ?? 0) + steps) % question.choices.count
    }

    /// The choice that is offered.
    private func offer(of question: FileQuestion) -> FileQuestion.Choice { question.choices[place(of: question)] }

    /// Yes takes the choice that is offered, no the other one; of more than two it offers the next.
    fileprivate mutating func answer(isYes: Bool, _ scope: inout Scope) {
        guard let question else { return }
        let next = place(of: question, after: 1)
        guard isYes || question.choices.count == 2 else {
            order.answers[question.subject] = nil
            offered[question.subject] = next
            return
        }
        order.answers[question.subject] = isYes ? offer(of: question).value : question.choices[next].value
        // What stands between cells changes every column.
        if question.subject == .delimiter { return ask(.survey, order, &scope) }
        goToNextQuestion(&scope)
    }

    fileprivate mutating func tryIt(_ scope: inout Scope) {
        guard let survey else { return }
        if let obstacle = survey.obstacle { return scope.say(.error, obstacle) }
        if let first = open.first {
            goToNextQuestion(&scope)
            return scope.say(
                .warning, "One question is open: \(first.words) \(offer(of: first).words)? y and n answer it.")
        }
        tryAnew(&scope)
    }

    fileprivate mutating func chooseField() {
        guard let column else { return }
        choice = FieldChoice(for: column.header, of: records)
    }

    mutating func takeField(_ scope: inout Scope) {
        guard let choice else { return }
        guard let item = choice.chosen else {
            return scope.say(.error, "“\(choice.input.text)” is no field of \(records.name).")
        }
        order.targets[choice.column] = item.target
        self.choice = nil
        ask(.survey, order, &scope)
    }

    fileprivate mutating func toggleColumn(_ scope: inout Scope) {
        guard let column else { return }
        if order.targets[column.header] == .leftOut {
            order.targets[column.header] = nil
        } else if column.target == nil {
            return scope.say(.info, "“\(column.header)” is left out as it is; e chooses a field for it.")
        } else {
            order.targets[column.header] = .leftOut
        }
        ask(.survey, order, &scope)
    }

    /// Says where a file was written.
    mutating func sayWritten(_ path: String, _ step: ImportStep?, _ scope: inout Scope) {
        switch step {
        case .saveMapping: scope.say(.ok, "A file with these columns is read like this from now on.", lines: [path])
        default: scope.say(.ok, "The rows are in \(path), to be mended there.")
        }
    }
}

extension ImportPlace {
    /// Rows of the list of columns between what stands above it and below.
    func columnRows(_ layout: Layout) -> Int { max(1, layout.body.rows - (layout.isCompact ? 3 : 6)) }

    /// Where the parts of a row stand: the column, a sample, the field, how it is read.
    private struct Places {
        let sample: Int?
        let field: Int
        let how: Int

        init(columns: Int) {
            switch columns {
            case 100...: (sample, field, how) = (27, 53, 76)
            case 72...: (sample, field, how) = (22, 39, 56)
            default: (sample, field, how) = (nil, 18, 34)
            }
        }
    }

    func drawMapping(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        let rect = situation.layout.body
        guard let survey else { return }
        drawFacts(survey, on: &canvas, rect, theme)
        let places = Places(columns: rect.columns)
        var y = rect.y + (situation.layout.isCompact ? 1 : 2)
        if !survey.columns.isEmpty {
            canvas.write("Column in file", x: Columns.gutter, y: y, theme, .textHead, columns: 15)
            if let sample = places.sample { canvas.write("First row", x: sample, y: y, theme, .textHead) }
            canvas.write("Field", x: places.field, y: y, theme, .textHead)
            canvas.write("How", x: places.how, y: y, theme, .textHead)
        }
        y += 1
        let shown = survey.columns.indices.dropFirst(columns.top).prefix(columnRows(situation.layout))
        for index in shown {
            if index == columns.cursor {
                canvas.write(theme.glyphs.marker, x: 0, y: y, theme, .listSelected)
            }
            draw(survey.columns[index], index, places, y: y, on: &canvas, rect, theme)
            y += 1
        }
        drawBelow(survey, y: y + 1, on: &canvas, rect, theme)
        choice?.draw(on: &canvas, situation.layout, theme)
    }

    private func drawFacts(_ survey: FileSurvey, on canvas: inout Canvas, _ rect: Rect, _ theme: Theme) {
        let mapping = survey.mapping.map { "saved mapping: \($0)" } ?? ""
        let width = canvas.width(mapping, theme)
        let fits = rect.columns - width > 44
        let used = canvas.write(order.fileName, x: Columns.gutter, y: rect.y, theme, columns: rect.columns / 2)
        let x = Columns.gutter + used + 3
        canvas.write(
            survey.facts, x: x, y: rect.y, theme, .textDim,
            columns: max(0, rect.columns - x - (fits && width > 0 ? width + 2 : 0)))
        if fits { canvas.write(mapping, x: rect.endX - width, y: rect.y, theme, .textDim) }
    }

    private func draw(
        _ column: FileSurvey.Column, _ index: Int, _ places: Places, y: Int, on canvas: inout Canvas, _ rect: Rect,
        _ theme: Theme
    ) {
        let isLeftOut = column.target == nil
        let role = isLeftOut ? Role.textDim : .text
        let first = (places.sample ?? places.field) - Columns.gutter - 2
        canvas.write(column.header, x: Columns.gutter, y: y, theme, role, columns: first)
        if let sample = places.sample {
            canvas.write(
                column.samples.first ?? "–", x: sample, y: y, theme, .textDim, columns: places.field - sample - 2)
        }
        canvas.write(
            (column.target ?? "–") + (column.isRequired ? " *" : ""), x: places.field, y: y, theme, role,
            columns: places.how - places.field - 2)
        let questions = survey?.questions.filter { $0.column == index } ?? []
        let asked = questions.first { order.answers[$0.subject] == nil } ?? questions.first
        let room = max(0, rect.columns - places.how)
        guard let asked else {
            canvas.write(column.how, x: places.how, y: y, theme, .textDim, columns: room)
            return
        }
        let answer = order.answers[asked.subject]
        if let answered = asked.choices.first(where: { $0.value == answer }) {
            canvas.write(answered.words, x: places.how, y: y, theme, columns: room)
        } else {
            canvas.write(
                "? \(offer(of: asked).words)", x: places.how, y: y, theme, .severityWarning, columns: room)
        }
    }

    private func drawBelow(
        _ survey: FileSurvey, y: Int, on canvas: inout Canvas, _ rect: Rect, _ theme: Theme
    ) {
        guard y < rect.endY else { return }
        let rows =
            switch order.rows {
            case .both: "add and change"
            case .add: "add only"
            case .change: "change only"
            }
        let ways = "a add only · c change only · b both"
        let used = canvas.write("Rows: \(rows)", x: Columns.gutter, y: y, theme)
        canvas.write(ways, x: Columns.gutter + used + 3, y: y, theme, .textDim)
        let words = (survey.obstacle.map { [$0.title] + $0.lines } ?? []) + survey.notes
        guard !words.isEmpty, y + 1 < rect.endY else { return }
        let lines = words.flatMap { Wrap.lines($0, columns: max(20, rect.columns - 6)) }
        let room = Rect(x: rect.x, y: y + 1, columns: rect.columns, rows: rect.endY - y - 1)
        lines.map { Line($0, .severityWarning, x: Columns.gutter) }.draw(on: &canvas, in: room, scroll: 0, theme)
    }

    /// What stands in the prompt line: the question, or how many are open.
    func mappingPrompt() -> Prompt? {
        if let choice { return Prompt(lead: "\(choice.column) becomes: ", input: choice.input) }
        guard let question, order.answers[question.subject] == nil else {
            return survey?.obstacle == nil && survey != nil
                ? Prompt(text: "↵ tries it; nothing is written yet") : nil
        }
        let others = question.choices.count == 2 ? question.choices[place(of: question, after: 1)].words : "another"
        return Prompt(
            lead: "? ", text: "\(question.words)  y \(offer(of: question).words) · n \(others)", isAsking: true)
    }

    /// "1 question open · column 5 of 7".
    func mappingPosition() -> String {
        guard let survey, !survey.columns.isEmpty else { return "" }
        let count = open.count
        let questions = count == 0 ? "" : "\(count) \(count == 1 ? "question" : "questions") open · "
        return "\(questions)column \(columns.cursor + 1) of \(survey.columns.count)"
    }
}
