// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface

extension FakeStore {
    private func selected(_ edit: BulkEdit) -> [Int] {
        switch edit.selection {
        case .records(let ids): records.indices.filter { ids.contains(records[$0].id) }
        case .matching(let filter, let except):
            records.indices.filter { holds(filter, records[$0]) && !except.contains(records[$0].id) }
        }
    }

    /// What an edit makes of a record: nil where it stays, or the rule it breaks. A price above 100 is refused.
    private func outcome(_ edit: BulkEdit, _ record: StoredRecord) -> (
        after: StoredRecord?, refusal: ValidationFailure?
    ) {
        guard case .write(let operation) = BulkSteps(edit, currency: "EUR").step(for: record) else { return (nil, nil) }
        var after = record.values
        switch operation {
        case .update(_, _, let edits):
            for edit in edits {
                guard let field = edit.field == "price" ? facts.field("price") : facts.field(edit.field) else {
                    continue
                }
                after[field.position] = edit.value
            }
        case .transfer(_, _, let category, _): after[facts.positions["category"] ?? 0] = .identifier(category)
        case .delete: return (FakeStore.deleted(record), nil)
        case .create, .createChecked, .restore, .purge: return (record, nil)
        }
        let product = Record<Product>(values: after)
        if let price = product.price, price > 10_000 {
            let failure = ValidationFailure(
                resource: "products", record: product.sku, index: 0, field: "price", value: nil, rule: .notANumber)
            return (nil, failure)
        }
        if after == record.values { return (nil, nil) }
        return (
            StoredRecord(row: record.row, id: record.id, values: after, stamps: record.stamps), nil
        )
    }

    private static func deleted(_ record: StoredRecord) -> StoredRecord {
        StoredRecord(
            row: record.row, id: record.id, values: record.values,
            stamps: .init(
                createdAt: now, createdBy: anna, updatedAt: now, updatedBy: anna, deletedAt: now, deletedBy: anna,
                revision: nil))
    }

    func preview(_ edit: BulkEdit) -> BulkPreview {
        var preview = BulkPreview()
        preview.names = [FakeStore.yarn: "Yarn", FakeStore.pottery: "Pottery", FakeStore.anna: "Anna"]
        for index in selected(edit) {
            let record = records[index]
            preview.recordCount += 1
            let (after, refusal) = outcome(edit, record)
            if let refusal {
                preview.failureCount += 1
                preview.refused.append(record.id)
                var problem = BulkProblem()
                problem.add(BulkFailure(record: record.id, name: refusal.record, reason: .invalid(refusal)))
                preview.problems.append(problem)
            } else if let after {
                preview.changeCount += 1
                let action: ChangeAction = after.isDeleted ? .deleted : .updated
                preview.rows.append(
                    ChangedRecord(
                        Change(
                            resource: facts, record: record.id, action: action, before: record.values,
                            after: after.values)))
            } else {
                preview.sameCount += 1
            }
        }
        return preview
    }

    mutating func bulk(_ edit: BulkEdit) -> Reply {
        let all = selected(edit)
        for index in all {
            let (after, refusal) = outcome(edit, records[index])
            if let refusal { return .failed(Problem(title: "\(refusal.record) is refused.")) }
            if let after { records[index] = after }
        }
        let name = all.count == 1 ? Record<Product>(values: records[all[0]].values).sku : "\(all.count) products"
        records.removeAll(where: \.isDeleted)
        return .changed("changed \(name)")
    }
}
