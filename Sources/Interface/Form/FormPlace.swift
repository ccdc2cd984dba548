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
    /// The record that is changed; nil for a new one.
    let record: StoredRecord?
    /// What the form is called: "Edit product", with the record's name.
    let title: String
    let subject: String
    var fields: [FormField]
    /// Whether fields that few records need are shown as well.
    var showsAll: Bool
    /// The field that is typed into, as an index into all fields.
    var cursor: Int
    /// The first field that is seen, as an index into those shown.
    var top = 0
    var picker: Picker?
    var saving: Saving?
    /// What of it is kept while it is typed in.
    var kept = KeptDraft()
    /// Texts of the record saved before, for a key that repeats them.
    var last: [String: FormField.Chosen] = [:]
    var lastTexts: [String: String] = [:]
    /// How many records were saved one after the other.
    var count = 0
    /// Names of records referred to.
    let names: [Identifier: String]

    var keyTables: [KeyTable] { picker == nil ? [.form, .text] : [.picker, .form, .text] }
    var resource: ResourceFacts? { records }
    var isInside: Bool { true }
    var isBusy: Bool { saving != nil }

    var input: TextInput? {
        get { fields[cursor].input }
        set { if let newValue { fields[cursor].input = newValue } }
    }

    /// The fields that are seen, as indexes.
    var shown: [Int] { fields.indices.filter { isShown($0) } }

    var changedCount: Int { fields.count(where: \.isChanged) }

    private func isShown(_ index: Int) -> Bool {
        let field = fields[index]
        return showsAll || field.facts.isRequired && field.facts.standard.isNull || field.isChanged
            || field.failure != nil || index == cursor || isEssential(field.facts)
    }

    /// Whether a new record is usually given the field: it is a column of the list and does not fill itself.
    private func isEssential(_ field: FieldFacts) -> Bool {
        if lastTexts[field.key] != nil { return true }
        guard lastTexts.isEmpty, field.columnRank != nil, field.standard.isNull else { return false }
        if case .code = field.kind { return false }
        return true
    }

    mutating func take(_ reply: Reply, for id: RequestID, _ scope: inout Scope) {
        switch reply {
        case .window(let window):
            if let index = kept.lookups.removeValue(forKey: id) { takeLookup(window, for: index) }
            if picker?.loading == id { picker?.take(window) }
        case .drafts(let drafts): if kept.asking == id { takeDrafts(drafts, &scope) }
        case .committed(let summary, _): if saving?.id == id { takeCommit(summary, &scope) }
        case .failed(let problem), .denied(let problem):
            if saving?.id == id {
                failSave(problem, &scope)
            } else if picker?.loading == id {
                picker = nil
                scope.say(.error, problem)
            }
        default: break
        }
    }

    /// The text of the field has changed: what was said against it does not hold, a reference is searched for.
    mutating func typed(_ scope: inout Scope) {
        fields[cursor].failure = nil
        keepSoon(&scope)
        guard let target = fields[cursor].target else { return }
        if fields[cursor].isEmpty { fields[cursor].chosen = nil }
        if picker == nil { picker = Picker(target) }
        picker?.search(fields[cursor].input.text, &scope)
    }

    mutating func resize(_ scope: inout Scope) { scroll(rows: scope.layout.body.rows) }

    func contradiction(_ situation: Situation) -> String? {
        if !fields.indices.contains(cursor) { return "cursor \(cursor) of \(fields.count) fields" }
        return picker != nil && fields[cursor].target == nil ? "a picker on \(fields[cursor].facts.key)" : nil
    }

    /// Keeps the field that is typed into in sight.
    mutating func scroll(rows: Int) {
        let room = max(1, rows - (picker == nil ? 0 : Picker.rowsMax + 1))
        let index = shown.firstIndex(of: cursor) ?? 0
        if index < top { top = index }
        if index >= top + room { top = index - room + 1 }
        top = max(0, min(top, max(0, shown.count - 1)))
    }
}

extension FormPlace {
    /// A form on a record as it stands.
    init(
        editing record: StoredRecord, of resource: ResourceFacts, names: [Identifier: String], locale: LocaleFormat
    ) {
        self.init(
            resource, record: record, title: "Edit \(resource.shape.singular)",
            subject: resource.longName(of: record), values: record.values, names: names,
            locale: locale, showsAll: true)
    }

    /// A form for a new record; where it is a copy, with the values of another.
    init(
        new resource: ResourceFacts, copying record: StoredRecord? = nil, names: [Identifier: String] = [:],
        locale: LocaleFormat
    ) {
        var values = resource.fields.map(\.standard)
        if let record {
            let unique = Set(resource.shape.uniqueKeys.flatMap(\.fields)).subtracting([resource.shape.labelField])
            for field in resource.fields where !field.isDerived && field.target == nil {
                if !unique.contains(field.key) { values[field.position] = record.values[field.position] }
            }
            for field in resource.fields where field.target != nil {
                values[field.position] = record.values[field.position]
            }
        }
        self.init(
            resource, record: nil, title: "New \(resource.shape.singular)",
            subject: record.map { "copy of \(resource.longName(of: $0))" } ?? "", values: values, names: names,
            locale: locale, showsAll: record != nil)
    }

    private init(
        _ resource: ResourceFacts, record: StoredRecord?, title: String, subject: String, values: [Value],
        names: [Identifier: String], locale: LocaleFormat, showsAll: Bool
    ) {
        records = resource
        self.record = record
        self.title = title
        self.subject = subject
        self.names = names
        self.showsAll = showsAll
        let words = FieldWords(locale: locale) { id, _ in names[id] }
        let label = resource.labelPosition
        let order = resource.fields.filter { !$0.isDerived }.sorted {
            let ranks = ($0.position == label ? 0 : $0.isRequired && $0.standard.isNull ? 1 : 2)
            let others = ($1.position == label ? 0 : $1.isRequired && $1.standard.isNull ? 1 : 2)
            return (ranks, $0.position) < (others, $1.position)
        }
        fields = order.map { field in
            let value = values[field.position]
            return FormField(field, base: value, text: words.text(value, field, in: values, of: resource))
        }
        cursor = 0
    }
}
