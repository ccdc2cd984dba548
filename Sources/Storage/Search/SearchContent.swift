// SPDX-License-Identifier: Apache-2.0
internal import Digest
internal import Domain
internal import SQLite

/// What a small index of words holds, as one hash over every block that FTS5 has written: a block that was changed past
/// the program no longer fits it. A large index has none, since each write would have to read all of it.
///
/// The hash has no secret. Who changes a block and the hash as well is not found out by it (docs/DECISIONS.md).
enum SearchContent {
    /// So many pages, 4 MB, are read in a few milliseconds.
    private static let pagesMax: Int64 = 1_024

    /// The tables in which FTS5 keeps an index (the file format of FTS5, section 4), with their columns in order.
    private static let tables: [(name: String, columns: [String])] = SearchTables.resources.flatMap { resource in
        [
            ("\(resource.shape.singular)_text_data", ["id", "block"]),
            ("\(resource.shape.singular)_text_idx", ["segid", "term", "pgno"]),
        ]
    }

    /// Notes what is there, whatever it was before; nothing of a large index.
    static func note(in index: borrowing Connection) throws(SQLiteError) {
        let pages = try index.integer("PRAGMA page_count") ?? 0
        let hash = pages <= pagesMax ? try hash(of: index).bytes : nil
        let statement = try index.prepare("UPDATE progress SET content = ?")
        try statement.bind(hash, 1)
        try statement.run()
    }

    /// Whether the index holds what was noted; a large one is believed.
    static func holds(in index: borrowing Connection) throws(SQLiteError) -> Bool {
        let statement = try index.prepare("SELECT content FROM progress WHERE content IS NOT NULL")
        defer { statement.reset() }
        guard try statement.step() else { return true }
        return try statement.bytes(0) == hash(of: index).bytes
    }

    private static func hash(of index: borrowing Connection) throws(SQLiteError) -> Hash {
        var all: [UInt8] = []
        for (table, columns) in tables {
            let rows = try index.prepare(
                """
                SELECT \(columns.map { "CAST(\($0) AS BLOB)" }.joined(separator: ", ")) FROM \(table)
                ORDER BY \(columns.dropLast().joined(separator: ", "))
                """)
            defer { rows.reset() }
            while try rows.step() {
                var row = Array(table.utf8)
                for column in columns.indices {
                    let bytes = rows.bytes(column)
                    row += Array(",\(bytes.count),".utf8) + bytes
                }
                all += Hash.of(row).bytes
            }
        }
        return Hash.of(all)
    }
}
