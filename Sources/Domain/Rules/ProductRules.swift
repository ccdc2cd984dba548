/// The rules of products, in their order.
package enum ProductRules {
    package static let all: [Rule] = [
        Rule("draft upon creation", draftUponCreation),
        Rule("category exists", categoryExists),
        Rule("category is another one", categoryDiffers),
        Rule("category is active", categoryIsActive),
        typeRule,
        Rule("price", price),
        rangeRule,
        metadataRule,
        Rule("whole units", wholeUnits),
        Rule("category has room", categoryHasRoom),
        Rule("featured", featured),
    ]

    private static let typeRule = Rule("type fits category", typeFits)
    private static let rangeRule = Rule("price in the category's range", priceInRange)
    private static let metadataRule = Rule("metadata fits the category's schema", metadataFits)

    /// What a category asks of each of its products.
    static let ofCategory = [typeRule, rangeRule, metadataRule]

    private static func category(_ input: RuleInput) -> (Record<Category>, Facts.CategoryFacts)? {
        input.category.map { (Record<Category>(values: $0.values), $0) }
    }

    private static func name(_ category: Record<Category>) -> String {
        category.path.isEmpty ? category.name : category.path
    }

    /// A new product is a draft, unless the actor could also make the move that follows.
    private static func draftUponCreation(_ input: RuleInput) -> RuleFailure? {
        guard input.action == .created, let values = input.after, !input.may.update else { return nil }
        let status = Record<Product>(values: values).status
        return status == "draft" ? nil : RuleFailure("status", .draftUponCreation, value: status)
    }

    private static func categoryExists(_ input: RuleInput) -> RuleFailure? {
        guard input.isWritten, input.changes(\Product.category) || input.action == .restored else { return nil }
        guard let (_, facts) = category(input), !facts.isDeleted else {
            return RuleFailure("category", .categoryMissing)
        }
        return nil
    }

    private static func categoryDiffers(_ input: RuleInput) -> RuleFailure? {
        guard input.isTransfer, !input.changes(\Product.category), let (category, _) = category(input) else {
            return nil
        }
        return RuleFailure("category", .sameCategory(name(category)), value: name(category))
    }

    private static func categoryIsActive(_ input: RuleInput) -> RuleFailure? {
        guard input.action == .created || (input.action == .updated && input.changes(\Product.category)),
            let (category, _) = category(input), !category.isActive
        else { return nil }
        return RuleFailure("category", .categoryInactive(name(category)), value: name(category))
    }

    private static func typeFits(_ input: RuleInput) -> RuleFailure? {
        guard input.isWritten, input.changes(\Product.category) || input.changes(\Product.type),
            let values = input.after, let (category, _) = category(input), let wanted = category.productType,
            Record<Product>(values: values).type != wanted
        else { return nil }
        return RuleFailure("type", .typeNotInCategory(category: name(category), type: wanted))
    }

    /// Above 0 unless free; empty only in a draft.
    private static func price(_ input: RuleInput) -> RuleFailure? {
        guard input.isWritten, let values = input.after else { return nil }
        let product = Record<Product>(values: values)
        if product.isFree { return nil }
        guard let price = product.price else {
            return product.status == "draft" ? nil : RuleFailure("price", .priceMissing)
        }
        return price > 0 ? nil : RuleFailure("price", .priceNotPositive)
    }

    private static func priceInRange(_ input: RuleInput) -> RuleFailure? {
        guard input.isWritten, let values = input.after,
            input.changes(\Product.price) || input.changes(\Product.category) || input.changes(\Product.currency)
                || input.changes(\Product.isFree),
            let (category, _) = category(input), category.priceMin != nil || category.priceMax != nil
        else { return nil }
        let product = Record<Product>(values: values)
        guard let price = product.price, !product.isFree else { return nil }
        guard product.currency == category.currency else {
            return RuleFailure("price", .currencyNotOfCategory(category.currency))
        }
        guard price < category.priceMin ?? .min || price > category.priceMax ?? .max else { return nil }
        let decimals = Currency.decimals(category.currency)
        return RuleFailure(
            "price",
            .priceOutsideCategory(
                category: name(category), min: category.priceMin.map { Decimal.text($0, decimals: decimals) },
                max: category.priceMax.map { Decimal.text($0, decimals: decimals) }))
    }

    private static func metadataFits(_ input: RuleInput) -> RuleFailure? {
        guard input.isWritten, let values = input.after,
            input.changes(\Product.metadata) || input.changes(\Product.category),
            let (category, _) = category(input), !category.metadataSchema.map.isEmpty
        else { return nil }
        let metadata = Record<Product>(values: values).metadata
        var failures: [RuleFailure] = []
        for entry in category.metadataSchema.map {
            guard let text = entry.value.text, let field = MetadataField(text: text) else { continue }
            let given = metadata[key: entry.key]
            if given.isNull {
                guard field.isRequired else { continue }
                failures.append(
                    RuleFailure("metadata", .metadataMissing(category: name(category), key: entry.key), value: ""))
                continue
            }
            if field.value(given) == nil {
                failures.append(
                    RuleFailure(
                        "metadata", .metadataMismatch(key: entry.key, expected: field.expected),
                        value: given.text ?? ListText.text(given)))
            }
        }
        guard var first = failures.first else { return nil }
        first.others = Array(failures.dropFirst())
        return first
    }

    private static func wholeUnits(_ input: RuleInput) -> RuleFailure? {
        guard input.isWritten, let values = input.after else { return nil }
        let product = Record<Product>(values: values)
        guard let level = product.reorderLevel, !level.isMultiple(of: 1_000_000),
            Unit(code: product.unit)?.isWhole == true
        else { return nil }
        return RuleFailure("reorder_level", .fractionOfWholeUnit(product.unit))
    }

    private static func categoryHasRoom(_ input: RuleInput) -> RuleFailure? {
        guard input.action != .updated || input.changes(\Product.category), input.isWritten,
            let (category, facts) = category(input), let max = category.productsMax, facts.productCount >= max
        else { return nil }
        return RuleFailure("category", .categoryFull(category: name(category), max: max), value: name(category))
    }

    private static func featured(_ input: RuleInput) -> RuleFailure? {
        guard input.isWritten, let values = input.after, Record<Product>(values: values).isFeatured else { return nil }
        let wasFeatured = input.before.map { Record<Product>(values: $0).isFeatured } ?? false
        if wasFeatured && input.action == .updated { return nil }
        if !input.may.feature { return RuleFailure("featured", .featureNotAllowed) }
        return input.facts.featuredCount >= Product.featuredMax
            ? RuleFailure("featured", .featuredFull(max: Product.featuredMax)) : nil
    }
}
