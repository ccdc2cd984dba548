internal import Domain
internal import Storage

/// Turns changes as they are written into assignments: what does not depend on a record is read once, for however many
/// records.
struct FieldChangeReading {
    let assignments: [Assignment]
    private let resource: ResourceFacts
    private let currency: String

    /// Reads the words of a command; throws where there are none.
    init(_ session: Session, _ resource: ResourceFacts, _ words: some Sequence<String>) throws {
        self.resource = resource
        currency = try session.currency()
        let (changes, unknown) = try FieldChange.parse(words, for: resource)
        guard !changes.isEmpty || !unknown.isEmpty else {
            throw UsageFailure.noAssignment(command: session.invocation.commandName)
        }
        let names = LiveNames(session.reader)
        let reading = FieldReading(
            currency: currency, today: LocalMoment.day(session.now), lookUp: { names.meaning(of: $0, in: $1) })
        let refused = unknown.map { failure in
            Assignment(failure.field ?? "", wish: .refused(text: failure.value, failure.rule))
        }
        assignments = refused + changes.map { Self.assignment($0, reading) }
        if let failure = names.failure { throw failure }
    }

    /// The values of a new record.
    func values() throws -> [Value] {
        var values = [Value](repeating: .null, count: resource.fields.count)
        let (edits, failures) = AssignmentReading(assignments, of: resource, currency: currency)
            .edits(of: nil, name: "new \(resource.shape.singular)")
        if !failures.isEmpty { throw StoreError.invalid(failures) }
        for edit in edits {
            guard let position = resource.positions[edit.field] else { continue }
            values[position] = edit.applied(to: values[position])
        }
        return values
    }

    private static func assignment(_ change: FieldChange, _ reading: FieldReading) -> Assignment {
        let action: Assignment.Action =
            switch change.action {
            case .set: .set
            case .add: .add
            case .remove: .remove
            }
        return Assignment(change.field.key, key: change.key, action, wish: wish(change, reading))
    }

    /// Amounts and quantities wait for the record they are of.
    private static func wish(_ change: FieldChange, _ reading: FieldReading) -> Assignment.Wish {
        if change.key != nil { return .value(ListText.plain(change.text)) }
        switch change.field.kind {
        case .money, .quantity: return .text(change.text)
        case .text, .note, .code, .integer, .boolean, .percent, .date, .moment, .choice, .reference, .references, .set,
            .map:
            do throws(FailureRuleError) {
                return .value(try reading.value(change.text, change.field.kind))
            } catch {
                return .refused(text: change.text, error.rule)
            }
        }
    }
}
