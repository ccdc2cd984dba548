internal import Domain
internal import Storage

/// Turns changes as they are written into values and edits of one record.
struct FieldChangeReading {
    let session: Session
    let resource: ResourceFacts
    let changes: [FieldChange]
    /// Words that name no field.
    private let unknown: [ValidationFailure]
    /// Names that were looked up, so that a change of many records looks each up once.
    private let looked = LookedUp()

    private final class LookedUp {
        var ids: [String: Identifier] = [:]
    }

    /// Reads the words of a command; throws where there are none.
    init(_ session: Session, _ resource: ResourceFacts, _ words: some Sequence<String>) throws {
        self.session = session
        self.resource = resource
        (changes, unknown) = try FieldChange.parse(words, for: resource)
        guard !changes.isEmpty || !unknown.isEmpty else {
            throw UsageFailure.noAssignment(command: session.invocation.commandName)
        }
    }

    /// The values of a new record.
    func values() throws -> [Value] {
        var values = [Value](repeating: .null, count: resource.fields.count)
        for edit in try edits(of: nil, name: "new \(resource.shape.singular)") {
            guard let position = resource.positions[edit.field] else { continue }
            values[position] = edit.applied(to: values[position])
        }
        return values
    }

    /// What the changes mean for a record as it stands; money is in its currency, quantities in its unit.
    func edits(of record: StoredRecord?, name: String) throws -> [Edit] {
        let reading = Reading(
            currency: try own("currency", record) ?? session.currency(), unit: own("unit", record) ?? "piece")
        var edits: [Edit] = []
        var failures = unknown.map { failure in
            ValidationFailure(
                resource: failure.resource, record: name, index: 0, field: failure.field, value: failure.value,
                rule: failure.rule)
        }
        // Several += and -= of one field work on each other's results.
        var sets: [Int: [String]] = [:]
        // Keys of one map make one edit: each alone would sort the whole map again.
        var keys = changes[...]
        while let change = keys.popFirst() {
            if change.key != nil {
                let more = keys.prefix { $0.key != nil && $0.field === change.field }
                keys = keys.dropFirst(more.count)
                edits.append(Self.edit(ofKeys: [change] + more))
                continue
            }
            do {
                let edit = try edit(change, record, reading, &sets)
                edits.removeAll { change.action != .set && $0.field == edit.field }
                edits.append(edit)
            } catch let error as FailureRuleError {
                failures.append(
                    ValidationFailure(
                        resource: resource.name, record: name, index: 0, field: change.field.key, value: change.text,
                        rule: error.rule))
            }
        }
        if !failures.isEmpty { throw CommandFailure.assignments(failures) }
        return edits
    }

    private static func edit(ofKeys changes: [FieldChange]) -> Edit {
        let entries = changes.map { MapEntry(key: $0.key ?? "", value: plain($0.text)) }
        return Edit(field: changes[0].field.key, value: .map(entries))
    }

    /// A sibling that is being set, or as it stands.
    private func own(_ key: String, _ record: StoredRecord?) -> String? {
        if let given = changes.last(where: { $0.field.key == key }) {
            return key == "currency" ? given.text.uppercased() : given.text
        }
        guard let record, let position = resource.positions[key] else { return nil }
        return record.values[position].text
    }

    private func edit(
        _ change: FieldChange, _ record: StoredRecord?, _ reading: Reading, _ sets: inout [Int: [String]]
    ) throws -> Edit {
        let value = try value(change, reading)
        guard change.action != .set else {
            sets[change.field.position] = value.list
            return Edit(field: change.field.key, value: value)
        }
        let stored = record?.values[change.field.position] ?? .null
        let current = sets[change.field.position] ?? stored.list
        let members = change.action == .add ? current + value.list : current.filter { !value.list.contains($0) }
        sets[change.field.position] = members
        return Edit(field: change.field.key, value: .set(of: members), base: record == nil ? nil : stored)
    }

    private func value(_ change: FieldChange, _ reading: Reading) throws -> Value {
        if change.text.isEmpty { return .null }
        switch change.field.kind {
        case .reference(let target): return .identifier(try identifier(change.text, target))
        case .references(let target):
            return .set(of: try Reading.list(change.text).map { try identifier($0, target).text })
        case .date where change.text == "today": return .text(LocalMoment.day(session.now).text)
        default: return try reading.value(change.text, change.field.kind)
        }
    }

    /// The record that a name means.
    private func identifier(_ name: String, _ target: String) throws -> Identifier {
        if let known = looked.ids[name] { return known }
        guard let resource = Resources.named(target) else { throw FailureRuleError(.notFound(resource: target)) }
        let reader = try session.reader()
        do throws(StoreError) {
            let id = try reader.find(name, in: resource).id
            looked.ids[name] = id
            return id
        } catch {
            switch error {
            case .notFound:
                throw FailureRuleError(.notFound(resource: target, near: try reader.near(name, in: resource)))
            case .ambiguous(_, _, let candidates): throw FailureRuleError(.ambiguous(candidates))
            default: throw error
            }
        }
    }

    /// A plain value of a map: whole numbers are kept as numbers, so that filters compare them as such.
    static func plain(_ text: String) -> Value {
        if text.isEmpty { return .null }
        let digitsMax = 15
        if text.utf8.count <= digitsMax, let number = Int64(text), String(number) == text { return .integer(number) }
        return .text(text)
    }
}
