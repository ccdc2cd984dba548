internal import Domain
internal import Host
internal import SQLite
internal import Text

/// Reads the full-text file. It may be missing or behind: then search finds less until it has caught up.
final class SearchReader {
    /// Hits that are still sorted as the list is.
    static let sortedHitsMax = 1_000
    private let path: String
    private var connection: Connection?

    init?(path: String) {
        self.path = path
    }

    private func opened() -> Bool {
        if connection != nil { return true }
        guard Files.kind(path) != .missing, let opened = try? Connection(path: path, mode: .readOnly),
            (try? opened.integer("PRAGMA user_version")) == SearchTables.version
        else { return false }
        try? opened.execute("PRAGMA cache_size=-4096; PRAGMA query_only=ON")
        connection = consume opened
        return true
    }

    /// The rows that hold every word. An exact SKU or GTIN comes first, through its own index. While the hits are few
    /// they are all answered, for the list's own order; else a page of the newest.
    func hits(
        _ words: [(word: String, isPrefix: Bool)], in resource: ResourceFacts, page: Query, reader: Reader
    ) throws(SQLiteError) -> SearchHits {
        let exact = try exactRows(words, in: resource, reader: reader)
        guard opened(), SearchTables.resources.contains(resource) else {
            return SearchHits(rows: exact, isByRecency: false)
        }
        let expression = Self.expression(words)
        let newest = try matches(expression, in: resource, limit: Self.sortedHitsMax + 1)
        if newest.count <= Self.sortedHitsMax {
            let rows = exact + newest.filter { !exact.contains($0) }
            return SearchHits(
                rows: try verified(rows, words, in: resource, reader: reader), isByRecency: false)
        }
        // Some of a page may be stale, so twice as many are asked for.
        let rows =
            if page.cursor == nil && !page.isBackwards {
                newest
            } else {
                try matches(
                    expression, in: resource, limit: page.limit * 2, from: page.cursor, isAscending: page.isBackwards)
            }
        return SearchHits(rows: try verified(rows, words, in: resource, reader: reader), isByRecency: true)
    }

    /// How many rows hold every word, as far as the index knows.
    func count(_ words: [(word: String, isPrefix: Bool)], in resource: ResourceFacts) throws(SQLiteError) -> Int64 {
        let name = resource.shape.singular
        guard opened(),
            let statement = try connection?.prepare(
                "SELECT count(*) FROM \(name)_text WHERE \(name)_text MATCH ?")
        else { return 0 }
        defer { statement.reset() }
        try statement.bind(Self.expression(words), 1)
        return try statement.step() ? statement.integer(0) : 0
    }

    /// Words with each one that the index lacks replaced by the one most like it; nil when that changes nothing.
    func similar(_ words: [String], in resource: ResourceFacts) throws(SQLiteError) -> [String]? {
        guard opened(), SearchTables.resources.contains(resource) else { return nil }
        var result: [String] = []
        for word in words {
            let isKnown = try !matches(Self.expression([(word, true)]), in: resource, limit: 1).isEmpty
            result.append(isKnown ? word : try best(for: word, in: resource) ?? word)
        }
        return result == words ? nil : result
    }

    private func best(for word: String, in resource: ResourceFacts) throws(SQLiteError) -> String? {
        switch connection {
        case .some(let index): return try SimilarWords.best(for: word, in: resource, index)
        case .none: return nil
        }
    }

    /// The words as an FTS5 expression: bare tokens joined by AND, the last one as a prefix.
    static func expression(_ words: [(word: String, isPrefix: Bool)]) -> String {
        words.map { "\"\($0.word)\"\($0.isPrefix ? "*" : "")" }.joined(separator: " AND ")
    }

    private func matches(
        _ expression: String, in resource: ResourceFacts, limit: Int, from cursor: Cursor? = nil,
        isAscending: Bool = false
    ) throws(SQLiteError) -> [Int64] {
        let name = resource.shape.singular
        let sign = (isAscending ? ">" : "<") + (cursor?.isInclusive == true ? "=" : "")
        let bound = cursor == nil ? "" : "AND rowid \(sign) ?2"
        guard
            let statement = try connection?.prepare(
                """
                SELECT rowid FROM \(name)_text WHERE \(name)_text MATCH ?1 \(bound) \
                ORDER BY rowid \(isAscending ? "ASC" : "DESC") LIMIT \(limit)
                """)
        else { return [] }
        defer { statement.reset() }
        try statement.bind(expression, 1)
        if let cursor { try statement.bind(cursor.row, 2) }
        var rows: [Int64] = []
        while try statement.step() { rows.append(statement.integer(0)) }
        return rows
    }

    /// All words side by side may be a SKU or a GTIN, whole or in its beginning.
    private func exactRows(
        _ words: [(word: String, isPrefix: Bool)], in resource: ResourceFacts, reader: Reader
    ) throws(SQLiteError) -> [Int64] {
        var rows: [Int64] = []
        if let gtin = resource.field("gtin"), words.count == 1 {
            let statement = try reader.connection.prepare(
                "SELECT n FROM \(resource.shape.singular) WHERE \(gtin.key) = ? AND deleted_at IS NULL LIMIT 20")
            defer { statement.reset() }
            try statement.bind(words[0].word, 1)
            while try statement.step() { rows.append(statement.integer(0)) }
        }
        guard resource.field("sku") != nil else { return rows }
        let statement = try reader.connection.prepare(
            """
            SELECT n FROM \(resource.shape.singular) WHERE sku_key >= ?1 AND sku_key < ?1 || x'f4' \
            AND deleted_at IS NULL LIMIT 200
            """)
        defer { statement.reset() }
        try statement.bind(words.map(\.word).joined(separator: "-"), 1)
        while try statement.step() { rows.append(statement.integer(0)) }
        return rows
    }

    /// Leaves out what the index holds no longer rightly: a changed record keeps the words it had before.
    private func verified(
        _ rows: [Int64], _ words: [(word: String, isPrefix: Bool)], in resource: ResourceFacts, reader: Reader
    ) throws(SQLiteError) -> [Int64] {
        let stale = try staleRows(of: resource)
        if stale.isEmpty { return rows }
        let table = RecordTable.of(resource)
        let statement = try reader.connection.prepare(
            "SELECT \(table.selectColumns) FROM \(table.name) AS \(RecordTable.alias) WHERE n = ?")
        var kept: [Int64] = []
        for row in rows {
            guard stale.contains(row) else {
                kept.append(row)
                continue
            }
            defer { statement.reset() }
            try statement.bind(row, 1)
            guard try statement.step() else { continue }
            if Self.holds(words, in: table.record(statement), of: resource) { kept.append(row) }
        }
        return kept
    }

    /// Rows whose older words the index still holds.
    private func staleRows(of resource: ResourceFacts) throws(SQLiteError) -> Set<Int64> {
        guard let statement = try connection?.prepare("SELECT n FROM stale_row WHERE resource = ?") else { return [] }
        defer { statement.reset() }
        try statement.bind(resource.name, 1)
        var rows: Set<Int64> = []
        while try statement.step() { rows.insert(statement.integer(0)) }
        return rows
    }

    /// Whether a record holds every word now, in its text or as the beginning of its SKU.
    static func holds(
        _ words: [(word: String, isPrefix: Bool)], in record: StoredRecord, of resource: ResourceFacts
    ) -> Bool {
        if record.isDeleted { return false }
        let all = words.map(\.word).joined(separator: "-")
        if let sku = resource.positions["sku"].flatMap({ record.values[$0].text }), Normal.key(sku).hasPrefix(all) {
            return true
        }
        if let gtin = resource.positions["gtin"].flatMap({ record.values[$0].text }), gtin == all { return true }
        let present = SearchTables.fields(of: resource)
            .compactMap { SearchTables.text(record.values[$0.position]) }
            .flatMap(Words.split)
        return words.allSatisfy { wanted in
            present.contains { wanted.isPrefix ? $0.hasPrefix(wanted.word) : $0 == wanted.word }
        }
    }
}
