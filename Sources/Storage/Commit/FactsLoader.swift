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
        if !resources.isDisjoint(with: [Member.shape.name, Role.shape.name]) {
            try loadPeople(into: &facts, connection)
        }
        if resources.contains(Settings.shape.name) {
            facts.settingsCount = Int(try connection.integer("SELECT count(*) FROM setting") ?? 0)
        }
    }

    /// Adds which records the changes refer to, and who refers to those that are to go.
    static func loadReferences(of changes: [Change], into facts: inout Facts, _ connection: borrowing Connection)
        throws(SQLiteError)
    {
        // A record that the batch itself creates can be referred to by what follows.
        for change in changes where change.action == .created {
            facts.live[change.resource.name, default: []].insert(change.record)
        }
        var ends: [Identifier: Change] = [:]
        if changes.count > 1 { for change in changes { ends[change.record] = change } }
        for change in changes { try loadReferences(of: change, ends, into: &facts, connection) }
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
        facts.managingRoles = []
        facts.administrators = []
        for role in try connection.allRecords(of: Role.declaration.facts)
        where !role.isDeleted && Facts.grantsManaging(role.values) {
            facts.managingRoles.insert(role.id.text)
        }
        for member in try connection.allRecords(of: Member.declaration.facts)
        where !member.isDeleted && facts.manages(member.values) {
            facts.administrators.insert(member.id)
        }
    }

    /// Which of the records referred to are there, and who refers to a record that is to go.
    private static func loadReferences(
        of change: Change, _ ends: [Identifier: Change], into facts: inout Facts, _ connection: borrowing Connection
    ) throws(SQLiteError) {
        if change.action == .deleted || change.action == .purged {
            facts.referencedBy[change.record] = try referrers(
                of: change, isPurge: change.action == .purged, ends, connection)
            return
        }
        guard let after = change.after else { return }
        for field in change.resource.referenceFields {
            guard let target = field.target,
                target != Category.shape.name || change.resource.name != Product.shape.name,
                let resource = Resources.named(target),
                change.before?[field.position] != after[field.position]
                    || change.action == .restored
            else { continue }
            let ids: [Identifier] =
                if let id = after[field.position].identifier {
                    [id]
                } else {
                    after[field.position].list.compactMap(Identifier.init(text:))
                }
            for id in ids where facts.live[target]?.contains(id) != true {
                switch try isLive(id, in: resource, connection) {
                case true?: facts.live[target, default: []].insert(id)
                case false?: facts.deleted[target, default: []].insert(id)
                case nil: break
                }
            }
        }
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

    /// Names of live records that refer to one, children aside: those go with it.
    private static func referrers(
        of change: Change, isPurge: Bool, _ ends: [Identifier: Change], _ connection: borrowing Connection
    ) throws(SQLiteError) -> [String] {
        let namesMax = 5
        var names: [String] = []
        for (resource, field) in Resources.references(to: change.resource.name)
        where !field.traits.contains(.child) || isPurge {
            let column = RecordTable.quoted(field.key)
            let label = RecordTable.quoted(resource.shape.labelField)
            let isSet = if case .references = field.kind { true } else { false }
            let condition = isSet ? "\(column) LIKE '%' || ? || '%'" : "\(column) = ?"
            // What is purged must not be referred to even by what is deleted.
            let live = isPurge ? "" : "AND deleted_at IS NULL"
            let statement = try connection.prepare(
                "SELECT \(label), id FROM \(resource.shape.singular) WHERE \(condition) \(live)")
            defer { statement.reset() }
            if isSet {
                try statement.bind(change.record.text, 1)
            } else {
                try statement.bind(change.record, 1)
            }
            var count = 0
            while count < namesMax, try statement.step() {
                // What the same batch takes away or turns elsewhere refers to it no longer.
                if let end = statement.identifier(1).flatMap({ ends[$0] }), !refers(end, change.record, field, isPurge)
                {
                    continue
                }
                names.append("\(resource.shape.singular) \(statement.text(0))")
                count += 1
            }
        }
        return names
    }

    /// Whether a record refers to another one when the batch is done.
    private static func refers(_ end: Change, _ id: Identifier, _ field: FieldFacts, _ isPurge: Bool) -> Bool {
        guard let after = end.after, isPurge || end.action != .deleted else { return false }
        return after[field.position].identifier == id || after[field.position].list.contains(id.text)
    }
}
