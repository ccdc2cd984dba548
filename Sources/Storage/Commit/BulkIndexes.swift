internal import Domain
internal import SQLite

/// The indexes of a table that a large import leaves out and builds at its end: half the cost of keeping them in step.
final class BulkIndexes {
    private let table: RecordTable
    private let dropped: [RecordTable.Index]
    private let writer: Writer
    /// The row before the first one of the bulk.
    let rowBefore: Int64

    init(dropping table: RecordTable, _ writer: Writer) throws(StoreError) {
        self.table = table
        self.writer = writer
        rowBefore = try writer.attempt { () throws(SQLiteError) in try RowNumbers.last(of: table, writer.connection) }
        // The index over ids stays: other tables refer to it, and new ids only ever come at its end. So do those over
        // records that a bulk makes few of, or none: featured and deleted ones.
        let kept = ["\(table.name)_id", "\(table.name)_featured", "\(table.name)_deleted"]
        dropped = table.indexes.filter { !kept.contains($0.name) }
        try writer.attempt { () throws(SQLiteError) in
            for index in dropped { try writer.connection.execute("DROP INDEX \(index.name)") }
        }
    }

    /// Builds the indexes; a unique one that fails is answered with every double that stands in its way.
    func rebuild() throws(StoreError) {
        var failures: [ValidationFailure] = []
        try writer.attempt { () throws(SQLiteError) in
            for index in dropped {
                do throws(SQLiteError) {
                    try writer.connection.execute(index.create)
                } catch {
                    guard let key = index.key, ResultCode.SQLITE_CONSTRAINT ~= error.code else { throw error }
                    failures += try doubles(of: key)
                }
            }
            for key in table.resource.shape.uniqueKeys where !key.sharedWith.isEmpty { failures += try shared(key) }
            try writer.connection.execute("ANALYZE \(table.name)")
        }
        if !failures.isEmpty { throw .invalid(failures) }
    }

    /// Most doubles that are listed.
    private static let failuresMax = 1_000

    private func doubles(of key: UniqueKey) throws(SQLiteError) -> [ValidationFailure] {
        let columns = key.fields.map(table.uniqueColumn).joined(separator: ", ")
        let field = key.fields.last ?? ""
        let statement = try writer.connection.prepareOnce(
            """
            SELECT n, \(RecordTable.quoted(field)), first FROM (
                SELECT n, \(RecordTable.quoted(field)), row_number() OVER w AS place, first_value(n) OVER w AS first
                FROM \(table.name) NOT INDEXED WHERE deleted_at IS NULL AND \(field)_key IS NOT NULL
                WINDOW w AS (PARTITION BY \(columns) ORDER BY n)
            ) WHERE place > 1 LIMIT \(Self.failuresMax)
            """)
        var failures: [ValidationFailure] = []
        while try statement.step() {
            failures.append(
                ValidationFailure(
                    resource: table.resource.name, record: statement.text(1),
                    index: Int(statement.integer(0) - rowBefore),
                    field: field, value: statement.text(1),
                    rule: .twice(key: key.name, at: BulkRow.marker(statement.integer(2) - rowBefore))))
        }
        return failures
    }

    /// Keys of this table that stand in a table which shares them.
    private func shared(_ key: UniqueKey) throws(SQLiteError) -> [ValidationFailure] {
        var failures: [ValidationFailure] = []
        for other in key.sharedWith.compactMap(Resources.named) {
            let field = key.fields.last ?? ""
            let statement = try writer.connection.prepareOnce(
                """
                SELECT t.n, t.\(field) FROM \(other.shape.singular) AS o JOIN \(table.name) AS t
                ON t.\(field)_key = o.\(field)_key AND t.deleted_at IS NULL
                WHERE o.deleted_at IS NULL AND o.\(field)_key IS NOT NULL LIMIT \(Self.failuresMax)
                """)
            while try statement.step() {
                failures.append(
                    ValidationFailure(
                        resource: table.resource.name, record: statement.text(1),
                        index: Int(statement.integer(0) - rowBefore),
                        field: field, value: statement.text(1),
                        rule: .taken(key: key.name, by: other.shape.singular)))
            }
        }
        return failures
    }
}

/// In a bulk's failures a record is known by its place among those that the bulk wrote, from 1, until the import puts
/// its file's row there.
package enum BulkRow {
    static func marker(_ row: Int64) -> String { "table row \(row)" }

    /// The place a marker stands for.
    package static func row(_ marker: String) -> Int64? {
        marker.hasPrefix("table row ") ? Int64(marker.dropFirst(10)) : nil
    }
}
