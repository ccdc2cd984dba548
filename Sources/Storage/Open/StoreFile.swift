internal import Domain
internal import Host
internal import SQLite

/// Opens a store's file and makes sure that it is one.
enum StoreFile {
    /// The writer's page cache.
    static let cacheKilobytes = 12_288
    /// A bulk appends, and sorts in runs of this size: larger ones only leave the processor's caches.
    static let bulkCacheKilobytes = 4_096
    /// A reader's: the screen reads windows of a few rows, and the system caches the file.
    private static let readerCacheKilobytes = 2_048

    /// How long SQLite itself waits for a lock; between writers the lock file decides before.
    static let busyMilliseconds: Int32 = 5_000

    /// A connection for reading, with the checks of a store.
    static func openForReading(_ path: String, vfs: String?, migrations: Migrations = .released) throws(StoreError)
        -> Connection
    {
        try checkPath(path)
        takeBackCutOffBulk(path, vfs: vfs)
        do throws(StoreError) {
            return try connectionForReading(path, vfs, migrations)
        } catch {
            throw error.whileReading
        }
    }

    private static func connectionForReading(_ path: String, _ vfs: String?, _ migrations: Migrations)
        throws(StoreError) -> Connection
    {
        // Without a -wal file in a folder that cannot be written, SQLite can read only what cannot change.
        let isLocked = !Files.isWritable(Files.parent(path)) && Files.kind(path + "-wal") == .missing
        do throws(StoreError) {
            return try connection(path, isLocked ? .immutable : .readOnly, vfs, migrations)
        } catch {
            // The index of the WAL has no room on the disk. Where the store is one file, nothing of it is needed.
            guard case .full = error, !hasWAL(path) else { throw error }
            return try connection(path, .immutable, vfs, migrations)
        }
    }

    private static func hasWAL(_ path: String) -> Bool {
        if case .regular(let count) = Files.kind(path + "-wal") { count > 0 } else { false }
    }

    private static func connection(
        _ path: String, _ mode: Connection.Mode, _ vfs: String?, _ migrations: Migrations
    ) throws(StoreError) -> Connection {
        let connection = try opened(path, mode, vfs: vfs)
        try configure(connection, path)
        let version = try version(of: connection, path)
        guard version >= migrations.version else {
            throw .olderSchema(path: path, found: version, known: migrations.version)
        }
        return connection
    }

    /// The one connection for writing; the caller migrates it under the lock.
    static func openForWriting(_ paths: StorePaths, vfs: String?) throws(StoreError) -> Connection {
        let path = paths.store
        try checkPath(path)
        // Asked in one step: another process may remove them at any moment.
        for ending in ["-wal", "-shm"] where Files.writeDenial(path + ending) != nil {
            throw .readOnly(path: path + ending)
        }
        guard Files.isWritable(path), Files.isWritable(Files.parent(path)) else { throw .readOnly(path: path) }
        do throws(SQLiteError) {
            let connection = try Connection(path: path, mode: .readWrite, vfs: vfs)
            return try prepared(connection, paths)
        } catch {
            throw StoreError.from(error, path: path)
        }
    }

    private static func prepared(_ connection: consuming Connection, _ paths: StorePaths)
        throws(SQLiteError) -> Connection
    {
        connection.setBusyTimeout(milliseconds: busyMilliseconds)
        try connection.execute(
            """
            PRAGMA cache_size=-\(cacheKilobytes); PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;
            PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA secure_delete=FAST; PRAGMA temp_store=MEMORY
            """)
        // A migration may use them too.
        try SQLFunctions.define(on: connection)
        return connection
    }

    /// Backs the store up and takes the migrations it lacks; checks that it is a store and not a newer one. The caller
    /// holds the lock.
    static func migrate(_ connection: borrowing Connection, _ paths: StorePaths, _ migrations: Migrations)
        throws(StoreError)
    {
        let version = try version(of: connection, paths.store)
        guard version <= migrations.version else {
            throw .newerSchema(path: paths.store, found: version, known: migrations.version)
        }
        guard version < migrations.version else { return }
        let backup = paths.backup(beforeVersion: migrations.version)
        try backUp(connection, paths.store, to: backup)
        do throws(SQLiteError) {
            try migrations.run(on: connection, from: version)
        } catch {
            let other = StoreError.from(error, path: paths.store)
            guard case .sqlite = other else { throw other }
            throw .migrationFailed(
                path: paths.store, found: version, known: migrations.version, backup: backup, reason: error)
        }
    }

    /// The whole store in a file of its own, in its place only once it is complete.
    private static func backUp(_ connection: borrowing Connection, _ path: String, to backup: String)
        throws(StoreError)
    {
        let begun = backup + ".new"
        do throws(HostError) {
            // The file is there with its mode before SQLite puts anything into it.
            let file = try FileWriter(path: begun, mode: 0o600)
            _ = consume file
        } catch {
            throw .host(error)
        }
        do throws(SQLiteError) {
            try connection.execute("VACUUM INTO '\(begun.replacingQuotes)'")
        } catch {
            Files.remove(begun)
            throw StoreError.from(error, path: path)
        }
        do throws(HostError) {
            try Files.move(begun, to: backup)
        } catch {
            throw .host(error)
        }
    }

    /// A bulk that was cut off leaves a rollback journal, which a connection for reading may not play back. SQLite
    /// itself
    /// tells it from the journal of a bulk that is still under way.
    private static func takeBackCutOffBulk(_ path: String, vfs: String?) {
        guard case .regular(let count) = Files.kind(path + "-journal"), count > 0, Files.isWritable(path),
            let connection = try? Connection(path: path, mode: .readWrite, vfs: vfs)
        else { return }
        _ = try? connection.integer("SELECT count(*) FROM sqlite_schema")
    }

    private static func checkPath(_ path: String) throws(StoreError) {
        for file in [path, path + "-wal", path + "-shm"] {
            if let denial = Files.denial(file) { throw .host(denial) }
        }
        switch Files.kind(path) {
        case .missing: throw .missing(path: path)
        case .directory: throw .notAStore(path: path, reason: "it is a folder")
        case .other: throw .notAStore(path: path, reason: "it is no regular file")
        case .regular(let count): if count == 0 { throw .notAStore(path: path, reason: "it is empty") }
        }
    }

    private static func opened(_ path: String, _ mode: Connection.Mode, vfs: String?) throws(StoreError) -> Connection {
        do throws(SQLiteError) {
            return try Connection(path: path, mode: mode, vfs: vfs)
        } catch {
            throw StoreError.from(error, path: path)
        }
    }

    private static func configure(_ connection: borrowing Connection, _ path: String) throws(StoreError) {
        connection.setBusyTimeout(milliseconds: busyMilliseconds)
        do throws(SQLiteError) {
            try connection.execute(
                """
                PRAGMA cache_size=-\(readerCacheKilobytes); PRAGMA query_only=ON;
                PRAGMA temp_store=MEMORY
                """)
        } catch {
            throw StoreError.from(error, path: path)
        }
    }

    /// The schema of a store; throws where it is none.
    private static func version(of connection: borrowing Connection, _ path: String) throws(StoreError) -> Int64 {
        let application: Int64
        let version: Int64
        let hasIdentity: Bool
        do throws(SQLiteError) {
            application = try connection.integer("PRAGMA application_id") ?? 0
            version = try connection.integer("PRAGMA user_version") ?? 0
            hasIdentity = try connection.integer("SELECT 1 FROM sqlite_schema WHERE name = 'identity'") != nil
        } catch {
            throw StoreError.from(error, path: path)
        }
        guard application == Migrations.applicationId else {
            throw .notAStore(path: path, reason: "it is a database of another program")
        }
        guard version > 0 || !hasIdentity else {
            throw .notAStore(path: path, reason: "the number of its schema is lost")
        }
        return version
    }
}

extension String {
    /// The text inside an SQL literal.
    var replacingQuotes: String { split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") }
}
