// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension FormPlace {
    /// The values as they are typed; what cannot be read stands as it was.
    func values(_ situation: Situation) -> [Value] {
        var values = opened
        for index in inOrder {
            guard let value = try? plainValue(index, values, situation) else { continue }
            put(value, of: index, in: &values)
        }
        return values
    }

    /// The fields in the order in which their values come together: a map as a whole before its keys.
    private var inOrder: [Int] { fields.indices.filter { fields[$0].key == nil } + keyIndexes }

    private var keyIndexes: [Int] { fields.indices.filter { fields[$0].key != nil } }

    private func put(_ value: Value, of index: Int, in values: inout [Value]) {
        let position = fields[index].facts.position
        guard let key = fields[index].key else { return values[position] = value }
        values[position] = Change.patching(values[position], with: .map([MapEntry(key: key.name, value: value)]))
    }

    /// How a field is read, in the currency and the unit that are typed beside it.
    func reading(_ facts: FieldFacts, _ values: [Value], _ situation: Situation) -> FieldReading {
        FieldReading(
            for: facts, in: values, of: records, storeCurrency: situation.viewer.currency,
            today: situation.clock.today, lookUp: nil, locale: situation.viewer.locale)
    }

    private func plainValue(_ index: Int, _ values: [Value], _ situation: Situation) throws(FieldFailure) -> Value {
        try fields[index].value(reading(fields[index].facts, values, situation))
    }

    /// The value of one field.
    func value(_ index: Int, _ situation: Situation) throws(FieldFailure) -> Value {
        try plainValue(index, values(situation), situation)
    }

    /// Checks all fields and offers them to commit; with failures the cursor goes to the first.
    mutating func save(then next: Next, _ scope: inout Scope) {
        guard saving == nil else { return }
        aid = nil
        settleKeys(scope.situation)
        let values = check(scope.situation)
        if let first = fields.indices.first(where: { fields[$0].failure != nil }) {
            go(to: first, &scope)
            return scope.say(.error, "Not saved: \(mending).")
        }
        guard let record else {
            let values = withCurrencies(values, scope.situation)
            return offer(.create(records, id: nil, values: values), next, &scope)
        }
        let edits = edits(values)
        if edits.isEmpty {
            forgetDraft(&scope)
            scope.say(.info, "\(records.shortName(of: record)) is unchanged.")
            return scope.act(.leave)
        }
        offer(.update(records, id: record.id, edits: edits), next, &scope)
    }

    /// The values of all fields; what is wrong with one stands at it.
    private mutating func check(_ situation: Situation) -> [Value] {
        var values = values(situation)
        for index in inOrder {
            do throws(FieldFailure) {
                put(try plainValue(index, values, situation), of: index, in: &values)
                fields[index].failure = nil
            } catch {
                fields[index].failure = error.words
            }
        }
        if let map = keys?.map, map.isRequired, values[map.position].isNull,
            let first = fields.firstIndex(where: { $0.facts == map }), fields[first].failure == nil
        {
            fields[first].failure = FailureRule.required.sentence
        }
        return values
    }

    /// Amounts are in the currency that stood beside them, whatever the store's is by the time they are kept.
    private func withCurrencies(_ values: [Value], _ situation: Situation) -> [Value] {
        var values = values
        for field in records.fields where !values[field.position].isNull {
            guard case .money(let sibling) = field.kind, let place = records.positions[sibling],
                values[place].isNull
            else { continue }
            values[place] = .text(situation.viewer.currency)
        }
        return values
    }

    /// What differs from what was seen; of a map each key by itself, so that others may change others.
    private func edits(_ values: [Value]) -> [Edit] {
        records.fields.filter { !$0.isDerived }.flatMap { field -> [Edit] in
            let (old, new) = (opened[field.position], values[field.position])
            if old == new { return [] }
            guard case .map = field.kind else { return [Edit(field: field.key, value: new, base: old)] }
            let keys = Set((old.map + new.map).map(\.key)).filter { old[key: $0] != new[key: $0] }
            return keys.sorted().map { Edit(field: field.key, key: $0, value: new[key: $0], base: old[key: $0]) }
        }
    }

    private mutating func offer(_ operation: Operation, _ next: Next, _ scope: inout Scope) {
        let id = scope.ask(.commit(Proposal([operation], origin: "form")))
        saving = Saving(id: id, next: next)
    }

    private var wrongLabels: [String] { fields.filter { $0.failure != nil }.map(\.label) }

    /// What is to be mended, in words.
    var mending: String {
        let labels = wrongLabels
        return "\(labels.count) \(labels.count == 1 ? "field needs" : "fields need") mending: "
            + labels.joined(separator: ", ")
    }

    /// The same as it stands while one mends; nil where nothing is to be mended.
    var leftToMend: String? {
        let labels = wrongLabels
        if labels.isEmpty { return nil }
        return "\(labels.count) \(labels.count == 1 ? "thing" : "things") to mend: \(labels.joined(separator: ", "))"
    }

    mutating func takeCommit(_ summary: String, _ record: Identifier?, _ scope: inout Scope) {
        guard let saving else { return }
        self.saving = nil
        forgetDraft(&scope)
        // In a form u is a letter.
        let isTyping = answers != nil || saving.next == .another
        scope.say(.ok, "Saved: \(summary).\(isTyping ? "" : " u undoes it.")")
        if let answers, let record {
            let label = fields.first { $0.facts.position == records.labelPosition }?.input.text ?? ""
            return scope.act(.answer(answers, .picked(record, label)))
        }
        guard saving.next == .another else {
            guard self.record == nil, let record else { return scope.act(.leave) }
            return scope.act(.leaveFor(record))
        }
        // What the form began with, as the product of a variant, is the same for the next one.
        let given = fields.filter { $0.target != nil && $0.key == nil && !$0.isChanged && !$0.base.isNull }
        var next = FormPlace(
            new: records,
            given: Dictionary(given.map { ($0.facts.position, $0.base) }) { first, _ in first }, names: names,
            locale: scope.situation.viewer.locale)
        next.count = count + 1
        next.showsAll = showsAll
        next.suggestions = suggestions
        next.chained = chained.union(fields.filter { !$0.isEmpty && $0.isChanged }.map(\.id))
        for field in fields where !field.isEmpty && field.isChanged {
            next.lastTexts[field.id] = field.input.text
            next.last[field.id] = field.chosen
        }
        self = next
        followKeys(&scope)
    }

    /// Not saved: what was typed stays, each failure stands at its field.
    mutating func failSave(_ problem: Problem, _ scope: inout Scope) {
        let next = saving?.next ?? .close
        saving = nil
        if let record, !problem.conflicts.isEmpty {
            return askStored(record.id, problem.conflicts, next, &scope)
        }
        scope.act(.giveUp)
        for index in fields.indices {
            let words = problem.fields[fields[index].id] ?? unshown(fields[index], problem)
            if let words { fields[index].failure = words }
        }
        if let first = fields.indices.first(where: { fields[$0].failure != nil }) { go(to: first, &scope) }
        scope.say(.error, problem)
    }

    /// What is wrong with a key that is no field of its own stands at those that are left together.
    private func unshown(_ field: FormField, _ problem: Problem) -> String? {
        guard field.key == nil, field.facts == keys?.map || isMap(field) else { return nil }
        let shown = Set(fields.map(\.id))
        return problem.fields.first { $0.key.hasPrefix("\(field.id).") && !shown.contains($0.key) }?.value
    }

    private func isMap(_ field: FormField) -> Bool { if case .map = field.facts.kind { true } else { false } }
}
