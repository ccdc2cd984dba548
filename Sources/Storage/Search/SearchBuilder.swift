internal import Domain
internal import Host
internal import SQLite

/// Keeps the full-text file in step with the journal: it holds the last commit it has taken in, can be deleted at any
/// time, and is in no backup.
package final class SearchBuilder {
    private let paths: StorePaths
    private let source: Connection
    private let identity: Identity
    private var index: Connection
    /// Whether what stood in the file did not hold what had been written into it, so that it was made anew.
    package private(set) var foundDamage = false

    /// Opens the full-text file, making it anew when it is missing, of another form, or of another store.
    package init(paths: StorePaths) throws(StoreError) {
        self.paths = paths
        source = try StoreFile.openForReading(paths.store, vfs: nil)
        do throws(SQLiteError) {
            identity = try Identity.read(source)
        } catch {
            throw StoreError.from(error, path: paths.store)
        }
        do throws(SQLiteError) {
            var isDamaged = false
            index = try Self.open(paths, identity, &isDamaged)
            foundDamage = isDamaged
        } catch {
            throw StoreError.from(error, path: paths.search)
        }
    }

    private static func open(_ paths: StorePaths, _ identity: Identity, _ isDamaged: inout Bool) throws(SQLiteError)
        -> Connection
    {
        // A link would lead to somebody else's file: it goes, what it leads to stays.
        if Files.isLink(paths.search) { remove(paths) }
        if Files.kind(paths.search) != .missing {
            do throws(SQLiteError) {
                let known = try Connection(path: paths.search, mode: .readWrite)
                if try isUsable(known, identity) {
                    // A table that is gone shows here.
                    _ = try SearchProof.holds(in: known)
                    return try prepared(known)
                }
            } catch {
                // A damaged index costs only the time to build it again.
                isDamaged = error.code.tellsDamage
            }
        }
        return try made(paths, identity)
    }

    /// A new file in place of whatever stands there.
    private static func made(_ paths: StorePaths, _ identity: Identity) throws(SQLiteError) -> Connection {
        remove(paths)
        let fresh = try Connection(path: paths.search, mode: .create)
        Files.setMode(paths.search, 0o600)
        try fresh.execute("PRAGMA journal_mode=WAL; PRAGMA page_size=4096")
        try fresh.execute("BEGIN IMMEDIATE")
        for sql in SearchTables.createSQL { try fresh.execute(sql) }
        try SearchTables.setMerging(.usual, fresh)
        let statement = try fresh.prepareOnce("INSERT INTO progress VALUES (1, ?, 0, NULL, 0, NULL, NULL)")
        try statement.bind(identity.store, 1)
        try statement.run()
        try fresh.execute("COMMIT")
        return try prepared(fresh)
    }

    private static func prepared(_ connection: consuming Connection) throws(SQLiteError) -> Connection {
        connection.setBusyTimeout(milliseconds: 5_000)
        try connection.execute("PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16384")
        return connection
    }

    private static func isUsable(_ connection: borrowing Connection, _ identity: Identity) throws(SQLiteError) -> Bool {
        guard try connection.integer("PRAGMA user_version") == SearchTables.version else { return false }
        let statement = try connection.prepareOnce("SELECT store FROM progress")
        return try statement.step() && statement.identifier(0) == identity.store
    }

    private static func remove(_ paths: StorePaths) {
        for suffix in ["", "-wal", "-shm"] { Files.remove(paths.search + suffix) }
    }

    /// Removes the full-text file: the next catching up builds it from the records.
    package static func forget(_ paths: StorePaths) {
        remove(paths)
    }

    /// Whether the index is sound and holds what was written into it, from its first page to its last: it reads all of
    /// it. Nil where its file cannot be written, which SQLite asks for.
    package static func isSound(_ paths: StorePaths) -> Bool? {
        guard Files.isWritable(paths.search) else { return nil }
        do throws(SQLiteError) {
            let index = try Connection(path: paths.search, mode: .readWrite)
            try index.execute("BEGIN")
            defer { try? index.execute("ROLLBACK") }
            for resource in SearchTables.resources {
                let name = "\(resource.shape.singular)_text"
                try index.execute("INSERT INTO \(name)(\(name)) VALUES ('integrity-check')")
            }
            return try SearchContent.holds(in: index)
        } catch {
            return error.code.tellsDamage ? false : nil
        }
    }

    /// Stops what is running, from any thread.
    package var interrupt: @Sendable () -> Void {
        let (source, index) = (source.interrupt, index.interrupt)
        return {
            source.fire()
            index.fire()
        }
    }

    private func attempt<T>(_ body: () throws(SQLiteError) -> T) throws(StoreError) -> T {
        do throws(SQLiteError) {
            return try body()
        } catch {
            throw StoreError.from(error, path: paths.search)
        }
    }

    /// Commits the index does not hold yet: all of them where the last one it took in is none of this journal's, or
    /// where it does not hold what was written into it.
    package func lag() throws(StoreError) -> Int64 {
        try attempt { () throws(SQLiteError) in try Self.lag(index, source) }
    }

    /// The same, without making an index where there is none.
    package static func lag(_ paths: StorePaths) throws(StoreError) -> Int64 {
        let source = try StoreFile.openForReading(paths.store, vfs: nil)
        do throws(SQLiteError) {
            if Files.kind(paths.search) != .missing {
                let index = try Connection(path: paths.search, mode: .readOnly)
                if try isUsable(index, try Identity.read(source)) { return try lag(index, source) }
            }
            return try JournalPlace.end(of: source).commit
        } catch {
            throw StoreError.from(error, path: paths.search)
        }
    }

    /// Whether the index holds no longer what was written into it, however far it has come.
    package static func hasLostWords(_ paths: StorePaths) throws(StoreError) -> Bool {
        guard Files.kind(paths.search) != .missing else { return false }
        do throws(SQLiteError) {
            let index = try Connection(path: paths.search, mode: .readOnly)
            guard try index.integer("PRAGMA user_version") == SearchTables.version else { return false }
            guard try JournalPlace.reached(by: index).commit > 0 else { return false }
            return try !SearchProof.holds(in: index)
        } catch {
            throw StoreError.from(error, path: paths.search)
        }
    }

    private static func lag(_ index: borrowing Connection, _ source: borrowing Connection) throws(SQLiteError) -> Int64
    {
        let last = try JournalPlace.reached(by: index)
        let end = try JournalPlace.end(of: source)
        guard try SearchProof.holds(in: index), try last.isPassed(by: source) else { return end.commit }
        return end.commit - last.commit
    }

    /// Takes in every commit since the last one; a first time, where that one is none of this journal's because an
    /// older copy of the store was put back, and where the index does not hold what was written into it, all records.
    /// A file that turns out to be damaged meanwhile is made anew, once.
    package func catchUp() throws(StoreError) {
        do throws(SQLiteError) {
            try takeIn()
        } catch {
            guard error.code.tellsDamage else { throw StoreError.from(error, path: paths.search) }
            foundDamage = true
            try attempt { () throws(SQLiteError) in
                index = try Self.made(paths, identity)
                try takeIn()
            }
        }
    }

    private func takeIn() throws(SQLiteError) {
        var isCurrent = try JournalPlace.reached(by: index) == JournalPlace.end(of: source)
        if isCurrent { isCurrent = try holds() }
        if !isCurrent {
            try writing { () throws(SQLiteError) in
                // Nobody else moves the index now: the journal is at least as long as what was indexed, unless it was
                // put back.
                try source.execute("BEGIN")
                defer { try? source.execute("COMMIT") }
                let last = try JournalPlace.reached(by: index)
                let end = try JournalPlace.end(of: source)
                var isFollowed = last.commit > 0
                if isFollowed, try !holds() { (isFollowed, foundDamage) = (false, true) }
                if isFollowed { isFollowed = try last.isPassed(by: source) }
                if isFollowed { try follow(from: last.commit) } else { try buildAnew() }
                try SearchTables.note(commit: end.commit, of: source, in: index)
            }
        }
        try rebuildIfStale()
    }

    /// Whether the index holds what was written into it, as far as that can be seen in a few milliseconds.
    private func holds() throws(SQLiteError) -> Bool {
        guard try SearchProof.holds(in: index) else { return false }
        return try SearchContent.holds(in: index)
    }

    /// Runs `body` in one transaction of the index.
    private func writing(_ body: () throws(SQLiteError) -> Void) throws(SQLiteError) {
        try index.execute("BEGIN IMMEDIATE")
        do throws(SQLiteError) {
            try body()
            try index.execute("COMMIT")
        } catch {
            try? index.execute("ROLLBACK")
            throw error
        }
    }

    private func rebuildIfStale() throws(SQLiteError) {
        // Each search looks at the stale rows: they are kept few beside the others.
        let staleMin: Int64 = 10_000
        let staleShare: Int64 = 20
        let stale = try index.integer("SELECT stale FROM progress") ?? 0
        guard stale > staleMin else { return }
        let live =
            try source.integer("SELECT count(*) FROM product INDEXED BY product_name_sort WHERE deleted_at IS NULL")
            ?? 0
        guard stale > live / staleShare else { return }
        try writing { () throws(SQLiteError) in
            try buildAnew()
            try SearchProof.note(in: index)
        }
    }

    /// Forgets every word and takes in all records.
    private func buildAnew() throws(SQLiteError) {
        for resource in SearchTables.resources {
            let name = "\(resource.shape.singular)_text"
            try index.execute("INSERT INTO \(name)(\(name)) VALUES ('delete-all')")
        }
        try index.execute("UPDATE progress SET stale = 0; DELETE FROM stale_row")
        try addAll()
    }

    private func addAll() throws(SQLiteError) {
        try SearchTables.setMerging(.off, index)
        for resource in SearchTables.resources {
            let fields = SearchTables.fields(of: resource).map { RecordTable.quoted($0.key) }.joined(separator: ", ")
            let rows = try source.prepareOnce(
                "SELECT n, \(fields) FROM \(resource.shape.singular) NOT INDEXED WHERE deleted_at IS NULL")
            while try rows.step() { try add(rows, resource) }
        }
        try SearchTables.setMerging(.usual, index)
    }

    /// The records that changed since a commit; each one's older words stay behind and are counted as stale.
    private func follow(from last: Int64) throws(SQLiteError) {
        let first = JournalTables.firstChange(of: last &+ 1)
        var stale: Int64 = 0
        for resource in SearchTables.resources {
            let fields = SearchTables.fields(of: resource).map { "r.\(RecordTable.quoted($0.key))" }.joined(
                separator: ", ")
            let created = try source.prepareOnce(
                """
                SELECT r.n, \(fields), r.deleted_at IS NULL, min(c.n), max(c.n),
                    max(CASE WHEN c.payload LIKE '{"action":"created"%' THEN 1 ELSE 0 END)
                FROM change AS c JOIN \(resource.shape.singular) AS r ON r.id = c.record
                WHERE c.n >= \(first) GROUP BY c.record
                """)
            let count = SearchTables.fields(of: resource).count
            while try created.step() {
                let isLive = created.integer(count + 1) != 0
                let isNew = created.integer(count + 4) != 0
                if isLive { try add(created, resource) }
                guard !isNew || !isLive else { continue }
                stale += 1
                let mark = try index.prepare("INSERT OR IGNORE INTO stale_row VALUES (?, ?)")
                try mark.bind(resource.name, 1)
                try mark.bind(created.integer(0), 2)
                try mark.run()
            }
            stale += try markPurged(resource, since: first)
        }
        if stale > 0 { try index.execute("UPDATE progress SET stale = stale + \(stale)") }
    }

    /// Records that were purged since a change: their words stay behind too. Answers how many.
    private func markPurged(_ resource: ResourceFacts, since first: Int64) throws(SQLiteError) -> Int64 {
        let gone = try source.prepareOnce(
            """
            SELECT n FROM purged WHERE resource = ?1 AND record IN
                (SELECT record FROM change WHERE n >= ?2 AND payload LIKE '{"action":"purged"%')
            """)
        try gone.bind(resource.name, 1)
        try gone.bind(first, 2)
        let mark = try index.prepare("INSERT OR IGNORE INTO stale_row VALUES (?, ?)")
        var count: Int64 = 0
        while try gone.step() {
            try mark.bind(resource.name, 1)
            try mark.bind(gone.integer(0), 2)
            try mark.run()
            count += 1
        }
        return count
    }

    private func add(_ row: Statement, _ resource: ResourceFacts) throws(SQLiteError) {
        let fields = SearchTables.fields(of: resource)
        let insert = try index.prepare(SearchTables.insertSQL(resource))
        try insert.bind(row.integer(0), 1)
        for (offset, field) in fields.enumerated() {
            try insert.bind(SearchTables.indexed(row.value(offset + 1, field.kind)), offset + 2)
        }
        try insert.run()
    }
}
