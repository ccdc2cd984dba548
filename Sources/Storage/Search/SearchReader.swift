internal import Domain
internal import Host
internal import SQLite
internal import Text

/// Reads the full-text file. It may be missing, behind or damaged: then it is not asked.
final class SearchReader {
    /// Hits that are still sorted as the list is.
    static let sortedHitsMax = 1_000
    private let path: String
    private var connection: Connection?
    /// The place up to which the index held everything when it was looked at last.
    private var place: JournalPlace?
    /// The state of the file, as SQLite counts them, whose contents were looked at last, and whether they held.
    private var contents: (version: Int64, hold: Bool)?
    /// Why it is not asked for the query at hand.
    private(set) var trouble: SearchTrouble? {
        didSet { if let trouble { lastTrouble = trouble } }
    }
    /// The newest trouble until somebody has taken note of it.
    private var lastTrouble: SearchTrouble?

    init(path: String) {
        self.path = path
    }

    /// A new query: what was in the way of the last one may be mended.
    func begin() {
        trouble = nil
    }

    /// What was in the way since this was asked last.
    func takeTrouble() -> SearchTrouble? {
        defer { lastTrouble = nil }
        return lastTrouble
    }

    /// Runs what asks the index; where that fails for another reason than a stop, the index is in trouble.
    private func asking<T>(_ body: () throws(SQLiteError) -> T) throws(SQLiteError) -> T {
        do throws(SQLiteError) {
            return try body()
        } catch {
            if error.code != .SQLITE_INTERRUPT {
                trouble = error.code.tellsDamage ? .damaged : .unreadable(StoreError.from(error, path: path))
                connection = nil
            }
            throw error
        }
    }

    /// A row that was found holds other words than those sought. Either the store moved on, or the index is not one of
    /// these records; both ways the query has to be answered without it.
    func mistrust(_ store: borrowing Connection) throws(SQLiteError) -> SQLiteError {
        trouble = try place == JournalPlace.end(of: store) ? .damaged : .behind
        connection = nil
        return SQLiteError(code: .SQLITE_CORRUPT, message: "the index names a record without the words")
    }

    private func opened() -> Bool {
        if connection != nil { return true }
        guard Files.kind(path) != .missing, let opened = try? Connection(path: path, mode: .readOnly),
            (try? opened.integer("PRAGMA user_version")) == SearchTables.version
        else { return false }
        try? opened.execute("PRAGMA cache_size=-4096; PRAGMA query_only=ON")
        connection = consume opened
        contents = nil
        return true
    }

    /// The rows that hold every word, or whose SKU or GTIN the words are: that is found through an index of its own.
    /// While they are few they are all answered, for the list's own order.
    func hits(_ words: [(word: String, isPrefix: Bool)], in resource: ResourceFacts, reader: Reader)
        throws(SQLiteError) -> SearchHits
    {
        let exact = try exactRows(words, in: resource, reader: reader)
        guard opened(), SearchTables.resources.contains(resource) else { return .all(exact) }
        let newest = try rows(words, in: resource, limit: Self.sortedHitsMax + 1)
        if newest.count > Self.sortedHitsMax { return .many(first: exact) }
        let known = Set(exact)
        let found = exact + newest.filter { !known.contains($0) }
        return .all(try verified(found, words, in: resource, reader: reader))
    }

    /// Whether the index may be asked: it holds everything that the store does, and what was written into it.
    func isCurrent(_ store: borrowing Connection) throws(SQLiteError) -> Bool {
        if trouble != nil { return false }
        let end = try JournalPlace.end(of: store)
        if try isCurrent(at: end) { return true }
        guard connection != nil, trouble == nil else { return false }
        // Another file may stand under the name: one that was built anew.
        connection = nil
        return try isCurrent(at: end)
    }

    private func isCurrent(at end: JournalPlace) throws(SQLiteError) -> Bool {
        guard opened() else { return false }
        do throws(SQLiteError) {
            let isCurrent = try asking { () throws(SQLiteError) in
                switch connection {
                case .some(let index):
                    guard try JournalPlace.reached(by: index) == end else { return false }
                    guard try SearchProof.holds(in: index) else { return false }
                    if try holdContents(index) { return true }
                    throw SQLiteError(code: .SQLITE_CORRUPT, message: "the index is not what was written")
                case .none: return false
                }
            }
            place = isCurrent ? end : nil
            return isCurrent
        } catch {
            // What cannot be read is not asked; a stop stops.
            if error.code == .SQLITE_INTERRUPT { throw error }
            return false
        }
    }

    /// Whether the contents of a small index are what was written; looked at once for each state of the file.
    private func holdContents(_ index: borrowing Connection) throws(SQLiteError) -> Bool {
        let version = try index.integer("PRAGMA data_version") ?? 0
        if let contents, contents.version == version { return contents.hold }
        let hold = try SearchContent.holds(in: index)
        contents = (version, hold)
        return hold
    }

    /// How many records hold every word now, those of `first` aside.
    func count(
        _ words: [(word: String, isPrefix: Bool)], in resource: ResourceFacts, except first: Set<Int64>, reader: Reader
    ) throws(SQLiteError) -> Int64 {
        let stale = try staleRows(of: resource)
        var count: Int64 = 0
        var doubtful: [Int64] = []
        try asking { () throws(SQLiteError) in
            guard let hits = try matching(words, in: resource) else { return }
            defer { hits.reset() }
            while try hits.step() {
                let row = hits.integer(0)
                if first.contains(row) { continue }
                if stale.contains(row) { doubtful.append(row) } else { count += 1 }
            }
        }
        return count + Int64(try verified(doubtful, words, in: resource, reader: reader).count)
    }

    /// Every row of the index that holds every word, in no order.
    private func matching(_ words: [(word: String, isPrefix: Bool)], in resource: ResourceFacts)
        throws(SQLiteError) -> Statement?
    {
        let name = resource.shape.singular
        guard opened(),
            let statement = try connection?.prepare("SELECT rowid FROM \(name)_text WHERE \(name)_text MATCH ?")
        else { return nil }
        try statement.bind(Self.expression(words), 1)
        return statement
    }

    /// Words with each one that the index lacks replaced by the one most like it; nil when that changes nothing.
    func similar(_ words: [String], in resource: ResourceFacts) throws(SQLiteError) -> [String]? {
        guard opened(), SearchTables.resources.contains(resource) else { return nil }
        var result: [String] = []
        for word in words {
            let isKnown = try !rows([(word, true)], in: resource, limit: 1).isEmpty
            result.append(isKnown ? word : try best(for: word, in: resource) ?? word)
        }
        return result == words ? nil : result
    }

    private func best(for word: String, in resource: ResourceFacts) throws(SQLiteError) -> String? {
        try asking { () throws(SQLiteError) in
            switch connection {
            case .some(let index): try SimilarWords.best(for: word, in: resource, index)
            case .none: nil
            }
        }
    }

    /// The words as an FTS5 expression: bare tokens joined by AND, the last one as a prefix.
    static func expression(_ words: [(word: String, isPrefix: Bool)]) -> String {
        words.map { "\"\($0.word)\"\($0.isPrefix ? "*" : "")" }.joined(separator: " AND ")
    }

    /// Rows of the index that hold every word, the newest first, from a cursor on; some may hold them no longer.
    func rows(
        _ words: [(word: String, isPrefix: Bool)], in resource: ResourceFacts, limit: Int, from cursor: Cursor? = nil,
        isAscending: Bool = false
    ) throws(SQLiteError) -> [Int64] {
        try asking { () throws(SQLiteError) in
            try found(words, in: resource, limit: limit, from: cursor, isAscending: isAscending)
        }
    }

    private func found(
        _ words: [(word: String, isPrefix: Bool)], in resource: ResourceFacts, limit: Int, from cursor: Cursor?,
        isAscending: Bool
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
        try statement.bind(Self.expression(words), 1)
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
            AND deleted_at IS NULL ORDER BY sku_key LIMIT 200
            """)
        defer { statement.reset() }
        try statement.bind(SoughtWords.code(words), 1)
        while try statement.step() {
            let row = statement.integer(0)
            if !rows.contains(row) { rows.append(row) }
        }
        return rows
    }

    /// Leaves out what the index holds no longer rightly: a changed record keeps the words it had before.
    func verified(
        _ rows: [Int64], _ words: [(word: String, isPrefix: Bool)], in resource: ResourceFacts, reader: Reader
    ) throws(SQLiteError) -> [Int64] {
        let stale = try staleRows(of: resource)
        if stale.isEmpty { return rows }
        let table = RecordTable.of(resource)
        let sought = SoughtWords(words, in: resource)
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
            if sought.stand(in: table.record(statement)) { kept.append(row) }
        }
        return kept
    }

    /// Rows whose older words the index still holds.
    private func staleRows(of resource: ResourceFacts) throws(SQLiteError) -> Set<Int64> {
        try asking { () throws(SQLiteError) in
            guard let statement = try connection?.prepare("SELECT n FROM stale_row WHERE resource = ?") else {
                return []
            }
            defer { statement.reset() }
            try statement.bind(resource.name, 1)
            var rows: Set<Int64> = []
            while try statement.step() { rows.insert(statement.integer(0)) }
            return rows
        }
    }
}
