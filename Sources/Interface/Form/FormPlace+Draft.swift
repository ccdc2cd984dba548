// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// What of a form is kept while it is typed in.
struct KeptDraft: Equatable, Sendable {
    /// The texts kept last, and when.
    var texts: [String: String] = [:]
    var at: Int64 = 0
    /// The question for drafts of this form that were left.
    var asking: RequestID?
    /// The draft the form goes on with, of a run before.
    var former: FormDraft.Key?
    /// References that were typed in a draft and are looked up again.
    var lookups: [RequestID: Int] = [:]

    /// A key is on the disk after so long at most.
    static let microsecondsMax: Int64 = 800_000
}

extension FormPlace {
    private var draftKey: FormDraft.Key { FormDraft.Key(resource: records.name, record: record?.id) }

    private var draftTexts: [String: String] {
        Dictionary(fields.filter(\.isChanged).map { ($0.facts.key, $0.input.text) }) { first, _ in first }
    }

    mutating func open(_ scope: inout Scope) { kept.asking = scope.ask(.drafts) }

    /// After a pause, and at once where one types on and on.
    mutating func keepSoon(_ scope: inout Scope) {
        if scope.situation.clock.now - kept.at >= KeptDraft.microsecondsMax { keep(&scope) }
        scope.act(.settleSoon)
    }

    mutating func settle(_ scope: inout Scope) { keep(&scope) }

    private mutating func keep(_ scope: inout Scope) {
        let texts = draftTexts
        guard texts != kept.texts, saving == nil else { return }
        kept.texts = texts
        kept.at = scope.situation.clock.now
        if texts.isEmpty { return forgetDraft(&scope) }
        let name = subject.isEmpty ? title : "\(title) \(subject)"
        _ = scope.ask(
            .keep(
                FormDraft(
                    key: draftKey, title: name, savedAt: kept.at, base: fieldsBase, texts: texts)))
        if let former = kept.former { _ = scope.ask(.forget(former)) }
        kept.former = nil
    }

    private var fieldsBase: [Value] {
        var base = record?.values ?? records.fields.map(\.standard)
        for field in fields { base[field.facts.position] = field.base }
        return base
    }

    /// What was kept is not needed any more: it is saved, or nothing is left of it.
    mutating func forgetDraft(_ scope: inout Scope) {
        kept.texts = [:]
        _ = scope.ask(.forget(draftKey))
        if let former = kept.former { _ = scope.ask(.forget(former)) }
        kept.former = nil
    }

    /// Goes on with the newest draft of this form, if one was left.
    mutating func takeDrafts(_ drafts: [FormDraft], _ scope: inout Scope) {
        kept.asking = nil
        let mine = drafts.first { $0.key.resource == records.name && $0.key.record == record?.id }
        guard let draft = mine, changedCount == 0, count == 0 else { return }
        for index in fields.indices {
            guard let text = draft.texts[fields[index].facts.key] else { continue }
            fields[index].input = TextInput(text)
            // What others changed since is a conflict still.
            let position = fields[index].facts.position
            if draft.base.indices.contains(position) { fields[index].base = draft.base[position] }
            guard let target = fields[index].target else { continue }
            var picker = Picker(target)
            picker.search(text, &scope)
            if let id = picker.loading { kept.lookups[id] = index }
        }
        kept.texts = draftTexts
        kept.former = draft.key.session.isEmpty ? nil : draft.key
        let when = scope.situation.clock.words(draft.savedAt)
        scope.say(.info, "What was typed \(when) is back. ctrl-x d drops it.")
        scroll(rows: scope.layout.body.rows)
    }

    /// The record that a reference of the draft named.
    mutating func takeLookup(_ window: Window, for index: Int) {
        guard let target = fields[index].target else { return }
        let text = fields[index].input.text
        guard let record = window.records.first(where: { Picker.name(of: $0, target) == text }) else { return }
        fields[index].chosen = FormField.Chosen(id: record.id, text: text)
    }

    /// The form as it was opened.
    mutating func dropDraft(_ scope: inout Scope) {
        for index in fields.indices {
            let chosen = fields[index].base.identifier.map { FormField.Chosen(id: $0, text: fields[index].baseText) }
            fields[index].fill(fields[index].baseText, chosen)
        }
        picker = nil
        forgetDraft(&scope)
        scope.say(.info, "Dropped what was typed.")
    }
}
