// SPDX-License-Identifier: Apache-2.0

extension FieldFacts {
    /// The units that a number may be given with instead; what is not exact becomes the nearest millionth.
    private static func otherUnits(than code: String) -> String {
        let others = Unit(code: code)?.convertible.dropFirst().map(\.code) ?? []
        return others.isEmpty ? "" : ", or with \(others.joined(separator: ", ")), to the nearest millionth"
    }

    /// What a person may write for a value of the field.
    package var accepted: String {
        switch kind {
        case .text(let max): "one line of text, at most \(max) characters"
        case .note(let max): "text, at most \(max) characters"
        case .code(let format): FailureRule.badFormat(format).expected ?? format.rawValue
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .boolean: "yes or no"
        case .money(let currency): "an amount like 12.50, in the currency of the field \(currency)"
        case .quantity(.fixed(let unit)): "a number in \(unit)\(Self.otherUnits(than: unit))"
        case .quantity(.sibling(let field)): "a number in the unit of the field \(field)"
        case .percent: "a number from 0 to 100, at most \(Kind.percentDecimals) decimals"
        case .date: "a day like 2026-11-14"
        case .moment: "a moment like 2026-11-14T09:12:00Z"
        case .choice(let words): words.joined(separator: ", ")
        case .reference(let target): target.isEmpty ? "an id" : "one of the \(target), by name or id"
        case .references(let target): "\(target), by name or id, with commas between"
        case .set(nil): "texts with commas between"
        case .set(let format?): "with commas between: \(FailureRule.badFormat(format).expected ?? format.rawValue)"
        case .map(nil): "\(key).KEY=VALUE for each key"
        case .map(let format?):
            "\(key).KEY=VALUE for each key: \(FailureRule.badFormat(format).expected ?? format.rawValue)"
        }
    }
}
