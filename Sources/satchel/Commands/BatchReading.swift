internal import Domain
internal import Storage

/// Reads the JSON values of one operation of a batch into a record's values.
struct BatchReading {
    let reader: Reader
    let item: BatchItem
    let currency: String
    let results: [BatchRun.Outcome]

    private var resource: ResourceFacts { item.resource }

    /// The text of a plain JSON value; nil for an array or an object.
    static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text), .number(let text): text
        case .boolean(let flag): flag ? "yes" : "no"
        case .null: ""
        case .array, .object: nil
        }
    }

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
        let reading = Reading(currency: own("currency")?.uppercased() ?? currency, unit: own("unit") ?? "piece")
        var edits: [Edit] = []
        for member in members {
            let parts = member.key.split(separator: ".", maxSplits: 1).map(String.init)
            guard let field = parts.first.flatMap(resource.field), parts.count == 1 || isMap(field) else {
                let near = Nearest.names(to: member.key, among: resource.fields.map(\.key))
                throw item.failure(
                    "is no field", rule: "unknown_field", field: member.key, expected: near.joined(separator: ", "))
            }
            if parts.count == 2 {
                edits.append(Edit(field: field.key, key: parts[1], value: try plain(member.value, field)))
            } else if isMap(field), case .object(let entries) = member.value {
                var map: [MapEntry] = []
                for entry in entries { map.append(MapEntry(key: entry.key, value: try plain(entry.value, field))) }
                edits.append(Edit(field: field.key, value: .map(map)))
            } else {
                edits.append(Edit(field: field.key, value: try value(member.value, field, reading)))
            }
        }
        return edits
    }

    private func isMap(_ field: FieldFacts) -> Bool {
        if case .map = field.kind { true } else { false }
    }

    private func plain(_ json: JSONValue, _ field: FieldFacts) throws(BatchFailure.Item) -> Value {
        guard let value = Reading.plain(json) else { throw failure(.notAnObject, field, json) }
        return value
    }

    private func failure(_ rule: FailureRule, _ field: FieldFacts, _ json: JSONValue) -> BatchFailure.Item {
        item.failure(
            rule.sentence, rule: rule.code, field: field.key, value: Self.text(json) ?? JSONText.text(json),
            expected: rule.expected)
    }

    private func value(_ json: JSONValue, _ field: FieldFacts, _ reading: Reading) throws(BatchFailure.Item) -> Value {
        if json == .null { return .null }
        switch (field.kind, json) {
        case (.set, .array(let elements)): return .set(of: elements.compactMap(\.string))
        case (.references(let target), .array(let elements)):
            var ids: [String] = []
            for element in elements {
                ids.append(try identifier(element["id"]?.string ?? element.string ?? "", target, field: field.key).text)
            }
            return .set(of: ids)
        case (.reference(let target), _):
            guard let name = json["id"]?.string ?? json.string else {
                throw failure(.notFound(resource: target), field, json)
            }
            return name.isEmpty ? .null : .identifier(try identifier(name, target, field: field.key))
        default: break
        }
        guard let text = Self.text(json) else { throw failure(.notText, field, json) }
        do throws(FailureRuleError) {
            return try reading.value(text, field.kind)
        } catch {
            throw failure(error.rule, field, json)
        }
    }

    /// The record a name or id means, one that this batch makes among them.
    func identifier(_ name: String, _ target: String, field: String) throws(BatchFailure.Item) -> Identifier {
        if let id = Identifier(text: name), results.contains(where: { $0.id == id }) { return id }
        guard let resource = Resources.named(target) else { throw item.failure("is no record", rule: "not_found") }
        do throws(StoreError) {
            return try reader.find(name, in: resource).id
        } catch {
            throw item.failure("is none of the \(target)", rule: "not_found", field: field, value: name)
        }
    }

    /// The record that the operation itself is about.
    func record(_ key: String, isDeleted: Bool) throws(BatchFailure.Item) -> Identifier {
        do throws(StoreError) {
            return try reader.find(key, in: resource, includingDeleted: isDeleted).id
        } catch {
            throw item.failure("is none of the \(resource.name)", rule: "not_found", value: key)
        }
    }

    /// The record as it stands; nil for one of this batch.
    func stored(_ id: Identifier) throws(BatchFailure.Item) -> StoredRecord? {
        (try? reader.record(id, in: resource)) ?? nil
    }
}
