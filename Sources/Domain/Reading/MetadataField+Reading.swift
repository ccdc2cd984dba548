// SPDX-License-Identifier: Apache-2.0

/// What somebody types into a field that a category asks for; the field's own check decides, as for every other way.
extension MetadataField {
    /// The value of a text; null for an empty one.
    package func value(of text: String, _ reading: FieldReading, base: Value) throws(FailureRuleError) -> Value {
        let text = withoutUnit(Trim.blanks(text))
        if text.isEmpty { return .null }
        let given = try given(text, reading, base)
        guard let value = value(given) else { throw .init(mismatch) }
        return value
    }

    private func given(_ text: String, _ reading: FieldReading, _ base: Value) throws(FailureRuleError) -> Value {
        switch form {
        case .text: return ListText.plain(text)
        case .integer: return try reading.value(text, .integer(.min ... .max), base: base)
        case .decimal:
            // Read as a figure of so many decimals first: what is none is told apart from what is out of range.
            _ = try reading.value(text, .quantity(.fixed("")))
            return .text(try AmountText.plain(text, currency: nil, mark: reading.locale?.decimal ?? .point))
        case .yesNo: return .text(text)
        case .date: return try reading.value(text, .date)
        case .choice(let words):
            let wanted = text.lowercased()
            if let word = words.first(where: { $0.lowercased() == wanted }) { return .text(word) }
            let found = words.filter { $0.lowercased().hasPrefix(wanted) }
            guard reading.locale != nil, found.count == 1 else {
                throw .init(.notAChoice(found.isEmpty ? words : found))
            }
            return .text(found[0])
        }
    }

    /// A figure with its unit behind it is the figure.
    private func withoutUnit(_ text: String) -> String {
        guard form == .integer || form == .decimal, let unit, text.hasSuffix(unit) else { return text }
        return Trim.blanks(String(text.dropLast(unit.count)))
    }

    private var mismatch: FailureRule {
        switch form {
        case .text: .notText
        case .integer, .decimal: .outOfRange(min: min.map { "\($0)" }, max: max.map { "\($0)" })
        case .yesNo: .notYesOrNo
        case .date: .notADate
        case .choice(let words): .notAChoice(words)
        }
    }

    /// The text of a value as somebody edits it; of one that does not fit the field, the text that it is.
    package func text(_ value: Value, _ locale: LocaleFormat) -> String {
        switch (form, value) {
        case (.decimal, .text(let text)) where self.value(value) != nil: locale.text(decimal: text)
        case (.date, .text(let text)): CalendarDate(text: text).map(locale.text) ?? text
        case (_, .text(let text)): text
        case (_, .integer(let integer)): String(integer)
        case (_, .boolean(let boolean)): boolean ? "yes" : "no"
        case (_, .null), (_, .identifier), (_, .list), (_, .map): ""
        }
    }

    /// The value that a new record gets when nothing is given.
    package var standardValue: Value { standard.flatMap { value(.text($0)) } ?? .null }
}
