internal import Domain
internal import SQLite
internal import Text

/// Single records, for readers and the writer alike.
extension Connection {
    /// The record of an id, deleted or not.
    func record(_ id: Identifier, in resource: ResourceFacts) throws(SQLiteError) -> StoredRecord? {
        let table = RecordTable.of(resource)
        let statement = try prepare(
            "SELECT \(table.selectColumns) FROM \(table.name) AS \(RecordTable.alias) WHERE \(RecordTable.alias).id = ?"
        )
        defer { statement.reset() }
        try statement.bind(id, 1)
        return try statement.step() ? table.record(statement) : nil
    }

    /// All records of a resource; for the small ones that rules and permissions read whole.
    func allRecords(of resource: ResourceFacts) throws(SQLiteError) -> [StoredRecord] {
        let table = RecordTable.of(resource)
        let statement = try prepare("SELECT \(table.selectColumns) FROM \(table.name) AS \(RecordTable.alias)")
        defer { statement.reset() }
        var records: [StoredRecord] = []
        while try statement.step() { records.append(table.record(statement)) }
        return records
    }

    /// Records that refer to one by a field: live ones, or those deleted at a moment.
    func records(of resource: ResourceFacts, where field: String, are id: Identifier, deletedAt moment: Int64?)
        throws(SQLiteError) -> [StoredRecord]
    {
        let table = RecordTable.of(resource)
        let statement = try prepare(
            """
            SELECT \(table.selectColumns) FROM \(table.name) AS \(RecordTable.alias) \
            WHERE \(RecordTable.alias).\(RecordTable.quoted(field)) = ?1 AND \(RecordTable.alias).deleted_at IS ?2
            """)
        defer { statement.reset() }
        try statement.bind(id, 1)
        try statement.bind(moment, 2)
        var records: [StoredRecord] = []
        while try statement.step() { records.append(table.record(statement)) }
        return records
    }

    /// The name of a record; nil when there is none.
    func label(of id: Identifier, in resource: ResourceFacts) throws(SQLiteError) -> String? {
        let label = resource.positions["path"] == nil ? resource.shape.labelField : "path"
        let statement = try prepare(
            "SELECT \(RecordTable.quoted(label)) FROM \(resource.shape.singular) WHERE id = ?")
        defer { statement.reset() }
        try statement.bind(id, 1)
        return try statement.step() ? statement.optionalText(0) : nil
    }

    /// The records a person may mean by a key: by id, then by each lookup field, then by a unique beginning.
    func find(_ key: String, in resource: ResourceFacts, includingDeleted: Bool) throws(SQLiteError) -> [StoredRecord] {
        if let id = Identifier(text: key), let record = try record(id, in: resource),
            includingDeleted || !record.isDeleted
        {
            return [record]
        }
        let wanted = Normal.key(key)
        for isPrefix in [false, true] {
            for field in resource.shape.lookupFields {
                guard let facts = resource.field(field), facts.isKeyed else { continue }
                let live = try matching(field, wanted, isPrefix, in: resource, isDeleted: false)
                if !live.isEmpty { return live }
            }
            guard includingDeleted else { continue }
            for field in resource.shape.lookupFields {
                guard let facts = resource.field(field), facts.isKeyed else { continue }
                let deleted = try matching(field, wanted, isPrefix, in: resource, isDeleted: true)
                if !deleted.isEmpty { return deleted }
            }
        }
        return []
    }

    private func matching(
        _ field: String, _ wanted: String, _ isPrefix: Bool, in resource: ResourceFacts, isDeleted: Bool
    ) throws(SQLiteError) -> [StoredRecord] {
        // A beginning is a range of the key's index; more than a handful is ambiguous anyway.
        let candidatesMax = 6
        let table = RecordTable.of(resource)
        let alias = RecordTable.alias
        let column = "\(alias).\(field)_key"
        let condition = isPrefix ? "\(column) >= ?1 AND \(column) < ?1 || x'f4'" : "\(column) = ?1"
        let live = "\(alias).deleted_at IS \(isDeleted ? "NOT " : "")NULL"
        let statement = try prepare(
            """
            SELECT \(table.selectColumns) FROM \(table.name) AS \(alias) WHERE \(condition) AND \(live) \
            LIMIT \(candidatesMax)
            """)
        defer { statement.reset() }
        try statement.bind(wanted, 1)
        var records: [StoredRecord] = []
        while try statement.step() { records.append(table.record(statement)) }
        return records
    }
}
