package import Domain
internal import SQLite
internal import Text

/// Records by what a person calls them.
extension Connection {
    /// The records a person may mean by a key: by id, then by each lookup field, then by a beginning, unless it has to
    /// be whole. Only those that meet a condition, which says what the person may see.
    func find(
        _ key: String, in resource: ResourceFacts, trash: Trash, isWhole: Bool = false,
        where seen: Filter? = nil
    ) throws(SQLiteError) -> [StoredRecord] {
        if let id = Identifier(text: key), let record = try record(id, in: resource, where: seen),
            trash.order.contains(record.isDeleted)
        {
            return [record]
        }
        for isPrefix in isWhole ? [false] : [false, true] {
            for isDeleted in trash.order {
                for field in resource.shape.lookupFields.compactMap(resource.field) {
                    for wanted in Self.keys(key, field) {
                        let found = try matching(field, wanted, isPrefix, in: resource, isDeleted: isDeleted, seen)
                        if !found.isEmpty { return found }
                    }
                }
            }
        }
        return []
    }

    /// The keys that a name may have: as it stands and, as a path, with its levels parted in the one way.
    private static func keys(_ name: String, _ field: FieldFacts) -> [String] {
        let path = field.key == "path" ? Category.path(of: name) : nil
        return ([Trim.blanks(name)] + (path.map { [$0] } ?? []))
            .map { field.isKeyed ? Normal.key($0) : Normal.sortKey($0) }
    }

    private func matching(
        _ field: FieldFacts, _ wanted: String, _ isPrefix: Bool, in resource: ResourceFacts, isDeleted: Bool,
        _ seen: Filter?
    ) throws(SQLiteError) -> [StoredRecord] {
        // A beginning is a range of the key's index; more than a handful is ambiguous anyway.
        let candidatesMax = 6
        let alias = RecordTable.alias
        // Where no key is stored the records are few.
        let column =
            field.isKeyed ? "\(alias).\(field.key)_key" : "sort_key(\(alias).\(RecordTable.quoted(field.key)))"
        let condition = isPrefix ? "\(column) >= ?1 AND \(column) < ?1 || x'f4'" : "\(column) = ?1"
        let live = "\(alias).deleted_at IS \(isDeleted ? "NOT " : "")NULL"
        return try records(
            of: RecordTable.of(resource), where: "\(condition) AND \(live)", [.text(wanted)], seen,
            limit: candidatesMax)
    }

    /// What a whole name means, deleted records last; of none, which ones are called nearly so.
    func meaning(of name: String, in resource: ResourceFacts, where seen: Filter? = nil) throws(SQLiteError)
        -> NameMeaning
    {
        let found = try find(name, in: resource, trash: .last, isWhole: true, where: seen)
        switch found.count {
        case 0: return .unknown(near: try near(name, in: resource, where: seen))
        case 1: return .record(found[0].id)
        default: return .several(found.map { RecordName.of($0.values, id: $0.id, resource: resource) })
        }
    }

    /// Live records whose names are near to one, where they are few enough to be looked through.
    func near(_ name: String, in resource: ResourceFacts, where seen: Filter? = nil) throws(SQLiteError) -> [String] {
        let recordsMax = 5_000
        let fields = resource.shape.lookupFields.compactMap(resource.field)
        guard let first = fields.first else { return [] }
        let alias = RecordTable.alias
        let columns = fields.map { "\(alias).\(RecordTable.quoted($0.key))" }.joined(separator: ", ")
        let table = RecordTable.of(resource)
        let condition = narrowed("\(alias).deleted_at IS NULL", [], seen, table)
        let statement = try prepare(
            "SELECT \(columns) FROM \(table.name) AS \(alias) WHERE \(condition.sql) LIMIT \(recordsMax + 1)")
        defer { statement.reset() }
        for (index, value) in condition.parameters.enumerated() { try statement.bind(value, index + 1) }
        var shown: [String: String] = [:]
        var count = 0
        while try statement.step() {
            count += 1
            guard count <= recordsMax else { return [] }
            let names = fields.indices.compactMap { statement.optionalText($0) }
            for name in names { shown[name] = first.key == "path" ? names[0] : name }
        }
        var near: [String] = []
        for name in Nearest.names(to: Category.path(of: name) ?? name, among: Array(shown.keys)) {
            if let text = shown[name], !near.contains(text) { near.append(text) }
        }
        return near
    }
}

extension Reader {
    /// What a whole name means among the records of a resource that may be read.
    package func meaning(of name: String, in resource: ResourceFacts) throws(StoreError) -> NameMeaning {
        try look()
        let seen = sight.condition(on: resource)
        return try attempt { () throws(SQLiteError) in
            try connection.meaning(of: name, in: resource, where: seen)
        }
    }

    /// Live records that may be read and whose names are near to one that none has.
    package func near(_ name: String, in resource: ResourceFacts) throws(StoreError) -> [String] {
        try look()
        let seen = sight.condition(on: resource)
        return try attempt { () throws(SQLiteError) in try connection.near(name, in: resource, where: seen) }
    }
}

extension Connection {
    /// The one live member of a name, as `--as` gives it. Throws `memberUnknown` for none and for several.
    func member(called name: String, _ paths: StorePaths) throws(StoreError) -> Identifier {
        var near: [String] = []
        do throws(SQLiteError) {
            let facts = Member.declaration.facts
            let found = try find(name, in: facts, trash: .leftOut, isWhole: true)
            if found.count == 1 { return found[0].id }
            let alike = found.isEmpty ? try find(name, in: facts, trash: .leftOut) : found
            near = alike.map { RecordName.of($0.values, id: $0.id, resource: facts) }
            if near.isEmpty { near = try self.near(name, in: facts) }
        } catch {
            throw StoreError.from(error, path: paths.store)
        }
        throw .memberUnknown(name, near: near)
    }
}
