// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// A form for a record, from its declaration: a new one, a copy, or one that is changed.
struct FormPlace: Place {
    /// What becomes of the form once its record is saved.
    enum Next: Equatable, Sendable { case close, another }

    struct Saving: Equatable, Sendable {
        let id: RequestID
        let next: Next
    }

    let records: ResourceFacts
    /// The record that is changed, as it was seen; nil for a new one.
    var record: StoredRecord?
    /// What the form is called: "Edit product", with the record's name.
    let title: String
    let subject: String
    var fields: [FormField]
    /// The values the form was opened on, by position.
    var opened: [Value]
    /// Whether fields that few records need are shown as well.
    var showsAll: Bool
    /// The field that is typed into, as an index into all fields.
    var cursor: Int
    /// The first line that is seen.
    var top = 0
    var aid: FormAid?
    var saving: Saving?
    /// What the keys of its map depend on.
    var keys: MapKeys?
    /// What of it is kept while it is typed in.
    var kept = KeptDraft()
    /// What was asked beside saving.
    var asked = FormAsked()
    /// What the store holds by now where both sides changed a field.
    var clash: Clash?
    /// Words that other records hold, by the fields' names.
    var suggestions: [String: [String]] = [:]
    /// Texts of the record saved before, for a key that repeats them.
    var last: [String: FormField.Chosen] = [:]
    var lastTexts: [String: String] = [:]
    /// The fields that were filled in any of the records saved one after the other.
    var chained: Set<String> = []
    /// How many records were saved one after the other.
    var count = 0
    /// The form that waits for the record that is made here.
    var answers: RequestID?
    /// Texts that such a form began with, by the fields' names.
    var begun: [String: String] = [:]
    /// Names of records referred to.
    var names: [Identifier: String]

    var keyTables: [KeyTable] {
        if clash != nil { return [.clash] }
        switch aid {
        case .calendar: return [.calendar, .form, .text]
        case .records, .words: return [.picker, .form, .text]
        case nil: return [.form, .text]
        }
    }
    var resource: ResourceFacts? { records }
    var isInside: Bool { true }
    var isBusy: Bool { saving != nil || asked.clash != nil || asked.editor != nil }

    var input: TextInput? {
        get { clash == nil ? fields[cursor].input : nil }
        set { if let newValue { fields[cursor].input = newValue } }
    }

    /// The fields that are seen, as indexes.
    var shown: [Int] { fields.indices.filter { isShown($0) } }

    var changedCount: Int { fields.count(where: \.isChanged) }

    private func isShown(_ index: Int) -> Bool {
        let field = fields[index]
        // What a new record got with it, as a variant its product, is nothing to ask for.
        let isWanted = field.isMust && (record != nil || field.base.isNull)
        return showsAll || isWanted || field.isChanged || field.failure != nil || index == cursor
            || isEssential(field)
    }

    /// Whether a new record is usually given the field: its category asks for it, or it is a column of the list and
    /// does not fill itself.
    private func isEssential(_ field: FormField) -> Bool {
        if chained.contains(field.id) || field.facts.position == records.labelPosition { return true }
        if field.key != nil { return chained.isEmpty }
        guard field.facts.columnRank != nil, field.facts.standard.isNull, field.base.isNull else { return false }
        if case .code = field.facts.kind { return false }
        return true
    }

    mutating func open(_ scope: inout Scope) {
        askForDrafts(&scope)
        followKeys(&scope)
    }

    mutating func take(_ reply: Reply, for id: RequestID, _ scope: inout Scope) {
        switch reply {
        case .window(let window): take(window, for: id, &scope)
        case .drafts(let drafts): if kept.asking == id { takeDrafts(drafts, &scope) }
        case .committed(let summary, let record): if saving?.id == id { takeCommit(summary, record, &scope) }
        case .changes(let changes): if asked.source?.id == id { takeSource(changes, &scope) }
        case .picked(let record, let name): if asked.maker?.id == id { takeMade(record, name, &scope) }
        case .answer(let isYes): takeAnswer(isYes, for: id, &scope)
        case .edited(let text): if asked.editor?.id == id { takeEdited(text, &scope) }
        case .failed(let problem), .denied(let problem): take(problem, for: id, &scope)
        default: break
        }
    }

    private mutating func takeAnswer(_ isYes: Bool, for id: RequestID, _ scope: inout Scope) {
        if kept.keeping == id { kept.isLost = !isYes }
        if asked.leaving == id, isYes { scope.act(.leave) }
    }

    private mutating func take(_ window: Window, for id: RequestID, _ scope: inout Scope) {
        if let index = kept.lookups.removeValue(forKey: id) { takeLookup(window, for: index, &scope) }
        if keys?.loading == id { takeKeys(window, &scope) }
        if asked.suggestions?.id == id { takeSuggestions(window, &scope) }
        if asked.clash?.id == id { takeStored(window, &scope) }
        if asked.made?.id == id { takeMadeName(window, &scope) }
        if case .records(var picker) = aid, picker.loading == id {
            picker.take(window)
            aid = .records(picker)
        }
    }

    private mutating func take(_ problem: Problem, for id: RequestID, _ scope: inout Scope) {
        if saving?.id == id { return failSave(problem, &scope) }
        if asked.editor?.id == id {
            asked.editor = nil
            return scope.say(.error, problem)
        }
        if asked.clash?.id == id { return failStored(problem, &scope) }
        if asked.source?.id == id { asked.source = nil }
        if keys?.loading == id { return failKeys() }
        if asked.suggestions?.id == id { asked.suggestions = nil }
        guard case .records(let picker) = aid, picker.loading == id else { return }
        aid = nil
        scope.say(.error, problem)
    }

    mutating func giveUp() {
        asked.clash = nil
        asked.editor = nil
    }

    mutating func resize(_ scope: inout Scope) { scroll(scope.situation) }

    mutating func stepOut(_ scope: inout Scope) -> Bool {
        guard clash != nil else { return false }
        clash = nil
        return true
    }

    func contradiction(_ situation: Situation) -> String? {
        if !fields.indices.contains(cursor) { return "cursor \(cursor) of \(fields.count) fields" }
        let field = fields[cursor]
        return switch aid {
        case .records: field.target == nil ? "a picker on \(field.id)" : nil
        case .calendar: field.isDate ? nil : "a calendar on \(field.id)"
        case .words, nil: nil
        }
    }
}

/// What helps with the field that is typed into.
enum FormAid: Equatable, Sendable {
    case records(Picker)
    case words(WordList)
    case calendar(CalendarSheet)

    /// Rows below the field at most.
    static let rowsMax = 9
}

/// What a form asked for beside saving.
struct FormAsked: Equatable, Sendable {
    /// A question about the field of a name.
    struct About: Equatable, Sendable {
        let id: RequestID
        let field: String
    }

    /// What the store holds now, for fields that both sides changed.
    struct Stored: Equatable, Sendable {
        let id: RequestID
        let conflicts: [FieldConflict]
        let next: FormPlace.Next
    }

    /// Words that others hold.
    var suggestions: About?
    /// Who set the field, from the record's history.
    var source: About?
    /// A record that is made for a reference.
    var maker: About?
    /// What that record is called.
    var made: About?
    var clash: Stored?
    /// An editor that has the text.
    var editor: About?
    /// Whether the form is left though what is typed is not kept.
    var leaving: RequestID?
}
