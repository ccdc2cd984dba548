internal import Domain
internal import SQLite

/// Turns operations into changes: looks up what stands, checks permission and conflicts, brings values into form.
struct Resolution {
    /// One change on its way, with the row it belongs to.
    struct Step {
        var change: Change
        let row: Int64?
        let wasLive: Bool
        let isTransfer: Bool
        let operation: Int
        /// Whether a new record came with its id.
        var isIdGiven = false
        /// The stored keys of a new record where they are known.
        var keys: [String?] = []

        /// Whether it changes anything.
        var isChange: Bool { change.action != .updated || !change.changedPositions.isEmpty }

        /// Whether it takes a product's SKU, which stands at a position, and gives no other.
        func losesSKU(at position: Int) -> Bool {
            guard change.action == .updated, change.resource === Product.declaration.facts,
                let before = change.before, let after = change.after
            else { return false }
            return after[position].isNull && !before[position].isNull
        }
    }

    private(set) var steps: [Step] = []
    private(set) var failures: [ValidationFailure] = []
    private(set) var conflicts: [EditConflict] = []
    private let access: Access
    private let sight: Visibility
    /// Whether children go with their records, and come back with them.
    let cascades: Bool
    /// Whether a product that had an SKU must have one: what only brings back an earlier state may bring back none.
    let asksForSKUs: Bool
    private let now: Int64
    private let currency: String
    /// The last action that needed no look at the record: a batch asks for the same one again and again.
    private var lastFree: (action: Permission.Action, resource: ResourceFacts)?
    /// Steps that already touch a record, so that a later operation of the batch sees them: as many of the steps as
    /// were asked for yet.
    private var known: [Identifier: Int] = [:]
    private var knownCount = 0

    init(
        access: Access, sight: Visibility, currency: String, cascades: Bool, asksForSKUs: Bool = true, now: Int64
    ) {
        self.access = access
        self.sight = sight
        self.currency = currency
        self.cascades = cascades
        self.asksForSKUs = asksForSKUs
        self.now = now
    }

    /// Takes an operation up. A record that was just read in the same transaction is not read again.
    mutating func add(
        _ operation: Operation, index: Int, read: StoredRecord? = nil, id: () -> Identifier,
        _ connection: borrowing Connection
    ) throws(StoreError) {
        let resource = operation.resource
        switch operation {
        case .create(_, let given, let values):
            let record = given ?? id()
            let maker = CheckedValues.Maker(actor: access.actor.id, currency: currency)
            return try create(
                resource, record, CheckedValues(new: values, of: resource, id: record, by: maker), index,
                isIdGiven: given != nil)
        case .createChecked(_, let given, let checked):
            return try create(resource, given ?? id(), checked, index, isIdGiven: given != nil)
        case .update, .delete, .restore, .purge, .transfer: break
        }
        guard let record = operation.record, let standing = try standing(record, resource, read, connection) else {
            throw .notFound(resource: resource.name, key: operation.record?.text ?? "")
        }
        // A record that may not be read is not there.
        guard try allowed(.read, resource, [standing.values]) else {
            throw .notFound(resource: resource.name, key: record.text)
        }
        switch operation {
        case .create, .createChecked: break
        case .update(_, _, let edits):
            try update(resource, standing, edits, action: .update, index, connection)
        case .transfer(_, _, let category, let from):
            let edit = Edit(field: "category", value: .identifier(category), base: from.map { .identifier($0) })
            try update(resource, standing, [edit], action: .transfer, index, connection)
        case .delete: try delete(resource, standing, index, connection)
        case .restore: try restore(resource, standing, index, connection)
        case .purge:
            try demand(.purge, resource, record, [standing.values])
            append(standing, .purged, resource, after: nil, index)
        }
    }

    // MARK: What stands

    private struct Standing {
        let id: Identifier
        let row: Int64?
        let values: [Value]
        let isDeleted: Bool
        let stamps: StoredRecord.Stamps?
    }

    private mutating func standing(
        _ id: Identifier, _ resource: ResourceFacts, _ read: StoredRecord?, _ connection: borrowing Connection
    ) throws(StoreError) -> Standing? {
        for index in knownCount..<steps.count { known[steps[index].change.record] = index }
        knownCount = steps.count
        if let index = known[id] {
            let step = steps[index]
            guard let after = step.change.after else { return nil }
            return Standing(
                id: id, row: step.row, values: after, isDeleted: step.change.action == .deleted, stamps: nil)
        }
        do throws(SQLiteError) {
            var record = read
            if record == nil { record = try connection.record(id, in: resource) }
            guard let record else { return nil }
            return Standing(
                id: id, row: record.row, values: record.values, isDeleted: record.isDeleted, stamps: record.stamps)
        } catch {
            throw StoreError.from(error, path: "")
        }
    }

    private func allowed(_ action: Permission.Action, _ resource: ResourceFacts, _ states: [[Value]])
        throws(StoreError) -> Bool
    {
        access.denial(
            action, on: resource.name, states: states, evaluator: FilterEvaluator(resource: resource)) == nil
    }

    private mutating func demand(
        _ action: Permission.Action, _ resource: ResourceFacts, _ record: Identifier, _ states: [[Value]]
    ) throws(StoreError) {
        if let last = lastFree, last.action == action, last.resource === resource { return }
        if access.isUnconditional(action, on: resource.name) {
            lastFree = (action, resource)
            return
        }
        let denial = access.denial(
            action, on: resource.name, states: states, evaluator: FilterEvaluator(resource: resource))
        guard var denial else { return }
        // Where the record decides, it is told which one of a batch it was.
        if access.mayEver(action, on: resource.name) {
            denial.record = states.first.map { RecordName.of($0, id: record, resource: resource) }
        }
        throw .denied(denial)
    }

    /// What a change is beside the action it was asked for may be denied for itself.
    private func refuse(
        besides asked: Permission.Action, _ resource: ResourceFacts, _ record: Identifier, _ before: [Value]?,
        _ after: [Value]
    ) throws(StoreError) {
        guard access.grants.contains(where: { $0.effect == .deny }) else { return }
        let states = [before, after].compactMap(\.self)
        for action in AccompanyingActions.of(resource, before: before, after: after) where action != asked {
            let denial = access.explicitDenial(
                action, on: resource.name, states: states, evaluator: FilterEvaluator(resource: resource))
            guard var denial else { continue }
            denial.record = RecordName.of(after, id: record, resource: resource)
            throw .denied(denial)
        }
    }

    private mutating func append(
        _ standing: Standing, _ action: ChangeAction, _ resource: ResourceFacts, after: [Value]?, _ index: Int,
        isTransfer: Bool = false
    ) {
        let change = Change(
            resource: resource, record: standing.id, action: action, before: standing.values, after: after)
        steps.append(
            Step(
                change: change, row: standing.row, wasLive: !standing.isDeleted, isTransfer: isTransfer,
                operation: index))
    }

    // MARK: Operations

    private mutating func create(
        _ resource: ResourceFacts, _ id: Identifier, _ checked: CheckedValues, _ index: Int, isIdGiven: Bool
    ) throws(StoreError) {
        let name = RecordName.ofNew(checked.name, id, resource, refusing: checked.failures.map(\.value))
        note(checked, name, resource, index)
        try demand(.create, resource, id, [checked.values])
        try refuse(besides: .create, resource, id, nil, checked.values)
        let change = Change(resource: resource, record: id, action: .created, before: nil, after: checked.values)
        steps.append(
            Step(
                change: change, row: nil, wasLive: false, isTransfer: false, operation: index, isIdGiven: isIdGiven,
                keys: checked.keys))
    }

    private mutating func update(
        _ resource: ResourceFacts, _ standing: Standing, _ edits: [Edit], action: Permission.Action, _ index: Int,
        _ connection: borrowing Connection
    ) throws(StoreError) {
        let name = RecordName.of(standing.values, id: standing.id, resource: resource)
        guard !standing.isDeleted else { throw .gone(resource: resource.name, record: name) }
        var values = standing.values
        var touched: [FieldFacts] = []
        for edit in edits {
            guard let field = resource.field(edit.field) else {
                failures.append(failure(resource, name, index, edit.field, nil, .unknownField(near: [])))
                continue
            }
            guard !field.isDerived else {
                failures.append(failure(resource, name, index, edit.field, nil, .derived))
                continue
            }
            let stored = edit.key.map { standing.values[field.position][key: $0] } ?? standing.values[field.position]
            if let base = edit.base, base != stored, stored != edit.value {
                conflicts.append(try conflict(edit, field, stored, standing, name, resource, connection))
                continue
            }
            values[field.position] = edit.applied(to: values[field.position])
            touched.append(field)
        }
        let checked = CheckedValues(
            values, touching: touched, of: resource, id: standing.id, currency: currency)
        note(checked, name, resource, index)
        try demand(action, resource, standing.id, [standing.values, checked.values])
        try refuse(besides: action, resource, standing.id, standing.values, checked.values)
        append(standing, .updated, resource, after: checked.values, index, isTransfer: action == .transfer)
    }

    private func conflict(
        _ edit: Edit, _ field: FieldFacts, _ stored: Value, _ standing: Standing, _ name: String,
        _ resource: ResourceFacts, _ connection: borrowing Connection
    ) throws(StoreError) -> EditConflict {
        func text(_ value: Value) -> String {
            Rendering.text(value, field, in: standing.values, of: resource)
        }
        var later: LaterChange?
        if standing.stamps != nil {
            later = try? connection.laterChange(of: standing.id, as: access) { $0.touches(edit.field, key: edit.key) }
        }
        let by = standing.stamps == nil ? "this batch" : "somebody"
        return EditConflict(
            resource: resource.name, record: name, field: edit.key.map { "\(edit.field).\($0)" } ?? edit.field,
            base: text(edit.base ?? .null), stored: text(stored), wanted: text(edit.value), by: later?.by ?? by,
            at: later?.at ?? standing.stamps?.updatedAt ?? now, commit: later?.commit)
    }

    private mutating func delete(
        _ resource: ResourceFacts, _ standing: Standing, _ index: Int, _ connection: borrowing Connection
    ) throws(StoreError) {
        let name = RecordName.of(standing.values, id: standing.id, resource: resource)
        guard !standing.isDeleted else { throw .gone(resource: resource.name, record: name) }
        try demand(.delete, resource, standing.id, [standing.values])
        if cascades {
            for (child, record) in try children(of: standing.id, resource, deletedAt: nil, connection) {
                // What goes with a record is a change as any other.
                try demand(.delete, child, record.id, [record.values])
                append(
                    Standing(
                        id: record.id, row: record.row, values: record.values, isDeleted: false, stamps: record.stamps),
                    .deleted, child, after: record.values, index)
            }
        }
        append(standing, .deleted, resource, after: standing.values, index)
    }

    private mutating func restore(
        _ resource: ResourceFacts, _ standing: Standing, _ index: Int, _ connection: borrowing Connection
    ) throws(StoreError) {
        guard standing.isDeleted else { return }
        try demand(.restore, resource, standing.id, [standing.values])
        append(standing, .restored, resource, after: standing.values, index)
        guard cascades, let moment = standing.stamps?.deletedAt else { return }
        for (child, record) in try children(of: standing.id, resource, deletedAt: moment, connection) {
            try demand(.restore, child, record.id, [record.values])
            append(
                Standing(
                    id: record.id, row: record.row, values: record.values, isDeleted: true, stamps: record.stamps),
                .restored, child, after: record.values, index)
        }
    }

    /// Records that go with one and come back with it: live ones, or those deleted at the same moment.
    private func children(
        of id: Identifier, _ resource: ResourceFacts, deletedAt moment: Int64?, _ connection: borrowing Connection
    ) throws(StoreError) -> [(ResourceFacts, StoredRecord)] {
        var result: [(ResourceFacts, StoredRecord)] = []
        for (child, field) in Resources.references(to: resource.name) where field.traits.contains(.child) {
            do throws(SQLiteError) {
                for record in try connection.records(of: child, where: field.key, are: id, deletedAt: moment) {
                    result.append((child, record))
                }
            } catch {
                throw StoreError.from(error, path: "")
            }
        }
        return result
    }

    // MARK: Values

    private func failure(
        _ resource: ResourceFacts, _ record: String, _ index: Int, _ field: String?, _ value: String?,
        _ rule: FailureRule
    ) -> ValidationFailure {
        ValidationFailure(
            resource: resource.name, record: record, index: index, field: field, value: value, rule: rule)
    }

    /// Every failure of a record's fields is reported, not only the first.
    private mutating func note(_ checked: CheckedValues, _ name: String, _ resource: ResourceFacts, _ index: Int) {
        for found in checked.failures {
            failures.append(failure(resource, name, index, found.field, found.value, found.rule))
        }
    }
}
