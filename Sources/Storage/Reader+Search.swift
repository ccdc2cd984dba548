// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import SQLite

/// Searches with more hits than are sorted: the newest come first, a condition beside the words leaves no page short.
extension Reader {
    /// What full-text search finds of a filter's words; nil when it has none. In the trash, which is small and which
    /// the index does not hold, words are looked for in the records; so they are in what is not indexed, and everywhere
    /// where the index may not be asked.
    func hits(_ query: Query) throws(SQLiteError) -> SearchHits? {
        let words = query.filter.words
        guard !words.isEmpty, !query.filter.asksForDeleted, let resource = Resources.named(query.resource),
            !SearchTables.fields(of: resource).isEmpty, try isIndexCurrent()
        else { return nil }
        return try search.hits(words, in: resource, reader: self)
    }

    /// Whether the index of words may be asked: it holds everything that the store does.
    func isIndexCurrent() throws(SQLiteError) -> Bool {
        try search.isCurrent(connection)
    }

    /// The same for whoever looks at the whole.
    package func hasIndexOfWords() throws(StoreError) -> Bool {
        try attempt { () throws(SQLiteError) in try isIndexCurrent() }
    }

    /// Why queries since this was asked last read the records though an index seemed to hold them all; nil when nothing
    /// was in the way.
    package func takeSearchTrouble() -> SearchTrouble? { search.takeTrouble() }

    /// Runs a query; where the index of words is in the way of it, once more without the index.
    func answering<T>(_ body: () throws(SQLiteError) -> T) throws(StoreError) -> T {
        if let answer = try asking(body) { return answer }
        return try attempt(body)
    }

    /// Runs a query; nil where the index of words was in the way. A damaged one is taken away where it may be made
    /// again, by the next catching up.
    func asking<T>(_ body: () throws(SQLiteError) -> T) throws(StoreError) -> T? {
        search.begin()
        return try attempt { () throws(SQLiteError) in
            do throws(SQLiteError) {
                return try body()
            } catch {
                guard let trouble = search.trouble else { throw error }
                if trouble == .damaged, !isReadOnly { SearchBuilder.forget(paths) }
                return nil
            }
        }
    }

    /// The records of a search that hold its words; throws where the index named others.
    func requireWords(_ query: Query, _ resource: ResourceFacts, in records: [StoredRecord]) throws(SQLiteError) {
        let sought = SoughtWords(query.filter.words, in: resource)
        if records.allSatisfy(sought.stand) { return }
        throw try search.mistrust(connection)
    }

    /// Throws where the index named rows that hold no record; looked at only where fewer came than it named.
    func requireRecords(_ query: Query, _ resource: ResourceFacts, of rows: [Int64], found: Int) throws(SQLiteError) {
        guard found < min(rows.count, query.limit), query.cursor == nil, query.filter.withoutWords == .all,
            sight.condition(on: resource) == nil
        else { return }
        if try count(.all, RecordTable.of(resource), rows: rows) == rows.count { return }
        throw try search.mistrust(connection)
    }

    /// A query that is answered without the index; a cursor of many hits has no sort values, which the list's order
    /// goes by. A record that is gone is the start of the list.
    func withSortValues(_ query: Query, _ table: RecordTable) throws(SQLiteError) -> Query {
        let terms = WindowSQL.terms(query.sort, table, sight)
        guard let cursor = query.cursor, cursor.values.count < terms.count else { return query }
        var at = Query(resource: query.resource, sort: query.sort, limit: 1)
        var record = try records(at, table, rows: [cursor.row]).first
        if record == nil {
            at.filter = .deleted
            record = try records(at, table, rows: [cursor.row]).first
        }
        var query = query
        query.cursor = record.map { Cursor(values: $0.sortValues, row: $0.row, isInclusive: cursor.isInclusive) }
        return query
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

    /// Every record of a search, one after the other. Where the index turns out to be in the way on the way, the
    /// records that were not given yet come without it.
    func streamFound(
        _ query: Query, _ resource: ResourceFacts, _ body: (StoredRecord) throws(StoreError) -> Void
    ) throws(StoreError) {
        let table = RecordTable.of(resource)
        var given: Set<Int64> = []
        func give(_ records: [StoredRecord]) throws(StoreError) {
            for record in records where given.count < query.limit && given.insert(record.row).inserted {
                try body(record)
            }
        }
        switch try asking({ () throws(SQLiteError) in try hits(query) }) {
        case .some(.some(.all(let rows))):
            let records = try asking { () throws(SQLiteError) in
                let records = try self.records(query, table, rows: rows)
                try requireWords(query, resource, in: records)
                return records
            }
            if let records { return try give(records) }
        case .some(.some(.many(let first))):
            let countAtOnce = 500
            var walk = HitWalk(query, resource, first: first, count: countAtOnce)
            while given.count < query.limit {
                guard let found = try asking({ () throws(SQLiteError) in try passing(&walk, query, resource) ?? nil })
                else { break }
                guard let found else { return }
                try give(found)
            }
            if given.count >= query.limit { return }
        case .some(.none), .none: break
        }
        try each(query, table) { (record) throws(StoreError) in try give([record]) }
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
        try requireWords(query, resource, in: records)
        let byRow = Dictionary(uniqueKeysWithValues: records.map { ($0.row, $0) })
        return rows.compactMap { byRow[$0] }
    }
}
