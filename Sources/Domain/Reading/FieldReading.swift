// SPDX-License-Identifier: Apache-2.0

/// Turns text into a field's value, whoever gives it: a form, a cell, a command, a file. Strict: what could be read in
/// two ways is refused. `FieldWords` writes the text that is read back as the same value.
package struct FieldReading {
    /// The currency of the record the text belongs to.
    package var currency: String
    /// The unit of the record the text belongs to.
    package var unit: String
    /// The day that `today` and `+7d` count from; where it is nil these words are no dates.
    package var today: CalendarDate?
    /// Finds the records that names mean; without it references are read as ids only.
    package var lookUp: NameLookUp?
    /// The forms of somebody who types at the screen and sees at once how it is read: numbers and dates of a locale,
    /// the beginning of a choice, sums on the value that stands there. Nil for commands and files, which are read in
    /// one way wherever they run.
    package var locale: LocaleFormat?

    package init(
        currency: String, unit: String = "piece", today: CalendarDate? = nil, lookUp: NameLookUp? = nil,
        locale: LocaleFormat? = nil
    ) {
        self.currency = currency
        self.unit = unit
        self.today = today
        self.lookUp = lookUp
        self.locale = locale
    }

    /// A reading for one field of a record with its currency and unit; the currency is the store's where it has none.
    package init(
        for field: FieldFacts, in values: [Value], of resource: ResourceFacts, storeCurrency: String,
        today: CalendarDate? = nil, lookUp: NameLookUp? = nil, locale: LocaleFormat? = nil
    ) {
        self.init(currency: storeCurrency, today: today, lookUp: lookUp, locale: locale)
        switch field.kind {
        case .money(let sibling): currency = Rendering.currency(sibling, values, resource) ?? storeCurrency
        case .quantity(let source): unit = Rendering.unit(source, values, resource)
        case .text, .note, .code, .integer, .boolean, .percent, .date, .moment, .choice, .reference, .references, .set,
            .map:
            break
        }
    }

    /// The value of a text in a field, in its one form and checked as far as one field goes. `base` is what stands
    /// there, for sums.
    package func value(_ text: String, of field: FieldFacts, base: Value = .null) throws(FieldFailure) -> Value {
        do throws(FailureRuleError) {
            guard !field.isDerived else { throw .init(.derived) }
            let value = try FieldCheck.normal(try value(text, field.kind, base: base), field)
            if value.isNull && field.isRequired { throw .init(.required) }
            return value
        } catch {
            throw FieldFailure(field: field, text: Trim.blanks(text), rule: error.rule)
        }
    }

    /// The value of a text of a kind; null for an empty one. Limits and formats of the field are not checked yet.
    package func value(_ text: String, _ kind: Kind, base: Value = .null) throws(FailureRuleError) -> Value {
        let text = Trim.blanks(text)
        if text.isEmpty { return .null }
        switch kind {
        case .text, .note, .code: return .text(text)
        case .choice(let words): return .text(try choice(text, words))
        case .date: return .text(try day(text).text)
        case .integer:
            if let sum = try sum(text, on: base, decimals: 0) { return sum }
            guard let integer = Int64(text) else { throw .init(.notWhole) }
            return .integer(integer)
        case .boolean:
            guard let boolean = Self.boolean(text) else { throw .init(.notYesOrNo) }
            return .boolean(boolean)
        case .money: return try money(text, base)
        case .percent: return try percent(text, base)
        case .quantity(.fixed(let unit)): return try quantity(text, unit, base)
        case .quantity(.sibling): return try quantity(text, unit, base)
        case .moment:
            guard let moment = Moment.parse(text) else { throw .init(.notAMoment) }
            return .integer(moment)
        case .reference(let target): return .identifier(try identifier(text, target))
        case .references(let target):
            var ids: [String] = []
            for name in ListText.parts(text) { ids.append(try identifier(name, target).text) }
            return .set(of: ids)
        case .set: return .set(of: ListText.parts(text))
        case .map: return try ListText.map(text)
        }
    }

    package static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "yes", "true", "1", "y", "on": true
        case "no", "false", "0", "n", "off": false
        default: nil
        }
    }

    /// A word as it is listed; for somebody who types, the one word that begins so.
    private func choice(_ text: String, _ words: [String]) throws(FailureRuleError) -> String {
        let word = text.lowercased()
        if words.contains(word) { return word }
        guard locale != nil else { return text }
        let found = words.filter { $0.hasPrefix(word) }
        guard let only = found.first, found.count == 1 else { throw .init(.notAChoice(found.isEmpty ? words : found)) }
        return only
    }

    private func day(_ text: String) throws(FailureRuleError) -> CalendarDate {
        if let today, let day = DayText.relative(text, to: today) { return day }
        if let day = CalendarDate(text: text) { return day }
        guard let locale else { throw .init(.notADate) }
        if let today, let day = DayText.near(text, to: today) { return day }
        return try DayText.day(text, locale)
    }

    /// The record that a name or an id means.
    func identifier(_ name: String, _ target: String) throws(FailureRuleError) -> Identifier {
        switch lookUp?(name, target) {
        case .record(let id): return id
        case .several(let names): throw .init(.ambiguous(names))
        case .unknown(let near): throw .init(.notFound(resource: target, near: near))
        case nil:
            guard let id = Identifier(text: name) else { throw .init(.notFound(resource: target)) }
            return id
        }
    }
}
