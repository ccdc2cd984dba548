// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// What a field gets from elsewhere: an editor, a record that is made for it, and where its value came from.
extension FormPlace {
    // MARK: Editor

    mutating func openEditor(_ scope: inout Scope) {
        let field = fields[cursor]
        guard field.noteMax != nil, asked.editor == nil else { return }
        settle(&scope)
        let id = scope.openEditor(field.input.text, name: field.facts.key)
        asked.editor = FormAsked.About(id: id, field: field.id)
    }

    mutating func takeEdited(_ text: String, _ scope: inout Scope) {
        guard let index = fields.firstIndex(where: { $0.id == asked.editor?.field }) else { return }
        asked.editor = nil
        guard text != fields[index].input.text else { return scope.say(.info, "\(fields[index].label) is unchanged.") }
        fields[index].input.replaceAll(with: text)
        fields[index].failure = nil
        check(index, scope.situation)
        keepSoon(&scope)
        if let failure = fields[index].failure { scope.say(.error, "\(fields[index].label): \(failure).") }
        scroll(scope.situation)
    }

    // MARK: A new record for a reference

    mutating func makeReference(_ scope: inout Scope) {
        let field = fields[cursor]
        guard let target = field.target else { return }
        let permission = Permission(resource: target.name, action: .create)
        guard scope.situation.viewer.may(permission) else {
            return scope.say(.warning, "A new \(target.shape.singular) is not possible: needs \(permission.text).")
        }
        settle(&scope)
        let typed = field.isList ? LastPart(field.input.text).text : field.isChanged ? field.input.text : ""
        let isNew = field.chosen.map { $0.text != typed } ?? true
        var form = FormPlace(new: target, locale: scope.situation.viewer.locale)
        if isNew, !typed.isEmpty {
            form.fields[0].input = TextInput(typed)
            form.begun[form.fields[0].id] = typed
        }
        aid = nil
        let id = scope.place { id in
            form.answers = id
            return form
        }
        asked.maker = FormAsked.About(id: id, field: field.id)
    }

    /// The record is made: it is chosen, and its name asked for, because a path is made by the store.
    mutating func takeMade(_ record: Identifier, _ name: String, _ scope: inout Scope) {
        guard let maker = asked.maker, let index = fields.firstIndex(where: { $0.id == maker.field }),
            let target = fields[index].target
        else { return }
        asked.maker = nil
        put(record, called: name, in: index)
        let path = Filter.Path(field: SystemField.id.rawValue)
        let query = Query(
            resource: target.name, filter: .compare(path, .equal, .identifier(record)),
            sort: target.shape.defaultSort.map { SortTerm(field: $0) }, limit: 1)
        asked.made = FormAsked.About(id: scope.ask(.window(query)), field: maker.field)
        keepSoon(&scope)
    }

    mutating func takeMadeName(_ window: Window, _ scope: inout Scope) {
        guard let made = asked.made, let index = fields.firstIndex(where: { $0.id == made.field }),
            let target = fields[index].target, let record = window.records.first
        else { return }
        asked.made = nil
        let name = Picker.name(of: record, target)
        if fields[index].isList {
            if let old = fields[index].named.first(where: { $0.value == record.id })?.key, old != name {
                fields[index].input.replaceAll(with: LastPart(fields[index].input.text).with(ListText.quoted(name)))
                fields[index].named[name] = record.id
            }
        } else if fields[index].chosen?.id == record.id {
            fields[index].fill(name, FormField.Chosen(id: record.id, text: name))
        }
        names[record.id] = name
        followKeys(&scope)
    }

    private mutating func put(_ record: Identifier, called name: String, in index: Int) {
        if fields[index].isList {
            fields[index].named[name] = record
            fields[index].input.replaceAll(with: LastPart(fields[index].input.text).with(ListText.quoted(name)))
            fields[index].failure = nil
        } else {
            fields[index].fill(name, FormField.Chosen(id: record, text: name))
        }
    }

    // MARK: Source

    /// Says where the value of the field comes from: typed here, made by itself, or who set it when.
    mutating func askSource(_ scope: inout Scope) {
        let field = fields[cursor]
        if field.isChanged {
            let before =
                record == nil ? "" : "; the record holds \(field.baseText.isEmpty ? "nothing" : field.baseText)"
            return scope.say(.info, "\(field.label): typed here, not saved yet\(before).")
        }
        guard let record else {
            let words =
                field.base.isNull
                ? "empty" : subject.isEmpty ? "what a new \(records.shape.singular) begins with" : subject
            return scope.say(.info, "\(field.label): \(words).")
        }
        let changesMax = 200
        let id = scope.ask(.history(resource: records.name, record.id, limit: changesMax))
        asked.source = FormAsked.About(id: id, field: field.id)
    }

    mutating func takeSource(_ changes: [ChangeEntry], _ scope: inout Scope) {
        guard let field = fields.first(where: { $0.id == asked.source?.field }) else { return }
        asked.source = nil
        let label = field.facts.label
        let change = changes.first { change in change.differences.contains { $0.label == label } }
        guard let change, let difference = change.differences.first(where: { $0.label == label }) else {
            let words = field.base.isNull ? "never given" : "there since the record was made, as far as is known"
            return scope.say(.info, "\(field.label): \(words).")
        }
        let before = difference.before.map { "\($0) → " } ?? ""
        let when = scope.situation.clock.words(change.at)
        scope.say(
            .info,
            "\(label): \(before)\(difference.after ?? "–") · \(change.actorName), \(when), \(change.origin)"
                + "\(change.reason.map { ": \($0)" } ?? "")")
    }
}
