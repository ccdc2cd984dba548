// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Storage

extension FieldChangeReading {
    /// What the fields find wrong with the changes that could be read, so that all bad values are told together; of a
    /// new record, also what it lacks.
    func wrong(
        _ edits: [Edit], of record: StoredRecord?, _ name: String, beside known: [ValidationFailure]
    ) -> [ValidationFailure] {
        var values = record == nil ? resource.standardValues : [Value](repeating: .null, count: resource.fields.count)
        if let record { for position in resource.currencyPositions { values[position] = record.values[position] } }
        for edit in edits {
            guard let position = resource.positions[edit.field] else { continue }
            values[position] = edit.applied(to: values[position])
        }
        var failures = CheckedValues.failures(of: values, resource).map { ($0.field, $0.value, $0.rule) }
        if record == nil {
            failures += resource.requiredFields
                .filter { field in values[field.position].isNull && !known.contains { $0.field == field.key } }
                .map { ($0.key, nil, .required) }
        }
        return failures.map { field, value, rule in
            ValidationFailure(
                resource: resource.name, record: name, index: 0, field: field, value: value, rule: rule)
        }
    }
}
