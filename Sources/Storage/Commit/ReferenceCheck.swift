internal import Domain

/// Finds references to records that are not there.
enum ReferenceCheck {
    /// Resources whose own rules word this better.
    private static let ruled: Set<String> = ["products.category", "variants.product", "categories.parent"]

    static func failures(_ steps: [Resolution.Step], _ facts: Facts) -> [ValidationFailure] {
        var failures: [ValidationFailure] = []
        var fields: (of: ResourceFacts, checked: [FieldFacts])?
        var last: (field: FieldFacts, value: Value)?
        for step in steps {
            let change = step.change
            guard let after = change.after, change.action == .created || change.action == .updated else { continue }
            if fields?.of !== change.resource { fields = (change.resource, checkedFields(change.resource)) }
            for field in fields?.checked ?? [] {
                let value = after[field.position]
                // Most records of an import refer to what the one before refers to.
                if let last, last.field === field, last.value == value { continue }
                guard change.before?[field.position] != value else { continue }
                let found = missing(value, field, step, facts)
                failures += found
                if found.isEmpty { last = (field, value) }
            }
        }
        return failures
    }

    private static func checkedFields(_ resource: ResourceFacts) -> [FieldFacts] {
        resource.referenceFields.filter { !ruled.contains("\(resource.name).\($0.key)") }
    }

    private static func missing(_ value: Value, _ field: FieldFacts, _ step: Resolution.Step, _ facts: Facts)
        -> [ValidationFailure]
    {
        guard let target = field.target else { return [] }
        let change = step.change
        return FactsLoader.ids(value).filter { facts.live[target]?.contains($0) != true }.map { id in
            ValidationFailure(
                resource: change.resource.name,
                record: RecordName.of(change.after ?? [], id: change.record, resource: change.resource),
                index: step.operation, field: field.key, value: id.text, rule: .notFound(resource: target))
        }
    }
}
