// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// What may be typed into a field.
enum FieldLimits {
    static func words(
        _ field: FieldFacts, in values: [Value], of resource: ResourceFacts, storeCurrency: String
    ) -> String {
        switch field.kind {
        case .text(let max), .note(let max): "text, at most \(max) characters"
        case .code(let format): FailureRule.badFormat(format).expected ?? "text"
        case .integer(let range): "\(range.lowerBound) to \(range.upperBound), or a sum like =+2"
        case .boolean: "yes or no"
        case .money(let sibling):
            "an amount in \(Rendering.currency(sibling, values, resource) ?? storeCurrency) like 24.50, or a sum "
                + "like =*1.05"
        case .quantity(let source):
            "a quantity in \(Rendering.unit(source, values, resource)), or a sum like =+2"
        case .percent: "0 to 100, at most 2 decimals"
        case .date: "a date like 2026-11-14, today or +7d"
        case .moment: "a moment like 2026-11-14T09:12:00Z"
        case .choice(let words): words.joined(separator: ", ")
        case .reference: "type to search, F4 lists"
        case .references(let target): "\(target), with commas between"
        case .set: "words, with commas between"
        case .map: "key=value, with commas between"
        }
    }
}
