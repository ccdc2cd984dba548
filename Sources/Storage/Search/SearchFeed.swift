package import Domain
internal import Host
internal import SQLite
internal import Synchronization

/// Indexes the records of a large import while they are written, on a thread of its own: the index is whole soon after
/// the
/// import is. It becomes valid only once the import has been committed.
package final class SearchFeed: Sendable {
    private enum Piece: Sendable {
        case created([Change], firstRow: Int64)
        /// The number of the newest commit that the index then holds.
        case finish(Int64)
    }

    private static let piecesMax = 8

    private let channel = Channel<Piece>(capacity: SearchFeed.piecesMax)
    /// Something came that cannot be indexed in passing: then the usual catching up does it all.
    private let isIncomplete = Mutex(false)
    private let join = Mutex<Worker.Join?>(nil)

    /// Starts the thread; the index must hold everything the store does. Nil when it does not.
    package init?(paths: StorePaths) {
        guard let builder = try? SearchBuilder(paths: paths), (try? builder.catchUp()) != nil else { return nil }
        let channel = channel
        let started = Worker.start("search") {
            guard let index = try? Connection(path: paths.search, mode: .readWrite) else { return channel.abandon() }
            do throws(SQLiteError) {
                try index.execute(
                    "PRAGMA synchronous=NORMAL; PRAGMA cache_size=-4096; PRAGMA secure_delete=OFF; BEGIN IMMEDIATE")
                try SearchTables.setMerging(.off, index)
                while let piece = channel.receive() {
                    switch piece {
                    case .created(let changes, let firstRow): try Self.add(changes, firstRow, index)
                    case .finish(let commit):
                        try SearchTables.setMerging(.usual, index)
                        guard let source = try? StoreFile.openForReading(paths.store, vfs: nil) else { break }
                        try SearchTables.note(commit: commit, of: source, in: index)
                        try index.execute("COMMIT")
                        // Whoever opens the file next would have to read the whole WAL first.
                        try index.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                    }
                }
            } catch {
                channel.abandon()
            }
            if index.isInTransaction { try? index.execute("ROLLBACK") }
        }
        join.withLock { $0 = started }
    }

    /// Takes a batch of changes; the records created stand in one table in a row.
    package func add(_ changes: [Change], firstRow: Int64) {
        guard let resource = changes.first?.resource else { return }
        guard SearchTables.resources.contains(resource) else { return }
        guard changes.allSatisfy({ $0.action == .created && $0.resource === resource }) else {
            return isIncomplete.withLock { $0 = true }
        }
        _ = channel.send(.created(changes, firstRow: firstRow))
    }

    /// Makes the index valid up to a commit.
    package func finish(commit: Int64) {
        if !isIncomplete.withLock({ $0 }) { _ = channel.send(.finish(commit)) }
        channel.close()
        join.withLock { $0 }?.wait()
    }

    /// Forgets what was indexed: the import did not happen.
    package func cancel() {
        channel.abandon()
        join.withLock { $0 }?.wait()
    }

    private static func add(_ changes: [Change], _ firstRow: Int64, _ index: borrowing Connection) throws(SQLiteError) {
        guard let resource = changes.first?.resource else { return }
        let fields = SearchTables.fields(of: resource)
        let insert = try index.prepare(SearchTables.insertSQL(resource))
        let positions = fields.map(\.position)
        for offset in changes.indices {
            guard let values = changes[offset].after else { continue }
            try insert.bind(firstRow + Int64(offset), 1)
            for place in positions.indices {
                try insert.bind(SearchTables.indexed(values[positions[place]]), place + 2)
            }
            try insert.run()
        }
    }
}
