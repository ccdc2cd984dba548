// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// What becomes of a form whose record somebody else changed meanwhile.
extension FormPlace {
    /// Asks what the store holds by now.
    mutating func askStored(
        _ record: Identifier, _ conflicts: [FieldConflict], _ next: Next, _ scope: inout Scope
    ) {
        let path = Filter.Path(field: SystemField.id.rawValue)
        let query = Query(
            resource: records.name, filter: .compare(path, .equal, .identifier(record)),
            sort: records.shape.defaultSort.map { SortTerm(field: $0) }, limit: 1)
        asked.clash = FormAsked.Stored(id: scope.ask(.window(query)), conflicts: conflicts, next: next)
    }

    mutating func takeStored(_ window: Window, _ scope: inout Scope) {
        guard let stored = asked.clash else { return }
        asked.clash = nil
        // Keys that were typed ahead were not typed for this.
        scope.act(.giveUp)
        guard let record = window.records.first else {
            return scope.say(.error, "\(subject) is gone: somebody deleted it. What was typed is kept.")
        }
        let conflicts = stored.conflicts.filter { conflict in isBothSides(conflict.field, record, scope.situation) }
        guard !conflicts.isEmpty else { return settle(record, window.names, taking: [], stored.next, &scope) }
        let rows = conflicts.map { row($0, record, window.names, scope.situation) }
        aid = nil
        clash = Clash(stored: record, names: window.names, next: stored.next, rows: rows)
        let labels = rows.map(\.label).joined(separator: ", ")
        scope.say(.warning, "Not saved; changed meanwhile: \(labels).")
    }

    /// It cannot be told what the store holds: nothing is saved, what was typed stays.
    mutating func failStored(_ problem: Problem, _ scope: inout Scope) {
        asked.clash = nil
        scope.act(.giveUp)
        scope.say(
            .error, "Not saved: somebody changed the record meanwhile. \(problem.headline)",
            lines: Array(problem.lines.dropFirst()))
    }

    /// Whether both sides still changed a field, and to different values.
    private func isBothSides(_ id: String, _ record: StoredRecord, _ situation: Situation) -> Bool {
        let (old, mine, theirs) = sides(of: id, values(situation), record)
        return theirs != old && mine != theirs
    }

    private func parts(_ id: String) -> (field: FieldFacts?, key: String?) {
        let parts = id.split(separator: ".", maxSplits: 1).map(String.init)
        return (parts.first.flatMap(records.field), parts.count == 2 ? parts[1] : nil)
    }

    private func sides(of id: String, _ values: [Value], _ record: StoredRecord) -> (Value, Value, Value) {
        let (field, key) = parts(id)
        guard let field else { return (.null, .null, .null) }
        let all = [opened, values, record.values].map { side in
            key.map { side[field.position][key: $0] } ?? side[field.position]
        }
        return (all[0], all[1], all[2])
    }

    private func row(
        _ conflict: FieldConflict, _ record: StoredRecord, _ newNames: [Identifier: String], _ situation: Situation
    ) -> Clash.Row {
        let names = names.merging(newNames) { $1 }
        let (facts, key) = parts(conflict.field)
        let own = fields.first { $0.id == conflict.field }
        func words(_ value: Value, _ values: [Value]) -> String {
            if let key { return own?.key?.field.text(value, situation.viewer.locale) ?? ListText.text(of: key, value) }
            guard let facts else { return "" }
            return FieldWords(locale: situation.viewer.locale) { id, _ in names[id] }
                .text(value, facts, in: values, of: records)
        }
        let values = values(situation)
        let (old, mine, theirs) = sides(of: conflict.field, values, record)
        return Clash.Row(
            id: conflict.field, label: own?.label ?? key ?? facts?.label ?? conflict.field, opened: words(old, opened),
            mine: words(mine, values), theirs: words(theirs, record.values),
            by: "\(conflict.by), \(situation.clock.words(conflict.at))")
    }

    mutating func settleClash(_ scope: inout Scope) {
        guard clash != nil else { return }
        if let open = clash?.firstOpen() {
            return scope.say(.info, "\(open.label) has no side yet: h keeps mine, t takes theirs.")
        }
        guard let clash else { return }
        self.clash = nil
        settle(clash.stored, clash.names, taking: clash.theirs, clash.next, &scope)
    }

    mutating func keepMine(_ scope: inout Scope) {
        clash?.chooseAll(theirs: false)
        settleClash(&scope)
    }

    /// Takes what the store holds, and saves nothing: what is typed in other fields stays.
    mutating func reload(_ scope: inout Scope) {
        guard let clash else { return }
        self.clash = nil
        rebase(on: clash.stored, clash.names, taking: Set(clash.rows.map(\.id)), scope.situation)
        followKeys(&scope)
        keepSoon(&scope)
        scroll(scope.situation)
        scope.say(.info, "The form shows what the store holds now; what you typed in other fields stays.")
    }

    private mutating func settle(
        _ record: StoredRecord, _ names: [Identifier: String], taking theirs: Set<String>, _ next: Next,
        _ scope: inout Scope
    ) {
        rebase(on: record, names, taking: theirs, scope.situation)
        save(then: next, &scope)
    }

    /// The form as if it had been opened on the record as it is now, with what is typed in it but for some fields.
    private mutating func rebase(
        on record: StoredRecord, _ newNames: [Identifier: String], taking theirs: Set<String>, _ situation: Situation
    ) {
        let mine = values(situation)
        let before = opened
        names.merge(newNames) { $1 }
        let shown = keys?.shown ?? []
        if keys != nil { show([], situation) }
        self.record = record
        opened = record.values
        let names = names
        let words = FieldWords(locale: situation.viewer.locale) { id, _ in names[id] }
        for index in fields.indices {
            let (facts, stored) = (fields[index].facts, record.values[fields[index].facts.position])
            let text = words.text(stored, facts, in: record.values, of: records)
            let wasChanged = fields[index].isChanged
            fields[index].rebase(stored, text: text)
            fields[index].failure = nil
            if case .map = facts.kind {
                let merged = merged(facts, before: before, mine: mine, stored: stored, theirs)
                if wasChanged { fields[index].fill(ListText.text(merged.map)) } else { fields[index].fill(text) }
            } else if !wasChanged || theirs.contains(fields[index].id) {
                fields[index].fill(text, stored.identifier.map { FormField.Chosen(id: $0, text: text) })
            }
        }
        if keys != nil { show(shown, situation) }
    }

    /// A map as the store holds it, with the keys that are typed and not given up.
    private func merged(
        _ facts: FieldFacts, before: [Value], mine: [Value], stored: Value, _ theirs: Set<String>
    ) -> Value {
        let (old, new) = (before[facts.position], mine[facts.position])
        let keys = Set((old.map + new.map).map(\.key)).filter { key in
            old[key: key] != new[key: key] && !theirs.contains("\(facts.key).\(key)")
        }
        return Change.patching(stored, with: .map(keys.map { MapEntry(key: $0, value: new[key: $0]) }))
    }
}

extension ListText {
    /// One key's value as it is read back.
    fileprivate static func text(of key: String, _ value: Value) -> String {
        value.isNull ? "" : String(text([MapEntry(key: key, value: value)]).dropFirst(key.count + 1))
    }
}
