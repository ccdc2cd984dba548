// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import SQLite

/// Searches with more hits than are sorted: the newest come first, a condition beside the words leaves no page short.
extension Reader {
    /// What full-text search finds of a filter's words; nil when it has none. In the trash, which is small and which
    /// the index does not hold, words are looked for in the records; and everywhere, where nothing may be written and
    /// the index is not up to date.
    func hits(_ query: Query) throws(SQLiteError) -> SearchHits? {
        let words = query.filter.words
        guard !words.isEmpty, !query.filter.asksForDeleted, let resource = Resources.named(query.resource),
            try hasIndexOfWords()
        else { return nil }
        return try search.hits(words, in: resource, reader: self)
    }

    /// Whether words are asked of the index. One that is behind serves where it is brought up to date soon.
    func hasIndexOfWords() throws(SQLiteError) -> Bool {
        isReadOnly ? try search.isCurrent(connection) : true
    }

    /// The first records of many hits in their order, from the query's cursor on.
    func newest(_ query: Query, _ resource: ResourceFacts, first: [Int64], limit: Int) throws(SQLiteError)
        -> [StoredRecord]
    {
        // Some of a stretch may be stale or not pass, so twice as many are asked for.
        var walk = HitWalk(query, resource, first: first, count: limit * 2)
        var records: [StoredRecord] = []
        while records.count < limit, let found = try passing(&walk, query, resource) {
            records += found.prefix(limit - records.count)
        }
        return records
    }

    /// Every record of many hits in their order.
    func streamNewest(
        _ query: Query, _ resource: ResourceFacts, first: [Int64], _ body: (StoredRecord) throws(StoreError) -> Void
    ) throws(StoreError) {
        let countAtOnce = 500
        var walk = HitWalk(query, resource, first: first, count: countAtOnce)
        var left = query.limit
        while left > 0, let found = try attempt({ () throws(SQLiteError) in try passing(&walk, query, resource) }) {
            for record in found.prefix(left) { try body(record) }
            left -= found.count
        }
    }

    /// How many of many hits pass the rest of the filter.
    func countNewest(_ query: Query, _ resource: ResourceFacts, first: [Int64]) throws(SQLiteError) -> Int64 {
        let table = RecordTable.of(resource)
        let words = query.filter.words
        // The index alone knows how many hold the words, not which of them may be read.
        if query.filter.withoutWords == .all, sight.condition(on: resource) == nil {
            return Int64(first.count) + (try search.count(words, in: resource, except: Set(first), reader: self))
        }
        var all = query
        all.cursor = nil
        var walk = HitWalk(all, resource, first: first, count: .max)
        var count: Int64 = 0
        while let rows = try walk.next(search, self) {
            if !rows.isEmpty { count += try self.count(query.filter, table, rows: rows) }
        }
        return count
    }

    /// The next stretch of hits without those that do not pass the rest of the filter; nil at the end.
    private func passing(_ walk: inout HitWalk, _ query: Query, _ resource: ResourceFacts) throws(SQLiteError)
        -> [StoredRecord]?
    {
        guard let rows = try walk.next(search, self) else { return nil }
        if rows.isEmpty { return [] }
        let plain = Query(resource: query.resource, filter: query.filter, limit: .max)
        let records = try self.records(plain, RecordTable.of(resource), rows: rows)
        let byRow = Dictionary(uniqueKeysWithValues: records.map { ($0.row, $0) })
        return rows.compactMap { byRow[$0] }
    }
}
