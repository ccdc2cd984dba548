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

    private static func objects(_ connection: borrowing Connection) throws(SQLiteError) -> [String: String] {
        // What SQLite keeps for itself, statistics for instance, is its own.
        let statement = try connection.prepareOnce(
            "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'")
        var objects: [String: String] = [:]
        while try statement.step() { objects[statement.text(0)] = statement.text(1) }
        return objects
    }
}
