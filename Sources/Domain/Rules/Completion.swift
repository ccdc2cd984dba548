/// Fills what a record gets by itself: currency, owner, stock tracking, SKU, the defaults of its category's schema.
package enum Completion {
    /// The values to write for a record that is being created or updated.
    package static func fill(
        _ values: [Value], of resource: ResourceFacts, before: [Value]?, facts: inout Facts
    ) -> [Value] {
        var values = values
        if before == nil {
            for field in resource.fields where values[field.position].isNull {
                if case .code(.currency) = field.kind { values[field.position] = .text(facts.storeCurrency) }
                if field.key == "owner" { values[field.position] = .identifier(facts.actor) }
            }
        }
        if resource.name == Product.shape.name { fillProduct(&values, before: before, facts: &facts) }
        return values
    }

    private static func fillProduct(_ values: inout [Value], before: [Value]?, facts: inout Facts) {
        var product = Record<Product>(values: values)
        if product.isTracked == nil { product.isTracked = product.type == "physical" }
        if let id = product.category, let category = facts.categories[id].map({ Record<Category>(values: $0.values) }) {
            if product.sku.isEmpty, before == nil { product.sku = nextSKU(category.skuPattern, facts: &facts) }
            let schema = category.metadataSchema.map
            if !schema.isEmpty { product.metadata = filled(product.metadata, schema, isNew: before == nil) }
        }
        values = product.values
    }

    private static func nextSKU(_ pattern: String, facts: inout Facts) -> String {
        guard let parsed = SKUPattern(text: pattern) else { return "" }
        let number = facts.nextNumber[pattern] ?? 1
        facts.nextNumber[pattern] = number + 1
        return parsed.sku(number)
    }

    /// Metadata in the schema's own forms, with its defaults in a new record.
    private static func filled(_ metadata: Value, _ schema: [MapEntry], isNew: Bool) -> Value {
        var patch: [MapEntry] = []
        for entry in schema {
            guard let text = entry.value.text, let field = MetadataField(text: text) else { continue }
            let given = metadata[key: entry.key]
            if given.isNull, isNew, let standard = field.standard, let value = field.value(.text(standard)) {
                patch.append(MapEntry(key: entry.key, value: value))
            } else if let value = field.value(given) {
                patch.append(MapEntry(key: entry.key, value: value))
            }
        }
        return patch.isEmpty ? metadata : Change.patching(metadata, with: .map(patch))
    }
}
