// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// A map whose keys are fields: what the category asks for, one input each; the other keys stay together as
/// `key=value`. Nothing typed is lost when the category changes: it moves between the two.
extension FormPlace {
    /// Asks for the keys of the record that is referred to now.
    mutating func followKeys(_ scope: inout Scope) {
        guard let keys, let field = fields.first(where: { $0.id == keys.reference.key }) else { return }
        guard let owner = field.chosen, owner.text == field.input.text else {
            if field.isEmpty, keys.owner != nil { show([], scope.situation) }
            return
        }
        if (keys.loading == nil ? keys.owner : keys.wanted) == owner.id { return }
        self.keys?.wanted = owner.id
        self.keys?.ownerName = owner.text
        self.keys?.loading = scope.ask(.window(keys.query(for: owner.id, in: records)))
    }

    mutating func takeKeys(_ window: Window, _ scope: inout Scope) {
        guard var keys else { return }
        keys.loading = nil
        keys.owner = keys.wanted
        if case .schema = keys.source, let target = keys.reference.target.flatMap(Resources.named) {
            keys.ownerName = window.records.first.map { Picker.name(of: $0, target) } ?? keys.ownerName
        }
        self.keys = keys
        for (key, words) in keys.suggestions(in: window.records) { suggestions["\(keys.map.key).\(key)"] = words }
        show(keys.keys(in: window.records), scope.situation)
        scroll(scope.situation)
    }

    /// What is asked for is not known: the store judges.
    mutating func failKeys() { keys?.loading = nil }

    private func isRest(_ field: FormField) -> Bool { field.facts == keys?.map && field.key == nil }

    /// Makes fields of some keys, and leaves the others together.
    mutating func show(_ wanted: [FormField.MapKey], _ situation: Situation) {
        guard let map = keys?.map, let rest = fields.first(where: isRest) else { return }
        let current = fields[cursor].id
        let own = fields.filter { $0.facts == map && $0.key != nil }
        let (typed, isReadable) = entries(own, rest, situation)
        let names = Set(wanted.map(\.name))
        let locale = situation.viewer.locale
        let made = wanted.map { key in
            field(key, map, typed: typed[key.name], isKnown: isReadable, locale)
        }
        let openedRest = opened[map.position].map.filter { !names.contains($0.key) }
        var left = FormField(map, base: .map(of: openedRest), text: ListText.text(openedRest))
        if !wanted.isEmpty { left.otherLabel = "Other \(map.label.lowercased())" }
        var others = typed.filter { !names.contains($0.key) }
        if !isReadable { others = others.filter { entry in own.contains { $0.key?.name == entry.key } } }
        var text = ListText.text(Value.map(of: others.map { MapEntry(key: $0.key, value: $0.value) }).map)
        if !isReadable { text = text.isEmpty ? rest.input.text : "\(rest.input.text), \(text)" }
        if text != left.input.text { left.fill(text) }
        let start = fields.firstIndex { $0.facts == map } ?? fields.count
        fields.removeAll { $0.facts == map }
        fields.insert(contentsOf: made + [left], at: start)
        keys?.shown = wanted
        cursor = fields.firstIndex { $0.id == current } ?? fields.firstIndex(where: isRest) ?? 0
    }

    /// What is typed by key, as far as it can be told; and whether what stands together can be read. A text that is no
    /// value is kept as it is.
    private func entries(_ own: [FormField], _ rest: FormField, _ situation: Situation)
        -> (typed: [String: Value], isReadable: Bool)
    {
        var typed: [String: Value] = [:]
        for field in own {
            guard let name = field.key?.name, !field.isEmpty,
                field.isChanged || !opened[field.facts.position][key: name].isNull
            else { continue }
            typed[name] = (try? field.value(reading(field.facts, opened, situation))) ?? .text(field.input.text)
        }
        guard let together = try? ListText.map(rest.input.text) else { return (typed, false) }
        for entry in together.map { typed[entry.key] = entry.value }
        return (typed, true)
    }

    private func field(
        _ key: FormField.MapKey, _ map: FieldFacts, typed: Value?, isKnown: Bool, _ locale: LocaleFormat
    ) -> FormField {
        let stood = opened[map.position][key: key.name]
        let base = stood.isNull && record == nil ? key.field.standardValue : stood
        var field = FormField(map, key: key, base: base, text: key.field.text(base, locale))
        if let typed {
            let text = key.field.text(typed, locale)
            if text != field.input.text { field.fill(text) }
        } else if isKnown, !stood.isNull {
            field.fill("")
        }
        return field
    }

    /// What is typed for a key that is a field goes there.
    mutating func settleKeys(_ situation: Situation) {
        guard let keys, let rest = fields.first(where: isRest), rest.isChanged,
            let together = try? ListText.map(rest.input.text)
        else { return }
        let names = Set(keys.shown.map(\.name))
        if together.map.contains(where: { names.contains($0.key) }) { show(keys.shown, situation) }
    }

    /// All of the map in one text, as a draft keeps it; nil where nothing of it was typed.
    func mapText(_ situation: Situation) -> (key: String, text: String)? {
        guard let map = keys?.map, fields.contains(where: { $0.facts == map && $0.isChanged }) else { return nil }
        var copy = self
        copy.show([], situation)
        return copy.fields.first(where: isRest).map { (map.key, $0.input.text) }
    }

    /// Puts all of the map in from one text.
    mutating func fillMap(_ text: String, _ situation: Situation) {
        guard let keys else { return }
        show([], situation)
        if let index = fields.firstIndex(where: isRest) { fields[index].fill(text) }
        show(keys.shown, situation)
    }
}
