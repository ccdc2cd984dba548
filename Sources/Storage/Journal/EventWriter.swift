internal import Digest
internal import Domain
internal import SQLite

/// Writes events into their own chain.
enum EventWriter {
    /// The end of the events' chain: number and hash.
    static func head(_ connection: borrowing Connection) throws(SQLiteError) -> (number: Int64, hash: Hash) {
        let statement = try connection.prepare("SELECT n, hash FROM event ORDER BY n DESC LIMIT 1")
        defer { statement.reset() }
        guard try statement.step() else { return (0, .zero) }
        return (statement.integer(0), statement.withBytes(1) { Hash($0) } ?? .zero)
    }

    /// Appends one event; its sequence is its number.
    static func write(_ make: (Int64) -> EventEntry, _ connection: borrowing Connection) throws(SQLiteError) {
        let head = try head(connection)
        let body = make(head.number + 1).canonical
        let statement = try connection.prepare("INSERT INTO event(n, body, previous, hash) VALUES (?, ?, ?, ?)")
        try statement.bind(head.number + 1, 1)
        try statement.bind(String(decoding: body, as: UTF8.self), 2)
        try statement.bind(head.hash.bytes, 3)
        try statement.bind(EventEntry.chainHash(previous: head.hash, event: body).bytes, 4)
        try statement.run()
    }
}
