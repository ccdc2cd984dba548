// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// What of a form is kept while it is typed in.
struct KeptDraft: Equatable, Sendable {
    /// The texts kept last, and when.
    var texts: [String: String] = [:]
    var at: Int64 = 0
    /// The request that keeps them, and whether the last one failed: what is typed is on no disk then.
    var keeping: RequestID?
    var isLost = false
    /// The question for drafts of this form that were left.
    var asking: RequestID?
    /// The draft the form goes on with, of a run before.
    var former: FormDraft.Key?
    /// References that were typed in a draft and are looked up again.
    var lookups: [RequestID: String] = [:]

    /// A key is on the disk after so long at most.
    static let microsecondsMax: Int64 = 800_000
}

extension FormPlace {
    private var draftKey: FormDraft.Key { FormDraft.Key(resource: records.name, record: record?.id) }

    /// Whether what is typed is kept. The draft of a form that answers another one would stand in the place of that
    /// form's own, or of one in another tab.
    private var hasDrafts: Bool { answers == nil }

    mutating func askForDrafts(_ scope: inout Scope) {
        if hasDrafts { kept.asking = scope.ask(.drafts) }
    }

    /// What of the form would be lost if the program ended.
    var loss: Loss? {
        guard !hasDrafts || kept.isLost, isTypedIn else { return nil }
        return Loss(words: "The \(record == nil ? "new " : "")\(records.shape.singular) is not saved")
    }

    /// Whether more is typed than the form began with.
    private var isTypedIn: Bool { fields.contains { $0.isChanged && $0.input.text != begun[$0.id] } }

    private func draftTexts(_ situation: Situation) -> [String: String] {
        var texts: [String: String] = [:]
        for field in fields where field.isChanged && field.key == nil { texts[field.id] = field.input.text }
        if let (key, text) = mapText(situation) { texts[key] = text }
        return texts
    }

    /// After a pause, and at once where one types on and on.
    mutating func keepSoon(_ scope: inout Scope) {
        if scope.situation.clock.now - kept.at >= KeptDraft.microsecondsMax { keep(&scope) }
        scope.act(.settleSoon)
    }

    mutating func settle(_ scope: inout Scope) { keep(&scope) }

    mutating func end(_ scope: inout Scope) { keep(&scope) }

    private mutating func keep(_ scope: inout Scope) {
        let texts = draftTexts(scope.situation)
        guard hasDrafts, texts != kept.texts, saving == nil else { return }
        kept.texts = texts
        kept.at = scope.situation.clock.now
        if texts.isEmpty { return forgetDraft(&scope) }
        let name = subject.isEmpty ? title : "\(title) \(subject)"
        kept.keeping = scope.ask(
            .keep(
                FormDraft(
                    key: draftKey, title: name, savedAt: kept.at, base: opened, texts: texts)))
        if let former = kept.former { _ = scope.ask(.forget(former)) }
        kept.former = nil
    }

    /// What was kept is not needed any more: it is saved, or nothing is left of it.
    mutating func forgetDraft(_ scope: inout Scope) {
        guard hasDrafts else { return }
        kept.texts = [:]
        _ = scope.ask(.forget(draftKey))
        if let former = kept.former { _ = scope.ask(.forget(former)) }
        kept.former = nil
    }

    /// Goes on with the newest draft of this form, if one was left.
    mutating func takeDrafts(_ drafts: [FormDraft], _ scope: inout Scope) {
        kept.asking = nil
        guard let draft = drafts.first(where: isMine), changedCount == 0, count == 0 else { return }
        for index in fields.indices where fields[index].key == nil {
            guard let text = draft.texts[fields[index].id], fields[index].facts != keys?.map else { continue }
            fields[index].input = TextInput(text)
            takeBase(of: draft, for: index, scope.situation)
            guard let target = fields[index].target else { continue }
            var picker = Picker(target)
            picker.search(text, &scope)
            if let id = picker.loading { kept.lookups[id] = fields[index].id }
        }
        if let map = keys?.map, let text = draft.texts[map.key] {
            opened[map.position] = draft.base[map.position]
            fillMap(text, scope.situation)
        }
        kept.texts = draftTexts(scope.situation)
        kept.former = draft.key.session.isEmpty ? nil : draft.key
        let when = scope.situation.clock.words(draft.savedAt)
        scope.say(.info, "What was typed \(when) is back. ctrl-x k drops it.")
        scroll(scope.situation)
    }

    /// Whether a draft is of this form: of the same record, or of a new one that began as this one.
    private func isMine(_ draft: FormDraft) -> Bool {
        guard draft.key.resource == records.name, draft.key.record == record?.id,
            draft.base.count == opened.count
        else { return false }
        return record != nil
            || fields.allSatisfy { $0.target == nil || draft.base[$0.facts.position] == opened[$0.facts.position] }
    }

    /// What others changed since is a conflict still.
    private mutating func takeBase(of draft: FormDraft, for index: Int, _ situation: Situation) {
        let facts = fields[index].facts
        if fields[index].base == draft.base[facts.position] { return }
        opened[facts.position] = draft.base[facts.position]
        let names = names
        let words = FieldWords(locale: situation.viewer.locale) { id, _ in names[id] }
        let base = draft.base[facts.position]
        fields[index].rebase(base, text: words.text(base, facts, in: opened, of: records))
    }

    /// The record that a reference of the draft named.
    mutating func takeLookup(_ window: Window, for field: String, _ scope: inout Scope) {
        guard let index = fields.firstIndex(where: { $0.id == field }), let target = fields[index].target else {
            return
        }
        let text = fields[index].input.text
        guard let record = window.records.first(where: { Picker.name(of: $0, target) == text }) else { return }
        fields[index].chosen = FormField.Chosen(id: record.id, text: text)
        followKeys(&scope)
    }

    /// The form as it was opened.
    mutating func dropDraft(_ scope: inout Scope) {
        if keys != nil { show([], scope.situation) }
        for index in fields.indices {
            let chosen = fields[index].base.identifier.map { FormField.Chosen(id: $0, text: fields[index].baseText) }
            fields[index].fill(fields[index].baseText, chosen)
        }
        keys?.owner = nil
        aid = nil
        followKeys(&scope)
        forgetDraft(&scope)
        scope.say(.info, "Dropped what was typed.")
    }
}
