// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension FormPlace {
    /// The values as they are typed; what cannot be read stands as it was.
    private func values(_ situation: Situation) -> [Value] {
        var values = record?.values ?? records.fields.map(\.standard)
        for index in fields.indices {
            guard let value = try? plainValue(index, values, situation) else { continue }
            values[fields[index].facts.position] = value
        }
        return values
    }

    private func plainValue(
        _ index: Int, _ values: [Value], _ situation: Situation
    ) throws(FieldFailure) -> Value {
        let facts = fields[index].facts
        let reading = FieldReading(
            for: facts, in: values, of: records, storeCurrency: situation.viewer.currency,
            today: situation.clock.today, lookUp: nil, locale: situation.viewer.locale)
        return try fields[index].value(reading)
    }

    /// The value of one field, in the currency and the unit that are typed beside it.
    func value(_ index: Int, _ situation: Situation) throws(FieldFailure) -> Value {
        try plainValue(index, values(situation), situation)
    }

    /// Checks all fields and offers them to commit; with failures the cursor goes to the first.
    mutating func save(then next: Next, _ scope: inout Scope) {
        guard saving == nil else { return }
        picker = nil
        var values = values(scope.situation)
        var edits: [Edit] = []
        for index in fields.indices {
            let field = fields[index]
            do throws(FieldFailure) {
                let value = try plainValue(index, values, scope.situation)
                values[field.facts.position] = value
                fields[index].failure = nil
                if value != field.base { edits.append(edit(field, value)) }
            } catch {
                fields[index].failure = error.words
            }
        }
        if let first = fields.indices.first(where: { fields[$0].failure != nil }) {
            go(to: first, &scope)
            return scope.say(.error, "Not saved: \(mending).")
        }
        if let record {
            if edits.isEmpty {
                forgetDraft(&scope)
                scope.say(.info, "\(records.shortName(of: record)) is unchanged.")
                return scope.act(.leave)
            }
            offer(.update(records, id: record.id, edits: edits), next, &scope)
        } else {
            offer(.create(records, id: nil, values: values), next, &scope)
        }
    }

    /// A map is changed key by key: keys that are gone are removed, the others are left as they are.
    private func edit(_ field: FormField, _ value: Value) -> Edit {
        guard case .map = field.facts.kind else {
            return Edit(field: field.facts.key, value: value, base: field.base)
        }
        let new = Set(value.map.map(\.key))
        let removed = field.base.map.filter { !new.contains($0.key) }.map { MapEntry(key: $0.key, value: .null) }
        let old = Dictionary(field.base.map.map { ($0.key, $0.value) }) { $1 }
        let changed = value.map.filter { old[$0.key] != $0.value }
        return Edit(field: field.facts.key, value: .map(changed + removed))
    }

    private mutating func offer(_ operation: Operation, _ next: Next, _ scope: inout Scope) {
        let id = scope.ask(.commit(Proposal([operation], origin: "form")))
        saving = Saving(id: id, next: next)
    }

    /// What is to be mended, in words.
    var mending: String {
        let labels = fields.filter { $0.failure != nil }.map(\.facts.label)
        return "\(labels.count) \(labels.count == 1 ? "field needs" : "fields need") mending: "
            + labels.joined(separator: ", ")
    }

    mutating func takeCommit(_ summary: String, _ scope: inout Scope) {
        guard let saving else { return }
        self.saving = nil
        forgetDraft(&scope)
        scope.say(.ok, "Saved: \(summary). u undoes it.")
        guard saving.next == .another else { return scope.act(.leave) }
        var next = FormPlace(new: records, names: names, locale: scope.situation.viewer.locale)
        next.count = count + 1
        next.showsAll = showsAll
        for field in fields where !field.isEmpty && field.isChanged {
            next.lastTexts[field.facts.key] = field.input.text
            next.last[field.facts.key] = field.chosen
        }
        self = next
    }

    /// Not saved: what was typed stays, each failure stands at its field.
    mutating func failSave(_ problem: Problem, _ scope: inout Scope) {
        saving = nil
        scope.act(.giveUp)
        for index in fields.indices {
            if let words = problem.fields[fields[index].facts.key] { fields[index].failure = words }
        }
        if let first = fields.indices.first(where: { fields[$0].failure != nil }) { go(to: first, &scope) }
        scope.say(.error, problem)
    }
}
