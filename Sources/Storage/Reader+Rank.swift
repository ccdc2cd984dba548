// SPDX-License-Identifier: Apache-2.0
package import Domain
internal import SQLite

extension Reader {
    /// How many rows of a list stand before the one at the query's cursor; nil where a search finds so many that they
    /// come in an order of their own.
    package func rank(_ query: Query) throws(StoreError) -> Int64? {
        guard let resource = Resources.named(query.resource), query.cursor != nil else { return nil }
        try demandReading(resource)
        return try answering { () throws(SQLiteError) in try rank(query, RecordTable.of(resource)) }
    }

    private func rank(_ query: Query, _ table: RecordTable) throws(SQLiteError) -> Int64? {
        let hits = try self.hits(query)
        if case .many? = hits { return nil }
        var before = try withSortValues(query, table)
        guard before.cursor != nil else { return 0 }
        before.isBackwards = true
        var sql = WindowSQL(table: table, query: before, rows: hits?.rows, sight: sight)
        let statement = try connection.prepareOnce(sql.countBefore())
        for (index, value) in sql.parameters.enumerated() { try statement.bind(value, index + 1) }
        return try statement.step() ? statement.integer(0) : nil
    }
}
