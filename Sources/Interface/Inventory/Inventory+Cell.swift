// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension Model {
    mutating func openCell() {
        guard let record = inventory.list.current, let field = focusedField else { return }
        if let refusal = CellEditor.refusal(field) {
            return say(
                .info, "\(field.label) \(refusal) and is not changed in the cell. ← → choose another column.")
        }
        if record.isDeleted { return say(.warning, "\(shortName(of: record)) is deleted and cannot be changed.") }
        if layout.isCompact { toast = nil }
        inventory.editor = CellEditor(
            resource: inventory.list.resource, record: record, name: shortName(of: record), field: field,
            storeCurrency: session.currency)
    }

    mutating func closeCell() {
        inventory.editor = nil
        settleSoon()
    }

    /// Checks the value and commits it against the one that was seen.
    mutating func saveCell(then next: CellEditor.Next) {
        guard let editor = inventory.editor, editor.saving == nil else { return }
        let value: Value
        do {
            value = try editor.value()
        } catch {
            return say(.error, error)
        }
        if value == editor.base {
            if next == .stay { say(.info, "\(editor.field.label) of \(editor.name) is unchanged.") }
            return advance(next)
        }
        var values = editor.values
        values[editor.field.position] = value
        let text = Rendering.text(value, editor.field, in: values, of: editor.resource)
        let id = newID()
        inventory.editor?.saving = CellEditor.Saving(id: id, next: next, value: value, text: text)
        let edit = Edit(field: editor.field.key, value: value, base: editor.base)
        send(
            .commit(
                id: id, Proposal([.update(editor.resource, id: editor.record, edits: [edit])], origin: "cell")))
    }

    mutating func takeCommit(_ id: Int, _ summary: String) {
        guard let editor = inventory.editor, let saving = editor.saving, saving.id == id else { return }
        // Shown at once; the refresh that follows brings what the store made of it.
        if let index = inventory.list.records.firstIndex(where: { $0.id == editor.record }) {
            inventory.list.records[index].values[editor.field.position] = saving.value
        }
        if inventory.detail.record?.id == editor.record {
            inventory.detail.record?.values[editor.field.position] = saving.value
        }
        let old = editor.oldText.isEmpty ? "–" : editor.oldText
        let new = saving.text.isEmpty ? "–" : saving.text
        say(.ok, "Saved \(summary): \(old) → \(new). u undoes it.")
        advance(saving.next)
    }

    /// Not saved: what was typed stays in the cell, keys typed for the cells behind it do not land here.
    mutating func failCell(_ problem: Problem) {
        inventory.editor?.saving = nil
        giveUpWaiting()
        say(.error, problem)
        refreshList()
    }

    /// Goes on from a cell that is done with.
    private mutating func advance(_ next: CellEditor.Next) {
        let record = inventory.editor?.record
        inventory.editor = nil
        switch next {
        case .stay: settleSoon()
        case .down:
            let rows = layout.listRows
            let isLast = inventory.list.place.cursor + 1 >= inventory.list.records.count && !inventory.list.hasAfter
            if isLast || inventory.list.current?.id != record { return settleSoon() }
            moveRecords(.down, rows: rows)
            settleSoon()
            if owed == nil { openCell() } else { opensCellWhenMoved = true }
        case .right: openCellOnTheRight()
        }
    }

    /// The next column whose fields are typed into cells; past the last one the editor stays closed.
    private mutating func openCellOnTheRight() {
        let all = columns.all.map(\.field)
        guard let focused = focusedField, let index = all.firstIndex(of: focused),
            let next = all[(index + 1)...].first(where: { CellEditor.refusal($0) == nil })
        else { return settleSoon() }
        inventory.column = next.position
        openCell()
    }
}
