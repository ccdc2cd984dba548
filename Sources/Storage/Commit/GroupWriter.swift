package import Domain
internal import SQLite

/// Writes the commits of one action inside one transaction. The order of a commit is the one of the design: permission,
/// all field and uniqueness failures together, business rules, then records and journal.
package final class GroupWriter {
    private let writer: Writer
    private let access: Access
    /// What may be named to whoever acts.
    let sight: Visibility
    private let bulk: BulkIndexes?
    package let group: Identifier
    private let origin: String
    private let reason: String?
    private let undoes: Identifier?
    private let now: Int64
    private var facts: Facts
    private var loaded: Set<String> = []
    /// Abilities that hold for every record of a resource.
    private var abilities: [String: RuleInput.Ability] = [:]
    private var head: JournalWriter.Head
    private var index: Int64 = 0
    /// Commits that are not in the journal yet: the newest one waits until it is known whether the group ends with it.
    private var sealing: Sealing
    private var waiting: [Proposal] = []
    /// Told of every batch of changes once its records are written, with the row of the first one that was inserted.
    package var onWritten: (([Change], Int64) -> Void)?
    /// The records of the operations, in their order; a bulk keeps none.
    package private(set) var records: [Identifier] = []
    package private(set) var changeCount: Int64 = 0

    init(writer: Writer, _ start: GroupStart, bulk: BulkPlan?) throws(StoreError) {
        self.writer = writer
        origin = start.origin
        sealing = Sealing()
        reason = start.reason
        undoes = start.undoes
        now = writer.surroundings.now()
        group = writer.ids.next(microseconds: now)
        access = try writer.access()
        sight = Visibility(access)
        let currency = try writer.attempt { () throws(SQLiteError) in try writer.currency() }
        facts = Facts(storeCurrency: currency, actor: access.actor.id)
        head = try writer.attempt { () throws(SQLiteError) in try writer.journal.head(writer.connection) }
        self.bulk = try bulk.flatMap { Resources.named($0.resource) }.map { (resource) throws(StoreError) in
            try BulkIndexes(dropping: RecordTable.of(resource), writer)
        }
    }

    /// Who acts.
    var actor: Identifier { access.actor.id }
    package var currency: String { facts.storeCurrency }
    /// Who makes new records, and in which currency, where they do not say.
    package var maker: CheckedValues.Maker {
        CheckedValues.Maker(actor: access.actor.id, currency: facts.storeCurrency)
    }
    package var receipt: Receipt { Receipt(group: group, records: records, changeCount: changeCount) }

    var connection: Connection { _read { yield writer.connection } }

    func attempt<T>(_ body: () throws(SQLiteError) -> T) throws(StoreError) -> T {
        try writer.attempt(body)
    }

    /// An id for a record that is about to be created, so that others can refer to it.
    package func makeIdentifier() -> Identifier {
        writer.ids.next(microseconds: now)
    }

    /// Writes one proposal of the group. Throws before anything of it is written.
    package func write(_ proposal: Proposal) throws(StoreError) {
        var resolution = Resolution(
            access: access, sight: sight, currency: facts.storeCurrency, cascades: proposal.origin != Origin.undo,
            now: now)
        for (index, operation) in proposal.operations.enumerated() {
            try resolution.add(operation, index: index, id: makeIdentifier, writer.connection)
        }
        if !resolution.conflicts.isEmpty { throw .conflict(resolution.conflicts) }
        let steps = try checked(resolution)
        let isAllChange = steps.allSatisfy(Self.isChange)
        let changed = isAllChange ? steps : steps.filter(Self.isChange)
        try writer.attempt { () throws(SQLiteError) in
            let firstRow = try RecordWriter(now: now, actor: access.actor.id).write(changed, writer.connection)
            let changes = changed.map(\.change)
            onWritten?(changes, firstRow)
            for start in stride(from: 0, to: changes.count, by: Proposal.changesMax) {
                let end = min(start + Proposal.changesMax, changes.count)
                sealing.add(start == 0 && end == changes.count ? changes : Array(changes[start..<end]))
                waiting.append(Proposal([], reason: proposal.reason, origin: origin, occurredAt: proposal.occurredAt))
                while waiting.count > Sealing.commitsAheadMax { try flush(isLast: false) }
            }
        }
        changeCount += Int64(changed.count)
        writer.onProgress?(changeCount)
        forgetMany()
        if bulk == nil { noteRecords(steps, proposal) }
    }

    private static func isChange(_ step: Resolution.Step) -> Bool {
        step.change.action != .updated || !step.change.changedPositions.isEmpty
    }

    private func noteRecords(_ steps: [Resolution.Step], _ proposal: Proposal) {
        var byOperation: [Int: Identifier] = [:]
        for step in steps { byOperation[step.operation] = step.change.record }
        records += proposal.operations.indices.compactMap { byOperation[$0] ?? proposal.operations[$0].record }
    }

    /// What is known to be live is only a saving; a large import must not hold every id.
    private func forgetMany() {
        let idsMax = 10_000
        for (name, ids) in facts.live where ids.count > idsMax { facts.live[name] = nil }
        facts.referencedBy = [:]
    }

    /// The steps with everything filled in, when nothing keeps them from being written.
    private func checked(_ resolution: Resolution) throws(StoreError) -> [Resolution.Step] {
        var steps = resolution.steps
        var failures = resolution.failures
        try writer.attempt { () throws(SQLiteError) in
            try load(steps)
            try complete(&steps)
            ConditionPins.pin(&steps, facts, writer)
            try FactsLoader.loadReferences(of: steps, into: &facts, sight, writer.connection)
        }
        let giving = Giving(access, facts)
        for step in steps {
            if let denial = giving.denial(step.change, wasLive: step.wasLive) { throw .denied(denial) }
        }
        try writer.attempt { () throws(SQLiteError) in
            failures += ReferenceCheck.failures(steps, facts)
            failures += try IdentifierCheck.failures(steps, rowBefore: bulk?.rowBefore, sight, writer.connection)
            if bulk == nil { failures += try UniqueCheck.failures(steps, sight, writer.connection) }
        }
        // Figures that the rules count up stay as they are when the proposal fails.
        let before = facts
        if failures.isEmpty { failures = ruleFailures(steps) }
        guard failures.isEmpty else {
            facts = before
            throw .invalid(failures)
        }
        return steps
    }

    /// Fills in what records get by themselves; what a later operation of the batch found standing gets it too.
    private func complete(_ steps: inout [Resolution.Step]) throws(SQLiteError) {
        let isMixed = steps.contains { $0.change.action != .created }
        var completed: [Identifier: (given: [Value], full: [Value])] = [:]
        for index in steps.indices {
            let change = steps[index].change
            if isMixed, let known = completed[change.record] {
                steps[index].change = Change(
                    resource: change.resource, record: change.record, action: change.action, before: known.full,
                    after: change.after.map { after in
                        after.indices.map { after[$0] == known.given[$0] ? known.full[$0] : after[$0] }
                    })
            }
            guard let after = steps[index].change.after, change.action != .deleted else { continue }
            if change.action == .created {
                try SKUNumbers.load(for: after, change.resource, into: &facts, writer.connection)
            }
            // Most new records are whole: the steps of an import then stay the ones that were resolved.
            var full = after
            if Completion.fill(&full, of: change.resource, isNew: steps[index].change.before == nil, facts: &facts) {
                steps[index].change.after = full
            }
            if isMixed, let given = change.after { completed[change.record] = (given, full) }
        }
    }

    private func load(_ steps: [Resolution.Step]) throws(SQLiteError) {
        let names = Set(ResourceFacts.distinct(steps.lazy.map(\.change.resource)).map(\.name)).subtracting(loaded)
        if !names.isEmpty { try FactsLoader.load(names, into: &facts, writer.connection) }
        loaded.formUnion(names)
    }

    /// The first broken rule of each record; what passes counts for the records after it.
    private func ruleFailures(_ steps: [Resolution.Step]) -> [ValidationFailure] {
        var failures: [ValidationFailure] = []
        for step in steps {
            let change = step.change
            if let failure = brokenRule(step) {
                let values = change.after ?? change.before ?? []
                let field = failure.field.flatMap { change.resource.field($0) }
                let value =
                    failure.value
                    ?? field.map { Rendering.text(values[$0.position], $0, in: values, of: change.resource) }
                failures.append(
                    ValidationFailure(
                        resource: change.resource.name, record: RecordName.of(change, refusing: failure.field),
                        index: step.operation,
                        field: failure.field, value: value, rule: failure.rule))
            }
            facts.note(change, wasLive: step.wasLive)
        }
        return failures
    }

    private func brokenRule(_ step: Resolution.Step) -> RuleFailure? {
        let change = step.change
        if let names = facts.referencedBy[change.record], !names.isEmpty,
            change.action == .deleted || change.action == .purged
        {
            return RuleFailure(nil, .referenced(by: names))
        }
        let may = ability(change)
        let input = RuleInput(change, isTransfer: step.isTransfer, facts: facts, may: may)
        return Rule.first(change.resource.shape.rules, input)
    }

    /// What the actor may do with the record beside the change itself.
    private func ability(_ change: Change) -> RuleInput.Ability {
        if let known = abilities[change.resource.name] { return known }
        let name = change.resource.name
        func may(_ action: Permission.Action) -> Bool {
            let evaluator = FilterEvaluator(resource: change.resource)
            return access.denial(action, on: name, states: [change.after ?? []], evaluator: evaluator) == nil
        }
        let ability = RuleInput.Ability(update: may(.update), feature: may(.feature))
        if access.isUnconditional(.update, on: name), access.isUnconditional(.feature, on: name) {
            abilities[name] = ability
        }
        return ability
    }

    /// Writes the oldest commit that waits.
    private func flush(isLast: Bool) throws(SQLiteError) {
        guard !waiting.isEmpty, let sealed = sealing.next() else { return }
        let proposal = waiting.removeFirst()
        let facts = JournalWriter.Facts(
            group: group, index: index, isLast: isLast, actor: access.actor, session: writer.surroundings.session,
            origin: origin, reason: proposal.reason ?? reason, correlation: writer.surroundings.correlation,
            recordedAt: now, occurredAt: proposal.occurredAt, undoes: undoes)
        try writer.journal.write(sealed, facts, head: &head, writer.connection)
        index += 1
    }

    /// Ends the group: its last commit, and the indexes that a bulk left out.
    func finish() throws(StoreError) {
        // That an action was taken back is a fact also where nothing was left to take back: without it the action
        // would be the newest one for ever.
        if undoes != nil, changeCount == 0, waiting.isEmpty {
            sealing.add([])
            waiting.append(Proposal([], origin: origin))
        }
        try writeWaiting()
        try writer.attempt { () throws(SQLiteError) in try SKUNumbers.store(facts, writer.connection) }
        try bulk?.rebuild()
    }

    /// Appends an event to what the group does: it stands exactly if the group does.
    package func note(_ kind: EventEntry.Kind, resource: String, detail: String) throws(StoreError) {
        try writer.attempt { () throws(SQLiteError) in
            try writer.appendEvent(kind, resource: resource, record: nil, detail: detail)
        }
    }

    /// Writes the commits that wait, the last one as the group's last.
    func writeWaiting() throws(StoreError) {
        try writer.attempt { () throws(SQLiteError) in
            while !waiting.isEmpty { try flush(isLast: waiting.count == 1) }
        }
    }
}

/// What a group is about.
struct GroupStart {
    let origin: String
    let reason: String?
    let undoes: Identifier?
}

/// Where a commit came from, where the program itself treats it apart.
package enum Origin {
    package static let undo = "undo"
    package static let redo = "redo"
    package static let importing = "import"
    package static let commandLine = "command line"
    package static let cell = "cell"
    package static let batch = "batch"
    package static let initial = "init"
}
