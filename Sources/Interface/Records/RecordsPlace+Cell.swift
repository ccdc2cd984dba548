// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// What can be done while a cell is edited.
    package static let cell = KeyTable(
        "cell", "Editing a cell",
        [
            save("cell.save", "Save", ["enter", "F2"], ("save", 1), then: .stay),
            save("cell.save-down", "Save and edit the cell below", ["down"], ("save, next row", 2), then: .down),
            save("cell.save-right", "Save and edit the next column", ["tab"], ("save, next column", 3), then: .right),
            Command(
                "cell.as-above", "Take what stands in the row above", keys: ["F6", "\""], hint: ("as above", 4),
                of: RecordsPlace.self, when: \.canRepeatAbove
            ) { $0.takeFromAbove(&$1) },
            Command(
                "cell.keep", "Keep the old value", keys: ["esc", "ctrl-c"], hint: ("keep old value", 5),
                of: RecordsPlace.self
            ) { $0.closeCell(&$1) },
        ])

    private static func save(
        _ id: String, _ title: String, _ keys: [String], _ hint: Command.Hint, then next: CellEditor.Next
    ) -> Command {
        Command(id, title, keys: keys, hint: hint, of: RecordsPlace.self) { $0.saveCell(then: next, &$1) }
    }
}

extension RecordsPlace {
    mutating func openCell(_ scope: inout Scope) {
        guard let record = list.current, let column = focusedColumn(scope.situation) else { return }
        guard let field = column.field else {
            return scope.say(.info, "\(column.label) is not changed in the cell. ← → choose another column.")
        }
        if let refusal = CellEditor.refusal(field) {
            return scope.say(
                .info, "\(field.label) \(refusal) and is not changed in the cell. ← → choose another column.")
        }
        if record.isDeleted {
            return scope.say(.warning, "\(list.resource.shortName(of: record)) is deleted and cannot be changed.")
        }
        if scope.layout.isCompact { scope.act(.hush) }
        editor = CellEditor(
            resource: list.resource, record: record, name: list.resource.shortName(of: record), field: field,
            viewer: scope.situation.viewer)
    }

    /// Whether nothing is typed into the cell, and a row stands above it.
    var canRepeatAbove: Bool {
        guard let editor, let index = list.records.firstIndex(where: { $0.id == editor.record }), index > 0 else {
            return false
        }
        return editor.input.isOffered || editor.input.text.isEmpty
    }

    fileprivate mutating func takeFromAbove(_ scope: inout Scope) {
        guard let editor, let index = list.records.firstIndex(where: { $0.id == editor.record }), index > 0 else {
            return
        }
        let above = list.records[index - 1]
        let words = FieldWords(locale: editor.locale)
        let text = words.text(above.values[editor.field.position], editor.field, in: above.values, of: editor.resource)
        self.editor?.input.replaceAll(with: text)
    }

    mutating func closeCell(_ scope: inout Scope) {
        editor = nil
        scope.act(.retract)
        scope.act(.settleSoon)
    }

    /// Checks the value and commits it against the one that was seen.
    mutating func saveCell(then next: CellEditor.Next, _ scope: inout Scope) {
        guard let editor, editor.saving == nil else { return }
        let value: Value
        do {
            value = try editor.value()
        } catch {
            return scope.say(.error, error)
        }
        if value == editor.base {
            if next == .stay { scope.say(.info, "\(editor.field.label) of \(editor.name) is unchanged.") }
            return advance(next, &scope)
        }
        var values = editor.values
        values[editor.field.position] = value
        let text = Rendering.text(value, editor.field, in: values, of: editor.resource)
        let edit = Edit(field: editor.field.key, value: value, base: editor.base)
        let id = scope.ask(
            .commit(Proposal([.update(editor.resource, id: editor.record, edits: [edit])], origin: "cell")))
        let row = list.viewport.cursor + 1
        let below = list.records.indices.contains(row) ? list.records[row].id : nil
        self.editor?.saving = CellEditor.Saving(id: id, next: next, value: value, text: text, below: below)
    }

    mutating func takeCommit(_ id: RequestID, _ summary: String, _ scope: inout Scope) {
        guard let editor, let saving = editor.saving, saving.id == id else { return }
        // Shown at once; the refresh that follows brings what the store made of it.
        if let index = list.records.firstIndex(where: { $0.id == editor.record }) {
            list.records[index].values[editor.field.position] = saving.value
        }
        if detail.record?.id == editor.record { detail.record?.values[editor.field.position] = saving.value }
        let old = editor.oldText.isEmpty ? "–" : editor.oldText
        let new = saving.text.isEmpty ? "–" : saving.text
        // In the next cell u is a letter.
        let way = saving.next == .stay ? " u undoes it." : ""
        scope.say(.ok, "Saved \(summary): \(old) → \(new).\(way)")
        if saving.next == .down, let below = saving.below {
            self.editor = nil
            scope.act(.settleSoon)
            guard point(to: below, scope.layout) else { return reveal(Reveal(record: below, opensCell: true), &scope) }
            readAhead(&scope)
            return openCell(&scope)
        }
        advance(saving.next, &scope)
    }

    /// Not saved: what was typed stays in the cell, keys typed for the cells behind it do not land here.
    mutating func failCell(_ problem: Problem, _ scope: inout Scope) {
        editor?.saving = nil
        scope.act(.giveUp)
        scope.say(.error, problem)
        refresh(onlyWords: false, &scope)
    }

    /// Goes on from a cell that is done with.
    private mutating func advance(_ next: CellEditor.Next, _ scope: inout Scope) {
        let record = editor?.record
        editor = nil
        switch next {
        case .stay: scope.act(.settleSoon)
        case .down:
            let isLast = list.viewport.cursor + 1 >= list.records.count && !list.hasAfter
            scope.act(.settleSoon)
            if isLast || list.current?.id != record { return }
            move(.down, &scope)
            if owed == nil { openCell(&scope) } else { opensCellWhenMoved = true }
        case .right: openCellOnTheRight(&scope)
        }
    }

    /// The next column whose fields are typed into cells; past the last one the editor stays closed.
    private mutating func openCellOnTheRight(_ scope: inout Scope) {
        let order = columns(scope.situation).order
        let isTyped = { (column: RecordColumn) in column.field.map { CellEditor.refusal($0) == nil } == true }
        guard let focused = focusedColumn(scope.situation), let index = order.firstIndex(of: focused),
            let next = order[(index + 1)...].first(where: isTyped)
        else { return scope.act(.settleSoon) }
        focus(on: next, scope.situation)
        openCell(&scope)
    }
}

extension ResourceFacts {
    /// What a person knows a record by, short: the field it is looked up by first.
    func shortName(of record: StoredRecord) -> String {
        for key in shape.lookupFields {
            if let text = field(key).flatMap({ record.values[$0.position].text }) { return text }
        }
        return FieldText.short(record.id)
    }

    /// A record's short name with its label behind it.
    func longName(of record: StoredRecord) -> String {
        let short = shortName(of: record)
        let label = record.values[labelPosition].text ?? ""
        return label.isEmpty || label == short ? short : "\(short) · \(label)"
    }
}
