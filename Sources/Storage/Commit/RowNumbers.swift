internal import Domain
internal import SQLite

/// The row numbers of record tables, which are never given twice: what is kept by row number elsewhere, as the
/// full-text index is, must not come to mean another record once the newest one was purged.
///
/// SQLite itself goes on from the highest row that stands. Rows that were purged are written down, which also tells the
/// index what to forget; AUTOINCREMENT would cost each row of an import instead (docs/DECISIONS.md).
enum RowNumbers {
    /// The highest number that a record of the table has or ever had; 0 for none.
    static func last(of table: RecordTable, _ connection: borrowing Connection) throws(SQLiteError) -> Int64 {
        max(try standing(table, connection), try purged(table, connection) ?? 0)
    }

    /// The number of the table's next record where SQLite would choose one that was used before; else nil.
    static func next(in table: RecordTable, _ connection: borrowing Connection) throws(SQLiteError) -> Int64? {
        guard let purged = try purged(table, connection) else { return nil }
        // Beyond the highest number SQLite finds one that is free.
        return purged > (try standing(table, connection)) && purged < .max ? purged + 1 : nil
    }

    /// Writes down that a record's row is gone for good.
    static func retire(_ row: Int64, of record: Identifier, in table: RecordTable, _ connection: borrowing Connection)
        throws(SQLiteError)
    {
        let statement = try connection.prepare("INSERT INTO purged(resource, n, record) VALUES (?, ?, ?)")
        try statement.bind(table.resource.name, 1)
        try statement.bind(row, 2)
        try statement.bind(record, 3)
        try statement.run()
    }

    private static func standing(_ table: RecordTable, _ connection: borrowing Connection) throws(SQLiteError) -> Int64
    {
        let statement = try connection.prepare("SELECT max(n) FROM \(table.name)")
        defer { statement.reset() }
        return try statement.step() ? statement.integer(0) : 0
    }

    private static func purged(_ table: RecordTable, _ connection: borrowing Connection) throws(SQLiteError) -> Int64? {
        let statement = try connection.prepare("SELECT max(n) FROM purged WHERE resource = ?")
        defer { statement.reset() }
        try statement.bind(table.resource.name, 1)
        return try statement.step() ? statement.optionalInteger(0) : nil
    }
}
