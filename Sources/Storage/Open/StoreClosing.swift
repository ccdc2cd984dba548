internal import Host
internal import SQLite

/// Leaves a store as one file: what was committed goes from the WAL into it, and where nobody else has it open the WAL
/// goes too.
package enum StoreClosing {
    /// Longest wait for another process that writes: it does the same when it ends.
    private static let waitMillisecondsMax = 1_000

    /// Settles a store that this process has no connection to any more.
    package static func settle(_ paths: StorePaths, _ surroundings: Surroundings) throws(StoreError) {
        guard Files.kind(paths.store + "-wal") != .missing, Files.kind(paths.store) != .missing else { return }
        let lock = try Writer.openLock(paths)
        var patience = surroundings
        patience.lockWaitMilliseconds = min(waitMillisecondsMax, surroundings.lockWaitMilliseconds)
        guard try Writer.acquire(lock, paths, patience) else { return }
        // The last connection removes the WAL when it closes, which like every checkpoint happens under the lock only.
        defer { lock.release() }
        do throws(SQLiteError) {
            try writeBack(paths, surroundings)
        } catch {
            throw StoreError.from(error, path: paths.store)
        }
    }

    private static func writeBack(_ paths: StorePaths, _ surroundings: Surroundings) throws(SQLiteError) {
        let connection = try Connection(path: paths.store, mode: .readWrite, vfs: surroundings.vfs)
        // Whoever reads just now is not waited for: what cannot be written back stays in the WAL.
        connection.setBusyTimeout(milliseconds: 0)
        try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.removeWALWhenLast()
    }
}
