/// The rules of categories.
package enum CategoryRules {
    package static let all: [Rule] = [
        Rule("parent exists", parentExists), Rule("no cycle, not too deep", placeInTree), Rule("price range", range),
        Rule("schema parses", schemaParses),
    ]

    private static func parentExists(_ input: RuleInput) -> RuleFailure? {
        guard input.isWritten, let values = input.after, let parent = Record<Category>(values: values).parent else {
            return nil
        }
        guard let facts = input.facts.categories[parent] else {
            return RuleFailure("parent", .notFound(resource: "categories"))
        }
        return facts.isDeleted ? RuleFailure("parent", .parentDeleted(resource: "categories")) : nil
    }

    private static func placeInTree(_ input: RuleInput) -> RuleFailure? {
        guard input.isWritten, let values = input.after else { return nil }
        var depth = 1
        var next = Record<Category>(values: values).parent
        while let id = next {
            if id == input.record { return RuleFailure("parent", .parentCycle, value: parentName(values, input)) }
            depth += 1
            if depth + height(below: input.record, input.facts) > Category.depthMax {
                return RuleFailure(
                    "parent", .tooDeep(max: Category.depthMax), value: parentName(values, input))
            }
            next = input.facts.categories[id].flatMap { Record<Category>(values: $0.values).parent }
        }
        return nil
    }

    private static func parentName(_ values: [Value], _ input: RuleInput) -> String? {
        guard let parent = Record<Category>(values: values).parent, let facts = input.facts.categories[parent] else {
            return nil
        }
        return RecordName.of(facts.values, id: parent, resource: Category.declaration.facts)
    }

    /// How many levels lie below a category.
    private static func height(below id: Identifier, _ facts: Facts, limit: Int = Category.depthMax) -> Int {
        guard limit > 0 else { return Category.depthMax }
        let children = facts.categories.filter {
            !$0.value.isDeleted && Record<Category>(values: $0.value.values).parent == id
        }
        return children.map { 1 + height(below: $0.key, facts, limit: limit - 1) }.max() ?? 0
    }

    private static func range(_ input: RuleInput) -> RuleFailure? {
        guard input.isWritten, let values = input.after else { return nil }
        let category = Record<Category>(values: values)
        if let min = category.priceMin, let max = category.priceMax, min > max {
            return RuleFailure("price_min", .rangeReversed)
        }
        return nil
    }

    private static func schemaParses(_ input: RuleInput) -> RuleFailure? {
        guard input.isWritten, let values = input.after else { return nil }
        for entry in Record<Category>(values: values).metadataSchema.map
        where MetadataField(text: entry.value.text ?? "") == nil {
            return RuleFailure("metadata_schema", .badFormat(.schema), value: "\(entry.key)")
        }
        return nil
    }
}

/// The rules of variants.
package enum VariantRules {
    package static let all: [Rule] = [
        Rule("product exists") { input in
            guard input.isWritten, input.changes(\Variant.product) || input.action == .restored,
                let values = input.after, let product = Record<Variant>(values: values).product
            else { return nil }
            if input.facts.live["products"]?.contains(product) == true { return nil }
            let isDeleted = input.facts.deleted["products"]?.contains(product) == true
            return RuleFailure(
                "product", isDeleted ? .parentDeleted(resource: "products") : .notFound(resource: "products"))
        },
        Rule("price") { input in
            guard input.isWritten, let values = input.after, let price = Record<Variant>(values: values).price,
                price <= 0
            else { return nil }
            return RuleFailure("price", .priceNotPositive)
        },
        Rule("options tell variants apart") { input in
            guard input.isWritten,
                input.changes(\Variant.product) || input.changes(\Variant.options) || input.action == .restored,
                let variant = input.after.map({ Record<Variant>(values: $0) }), let product = variant.product,
                let same = input.facts.variants[product]?[variant.optionsKey]
            else { return nil }
            return same.subtracting([input.record]).isEmpty ? nil : RuleFailure("options", .sameOptions)
        },
    ]
}
