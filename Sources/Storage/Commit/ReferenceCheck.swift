internal import Domain

/// Finds references to records that are not there.
enum ReferenceCheck {
    /// Resources whose own rules word this better.
    private static let ruled: Set<String> = ["products.category", "variants.product", "categories.parent"]

    static func failures(_ steps: [Resolution.Step], _ facts: Facts) -> [ValidationFailure] {
        var failures: [ValidationFailure] = []
        for step in steps {
            let change = step.change
            guard let after = change.after, change.action == .created || change.action == .updated else { continue }
            for field in change.resource.referenceFields {
                guard let target = field.target, !ruled.contains("\(change.resource.name).\(field.key)"),
                    change.before?[field.position] != after[field.position]
                else { continue }
                let ids =
                    after[field.position].identifier.map { [$0] }
                    ?? after[field.position].list.compactMap(Identifier.init(text:))
                for id in ids where facts.live[target]?.contains(id) != true {
                    failures.append(
                        ValidationFailure(
                            resource: change.resource.name,
                            record: RecordName.of(after, id: change.record, resource: change.resource),
                            index: step.operation, field: field.key, value: id.text,
                            rule: .notFound(resource: target)))
                }
            }
        }
        return failures
    }
}
