// SPDX-License-Identifier: Apache-2.0

/// Why a text is no value of a field: what was read, what is wrong with it, what would be accepted.
package struct FieldFailure: Error, Equatable, Sendable {
    package let field: FieldFacts
    /// The text without blanks around it; empty where nothing was given.
    package let text: String
    package let rule: FailureRule

    package init(field: FieldFacts, text: String, rule: FailureRule) {
        self.field = field
        self.text = text
        self.rule = rule
    }

    /// What is wrong, as a whole sentence: “Price “12,345” has more decimals than EUR (2).”
    package var sentence: String {
        if case .badSum = rule { return "The sum “\(text)” \(rule.sentence)." }
        let quoted = text.isEmpty ? "" : " “\(text)”"
        return "\(field.label)\(quoted) \(rule.sentence)."
    }

    /// What would be accepted; nil where the sentence says it all.
    package var expected: String? { rule.expected }
}
