/// A field's failure, before it is known which record it belongs to.
package struct RuleFailure: Error, Sendable, Hashable {
    package let field: String?
    package let rule: FailureRule
    /// The offending value in words; nil when the field's own value says it.
    package let value: String?
    /// What else breaks the same rule: other keys of a map.
    package var others: [RuleFailure] = []

    package init(_ field: String?, _ rule: FailureRule, value: String? = nil) {
        self.field = field
        self.rule = rule
        self.value = value
    }
}

/// What a rule looks at: one change, what else the store holds, and what the actor may.
package struct RuleInput: Sendable {
    package let action: ChangeAction
    package let record: Identifier
    package let before: [Value]?
    package let after: [Value]?
    package let isTransfer: Bool
    package let facts: Facts
    package let may: Ability
    /// The category that a product is in after the change, looked up once for all rules.
    let category: Facts.CategoryFacts?

    /// What the actor may do with this record beside the action itself.
    package struct Ability: Sendable {
        package let update: Bool
        package let feature: Bool

        package init(update: Bool, feature: Bool) {
            self.update = update
            self.feature = feature
        }
    }

    package init(_ change: Change, isTransfer: Bool, facts: Facts, may: Ability) {
        action = change.action
        record = change.record
        before = change.before
        after = change.after
        self.isTransfer = isTransfer
        self.facts = facts
        self.may = may
        let isProduct = change.resource === Product.declaration.facts
        let position = Product.declaration.fields.category.position
        category = isProduct ? change.after?[position].identifier.flatMap { facts.categories[$0] } : nil
    }

    /// Whether a field has another value than before, or is new.
    func changes<R: Resource, V>(_ path: KeyPath<R, Field<V>>) -> Bool {
        let position = R.declaration.fields[keyPath: path].position
        guard let after else { return false }
        return before.map { $0[position] != after[position] } ?? true
    }

    /// Whether the record is written with values: created, updated or brought back.
    var isWritten: Bool { action == .created || action == .updated || action == .restored }
}

/// One business rule: pure, named, asked in its stated order; the first failing one names itself.
package struct Rule: Sendable {
    package let name: String
    package let check: @Sendable (RuleInput) -> RuleFailure?

    package init(_ name: String, _ check: @escaping @Sendable (RuleInput) -> RuleFailure?) {
        self.name = name
        self.check = check
    }

    /// The first failure of some rules, in their order.
    package static func first(_ rules: [Rule], _ input: RuleInput) -> RuleFailure? {
        for rule in rules {
            if let failure = rule.check(input) { return failure }
        }
        return nil
    }
}
