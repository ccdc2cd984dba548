// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Storage

/// Rules of a category that were made narrower than what is in it.
extension Warnings {
    /// Fields of a category that its products are judged by.
    private static let ruleFields: Set<String> = [
        "product_type", "price_min", "price_max", "currency", "metadata_schema", "max_products",
    ]

    /// Products that do not fit their categories as these were changed since a moment.
    static func unfitProducts(_ fields: some Sequence<String>, since moment: Int64, _ session: Session) -> [String] {
        guard !ruleFields.isDisjoint(with: fields) else { return [] }
        let changed = Filter.compare(
            .init(field: SystemField.updatedAt.rawValue), .greaterOrEqual, .integer(moment))
        let query = Query(resource: Category.shape.name, filter: changed, limit: shownMax)
        let categories = (try? session.reader().window(query).records) ?? []
        return categories.flatMap { (try? warnings(of: $0, session)) ?? [] }
    }

    private static func warnings(of record: StoredRecord, _ session: Session) throws -> [String] {
        let category = Record<Category>(values: record.values)
        let fit = CategoryFit(record.id, record.values)
        let inside = Filter.compare(.init(field: "category"), .equal, .identifier(record.id))
        var counts: [RuleFailure: Int] = [:]
        var count: Int64 = 0
        try session.reader().stream(Query(resource: Product.shape.name, filter: inside, limit: .max)) { product in
            count += 1
            if let failure = fit.failure(product.values) { counts[failure, default: 0] += 1 }
        }
        var texts = counts.sorted { ($1.value, $0.key.rule.sentence) < ($0.value, $1.key.rule.sentence) }
            .map { sentence($0.key, $0.value, category) }
        if let max = category.productsMax, count > max {
            texts.append("\(category.path) holds \(Phrase.count(count, "product")), more than \(max): it takes no more")
        }
        return texts
    }

    private static func sentence(_ failure: RuleFailure, _ count: Int, _ category: Record<Category>) -> String {
        let label = failure.field.flatMap { Product.declaration.facts.field($0)?.label } ?? ""
        let filter = "category=\"\(category.path)\" \(CategoryFit.filter(failure.rule, category))"
        return """
            \(Phrase.count(count, "product does", "products do")) not fit \(category.path) any more: \
            \(label) \(failure.rule.sentence); see: satchel list products --filter \(Phrase.argument(filter))
            """
    }
}
