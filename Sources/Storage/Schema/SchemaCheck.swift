internal import SQLite

/// Compares the tables, indexes and triggers of a store with those that the migrations make.
enum SchemaCheck {
    /// Names of what is missing, added, or made otherwise.
    static func differences(_ connection: borrowing Connection, _ migrations: Migrations) throws(SQLiteError)
        -> [String]
    {
        let fresh = try Connection(path: ":memory:", mode: .create)
        try SQLFunctions.define(on: fresh)
        try migrations.run(on: fresh, from: 0)
        let wanted = try objects(fresh)
        let found = try objects(connection)
        return Set(wanted.keys).union(found.keys).filter { wanted[$0] != found[$0] }.sorted()
    }

    /// What is made of each object, several times where the schema names it several times. Only the statistics of
    /// ANALYZE are SQLite's own: a name that begins like SQLite's proves nothing.
    private static func objects(_ connection: borrowing Connection) throws(SQLiteError) -> [String: [String]] {
        let statement = try connection.prepareOnce(
            """
            SELECT type || ' ' || name, tbl_name || ' ' || ifnull(sql, '') FROM sqlite_schema
            WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4')) ORDER BY 1, 2
            """)
        var objects: [String: [String]] = [:]
        while try statement.step() { objects[statement.text(0), default: []].append(statement.text(1)) }
        return objects
    }
}
