internal import Domain
internal import SQLite
internal import Text

/// Finds, for a batch, every unique key that is taken or given twice.
struct UniqueCheck {
    /// A key with its values, the same in all resources that share it.
    fileprivate struct Claim: Hashable {
        private let space: String
        private let key: String
        private let values: [Value]

        init(_ key: UniqueKey, _ values: [Value], _ resource: ResourceFacts) {
            space = key.sharedWith.reduce(resource.name, min)
            self.key = key.name
            self.values = values
        }
    }

    /// Keys that records of earlier batches have taken without being written: of each its hash, because they may be a
    /// million.
    struct Taken {
        private var hashes: Set<Int> = []

        fileprivate func contains(_ claim: Claim) -> Bool { hashes.contains(claim.hashValue) }
        fileprivate mutating func insert(_ claim: Claim) { hashes.insert(claim.hashValue) }
    }

    /// All failures of a batch's live records; records of the batch itself count with what the whole batch leaves of
    /// them.
    static func failures(
        _ steps: [Resolution.Step], after earlier: Taken = Taken(), _ sight: Visibility,
        _ connection: borrowing Connection
    ) throws(SQLiteError) -> [ValidationFailure] {
        let (changes, operations) = outcomes(steps)
        var check = UniqueCheck(changes: changes, after: earlier, sight: sight)
        var failures: [ValidationFailure] = []
        // Keys that stay come first: whoever claims one of them is the one that fails.
        for claims in [false, true] {
            for (index, change) in changes.enumerated() where isLive(change) {
                for key in change.resource.shape.uniqueKeys where isChanged(key, change) == claims {
                    guard let rule = try check.claim(key, index, connection) else { continue }
                    failures.append(failure(rule, key, change, operations[index]))
                }
            }
        }
        return failures.sorted { $0.index < $1.index }
    }

    /// Notes the keys that a batch takes, for the batches after it.
    static func note(_ steps: [Resolution.Step], in taken: inout Taken) {
        for change in outcomes(steps).changes where isLive(change) {
            for key in change.resource.shape.uniqueKeys where isChanged(key, change) {
                guard let after = change.after, let values = keyValues(key, after, change.resource) else { continue }
                taken.insert(Claim(key, values, change.resource))
            }
        }
    }

    /// One change for each record, from what stood before the batch to what stands after it, with its last operation.
    private static func outcomes(_ steps: [Resolution.Step]) -> (changes: [Change], operations: [Int]) {
        var places: [Identifier: Int] = [:]
        var changes: [Change] = []
        var operations: [Int] = []
        for step in steps {
            guard let place = places[step.change.record] else {
                places[step.change.record] = changes.count
                changes.append(step.change)
                operations.append(step.operation)
                continue
            }
            let first = changes[place]
            let isGone = step.change.action == .deleted || step.change.action == .purged
            let wasLive = first.action == .updated
            changes[place] = Change(
                resource: first.resource, record: first.record,
                action: isGone ? step.change.action : wasLive ? .updated : .created,
                before: first.before, after: step.change.after)
            operations[place] = step.operation
        }
        return (changes, operations)
    }

    private let changes: [Change]
    private let inBatch: Set<Identifier>
    /// What may be named.
    private let sight: Visibility
    /// The place in the batch that has a key.
    private var given: [Claim: Int] = [:]
    private let earlier: Taken

    private init(changes: [Change], after earlier: Taken, sight: Visibility) {
        self.changes = changes
        self.earlier = earlier
        self.sight = sight
        inBatch = Set(changes.map(\.record))
    }

    private static func isLive(_ change: Change) -> Bool {
        change.action == .created || change.action == .updated || change.action == .restored
    }

    private static func failure(_ rule: FailureRule, _ key: UniqueKey, _ change: Change, _ index: Int)
        -> ValidationFailure
    {
        let after = change.after ?? []
        return ValidationFailure(
            resource: change.resource.name, record: RecordName.of(change, refusing: key.fields.last), index: index,
            field: key.fields.last,
            value: key.fields.last.flatMap { change.resource.positions[$0] }.flatMap { after[$0].text }, rule: rule)
    }

    /// Takes a key for a record of the batch; the failure when somebody has it.
    private mutating func claim(_ key: UniqueKey, _ index: Int, _ connection: borrowing Connection)
        throws(SQLiteError) -> FailureRule?
    {
        let change = changes[index]
        guard let after = change.after, let values = Self.keyValues(key, after, change.resource) else { return nil }
        let claim = Claim(key, values, change.resource)
        if let other = given[claim], changes[other].record != change.record {
            let name = changes[other].after.map {
                RecordName.of($0, id: changes[other].record, resource: changes[other].resource)
            }
            return .twice(key: key.name, at: name ?? "another record of the batch")
        }
        given[claim] = index
        guard Self.isChanged(key, change) else { return nil }
        if earlier.contains(claim) { return .twice(key: key.name, at: "another record of the same change") }
        return try holder(key, values, change, connection).map { .taken(key: key.name, by: $0) }
    }

    private static func isChanged(_ key: UniqueKey, _ change: Change) -> Bool {
        guard change.action == .updated, let before = change.before, let after = change.after else { return true }
        return key.fields.contains { field in
            change.resource.positions[field].map { before[$0] != after[$0] } ?? false
        }
    }

    /// What counts of a record in a key; nil when a part that may be empty is.
    private static func keyValues(_ key: UniqueKey, _ values: [Value], _ resource: ResourceFacts) -> [Value]? {
        var result: [Value] = []
        for name in key.fields {
            guard let field = resource.field(name) else { return nil }
            let value = values[field.position]
            if field.isKeyed {
                guard let text = value.text else { return nil }
                result.append(.text(Normal.key(text)))
            } else {
                result.append(value)
            }
        }
        return result
    }

    /// What the other record with a key is called, where it may be read.
    private func holder(
        _ key: UniqueKey, _ values: [Value], _ change: Change, _ connection: borrowing Connection
    ) throws(SQLiteError) -> String? {
        for name in [change.resource.name] + key.sharedWith {
            guard let resource = Resources.named(name) else { continue }
            let table = RecordTable.of(resource)
            let conditions = key.fields.enumerated().map { "\(table.uniqueColumn($0.element)) = ?\($0.offset + 1)" }
            let statement = try connection.prepare(
                """
                SELECT id, \(RecordTable.quoted(resource.shape.labelField)) FROM \(table.name) \
                WHERE \(conditions.joined(separator: " AND ")) AND deleted_at IS NULL
                """)
            defer { statement.reset() }
            for (index, value) in values.enumerated() {
                if value.isNull { try statement.bind([], index + 1) } else { try statement.bind(value, index + 1) }
            }
            while try statement.step() {
                guard let id = statement.identifier(0), id != change.record, !inBatch.contains(id) else { continue }
                guard try sight.shows(id, in: resource, connection) else { return FailureRule.hiddenHolder }
                return statement.optionalText(1) ?? id.text
            }
        }
        return nil
    }
}
