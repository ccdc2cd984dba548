// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// What may be typed into a field, in the forms of a locale.
enum FieldLimits {
    static func words(
        _ field: FieldFacts, in values: [Value], of resource: ResourceFacts, storeCurrency: String,
        locale: LocaleFormat
    ) -> String {
        switch field.kind {
        case .text(let max), .note(let max): "text, at most \(max) characters"
        case .code(let format): FailureRule.badFormat(format).expected ?? "text"
        case .integer(let range): "\(range.lowerBound) to \(range.upperBound), or a sum like =+2"
        case .boolean: "yes or no, space turns it"
        case .money(let sibling):
            "an amount in \(Rendering.currency(sibling, values, resource) ?? storeCurrency) like "
                + "\(locale.decimal.example), or a sum like =*\(locale.decimal.factorExample)"
        case .quantity(let source): quantity(Rendering.unit(source, values, resource), locale)
        case .percent: "0 to 100, at most 2 decimals, like \(locale.text(decimal: "12.5"))"
        case .date: date(locale)
        case .moment: "a moment like 2026-11-14T09:12:00Z"
        case .choice(let words): words.joined(separator: ", ")
        case .reference: "type to search, F4 lists"
        case .references(let target): "\(target), with commas between"
        case .set: "words, with commas between"
        case .map: "key=value, with commas between"
        }
    }

    /// What may be typed for a key that a category asks for.
    static func words(_ field: MetadataField, _ locale: LocaleFormat) -> String {
        switch field.form {
        case .date: date(locale)
        case .decimal: "\(field.expected), like \(locale.decimal.example)"
        case .yesNo: "yes or no, space turns it"
        case .text, .integer, .choice: field.expected
        }
    }

    private static func date(_ locale: LocaleFormat) -> String {
        "a date like \(locale.dateExample), 14, 7d or fri · F4 calendar"
    }

    /// Units of the same dimension are turned over.
    private static func quantity(_ unit: String, _ locale: LocaleFormat) -> String {
        let other = unit == "g" ? "kg" : unit == "cm" ? "m" : nil
        let example = other.map { ", like 250 \(unit) or \(locale.text(decimal: "0.25")) \($0)" } ?? ", like 3"
        return "a quantity in \(unit)\(example)"
    }
}
