// SPDX-License-Identifier: Apache-2.0

/// Whether products that stand in a category fit its rules: asked when these were changed, which no product is.
package struct CategoryFit: Sendable {
    private let facts: Facts

    package init(_ id: Identifier, _ category: [Value]) {
        var facts = Facts(storeCurrency: Record<Category>(values: category).currency, actor: .zero)
        facts.categories[id] = Facts.CategoryFacts(values: category, isDeleted: false, productCount: 0)
        self.facts = facts
    }

    /// The first rule of the category that a product in it does not keep; nil for one that fits.
    package func failure(_ product: [Value]) -> RuleFailure? {
        let change = Change(
            resource: Product.declaration.facts, record: .zero, action: .created, before: nil, after: product)
        let may = RuleInput.Ability(update: true, feature: true)
        return Rule.first(ProductRules.ofCategory, RuleInput(change, isTransfer: false, facts: facts, may: may))
    }

    /// The filter that finds, among the products of a category, those that do not keep a rule.
    package static func filter(_ rule: FailureRule, _ category: Record<Category>) -> String {
        switch rule {
        case .typeNotInCategory(_, let type): return "type!=\(type)"
        case .currencyNotOfCategory(let currency): return "price? currency!=\(currency)"
        case .priceOutsideCategory(_, let min, let max):
            let sides = [min.map { "price<\($0)" }, max.map { "price>\($0)" }].compactMap(\.self)
            return sides.count == 1 ? sides[0] : "(\(sides.joined(separator: " or ")))"
        case .metadataMissing(_, let key): return "!metadata.\(key)?"
        case .metadataMismatch(let key, _): return "metadata.\(key)?"
        default: return ""
        }
    }
}
