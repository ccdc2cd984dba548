// SPDX-License-Identifier: Apache-2.0
internal import Digest
internal import Domain
internal import SQLite

/// What shows in no time that an index was last written by the program: a hash over how far it has come and over FTS5's
/// own list of its segments, which changes with every word that comes or goes. Words that were taken out through FTS5
/// would otherwise be found nowhere, and nothing would say so. What stands in the segments is `SearchContent`'s.
enum SearchProof {
    /// The rows of FTS5's data that hold its totals and its list of segments (the file format of FTS5, section 4).
    private static let rows = [1, 10]

    /// Notes the proof of what is in the index now, at the end of a transaction that wrote it.
    static func note(in index: borrowing Connection) throws(SQLiteError) {
        // FTS5 keeps words back until the transaction ends, or a savepoint begins.
        try index.execute("SAVEPOINT proof; RELEASE proof")
        try SearchContent.note(in: index)
        let statement = try index.prepare("UPDATE progress SET proof = ?")
        try statement.bind(try proof(of: index).bytes, 1)
        try statement.run()
    }

    /// Whether the index holds what was written into it last.
    static func holds(in index: borrowing Connection) throws(SQLiteError) -> Bool {
        let statement = try index.prepare("SELECT proof FROM progress")
        defer { statement.reset() }
        guard try statement.step() else { return false }
        return try statement.bytes(0) == proof(of: index).bytes
    }

    private static func proof(of index: borrowing Connection) throws(SQLiteError) -> Hash {
        var bytes: [UInt8] = []
        func take(_ sql: String) throws(SQLiteError) {
            let statement = try index.prepare(sql)
            defer { statement.reset() }
            guard try statement.step() else { return }
            let part = statement.bytes(0)
            bytes += Array("\(part.count),".utf8) + part
        }
        try take("SELECT CAST(last_commit AS BLOB) FROM progress")
        try take("SELECT last_hash FROM progress")
        for resource in SearchTables.resources {
            for row in rows { try take("SELECT block FROM \(resource.shape.singular)_text_data WHERE id = \(row)") }
        }
        return Hash.of(bytes)
    }
}
