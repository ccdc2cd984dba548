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
        if let seen {
            return try records(of: table, where: "\(RecordTable.alias).id = ?1", [.identifier(id)], seen, limit: 1)
                .first
        }
        let statement = try prepare(table.selectByIdSQL)
        defer { statement.reset() }
        try statement.bind(id, 1)
        return try statement.step() ? table.record(statement) : nil
    }

    /// Some rows of a table that meet two conditions; the second one is whether they may be seen.
    func records(
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

    func narrowed(_ condition: String, _ parameters: [Value], _ seen: Filter?, _ table: RecordTable)
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
}
