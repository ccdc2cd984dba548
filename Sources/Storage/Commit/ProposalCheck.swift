// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import SQLite

/// Judges the changes of a proposal: everything that must hold before records and journal are written. It only reads,
/// so that a preview asks the very same questions.
struct ProposalCheck {
    let access: Access
    /// What may be named to whoever acts.
    private let sight: Visibility
    private(set) var facts: Facts
    private var loaded: Set<String> = []
    /// Abilities that hold for every record of a resource.
    private var abilities: [String: RuleInput.Ability] = [:]
    private let lookUp: NameLookUp

    /// `lookUp` says what the names in conditions mean.
    init(access: Access, currency: String, lookUp: @escaping NameLookUp) {
        self.access = access
        sight = Visibility(access)
        self.lookUp = lookUp
        facts = Facts(storeCurrency: currency, actor: access.actor.id)
    }

    /// Has the numbers of SKUs counted on from those that a file gives by itself.
    mutating func keepFree(_ numbers: [String: Int64]) { facts.givenNumber = numbers }

    // MARK: All or nothing

    /// The steps with everything filled in, and what keeps them from being written. Field, reference and uniqueness
    /// failures are all told; rules are asked where there are none. Who would give more than they have is denied it.
    mutating func judge(_ resolution: Resolution, bulk: BulkIndexes?, _ connection: borrowing Connection)
        throws(SQLiteError) -> (steps: [Resolution.Step], failures: [ValidationFailure], denial: Denial?)
    {
        var steps = resolution.steps
        try prepare(
            &steps, asksForSKUs: resolution.asksForSKUs, childrenGo: resolution.cascades, connection)
        if bulk == nil { try FactsLoader.loadVariants(of: steps, into: &facts, connection) }
        if let denial = Giving(access, facts.people).denial(steps.lazy.map(\.change)) { return ([], [], denial) }
        var failures = resolution.failures + ReferenceCheck.failures(steps, facts)
        if resolution.asksForSKUs { failures += Self.emptiedSKUs(steps) }
        failures += try IdentifierCheck.failures(steps, rowBefore: bulk?.rowBefore, sight, connection)
        if bulk == nil { failures += try UniqueCheck.failures(steps, sight, connection) }
        guard failures.isEmpty else { return ([], failures, nil) }
        // Figures that the rules count up stay as they are when the proposal fails.
        let before = facts
        for step in steps {
            if let failure = brokenRule(step) { failures += Self.failures(failure, step) }
            facts.note(step.change, wasLive: step.wasLive)
        }
        if !failures.isEmpty { facts = before }
        return (failures.isEmpty ? steps : [], failures, nil)
    }

    // MARK: Each by itself

    /// What earlier parts of a preview have done to the store, had they been written.
    struct Earlier {
        /// Unique keys that were taken.
        var keys = UniqueCheck.Taken()
        /// Records that went; kept only where others of the same bulk may refer to them.
        var gone: Set<Identifier> = []
    }

    /// The steps of the operations that pass, and the failures of the others: what fails is left out as if it had never
    /// been asked for. `refused` are operations that failed before; `denied` are those that give too much.
    mutating func judgeEach(
        _ resolution: Resolution, refused: Set<Int>, after earlier: inout Earlier, _ connection: borrowing Connection
    ) throws(SQLiteError) -> (steps: [Resolution.Step], failures: [ValidationFailure], denied: [Int: Denial]) {
        var failures = resolution.failures
        var denied: [Int: Denial] = [:]
        var refused = refused.union(failures.map(\.index))
        var steps = resolution.steps.filter { !refused.contains($0.operation) }
        func leaveOut(_ found: [ValidationFailure]) {
            if found.isEmpty { return }
            failures += found
            refused.formUnion(found.map(\.index))
            steps.removeAll { refused.contains($0.operation) }
        }
        try prepare(&steps, asksForSKUs: resolution.asksForSKUs, gone: earlier.gone, connection)
        try FactsLoader.loadVariants(of: steps, into: &facts, connection)
        leaveOut(ReferenceCheck.failures(steps, facts))
        if resolution.asksForSKUs { leaveOut(Self.emptiedSKUs(steps)) }
        leaveOut(try UniqueCheck.failures(steps, after: earlier.keys, sight, connection))
        leaveOut(ruleFailuresOfEach(steps, &denied))
        steps.removeAll { denied[$0.operation] != nil }
        UniqueCheck.note(steps, in: &earlier.keys)
        return (steps, failures, denied)
    }

    /// The broken rules of each operation; those that pass count for the ones after them.
    private mutating func ruleFailuresOfEach(_ steps: [Resolution.Step], _ denied: inout [Int: Denial])
        -> [ValidationFailure]
    {
        var failures: [ValidationFailure] = []
        var start = steps.startIndex
        while start < steps.endIndex {
            let end = steps[start...].firstIndex { $0.operation != steps[start].operation } ?? steps.endIndex
            let found = steps[start..<end].flatMap { step in brokenRule(step).map { Self.failures($0, step) } ?? [] }
            failures += found
            let denial = Giving(access, facts.people).denial(steps[start..<end].lazy.map(\.change))
            denied[steps[start].operation] = denial
            if found.isEmpty, denial == nil {
                for step in steps[start..<end] { facts.note(step.change, wasLive: step.wasLive) }
            }
            start = end
        }
        return failures
    }

    // MARK: Parts

    /// Fills in what the records get and what the rules need to know.
    private mutating func prepare(
        _ steps: inout [Resolution.Step], asksForSKUs: Bool, gone: Set<Identifier> = [], childrenGo: Bool = true,
        _ connection: borrowing Connection
    ) throws(SQLiteError) {
        try load(steps, connection)
        try complete(&steps, asksForSKUs: asksForSKUs, connection)
        ConditionPins.pin(&steps, facts, lookUp)
        try FactsLoader.loadReferences(of: steps, gone: gone, childrenGo: childrenGo, into: &facts, sight, connection)
    }

    private mutating func load(_ steps: [Resolution.Step], _ connection: borrowing Connection) throws(SQLiteError) {
        let names = Set(ResourceFacts.distinct(steps.lazy.map(\.change.resource)).map(\.name)).subtracting(loaded)
        if !names.isEmpty { try FactsLoader.load(names, into: &facts, connection) }
        loaded.formUnion(names)
    }

    /// Products that had an SKU and would have none, because no pattern gives another.
    private static func emptiedSKUs(_ steps: [Resolution.Step]) -> [ValidationFailure] {
        let position = Product.declaration.fields.sku.position
        return steps.filter { $0.losesSKU(at: position) }.map { step in
            failure(RuleFailure("sku", .required), step)
        }
    }

    /// Fills in what records get by themselves; what a later operation of the batch found standing gets it too.
    private mutating func complete(
        _ steps: inout [Resolution.Step], asksForSKUs: Bool, _ connection: borrowing Connection
    ) throws(SQLiteError) {
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
            let losesSKU = asksForSKUs && steps[index].losesSKU(at: Product.declaration.fields.sku.position)
            if change.action == .created || losesSKU {
                try SKUNumbers.load(for: after, change.resource, into: &facts, connection)
            }
            // Most new records are whole: the steps of an import then stay the ones that were resolved.
            var full = after
            if Completion.fill(
                &full, of: change.resource, isNew: steps[index].change.before == nil, losesSKU: losesSKU, facts: &facts)
            {
                steps[index].change.after = full
            }
            if isMixed, let given = change.after { completed[change.record] = (given, full) }
        }
    }

    /// The failures of a record's first broken rule.
    private static func failures(_ broken: RuleFailure, _ step: Resolution.Step) -> [ValidationFailure] {
        ([broken] + broken.others).map { failure($0, step) }
    }

    private static func failure(_ failure: RuleFailure, _ step: Resolution.Step) -> ValidationFailure {
        let change = step.change
        let values = change.after ?? change.before ?? []
        let field = failure.field.flatMap { change.resource.field($0) }
        let value =
            failure.value ?? field.map { Rendering.text(values[$0.position], $0, in: values, of: change.resource) }
        return ValidationFailure(
            resource: change.resource.name, record: RecordName.of(change, refusing: failure.field),
            index: step.operation, field: failure.field, value: value, rule: failure.rule)
    }

    private mutating func brokenRule(_ step: Resolution.Step) -> RuleFailure? {
        let change = step.change
        if let users = facts.referencedBy[change.record], !users.names.isEmpty,
            change.action == .deleted || change.action == .purged
        {
            return RuleFailure(nil, .referenced(by: users.names, more: users.more))
        }
        let may = ability(change)
        let input = RuleInput(change, isTransfer: step.isTransfer, facts: facts, may: may)
        return Rule.first(change.resource.shape.rules, input)
    }

    /// What the actor may do with the record beside the change itself.
    private mutating func ability(_ change: Change) -> RuleInput.Ability {
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

    /// What is known to be live is only a saving; a large import must not hold every id.
    mutating func forgetMany() {
        let idsMax = 10_000
        for (name, ids) in facts.live where ids.count > idsMax { facts.live[name] = nil }
        for (name, ids) in facts.deleted where ids.count > idsMax { facts.deleted[name] = nil }
        facts.referencedBy = [:]
    }
}
