internal import Domain

/// Finds references to records that are not there.
struct ReferenceCheck {
    /// Resources whose own rules word this better.
    private static let ruled: Set<String> = ["products.category", "variants.product", "categories.parent"]

    private let facts: Facts
    /// Records that the batch brings back to stay, and those that it brings back only to take them away again.
    private let returning: Set<Identifier>
    private let passing: Set<Identifier>

    static func failures(_ steps: [Resolution.Step], _ facts: Facts) -> [ValidationFailure] {
        let check = ReferenceCheck(steps, facts)
        var failures: [ValidationFailure] = []
        var fields: (of: ResourceFacts, checked: [FieldFacts])?
        var last: (field: FieldFacts, value: Value)?
        for step in steps {
            let change = step.change
            guard let after = change.after, check.isWritten(change) else { continue }
            if fields?.of !== change.resource { fields = (change.resource, checkedFields(change.resource)) }
            for field in fields?.checked ?? [] {
                let value = after[field.position]
                // Most records of an import refer to what the one before refers to.
                if let last, last.field === field, last.value == value { continue }
                guard change.action == .restored || change.before?[field.position] != value else { continue }
                let found = check.missing(value, field, step)
                failures += found
                if found.isEmpty { last = (field, value) }
            }
        }
        return failures
    }

    private init(_ steps: [Resolution.Step], _ facts: Facts) {
        self.facts = facts
        var returning: Set<Identifier> = []
        var passing: Set<Identifier> = []
        for step in steps {
            let record = step.change.record
            switch step.change.action {
            case .restored:
                returning.insert(record)
                passing.remove(record)
            case .deleted, .purged: if returning.remove(record) != nil { passing.insert(record) }
            case .created, .updated: break
            }
        }
        self.returning = returning
        self.passing = passing
    }

    private static func checkedFields(_ resource: ResourceFacts) -> [FieldFacts] {
        resource.referenceFields.filter { !ruled.contains("\(resource.name).\($0.key)") }
    }

    /// What is live and refers must refer to something live.
    private func isWritten(_ change: Change) -> Bool {
        switch change.action {
        case .created, .updated: true
        case .restored: !passing.contains(change.record)
        case .deleted, .purged: false
        }
    }

    private func missing(_ value: Value, _ field: FieldFacts, _ step: Resolution.Step) -> [ValidationFailure] {
        guard let target = field.target else { return [] }
        let change = step.change
        return FactsLoader.ids(value)
            .filter { facts.live[target]?.contains($0) != true && !returning.contains($0) }
            .map { id in
                ValidationFailure(
                    resource: change.resource.name, record: RecordName.of(change, refusing: field.key),
                    index: step.operation,
                    field: field.key, value: id.text,
                    rule: change.action == .restored ? .parentDeleted(resource: target) : .notFound(resource: target))
            }
    }
}
