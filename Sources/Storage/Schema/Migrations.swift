internal import SQLite

/// One step of the schema: named, frozen once released, run in one transaction.
struct Migration: Sendable {
    let name: String
    let sql: String
}

/// The steps from an empty file to today's schema, in order; a store's `user_version` counts those it has taken.
enum Migrations {
    static let all = [Migration(name: "first", sql: FirstMigration.sql)]

    /// The schema this program knows.
    static var version: Int64 { Int64(all.count) }

    /// Marks an SQLite file as a store of Satchel ("STCH").
    static let applicationId: Int64 = 0x5354_4348

    /// Takes the steps that a store has not taken yet; the caller holds the lock and has a backup.
    static func run(on connection: borrowing Connection, from version: Int64) throws(SQLiteError) {
        for (number, migration) in all.enumerated() where Int64(number) >= version {
            try connection.execute("BEGIN IMMEDIATE")
            do throws(SQLiteError) {
                try connection.execute(migration.sql)
                try connection.execute("PRAGMA user_version = \(number + 1)")
                try connection.execute("PRAGMA application_id = \(applicationId)")
                try connection.execute("COMMIT")
            } catch {
                if connection.isInTransaction { try? connection.execute("ROLLBACK") }
                throw error
            }
        }
        connection.forgetStatements()
    }
}
