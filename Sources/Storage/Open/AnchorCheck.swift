internal import Digest
internal import Domain
internal import SQLite

/// Compares what is known outside a store with the end of its journal, without walking it.
enum AnchorCheck {
    /// Whether the store still holds the commit and the event that an anchor knows.
    static func holds(_ anchor: Anchor, _ identity: Identity, _ connection: borrowing Connection) throws(SQLiteError)
        -> Bool
    {
        if anchor.commits > 0 {
            let commit = try connection.prepare(
                "SELECT hash FROM \"commit\" WHERE device = ? AND generation = ? AND device_seq = ?")
            defer { commit.reset() }
            try commit.bind(identity.device.text, 1)
            try commit.bind(identity.generation, 2)
            try commit.bind(anchor.commits, 3)
            guard try commit.step(), commit.bytes(0) == anchor.commitHash.bytes else { return false }
        }
        guard anchor.events > 0 else { return true }
        let event = try connection.prepare("SELECT hash FROM event WHERE n = ?")
        defer { event.reset() }
        try event.bind(anchor.events, 1)
        return try event.step() && event.bytes(0) == anchor.eventHash.bytes
    }
}
