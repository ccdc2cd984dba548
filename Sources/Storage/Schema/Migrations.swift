internal import SQLite

/// One step of the schema: named, frozen once released.
package struct Migration: Sendable {
    package let name: String
    let sql: String

    package init(name: String, sql: String) {
        self.name = name
        self.sql = sql
    }
}

/// The steps from an empty file to a schema, in order; a store's `user_version` counts those it has taken.
package struct Migrations: Sendable {
    private let steps: [Migration]

    private init(_ steps: [Migration]) {
        self.steps = steps
    }

    /// The steps of this program.
    package static let released = Migrations([Migration(name: "first", sql: FirstMigration.sql)])

    /// These steps and further ones, as a later program has them.
    package func followed(by steps: Migration...) -> Migrations {
        Migrations(self.steps + steps)
    }

    /// The schema they lead to.
    package var version: Int64 { Int64(steps.count) }

    /// Marks an SQLite file as a store of Satchel ("STCH").
    static let applicationId: Int64 = 0x5354_4348

    /// Takes the steps that a store has not taken yet, all of them or none; the caller holds the lock and has a backup.
    func run(on connection: borrowing Connection, from version: Int64) throws(SQLiteError) {
        // A table that is made anew is dropped while others refer to it: that all references hold is looked at once,
        // at the end.
        try connection.execute("PRAGMA foreign_keys=OFF; BEGIN IMMEDIATE")
        do throws(SQLiteError) {
            for step in steps.dropFirst(Int(version)) { try connection.execute(step.sql) }
            try connection.execute(
                "PRAGMA user_version = \(self.version); PRAGMA application_id = \(Self.applicationId)")
            if let table = try connection.texts("PRAGMA foreign_key_check").first {
                throw SQLiteError(code: .SQLITE_CONSTRAINT, message: "a reference of \(table) leads nowhere")
            }
            try connection.execute("COMMIT")
        } catch {
            if connection.isInTransaction { try? connection.execute("ROLLBACK") }
            try? connection.execute("PRAGMA foreign_keys=ON")
            throw error
        }
        try connection.execute("PRAGMA foreign_keys=ON")
        connection.forgetStatements()
    }
}
