// SPDX-License-Identifier: Apache-2.0
internal import Host
internal import SQLite

/// The file of drafts beside a store. It is opened for each thing that is done, so that it may be deleted or damaged at
/// any time and nothing has to be told of it.
struct DraftFile: Sendable {
    /// Marks the file as one of drafts: “SDRF”.
    private static let applicationId: Int64 = 0x5344_5246
    /// Changes when the file's form does.
    private static let version: Int64 = 1
    /// Pages of 4 KB: a file of 64 MB holds far more than anybody types.
    static let pagesMax = 16_384
    /// How long to wait for another window that saves.
    private static let busyMilliseconds: Int32 = 2_000
    private static let attemptsMax = 3

    let path: String
    let pagesMax: Int

    private static let createSQL = """
        CREATE TABLE draft(
            origin TEXT NOT NULL, session TEXT NOT NULL, resource TEXT NOT NULL, record BLOB NOT NULL,
            member BLOB NOT NULL, process TEXT NOT NULL, title TEXT NOT NULL, saved_at INTEGER NOT NULL,
            body BLOB NOT NULL, PRIMARY KEY (origin, session, resource, record));
        PRAGMA application_id = \(applicationId);
        PRAGMA user_version = \(version);
        """

    /// What an attempt with the file came to.
    private enum Outcome<T> {
        case done(T)
        case damaged
        /// Somebody removed it just now.
        case gone
        case failed(StoreError)
    }

    /// Does something with the file. A damaged one is moved aside; then, and where there is none, it is done with a new
    /// file if `creates`, else the answer is nil.
    func run<T>(creates: Bool, _ body: (borrowing Connection) throws(SQLiteError) -> T) throws(StoreError)
        -> (result: T?, notice: DraftNotice?)
    {
        var notice: DraftNotice?
        // Once more after a damaged file was moved aside, and after somebody removed it.
        for _ in 0..<Self.attemptsMax {
            guard try prepare(creates: creates) else { return (nil, notice) }
            let identity = Files.identity(path)
            switch attempt(body) {
            case .done(let result): return (result, notice)
            case .failed(let error): throw error
            case .gone: continue
            case .damaged: notice = try moveAside(identity) ?? notice
            }
        }
        throw .notAStore(path: path, reason: "it is damaged again and again")
    }

    /// Makes sure that a file stands there which may be written; false where there is none and none is made.
    private func prepare(creates: Bool) throws(StoreError) -> Bool {
        do throws(HostError) {
            try Files.requireFile(path)
            try Files.requireFile(path + "-journal")
            if Files.kind(path) == .missing {
                guard creates else { return false }
                // The file is there with its mode before SQLite puts anything into it; another window may be quicker.
                let file = try FileWriter(path: path, mode: 0o600, appending: true)
                _ = consume file
            }
        } catch {
            throw error.isDenied ? .readOnly(path: path) : .host(error)
        }
        guard Files.isWritable(path), Files.isWritable(Files.parent(path)) else { throw .readOnly(path: path) }
        let ownerOnly: UInt32 = 0o600
        if let mode = Files.mode(path), mode != ownerOnly { Files.setMode(path, ownerOnly) }
        return true
    }

    private func attempt<T>(_ body: (borrowing Connection) throws(SQLiteError) -> T) -> Outcome<T> {
        do throws(SQLiteError) {
            let connection = try Connection(path: path, mode: .readWrite)
            connection.setBusyTimeout(milliseconds: Self.busyMilliseconds)
            // A rollback journal: one file, whole after each save, without checkpoints that a lock must guard.
            try connection.execute(
                """
                PRAGMA journal_mode=DELETE; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;
                PRAGMA cell_size_check=ON; PRAGMA trusted_schema=OFF; PRAGMA max_page_count=\(pagesMax)
                """)
            try connection.execute("BEGIN IMMEDIATE")
            switch try form(connection) {
            // Half a millisecond: damage is found before anything is lost in it.
            case .ours: guard try connection.texts("PRAGMA integrity_check(1)") == ["ok"] else { return .damaged }
            case .empty: try connection.execute(Self.createSQL)
            case .strange: return .damaged
            case .newer(let found):
                return .failed(.newerSchema(path: path, found: found, known: Self.version))
            }
            let result = try body(connection)
            try connection.execute("COMMIT")
            return .done(result)
        } catch {
            if Files.kind(path) == .missing { return .gone }
            return Self.isDamage(error) ? .damaged : .failed(StoreError.from(error, path: path))
        }
    }

    private enum Form {
        case ours
        case empty
        case newer(Int64)
        case strange
    }

    private func form(_ connection: borrowing Connection) throws(SQLiteError) -> Form {
        let application = try connection.integer("PRAGMA application_id") ?? 0
        let version = try connection.integer("PRAGMA user_version") ?? 0
        if application == Self.applicationId, version > Self.version { return .newer(version) }
        if application == Self.applicationId, version == Self.version { return .ours }
        let isEmpty = try connection.integer("SELECT count(*) FROM sqlite_schema") == 0
        return isEmpty && application == 0 && version == 0 ? .empty : .strange
    }

    /// Whether the file is to blame. Its statements are right: one that SQLite does not understand means another form;
    /// and the system lets it be written: where SQLite does not, the file says so.
    private static func isDamage(_ error: SQLiteError) -> Bool {
        switch error.code {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_READONLY: true
        default: false
        }
    }

    /// Gives the damaged file another name, over an older one, unless another window did so meanwhile.
    private func moveAside(_ identity: FileIdentity?) throws(StoreError) -> DraftNotice? {
        guard Files.identity(path) == identity else { return nil }
        let other = path + StorePaths.asideEnding
        do throws(HostError) {
            try Files.move(path, to: other)
        } catch {
            throw .host(error)
        }
        // Where the damage made a WAL of it, what belongs to that goes too.
        for ending in ["-journal", "-wal", "-shm"] { Files.remove(path + ending) }
        return .movedAside(to: other)
    }
}
