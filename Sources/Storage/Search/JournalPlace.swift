internal import SQLite

/// A place in the journal: the newest commit that an index holds, or the store. The hash tells a commit from another
/// one that stands under its number, as in an older file of the store that was put back and written on.
struct JournalPlace: Equatable {
    let commit: Int64
    private let hash: [UInt8]

    /// The end of a store's journal.
    static func end(of store: borrowing Connection) throws(SQLiteError) -> JournalPlace {
        let statement = try store.prepareOnce("SELECT n, hash FROM \"commit\" ORDER BY n DESC LIMIT 1")
        guard try statement.step() else { return JournalPlace(commit: 0, hash: []) }
        return JournalPlace(commit: statement.integer(0), hash: statement.bytes(1))
    }

    /// How far an index has come.
    static func reached(by index: borrowing Connection) throws(SQLiteError) -> JournalPlace {
        let statement = try index.prepareOnce("SELECT last_commit, last_hash FROM progress")
        guard try statement.step() else { return JournalPlace(commit: 0, hash: []) }
        return JournalPlace(commit: statement.integer(0), hash: statement.bytes(1))
    }

    /// Whether a store's journal passes through here.
    func isPassed(by store: borrowing Connection) throws(SQLiteError) -> Bool {
        if commit == 0 { return true }
        return try SearchTables.hash(ofCommit: commit, store) == hash
    }
}
