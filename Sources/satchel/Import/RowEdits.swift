// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Interchange

/// What a row asks of a record that is there.
enum RowEdits {
    /// What a row changes of its record: the file's columns, a map key by key. An empty cell of a field that must be
    /// given leaves it.
    static func edits(_ row: ImportBatch.Row, _ plan: ImportPlan) -> [Edit] {
        let resource = plan.resource
        let removals = row.removals.map { removal in
            Edit(field: resource.fields[removal.position].key, key: removal.key, value: .null)
        }
        return removals
            + resource.fields.flatMap { field -> [Edit] in
                let value = row.values[field.position]
                let isMap = if case .map = field.kind { true } else { false }
                if isMap { return value.map.map { Edit(field: field.key, key: $0.key, value: $0.value) } }
                guard plan.hasColumn(for: field.position), !field.isDerived, !row.absent.contains(field.position),
                    !value.isNull || !(field.isRequired || isFilled(field))
                else { return [] }
                return [Edit(field: field.key, value: value)]
            }
    }

    /// Fields that are never empty though they need not be given.
    private static func isFilled(_ field: FieldFacts) -> Bool {
        if case .code(.currency) = field.kind { return true }
        return ["owner", "tracked", "sku"].contains(field.key)
    }
}
