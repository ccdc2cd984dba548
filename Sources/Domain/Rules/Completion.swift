/// Fills what a record gets from what else stands in the store: its SKU's number, the defaults of its category's
/// schema. What it gets by itself, `CheckedValues` has filled before.
package enum Completion {
    /// Completes the values of a record that is being created or updated; answers whether there was anything to do.
    /// One that `losesSKU` gets another.
    package static func fill(
        _ values: inout [Value], of resource: ResourceFacts, isNew: Bool, losesSKU: Bool = false, facts: inout Facts
    ) -> Bool {
        guard resource === Product.declaration.facts else { return false }
        let fields = Product.declaration.fields
        guard let id = values[fields.category.position].identifier, let category = facts.categories[id] else {
            return false
        }
        let schema = category.values[Category.declaration.fields.metadataSchema.position].map
        let needsSKU = (isNew || losesSKU) && values[fields.sku.position].isNull
        guard needsSKU || !schema.isEmpty else { return false }
        if needsSKU {
            let pattern = Record<Category>(values: category.values).skuPattern
            values[fields.sku.position] = nextSKU(pattern, facts: &facts).value
        }
        if !schema.isEmpty {
            values[fields.metadata.position] = filled(values[fields.metadata.position], schema, isNew: isNew)
        }
        return true
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
