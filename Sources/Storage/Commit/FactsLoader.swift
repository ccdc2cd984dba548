internal import Domain
internal import SQLite

/// Fills what rules need to know, for a whole batch, inside its transaction.
enum FactsLoader {
    /// Adds to `facts` what changes of some resources ask for.
    static func load(_ resources: Set<String>, into facts: inout Facts, _ connection: borrowing Connection)
        throws(SQLiteError)
    {
        if !resources.isDisjoint(with: [Product.shape.name, Category.shape.name]) {
            try loadCategories(into: &facts, connection)
        }
        if resources.contains(Product.shape.name) {
            facts.featuredCount = Int(
                try connection.integer(
                    "SELECT count(*) FROM product INDEXED BY product_featured WHERE featured = 1 AND deleted_at IS NULL"
                ) ?? 0)
        }
        if !resources.isDisjoint(with: [Member.shape.name, Role.shape.name, Policy.shape.name]) {
            try loadPeople(into: &facts, connection)
        }
        if resources.contains(Settings.shape.name) {
            facts.settingsCount = Int(try connection.integer("SELECT count(*) FROM setting") ?? 0)
        }
    }

    /// Adds which records the changes refer to, and who refers to those that are to go; `gone` are records that count
    /// as deleted. Children go with their record, or they refer to it as others do.
    static func loadReferences(
        of steps: [Resolution.Step], gone: Set<Identifier> = [], childrenGo: Bool = true, into facts: inout Facts,
        _ sight: Visibility, _ connection: borrowing Connection
    ) throws(SQLiteError) {
        noteCreated(steps, &facts)
        var ends: [Identifier: Change] = [:]
        var referring: [String: [(resource: ResourceFacts, field: FieldFacts)]] = [:]
        if steps.contains(where: { $0.change.action == .deleted || $0.change.action == .purged }) {
            for step in steps { ends[step.change.record] = step.change }
        }
        var last: (field: FieldFacts, value: Value)?
        for step in steps {
            let change = step.change
            if change.action == .deleted || change.action == .purged {
                let isPurge = change.action == .purged
                let key = "\(change.resource.name) \(isPurge)"
                if referring[key] == nil {
                    referring[key] = try Self.referring(
                        to: change.resource, withChildren: isPurge || !childrenGo, connection)
                }
                facts.referencedBy[change.record] = try referrers(
                    of: change, isPurge: isPurge, referring[key] ?? [], ends, gone, sight, connection)
                continue
            }
            guard let after = change.after else { continue }
            for field in change.resource.referenceFields where !isKnownOtherwise(field, change.resource) {
                let value = after[field.position]
                // The records of an import mostly have the owner of the one before.
                if let last, last.field === field, last.value == value { continue }
                guard change.before?[field.position] != value || change.action == .restored else { continue }
                try loadLive(value, field, into: &facts, connection)
                last = (field, value)
            }
        }
    }

    /// A record that the batch itself creates can be referred to by what follows.
    private static func noteCreated(_ steps: [Resolution.Step], _ facts: inout Facts) {
        let resources = ResourceFacts.distinct(steps.lazy.map(\.change.resource))
        let targets = Set(resources.flatMap { $0.referenceFields.compactMap(\.target) })
        guard resources.contains(where: { targets.contains($0.name) }) else { return }
        for step in steps where step.change.action == .created && targets.contains(step.change.resource.name) {
            facts.live[step.change.resource.name, default: []].insert(step.change.record)
        }
    }

    /// The categories of products are in the facts with all that their rules ask for.
    private static func isKnownOtherwise(_ field: FieldFacts, _ resource: ResourceFacts) -> Bool {
        resource === Product.declaration.facts && field.position == Product.declaration.fields.category.position
    }

    static func loadCategories(into facts: inout Facts, _ connection: borrowing Connection) throws(SQLiteError) {
        facts.categories = [:]
        for record in try connection.allRecords(of: Category.declaration.facts) {
            var count: Int64 = 0
            if Record<Category>(values: record.values).productsMax != nil {
                count = try productCount(of: record.id, connection)
            }
            facts.categories[record.id] = Facts.CategoryFacts(
                values: record.values, isDeleted: record.isDeleted, productCount: count)
        }
    }

    private static func productCount(of category: Identifier, _ connection: borrowing Connection)
        throws(SQLiteError) -> Int64
    {
        let statement = try connection.prepare(
            "SELECT count(*) FROM product WHERE category = ? AND deleted_at IS NULL")
        defer { statement.reset() }
        try statement.bind(category, 1)
        return try statement.step() ? statement.integer(0) : 0
    }

    private static func loadPeople(into facts: inout Facts, _ connection: borrowing Connection) throws(SQLiteError) {
        (facts.managingRoles, facts.administrators, facts.people) = ([], [], People())
        for role in try connection.allRecords(of: Role.declaration.facts) where !role.isDeleted {
            facts.people.note(role.id, of: Role.declaration.facts, role.values)
            if Facts.grantsManaging(role.values) { facts.managingRoles.insert(role.id.text) }
        }
        for policy in try connection.allRecords(of: Policy.declaration.facts) where !policy.isDeleted {
            facts.people.note(policy.id, of: Policy.declaration.facts, policy.values)
        }
        for member in try connection.allRecords(of: Member.declaration.facts) where !member.isDeleted {
            facts.people.note(member.id, of: Member.declaration.facts, member.values)
            if facts.manages(member.values) { facts.administrators.insert(member.id) }
        }
    }

    /// Adds the variants of the products that some steps write variants of. Those of a bulk are noted as they come: its
    /// table was empty.
    static func loadVariants(of steps: [Resolution.Step], into facts: inout Facts, _ connection: borrowing Connection)
        throws(SQLiteError)
    {
        let variants = Variant.declaration.facts
        for step in steps where step.change.resource === variants && step.change.action != .deleted {
            guard let product = step.change.after.flatMap({ Record<Variant>(values: $0).product }),
                facts.variants[product] == nil
            else { continue }
            facts.variants[product] = [:]
            for record in try connection.records(of: variants, where: "product", are: product, deletedAt: nil) {
                let key = Record<Variant>(values: record.values).optionsKey
                facts.variants[product]?[key, default: []].insert(record.id)
            }
        }
    }

    /// Which of the records that a field refers to are there.
    private static func loadLive(
        _ value: Value, _ field: FieldFacts, into facts: inout Facts, _ connection: borrowing Connection
    ) throws(SQLiteError) {
        guard let target = field.target, let resource = Resources.named(target) else { return }
        for id in ids(value) where facts.live[target]?.contains(id) != true {
            switch try isLive(id, in: resource, connection) {
            case true?: facts.live[target, default: []].insert(id)
            case false?: facts.deleted[target, default: []].insert(id)
            case nil: break
            }
        }
    }

    /// The records a value refers to.
    static func ids(_ value: Value) -> [Identifier] {
        value.identifier.map { [$0] } ?? value.list.compactMap(Identifier.init(text:))
    }

    private static func isLive(_ id: Identifier, in resource: ResourceFacts, _ connection: borrowing Connection)
        throws(SQLiteError) -> Bool?
    {
        let statement = try connection.prepare(
            "SELECT deleted_at IS NULL FROM \(resource.shape.singular) WHERE id = ?")
        defer { statement.reset() }
        try statement.bind(id, 1)
        return try statement.step() ? statement.integer(0) != 0 : nil
    }

    /// The fields by which records that count may refer to those of a resource.
    private static func referring(
        to resource: ResourceFacts, withChildren: Bool, _ connection: borrowing Connection
    ) throws(SQLiteError) -> [(resource: ResourceFacts, field: FieldFacts)] {
        var result: [(resource: ResourceFacts, field: FieldFacts)] = []
        for (other, field) in Resources.references(to: resource.name)
        where withChildren || !field.traits.contains(.child) {
            // Where there is no such record at all, a million need not be asked about.
            if try connection.integer("SELECT n FROM \(other.shape.singular) LIMIT 1") == nil { continue }
            result.append((other, field))
        }
        return result
    }

    private static let namesMax = 5

    /// The records that refer to one. What may not be read is only said to be there.
    private static func referrers(
        of change: Change, isPurge: Bool, _ referring: [(resource: ResourceFacts, field: FieldFacts)],
        _ ends: [Identifier: Change], _ gone: Set<Identifier>, _ sight: Visibility,
        _ connection: borrowing Connection
    ) throws(SQLiteError) -> Facts.Referrers {
        var result = Facts.Referrers()
        for (resource, field) in referring {
            let statement = try referrers(of: change.record, resource, field, isPurge, connection)
            defer { statement.reset() }
            let hidden = "records of \(resource.name) that you may not read"
            while try statement.step() {
                guard let id = statement.identifier(1) else { continue }
                // What the same batch takes away or turns elsewhere refers to it no longer.
                if let end = ends[id], !refers(end, change.record, field, isPurge) { continue }
                if gone.contains(id), !isPurge { continue }
                if try !sight.shows(id, in: resource, connection) {
                    if !result.names.contains(hidden) { result.names.append(hidden) }
                } else if result.names.count < namesMax {
                    result.names.append("\(resource.shape.singular) \(statement.text(0))")
                } else {
                    result.more += 1
                }
            }
        }
        return result
    }

    /// Labels and ids of the records whose field refers to one.
    private static func referrers(
        of record: Identifier, _ resource: ResourceFacts, _ field: FieldFacts, _ isPurge: Bool,
        _ connection: borrowing Connection
    ) throws(SQLiteError) -> Statement {
        let column = RecordTable.quoted(field.key)
        let label = RecordTable.quoted(resource.shape.labelField)
        let isSet = if case .references = field.kind { true } else { false }
        let condition = isSet ? "\(column) LIKE '%' || ? || '%'" : "\(column) = ?"
        // What is purged must not be referred to even by what is deleted.
        let live = isPurge ? "" : "AND deleted_at IS NULL"
        let statement = try connection.prepare(
            "SELECT \(label), id FROM \(resource.shape.singular) WHERE \(condition) \(live)")
        if isSet { try statement.bind(record.text, 1) } else { try statement.bind(record, 1) }
        return statement
    }

    /// Whether a record refers to another one when the batch is done.
    private static func refers(_ end: Change, _ id: Identifier, _ field: FieldFacts, _ isPurge: Bool) -> Bool {
        guard let after = end.after, isPurge || end.action != .deleted else { return false }
        return after[field.position].identifier == id || after[field.position].list.contains(id.text)
    }
}
