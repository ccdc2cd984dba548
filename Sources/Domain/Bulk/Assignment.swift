// SPDX-License-Identifier: Apache-2.0

/// A new value for one field, or for one key of a map, as it is given once for many records.
package struct Assignment: Sendable, Hashable {
    package enum Action: Sendable, Hashable {
        case set
        /// Puts members into a set.
        case add
        /// Takes members out of a set.
        case remove
    }

    /// What is to be there.
    package enum Wish: Sendable, Hashable {
        case value(Value)
        /// A text that each record reads in its own currency and unit.
        case text(String)
        /// What could not be understood, for any record.
        case refused(text: String?, FailureRule)
    }

    package let field: String
    package let key: String?
    package let action: Action
    package let wish: Wish
    /// How a text is read that somebody typed at the screen; nil for commands and files.
    package let locale: LocaleFormat?

    package init(
        _ field: String, key: String? = nil, _ action: Action = .set, wish: Wish, locale: LocaleFormat? = nil
    ) {
        self.field = field
        self.key = key
        self.action = action
        self.wish = wish
        self.locale = locale
    }
}

/// Reads assignments for one record after the other.
package struct AssignmentReading: Sendable {
    private let resource: ResourceFacts
    private let assignments: [Assignment]
    /// The store's currency, for records that have none.
    private let currency: String

    package init(_ assignments: [Assignment], of resource: ResourceFacts, currency: String) {
        self.assignments = assignments
        self.resource = resource
        self.currency = currency
    }

    /// What the assignments mean for a record as it stands, nil for a new one: money is in its currency, quantities in
    /// its unit. Every assignment that has no meaning is a failure.
    package func edits(of values: [Value]?, name: String) -> (edits: [Edit], failures: [ValidationFailure]) {
        let reading = FieldReading(
            currency: own("currency", values) ?? currency, unit: own("unit", values) ?? Self.usualUnit)
        var edits: [Edit] = []
        var failures: [ValidationFailure] = []
        // Several += and -= of one field work on each other's results.
        var sets: [Int: [String]] = [:]
        // Keys of one map make one edit: each alone would sort the whole map again.
        var rest = assignments[...]
        while let assignment = rest.popFirst() {
            if assignment.key != nil {
                let more = rest.prefix { $0.key != nil && $0.field == assignment.field }
                rest = rest.dropFirst(more.count)
                edits.append(Self.edit(ofKeys: [assignment] + more))
                continue
            }
            do throws(FailureRuleError) {
                guard let edit = try edit(assignment, values, reading, &sets) else { continue }
                edits.removeAll { assignment.action != .set && $0.field == edit.field }
                edits.append(edit)
            } catch {
                failures.append(
                    ValidationFailure(
                        resource: resource.name, record: name, index: 0, field: assignment.field,
                        value: Self.text(assignment), rule: error.rule))
            }
        }
        if !failures.isEmpty { failures += wrong(edits, of: values, name, beside: failures) }
        return (edits, failures)
    }

    /// What the fields find wrong with the changes that could be read, so that all bad values are told together; of a
    /// new record, also what it lacks.
    private func wrong(_ edits: [Edit], of standing: [Value]?, _ name: String, beside known: [ValidationFailure])
        -> [ValidationFailure]
    {
        var values = [Value](repeating: .null, count: resource.fields.count)
        if let standing {
            for position in resource.currencyPositions { values[position] = standing[position] }
        } else {
            values = resource.standardValues
        }
        for edit in edits {
            guard let position = resource.positions[edit.field] else { continue }
            values[position] = edit.applied(to: values[position])
        }
        var failures = CheckedValues.failures(of: values, resource).map { ($0.field, $0.value, $0.rule) }
        if standing == nil {
            failures += resource.requiredFields
                .filter { field in values[field.position].isNull && !known.contains { $0.field == field.key } }
                .map { ($0.key, nil, .required) }
        }
        return failures.map { field, value, rule in
            ValidationFailure(
                resource: resource.name, record: name, index: 0, field: field, value: value, rule: rule)
        }
    }

    private static let usualUnit = "piece"

    private static func text(_ assignment: Assignment) -> String? {
        switch assignment.wish {
        case .text(let text): text
        case .refused(let text, _): text
        case .value: nil
        }
    }

    private static func edit(ofKeys assignments: [Assignment]) -> Edit {
        let entries = assignments.map { assignment in
            let value: Value =
                switch assignment.wish {
                case .value(let value): value
                case .text(let text): ListText.plain(text)
                case .refused: .null
                }
            return MapEntry(key: assignment.key ?? "", value: value)
        }
        return Edit(field: assignments[0].field, value: .map(entries))
    }

    /// A sibling that is being set, or as it stands.
    private func own(_ key: String, _ values: [Value]?) -> String? {
        if let given = assignments.last(where: { $0.field == key }) {
            let text: String? =
                switch given.wish {
                case .text(let text): text
                case .value(let value): value.text
                case .refused: nil
                }
            return key == "currency" ? text?.uppercased() : text
        }
        return resource.positions[key].flatMap { values?[$0].text }
    }

    private func edit(
        _ assignment: Assignment, _ values: [Value]?, _ reading: FieldReading, _ sets: inout [Int: [String]]
    ) throws(FailureRuleError) -> Edit? {
        guard let field = resource.field(assignment.field) else {
            if case .refused(_, let rule) = assignment.wish { throw FailureRuleError(rule) }
            throw FailureRuleError(.unknownField(near: []))
        }
        var reading = reading
        reading.locale = assignment.locale
        let value = try value(assignment, field, reading, on: values?[field.position] ?? .null)
        guard assignment.action != .set else {
            sets[field.position] = value.list
            return Edit(field: field.key, value: value)
        }
        let current = sets[field.position] ?? values?[field.position].list ?? []
        let members = assignment.action == .add ? current + value.list : current.filter { !value.list.contains($0) }
        sets[field.position] = members
        return Edit(field: field.key, value: .set(of: members))
    }

    /// The value that is wished for; sums count from the one that stands there.
    private func value(
        _ assignment: Assignment, _ field: FieldFacts, _ reading: FieldReading, on old: Value
    ) throws(FailureRuleError) -> Value {
        switch assignment.wish {
        case .value(let value): return value
        case .refused(_, let rule): throw FailureRuleError(rule)
        case .text(let text): return try reading.value(text, field.kind, base: old)
        }
    }
}
