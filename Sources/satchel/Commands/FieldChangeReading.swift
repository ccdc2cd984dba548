internal import Domain
internal import Storage

/// Turns changes as they are written into values and edits of one record.
struct FieldChangeReading {
    let session: Session
    let resource: ResourceFacts
    let changes: [FieldChange]
    /// Words that name no field.
    private let unknown: [ValidationFailure]
    /// What the names in them mean.
    private let names: LiveNames

    /// Reads the words of a command; throws where there are none.
    init(_ session: Session, _ resource: ResourceFacts, _ words: some Sequence<String>) throws {
        self.session = session
        self.resource = resource
        (changes, unknown) = try FieldChange.parse(words, for: resource)
        guard !changes.isEmpty || !unknown.isEmpty else {
            throw UsageFailure.noAssignment(command: session.invocation.commandName)
        }
        names = LiveNames(session.reader)
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
        let names = names
        let reading = FieldReading(
            currency: try own("currency", record) ?? session.currency(), unit: own("unit", record) ?? "piece",
            today: LocalMoment.day(session.now), lookUp: { names.meaning(of: $0, in: $1) })
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
            do throws(FailureRuleError) {
                let edit = try edit(change, record, reading, &sets)
                edits.removeAll { change.action != .set && $0.field == edit.field }
                edits.append(edit)
            } catch {
                if let failure = names.failure { throw failure }
                failures.append(
                    ValidationFailure(
                        resource: resource.name, record: name, index: 0, field: change.field.key, value: change.text,
                        rule: error.rule))
            }
        }
        if !failures.isEmpty {
            throw CommandFailure.assignments(failures + wrong(edits, of: record, name, beside: failures))
        }
        return edits
    }

    private static func edit(ofKeys changes: [FieldChange]) -> Edit {
        let entries = changes.map { MapEntry(key: $0.key ?? "", value: ListText.plain($0.text)) }
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
        _ change: FieldChange, _ record: StoredRecord?, _ reading: FieldReading, _ sets: inout [Int: [String]]
    ) throws(FailureRuleError) -> Edit {
        let value = try reading.value(change.text, change.field.kind)
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
}
