// SPDX-License-Identifier: Apache-2.0
internal import Digest
internal import Domain
internal import SQLite

/// What the index of words holds, as one number: the sum of a hash of every block that FTS5 has written. Blocks come and
/// go with each write, and the sum follows them; a block that was changed in another way no longer fits it.
///
/// The sum has no secret. Who changes a block and the sum as well is not found out by it (docs/DECISIONS.md).
enum SearchContent {
    /// A sum modulo 2^256, the lowest 64 bits first.
    private struct Sum: Equatable {
        private var parts: [UInt64] = [0, 0, 0, 0]

        init() {}

        init(_ bytes: [UInt8]) {
            for (place, byte) in bytes.prefix(32).enumerated() {
                parts[place / 8] |= UInt64(byte) << UInt64(place % 8 * 8)
            }
        }

        var bytes: [UInt8] { parts.flatMap { part in (0..<8).map { UInt8(truncatingIfNeeded: part >> ($0 * 8)) } } }

        static func + (left: Sum, right: Sum) -> Sum {
            var sum = Sum()
            var carry = false
            for place in 0..<4 {
                let (most, isOver) = left.parts[place].addingReportingOverflow(right.parts[place])
                let (all, isOverAgain) = most.addingReportingOverflow(carry ? 1 : 0)
                sum.parts[place] = all
                carry = isOver || isOverAgain
            }
            return sum
        }

        static func - (left: Sum, right: Sum) -> Sum {
            var negative = right
            for place in 0..<4 { negative.parts[place] = ~right.parts[place] }
            return left + negative + Sum([1])
        }
    }

    /// The tables in which FTS5 keeps an index (the file format of FTS5, section 4), with their columns.
    private static let tables: [(name: String, columns: [String])] = SearchTables.resources.flatMap { resource in
        [
            ("\(resource.shape.singular)_text_data", ["id", "block"]),
            ("\(resource.shape.singular)_text_idx", ["segid", "term", "pgno"]),
        ]
    }

    private static func hash(_ table: [UInt8], _ row: some Collection<[UInt8]>) -> Sum {
        var bytes = table
        for value in row { bytes += Array(",\(value.count),".utf8) + value }
        return Sum(Hash.of(bytes).bytes)
    }

    /// Lets a connection that writes the index keep the sum in step. The triggers are the connection's own: the file has
    /// none.
    static func follow(_ index: borrowing Connection) throws(SQLiteError) {
        try index.define("content_with") { (values: [[UInt8]]) in
            guard values.count > 2 else { return [] }
            return (Sum(values[0]) + hash(values[1], values[2...])).bytes
        }
        try index.define("content_without") { (values: [[UInt8]]) in
            guard values.count > 2 else { return [] }
            return (Sum(values[0]) - hash(values[1], values[2...])).bytes
        }
        // What is replaced is told as deleted.
        try index.execute("PRAGMA recursive_triggers=ON")
        for (table, columns) in tables {
            for (event, function, row) in [("INSERT", "content_with", "new"), ("DELETE", "content_without", "old")] {
                let values = columns.map { "\(row).\($0)" }.joined(separator: ", ")
                try index.execute(
                    """
                    CREATE TEMP TRIGGER \(table)_\(row) AFTER \(event) ON main.\(table) BEGIN
                        UPDATE progress SET content = \(function)(content, '\(table)', \(values));
                    END
                    """)
            }
        }
    }

    /// Notes the sum of what is there, whatever it was before.
    static func note(in index: borrowing Connection) throws(SQLiteError) {
        try SearchProof.settle(index)
        let statement = try index.prepare("UPDATE progress SET content = ?")
        try statement.bind(try sum(of: index).bytes, 1)
        try statement.run()
    }

    /// Whether the index holds what was written into it, block by block; that reads all of it.
    static func holds(in index: borrowing Connection) throws(SQLiteError) -> Bool {
        let statement = try index.prepare("SELECT content FROM progress")
        defer { statement.reset() }
        guard try statement.step() else { return false }
        return try statement.bytes(0) == sum(of: index).bytes
    }

    /// A larger index is not read whole before it is asked: this many pages are read in a few milliseconds.
    private static let pagesMax: Int64 = 1_024

    /// The same, where the index is so small that nobody notices; a large one is believed.
    static func holdsIfSmall(in index: borrowing Connection) throws(SQLiteError) -> Bool {
        guard try index.integer("PRAGMA page_count") ?? 0 <= pagesMax else { return true }
        return try holds(in: index)
    }

    private static func sum(of index: borrowing Connection) throws(SQLiteError) -> Sum {
        var sum = Sum()
        for (table, columns) in tables {
            let name = Array(table.utf8)
            let rows = try index.prepare(
                "SELECT \(columns.map { "CAST(\($0) AS BLOB)" }.joined(separator: ", ")) FROM \(table)")
            defer { rows.reset() }
            while try rows.step() { sum = sum + hash(name, columns.indices.map { rows.bytes($0) }) }
        }
        return sum
    }
}
