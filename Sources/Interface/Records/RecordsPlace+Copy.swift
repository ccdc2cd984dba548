// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension KeyTable {
    /// How the row under the cursor is copied.
    static let copying: [Command] = [
        Command(
            "record.copy-id", "Copy the id of this record", keys: ["y y"], need: .row, of: RecordsPlace.self,
            when: \.hasRow
        ) { $0.copyID(&$1) },
        Command(
            "record.copy-row", "Copy this row, its columns parted by tabs", keys: ["y r"], need: .row,
            of: RecordsPlace.self, when: \.hasRow
        ) { $0.copyRow(&$1) },
        Command(
            "record.copy-value", "Copy the value of this column", keys: ["y v"], need: .row, of: RecordsPlace.self,
            when: \.hasRow
        ) { $0.copyValue(&$1) },
    ]
}

extension RecordsPlace {
    fileprivate func copyID(_ scope: inout Scope) {
        guard let record = list.current else { return }
        let name = list.resource.shortName(of: record)
        scope.act(.copy(what: "id of \(name), \(record.id.text)", text: record.id.text))
    }

    fileprivate func copyRow(_ scope: inout Scope) {
        guard let record = list.current else { return }
        let shown = columns(scope.situation).all
        let texts = shown.map { column in
            column.source.field.map { copied($0, record, scope.situation) }
                ?? text(scope.situation).cell(column.source, record)
        }
        let row = texts.joined(separator: "\t")
        let name = list.resource.shortName(of: record)
        scope.act(
            .copy(what: "row of \(name), \(shown.map { $0.title.lowercased() }.joined(separator: ", "))", text: row))
    }

    fileprivate func copyValue(_ scope: inout Scope) {
        guard let record = list.current, let field = focusedField(scope.situation) else { return }
        let (name, label) = (list.resource.shortName(of: record), field.label.lowercased())
        let text = copied(field, record, scope.situation)
        if text.isEmpty { return scope.say(.info, "The \(label) of \(name) is empty: nothing was copied.") }
        scope.act(.copy(what: "\(label) of \(name), \(text)", text: text))
    }

    /// A value as it could be typed again: figures without their groups and units, references by name.
    private func copied(_ field: FieldFacts, _ record: StoredRecord, _ situation: Situation) -> String {
        if FieldText.isFigure(field.kind) {
            let locale = situation.viewer.locale
            return FieldWords(locale: locale).text(
                record.values[field.position], field, in: record.values, of: list.resource)
        }
        return text(situation).full(field, record.values)
    }

    mutating func point(to row: Int, _ scope: inout Scope) {
        list.viewport.point(to: row, rows: scope.layout.listRows, count: list.records.count)
        readAhead(&scope)
    }

    /// What is typed into a cell is no draft: it would be gone.
    var loss: Loss? {
        guard let editor, editor.saving == nil, editor.input.text != editor.oldText else { return nil }
        return Loss(
            words: "“\(editor.input.text)” in \(editor.field.label.lowercased()) of \(editor.name) is not saved")
    }
}
