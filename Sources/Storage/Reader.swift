package import Domain
internal import Host
package import SQLite
internal import Text

/// A connection for reading: windows, records, counts. Not Sendable: it stays with the thread that opened it.
package final class Reader {
    let connection: Connection
    package let paths: StorePaths
    package let identity: Identity
    /// The store's schema, and the one this program has.
    package let schema: Int64
    let migrations: Migrations
    let search: SearchReader
    /// Whether nothing may be written, an index of words neither.
    let isReadOnly: Bool
    /// The member it reads for; nil for the program itself.
    private let member: Identifier?
    /// What that member may, as of a data version: another process may have changed roles since.
    private var known: (access: Access, sight: Visibility, version: Int64)?

    /// Opens the store for reading: whatever it answers is narrowed to what the onlooker may read. Throws `missing`,
    /// `notAStore`, `olderSchema`, `memberUnknown` and SQLite's own errors.
    package init(
        paths: StorePaths, as onlooker: Onlooker, isReadOnly: Bool = false, vfs: String? = nil,
        migrations: Migrations = .released
    ) throws(StoreError) {
        connection = try StoreFile.openForReading(paths.store, vfs: vfs, migrations: migrations)
        self.paths = paths
        self.isReadOnly = isReadOnly
        do throws(SQLiteError) {
            try SQLFunctions.define(on: connection)
            identity = try Identity.read(connection)
            schema = try connection.integer("PRAGMA user_version") ?? 0
        } catch {
            throw StoreError.from(error, path: paths.store).whileReading
        }
        self.migrations = migrations
        search = SearchReader(path: paths.search)
        switch onlooker {
        case .program: member = nil
        case .member(let id): member = id ?? identity.member
        case .named(let name): member = try connection.member(called: name, paths)
        }
    }

    /// Whether a newer program has migrated the store: it is read as far as it is understood, and never written.
    package var isNewer: Bool { schema > knownSchema }
    /// The schema this program knows.
    package var knownSchema: Int64 { migrations.version }

    /// What the member may whom it reads for, as roles and policies stand now; for the program itself, what the member
    /// may that `init` created.
    package func access() throws(StoreError) -> Access {
        guard let member else { return try access(of: identity.member) }
        let version = try dataVersion()
        if let known, known.version == version { return known.access }
        let access = try access(of: member)
        known = (access, Visibility(access), version)
        return access
    }

    /// Whether it reads for the program itself, which is kept from nothing.
    var isForProgram: Bool { member == nil }

    /// Whether it reads for this member.
    func isFor(_ id: Identifier) -> Bool { member == id }

    /// Looks whether what it may show has changed: before anything is read.
    func look() throws(StoreError) {
        if member != nil { _ = try access() }
    }

    /// Which records it may show, as of the last look.
    var sight: Visibility { known?.sight ?? .everything }

    /// Looks, and throws `denied` where nothing of a resource may ever be read.
    func demandReading(_ resource: ResourceFacts) throws(StoreError) {
        guard member != nil, let denial = try access().denial(.read, on: resource.name) else { return }
        throw .denied(denial)
    }

    /// Stops what this reader is running, from any thread.
    package var interrupt: @Sendable () -> Void {
        let interrupt = connection.interrupt
        return { interrupt.fire() }
    }

    func attempt<T>(_ body: () throws(SQLiteError) -> T) throws(StoreError) -> T {
        do throws(SQLiteError) {
            return try body()
        } catch {
            throw StoreError.from(error, path: paths.store).whileReading
        }
    }

    /// Changes whenever another connection has committed.
    package func dataVersion() throws(StoreError) -> Int64 {
        try attempt { () throws(SQLiteError) in try connection.integer("PRAGMA data_version") ?? 0 }
    }

    /// The settings of the store; without its name and currency nobody could read anything else of it.
    package func settings() throws(StoreError) -> Record<Settings> {
        let all = try attempt { () throws(SQLiteError) in try connection.allRecords(of: Settings.declaration.facts) }
        guard let record = all.first(where: { !$0.isDeleted }) else { return Record<Settings>() }
        return Record<Settings>(values: record.values)
    }

    /// Steps of SQLite's machine that a try along an index may take: some ten milliseconds.
    private static let trySteps: Int32 = 400_000

    /// The rows of a window with the names of what they refer to. A filter that many records pass is answered along the
    /// index of the order; one that few pass would walk it to its end, so that is given up early for one sorted scan.
    package func window(_ query: Query) throws(StoreError) -> Window {
        if let quick = try quickWindow(query) { return quick }
        return try window(query, walksIndex: false)
    }

    /// The window, if it can be had in some milliseconds; nil when it takes a scan.
    package func quickWindow(_ query: Query) throws(StoreError) -> Window? {
        try look()
        guard let resource = Resources.named(query.resource) else { return try window(query, walksIndex: false) }
        if try isQuick(query, resource) {
            if query.filter.words.isEmpty { return try window(query, walksIndex: false) }
            return try asking { () throws(SQLiteError) in try read(query, resource, walksIndex: false) }
        }
        guard query.filter.words.isEmpty, try isWorthTrying(query, resource) else { return nil }
        connection.limit(steps: Self.trySteps)
        defer { connection.limit(steps: nil) }
        do throws(StoreError) {
            return try window(query, walksIndex: true)
        } catch {
            if error == .cancelled { return nil }
            throw error
        }
    }

    private func window(_ query: Query, walksIndex: Bool) throws(StoreError) -> Window {
        guard let resource = Resources.named(query.resource) else {
            throw .notFound(resource: "resources", key: query.resource)
        }
        try demandReading(resource)
        return try answering { () throws(SQLiteError) in try read(query, resource, walksIndex: walksIndex) }
    }

    private func read(_ query: Query, _ resource: ResourceFacts, walksIndex: Bool) throws(SQLiteError) -> Window {
        let table = RecordTable.of(resource)
        let hits = try self.hits(query)
        var records: [StoredRecord]
        if case .many(let first)? = hits {
            records = try newest(query, resource, first: first, limit: query.limit + 1)
        } else {
            var more = hits == nil ? try withSortValues(query, table) : query
            more.limit += 1
            records = try self.records(more, table, rows: hits?.rows, walksIndex: walksIndex)
            if hits != nil { try requireWords(query, resource, in: records) }
            if let rows = hits?.rows { try requireRecords(query, resource, of: rows, found: records.count) }
        }
        let hasMore = records.count > query.limit
        if hasMore { records.removeLast() }
        if query.isBackwards { records.reverse() }
        var names = try names(in: records.map(\.values), of: resource)
        try addNames(of: records, to: &names)
        return Window(records: records, names: names, hasMore: hasMore)
    }

    /// Whether a window is read along an index, in a few milliseconds at most: then the screen need not wait for a
    /// worker.
    private func isQuick(_ query: Query, _ resource: ResourceFacts) throws(StoreError) -> Bool {
        let table = RecordTable.of(resource)
        let isSeenWhole = sight.condition(on: resource) == nil
        if !query.filter.words.isEmpty {
            guard query.filter.withoutWords == .all, isSeenWhole else { return false }
            return try attempt { () throws(SQLiteError) in try isIndexCurrent() }
        }
        if query.filter.isSelective(in: table) { return true }
        guard query.filter == .all, isSeenWhole else { return false }
        return WindowSQL.terms(query.sort, table, sight).first.map { $0.index != nil } ?? true
    }

    /// Rows that are sorted in some milliseconds without an index.
    private static let sortedRowsMax: Int64 = 5_000

    /// Whether a window may come of a try: along the index of its order, from the trash, or from a table of few rows.
    private func isWorthTrying(_ query: Query, _ resource: ResourceFacts) throws(StoreError) -> Bool {
        let table = RecordTable.of(resource)
        if query.filter.asksForDeleted || WindowSQL.terms(query.sort, table, sight).first?.index != nil { return true }
        let last = try attempt { () throws(SQLiteError) in try connection.integer("SELECT max(n) FROM \(table.name)") }
        return last ?? 0 <= Self.sortedRowsMax
    }

    /// Every record of a query, one after the other, without holding them.
    package func stream(_ query: Query, _ body: (StoredRecord) throws(StoreError) -> Void) throws(StoreError) {
        // A few rows are a window, which finds the quicker way.
        let windowRowsMax = 1_000
        if query.limit <= windowRowsMax {
            for record in try window(query).records { try body(record) }
            return
        }
        guard let resource = Resources.named(query.resource) else {
            throw .notFound(resource: "resources", key: query.resource)
        }
        try demandReading(resource)
        guard query.filter.words.isEmpty else { return try streamFound(query, resource, body) }
        try each(query, RecordTable.of(resource), body)
    }

    /// Every record of a query, without the index of words.
    func each(_ query: Query, _ table: RecordTable, _ body: (StoredRecord) throws(StoreError) -> Void)
        throws(StoreError)
    {
        var sql = WindowSQL(table: table, query: query, rows: nil, sight: sight)
        let text = sql.select()
        let parameters = sql.parameters
        let statement = try attempt { () throws(SQLiteError) in
            let statement = try connection.prepareOnce(text)
            for (index, value) in parameters.enumerated() { try statement.bind(value, index + 1) }
            return statement
        }
        while try attempt({ () throws(SQLiteError) in try statement.step() }) { try body(table.record(statement)) }
    }

    /// The records of a query, of some rows alone where these are given.
    func records(_ query: Query, _ table: RecordTable, rows: [Int64]?, walksIndex: Bool = false)
        throws(SQLiteError) -> [StoredRecord]
    {
        var sql = WindowSQL(table: table, query: query, rows: rows, sight: sight)
        sql.walksIndex = walksIndex
        let text = sql.select()
        let terms = WindowSQL.terms(query.sort, table, sight)
        let statement = try connection.prepare(text)
        defer { statement.reset() }
        for (index, value) in sql.parameters.enumerated() { try statement.bind(value, index + 1) }
        var records: [StoredRecord] = []
        while try statement.step() {
            let sortValues = terms.enumerated().map {
                statement.value(table.selectedCount + $0.offset, $0.element.kind)
            }
            records.append(table.record(statement, sortValues: sortValues))
        }
        return records
    }

    /// How many records a filter means, of those that may be read.
    package func count(_ query: Query) throws(StoreError) -> Int64 {
        guard let resource = Resources.named(query.resource) else { return 0 }
        try demandReading(resource)
        return try answering { () throws(SQLiteError) in
            let hits = try self.hits(query)
            if case .many(let first)? = hits { return try countNewest(query, resource, first: first) }
            return try count(query.filter, RecordTable.of(resource), rows: hits?.rows)
        }
    }

    /// How many records pass a filter, of some rows alone where these are given.
    func count(_ filter: Filter, _ table: RecordTable, rows: [Int64]?) throws(SQLiteError) -> Int64 {
        let filter = FilterSQL.condition(rows == nil ? filter : filter.withoutWords, table: table, sight: sight)
        var parameters = filter.parameters
        var sql = "SELECT count(*) FROM \(table.name) AS \(RecordTable.alias) WHERE \(filter.sql)"
        if let rows { sql += " AND \(WindowSQL.isOneOf(rows, &parameters))" }
        let statement = try connection.prepareOnce(sql)
        for (index, value) in parameters.enumerated() { try statement.bind(value, index + 1) }
        return try statement.step() ? statement.integer(0) : 0
    }

    /// The names of the members who made and changed some records, of those that may be read.
    private func addNames(of records: [StoredRecord], to names: inout [Identifier: String]) throws(SQLiteError) {
        let members = Member.declaration.facts
        var seen = Set<Identifier>()
        for stamps in records.lazy.map(\.stamps) {
            for id in [stamps.createdBy, stamps.updatedBy] where names[id] == nil && seen.insert(id).inserted {
                names[id] = try connection.label(of: id, in: members, where: sight.condition(on: members))
            }
        }
    }

    /// The names of the records that some changes refer to, before or after.
    func names(in rows: [ChangedRecord], of resource: ResourceFacts) throws(StoreError) -> [Identifier: String] {
        try attempt { () throws(SQLiteError) in
            try names(in: rows.flatMap { [$0.before, $0.after].compactMap { $0 } }, of: resource)
        }
    }

    /// The names of the records that some records refer to; the id of one that may not be read.
    private func names(in records: [[Value]], of resource: ResourceFacts) throws(SQLiteError) -> [Identifier: String] {
        var names: [Identifier: String] = [:]
        for field in resource.fields {
            guard let target = field.target.flatMap(Resources.named) else { continue }
            for record in records {
                let ids: [Identifier] =
                    switch record[field.position] {
                    case .identifier(let id): [id]
                    case .list(let list): list.compactMap(Identifier.init(text:))
                    case .null, .boolean, .integer, .text, .map: []
                    }
                for id in ids where names[id] == nil {
                    names[id] = try connection.label(of: id, in: target, where: sight.condition(on: target)) ?? id.text
                }
            }
        }
        return names
    }
}

/// Functions that queries use.
package enum SQLFunctions {
    package static func define(on connection: borrowing Connection) throws(SQLiteError) {
        try connection.define("sort_key") { Normal.sortKey($0) }
        try connection.define("case_key") { Normal.key($0) }
        try connection.define("word_list") { WordList.text($0) }
    }
}
