package import Domain
internal import Digest
internal import Host
internal import SQLite

/// What a commit did.
package struct Receipt: Sendable, Equatable {
    package let group: Identifier
    /// Records of the operations, in their order.
    package let records: [Identifier]
    package let changeCount: Int64

    package init(group: Identifier, records: [Identifier], changeCount: Int64) {
        self.group = group
        self.records = records
        self.changeCount = changeCount
    }
}

/// The one connection that writes a store. Not Sendable: it stays with the thread that opened it.
package final class Writer {
    let connection: Connection
    let lock: FileLock
    /// The file that was opened.
    let file: FileIdentity?
    package let paths: StorePaths
    package let identity: Identity
    let surroundings: Surroundings
    let journal: JournalWriter
    var ids: IdentifierSource
    /// Who acts; the member that `init` created unless another was named.
    package private(set) var member: Identifier
    /// The access under which a new store gets its first records, before any member is there to have one.
    var foundingAccess: Access?
    /// Whether the anchor that was written last is on the disk.
    var isAnchorOnDisk = true
    /// Told how many changes the group at hand has made so far.
    package var onProgress: ((Int64) -> Void)?
    /// The journal grew past this many WAL pages: it is written back to the store's file.
    static let checkpointPagesMax: Int64 = 500

    /// Opens the store for writing, migrating it first if it is older. Throws `busy` when another process writes.
    package init(paths: StorePaths, surroundings: Surroundings, actingAs member: String? = nil) throws(StoreError) {
        self.paths = paths
        self.surroundings = surroundings
        ids = IdentifierSource(seed: surroundings.random())
        connection = try StoreFile.openForWriting(paths, vfs: surroundings.vfs)
        // A program that does not know the lock file may hold SQLite's own.
        connection.setBusyTimeout(milliseconds: Int32(clamping: surroundings.lockWaitMilliseconds))
        file = Files.identity(paths.store)
        lock = try Self.openLock(paths)
        identity = try Self.prepare(connection, lock, paths, surroundings)
        journal = JournalWriter(identity: identity)
        self.member = identity.member
        if let member { self.member = try connection.member(called: member, paths) }
    }

    deinit {
        syncAnchor()
    }

    static func openLock(_ paths: StorePaths) throws(StoreError) -> FileLock {
        do throws(HostError) {
            return try FileLock(path: paths.lock)
        } catch {
            throw .host(error)
        }
    }

    /// Migrates the store under its lock, and reads who it is.
    private static func prepare(
        _ connection: borrowing Connection, _ lock: borrowing FileLock, _ paths: StorePaths,
        _ surroundings: Surroundings
    ) throws(StoreError) -> Identity {
        guard try acquire(lock, paths, surroundings) else { throw .busy(path: paths.store) }
        defer { lock.release() }
        try StoreFile.migrate(connection, paths, surroundings.migrations)
        do throws(SQLiteError) {
            // A bulk that was cut off left a rollback journal behind and the store without its WAL.
            if try connection.texts("PRAGMA journal_mode") != ["wal"] {
                try? connection.execute("PRAGMA journal_mode=WAL")
            }
            return try Identity.read(connection)
        } catch {
            throw StoreError.from(error, path: paths.store)
        }
    }

    static func acquire(_ lock: borrowing FileLock, _ paths: StorePaths, _ surroundings: Surroundings)
        throws(StoreError) -> Bool
    {
        do throws(HostError) {
            return try lock.acquire(waitMillisecondsMax: surroundings.lockWaitMilliseconds)
        } catch {
            throw .host(error)
        }
    }

    /// Stops what the writer is running, from any thread.
    package var interrupt: @Sendable () -> Void {
        let interrupt = connection.interrupt
        return { interrupt.fire() }
    }

    func attempt<T>(_ body: () throws(SQLiteError) -> T) throws(StoreError) -> T {
        do throws(SQLiteError) {
            return try body()
        } catch {
            throw StoreError.from(error, path: paths.store)
        }
    }

    /// Runs `body` in one transaction under the lock between processes; nothing of it stays when it throws.
    func transaction<T>(isBulk: Bool = false, _ body: () throws(StoreError) -> T) throws(StoreError) -> T {
        guard try Self.acquire(lock, paths, surroundings) else { throw .busy(path: paths.store) }
        defer { lock.release() }
        try requirePlace()
        if isBulk { beginBulk() }
        defer { if isBulk { endBulk() } }
        try attempt { () throws(SQLiteError) in try connection.execute("BEGIN IMMEDIATE") }
        let result: T
        let end: JournalEnd
        var anchoring: Anchoring
        do throws(StoreError) {
            anchoring = beginAnchoring(at: try journalEnd())
            result = try body()
            end = try journalEnd()
            announce(end, &anchoring)
            try attempt { () throws(SQLiteError) in try connection.execute("COMMIT") }
        } catch {
            if connection.isInTransaction { try? connection.execute("ROLLBACK") }
            throw error
        }
        confirm(end, anchoring)
        checkpointIfLarge()
        return result
    }

    /// A bulk mostly appends pages: with a rollback journal they are written once, instead of into the WAL and then
    /// into the file. Where another connection is open the mode stays, and the bulk is only slower. Its references were
    /// checked by the rules, so that SQLite need not check them again row by row. Indexes are sorted in small runs on
    /// disk: they fit the processor's caches, and take 12 MB instead of 88.
    private func beginBulk() {
        try? connection.execute(
            "PRAGMA foreign_keys=OFF; PRAGMA temp_store=FILE; PRAGMA cache_size=-\(StoreFile.bulkCacheKilobytes)")
        connection.setBusyTimeout(milliseconds: 0)
        try? connection.execute("PRAGMA journal_mode=TRUNCATE")
        connection.setBusyTimeout(milliseconds: StoreFile.busyMilliseconds)
    }

    private func endBulk() {
        try? connection.execute(
            "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-\(StoreFile.cacheKilobytes)")
        // Where the disk failed the journal may still be needed to take the bulk back: it stays until the mode is
        // changed.
        if (try? connection.texts("PRAGMA journal_mode=WAL")) == ["wal"] { Files.remove(paths.store + "-journal") }
    }

    /// Writes the WAL back once it is large; only ever under the lock, because SQLite before 3.51.3 can corrupt a WAL
    /// that
    /// one connection resets while another writes.
    private func checkpointIfLarge() {
        let pageBytes: Int64 = 4_096
        guard case .regular(let count) = Files.kind(paths.store + "-wal"),
            count > Self.checkpointPagesMax * pageBytes
        else { return }
        try? connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    /// Writes the whole WAL back, before the program ends.
    package func checkpoint() throws(StoreError) {
        guard try Self.acquire(lock, paths, surroundings) else { return }
        defer { lock.release() }
        try requirePlace()
        try attempt { () throws(SQLiteError) in try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)") }
    }

    // MARK: Writing

    /// Writes a proposal: all of it in one commit, or nothing.
    package func commit(_ proposal: Proposal) throws(StoreError) -> Receipt {
        try group(origin: proposal.origin, reason: proposal.reason, undoes: proposal.undoes) {
            (group) throws(StoreError) in
            try group.write(proposal)
            return group.receipt
        }
    }

    /// Writes the proposals of one action: one transaction, one group, one undo.
    package func group<T>(
        origin: String, reason: String? = nil, undoes: Identifier? = nil, bulk: BulkPlan? = nil,
        _ body: (GroupWriter) throws(StoreError) -> T
    ) throws(StoreError) -> T {
        let start = GroupStart(origin: origin, reason: reason, undoes: undoes)
        return try group(bulk: bulk, { start }, body)
    }

    /// As `group`; what it is about is asked inside the transaction, for it may depend on what others have written.
    func group<T>(
        bulk: BulkPlan? = nil, _ start: () throws(StoreError) -> GroupStart,
        _ body: (GroupWriter) throws(StoreError) -> T
    ) throws(StoreError) -> T {
        do throws(StoreError) {
            return try transaction(isBulk: bulk != nil) { () throws(StoreError) in
                let group = try GroupWriter(writer: self, try start(), bulk: bulk)
                let result = try body(group)
                try group.finish()
                return result
            }
        } catch {
            if case .denied(let denial) = error { throw .denied(recordDenial(denial)) }
            throw error
        }
    }

    /// The access of whoever acts.
    package func access() throws(StoreError) -> Access {
        if let foundingAccess { return foundingAccess }
        let found = try attempt { () throws(SQLiteError) in
            try AccessLoader.access(of: member, currency: try currency(), connection)
        }
        guard let found else { throw .memberUnknown(member.text) }
        return found
    }

    /// The number of the newest commit in the store.
    package func newestCommit() throws(StoreError) -> Int64 {
        try attempt { () throws(SQLiteError) in try connection.integer("SELECT max(n) FROM \"commit\"") ?? 0 }
    }

    func currency() throws(SQLiteError) -> String {
        try connection.texts("SELECT currency FROM setting WHERE deleted_at IS NULL LIMIT 1").first ?? "EUR"
    }

    // MARK: Events

    /// A denied attempt is an event, and says who could grant it.
    private func recordDenial(_ denial: Denial) -> Denial {
        var denial = denial
        if let names = try? AccessLoader.grantors((try? currency()) ?? "EUR", connection) { denial.grantors = names }
        try? event(.denied, detail: denial.attempt)
        return denial
    }

    /// Appends an event in a transaction of its own.
    package func event(
        _ kind: EventEntry.Kind, resource: String? = nil, record: Identifier? = nil, detail: String
    ) throws(StoreError) {
        try transaction { () throws(StoreError) in
            try attempt { () throws(SQLiteError) in
                try appendEvent(kind, resource: resource, record: record, detail: detail)
            }
        }
    }

    func appendEvent(_ kind: EventEntry.Kind, resource: String?, record: Identifier?, detail: String)
        throws(SQLiteError)
    {
        let facts = (identity, member, surroundings.session, surroundings.correlation, surroundings.now())
        try EventWriter.write(
            { sequence in
                EventEntry(
                    device: facts.0.device, generation: facts.0.generation, sequence: sequence, kind: kind,
                    actor: facts.1, session: JournalText.neutral(facts.2), correlation: facts.3, recordedAt: facts.4,
                    resource: resource,
                    record: record, detail: JournalText.neutral(detail))
            }, connection)
    }
}

/// How a large import is written: without the indexes that can be built at the end.
package struct BulkPlan: Sendable {
    package let resource: String

    package init(resource: String) {
        self.resource = resource
    }
}
