internal import Domain
internal import SQLite
internal import Text

/// Single records, for readers and the writer alike.
extension Connection {
    /// The record of an id, deleted or not, if it meets a condition.
    func record(_ id: Identifier, in resource: ResourceFacts, where seen: Filter? = nil) throws(SQLiteError)
        -> StoredRecord?
    {
        let table = RecordTable.of(resource)
        return try records(of: table, where: "\(RecordTable.alias).id = ?1", [.identifier(id)], seen, limit: 1).first
    }

    /// Some rows of a table that meet two conditions; the second one is whether they may be seen.
    private func records(
        of table: RecordTable, where condition: String, _ parameters: [Value], _ seen: Filter?, limit: Int
    ) throws(SQLiteError) -> [StoredRecord] {
        let narrowed = narrowed(condition, parameters, seen, table)
        let statement = try prepare(
            """
            SELECT \(table.selectColumns) FROM \(table.name) AS \(RecordTable.alias) WHERE \(narrowed.sql) \
            LIMIT \(limit)
            """)
        defer { statement.reset() }
        for (index, value) in narrowed.parameters.enumerated() { try statement.bind(value, index + 1) }
        var records: [StoredRecord] = []
        while try statement.step() { records.append(table.record(statement)) }
        return records
    }

    private func narrowed(_ condition: String, _ parameters: [Value], _ seen: Filter?, _ table: RecordTable)
        -> (sql: String, parameters: [Value])
    {
        guard let seen else { return (condition, parameters) }
        let second = FilterSQL.seen(seen, table: table, after: parameters)
        return ("\(condition) AND \(second.sql)", second.parameters)
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

    /// The name of a record; nil when there is none, or none that meets a condition.
    func label(of id: Identifier, in resource: ResourceFacts, where seen: Filter? = nil) throws(SQLiteError) -> String?
    {
        let label = resource.positions["path"] == nil ? resource.shape.labelField : "path"
        let table = RecordTable.of(resource)
        let alias = RecordTable.alias
        let narrowed = narrowed("\(alias).id = ?1", [.identifier(id)], seen, table)
        let statement = try prepare(
            "SELECT \(alias).\(RecordTable.quoted(label)) FROM \(table.name) AS \(alias) WHERE \(narrowed.sql)")
        defer { statement.reset() }
        for (index, value) in narrowed.parameters.enumerated() { try statement.bind(value, index + 1) }
        return try statement.step() ? statement.optionalText(0) : nil
    }

    /// The records a person may mean by a key: by id, then by each lookup field, then by a unique beginning. Only those
    /// that meet a condition, which says what the person may see.
    func find(_ key: String, in resource: ResourceFacts, includingDeleted: Bool, where seen: Filter? = nil)
        throws(SQLiteError) -> [StoredRecord]
    {
        if let id = Identifier(text: key), let record = try record(id, in: resource, where: seen),
            includingDeleted || !record.isDeleted
        {
            return [record]
        }
        let wanted = Normal.key(key)
        for isPrefix in [false, true] {
            for field in resource.shape.lookupFields {
                guard let facts = resource.field(field), facts.isKeyed else { continue }
                let live = try matching(field, wanted, isPrefix, in: resource, isDeleted: false, seen)
                if !live.isEmpty { return live }
            }
            guard includingDeleted else { continue }
            for field in resource.shape.lookupFields {
                guard let facts = resource.field(field), facts.isKeyed else { continue }
                let deleted = try matching(field, wanted, isPrefix, in: resource, isDeleted: true, seen)
                if !deleted.isEmpty { return deleted }
            }
        }
        return []
    }

    private func matching(
        _ field: String, _ wanted: String, _ isPrefix: Bool, in resource: ResourceFacts, isDeleted: Bool,
        _ seen: Filter?
    ) throws(SQLiteError) -> [StoredRecord] {
        // A beginning is a range of the key's index; more than a handful is ambiguous anyway.
        let candidatesMax = 6
        let alias = RecordTable.alias
        let column = "\(alias).\(field)_key"
        let condition = isPrefix ? "\(column) >= ?1 AND \(column) < ?1 || x'f4'" : "\(column) = ?1"
        let live = "\(alias).deleted_at IS \(isDeleted ? "NOT " : "")NULL"
        return try records(
            of: RecordTable.of(resource), where: "\(condition) AND \(live)", [.text(wanted)], seen,
            limit: candidatesMax)
    }
}
