internal import Domain
internal import Storage

/// Reads the JSON values of one operation of a batch into a record's values.
struct BatchReading {
    let reader: Reader
    let names: LiveNames
    let item: BatchItem
    let currency: String
    let results: [BatchRun.Outcome]

    private var resource: ResourceFacts { item.resource }

    /// The values of a new record.
    func values(_ members: [JSONMember]) throws(BatchFailure.Item) -> [Value] {
        var values = [Value](repeating: .null, count: resource.fields.count)
        for edit in try edits(members, nil) {
            guard let position = resource.positions[edit.field] else { continue }
            values[position] = edit.applied(to: values[position])
        }
        return values
    }

    /// What the values change of a record; `metadata.KEY` and objects change a map key by key.
    func edits(_ members: [JSONMember], _ stored: StoredRecord?) throws(BatchFailure.Item) -> [Edit] {
        func own(_ key: String) -> String? {
            members.last { $0.key == key }?.value.string
                ?? resource.positions[key].flatMap { stored?.values[$0].text }
        }
        let reading = FieldReading(
            currency: own("currency")?.uppercased() ?? currency, unit: own("unit") ?? "piece", lookUp: meaning)
        var edits: [Edit] = []
        var failures: [BatchFailure.Item] = []
        for member in members {
            let parts = member.key.split(separator: ".", maxSplits: 1).map(String.init)
            guard let field = parts.first.flatMap(resource.fieldCalled), parts.count == 1 || isMap(field) else {
                let near = resource.near(parts.first ?? member.key).joined(separator: ", ")
                failures.append(
                    item.failure("is no field", rule: "unknown_field", field: member.key, expected: near))
                continue
            }
            do throws(FailureRuleError) {
                if parts.count == 2 {
                    let value = try FieldReading.entry(member.value)
                    edits.append(Edit(field: field.key, key: parts[1], value: value))
                } else {
                    edits.append(Edit(field: field.key, value: try reading.value(member.value, field.kind)))
                }
            } catch {
                let given = FieldReading.text(member.value) ?? JSONText.text(member.value)
                failures.append(failure(error.rule, field.key, given))
            }
        }
        guard var first = failures.first else { return edits }
        first.others = Array(failures.dropFirst())
        throw first
    }

    private func isMap(_ field: FieldFacts) -> Bool {
        if case .map = field.kind { true } else { false }
    }

    /// What a name or id means: a record that this batch makes, or one of the store.
    private func meaning(_ name: String, _ target: String) -> NameMeaning? {
        if let id = Identifier(text: name), results.contains(where: { $0.id == id }) { return .record(id) }
        return names.meaning(of: name, in: target)
    }

    /// The record a name or id means, one that this batch makes among them.
    func identifier(_ name: String, _ target: String, field: String) throws(BatchFailure.Item) -> Identifier {
        switch meaning(name, target) {
        case .record(let id): return id
        case .several(let names): throw failure(.ambiguous(names), field, name)
        case .unknown(let near): throw failure(.notFound(resource: target, near: near), field, name)
        case nil: throw failure(.notFound(resource: target), field, name)
        }
    }

    private func failure(_ rule: FailureRule, _ field: String, _ value: String) -> BatchFailure.Item {
        item.failure(rule.sentence, rule: rule.code, field: field, value: value, expected: rule.expected)
    }

    /// The record that the operation itself is about.
    func record(_ key: String, isDeleted: Bool) throws(BatchFailure.Item) -> Identifier {
        do throws(StoreError) {
            let isWhole = ExactKeys.areWanted(in: resource)
            return try reader.find(key, in: resource, trash: isDeleted ? .first : .leftOut, isWhole: isWhole).id
        } catch {
            let near = (try? ExactKeys.near(key, in: resource, reader)) ?? []
            throw item.failure(
                "is none of the \(resource.name)", rule: "not_found", value: key, expected: near.joined(separator: ", ")
            )
        }
    }

    /// The record as it stands; nil for one of this batch.
    func stored(_ id: Identifier) throws(BatchFailure.Item) -> StoredRecord? {
        (try? reader.record(id, in: resource)) ?? nil
    }
}
