// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import SQLite

/// What the events say of erasures: whose salts and keys were destroyed, and up to which commit. Without such an event
/// a value that is gone counts as taken away.
enum Erasure {
    private static let words = " erased up to commit "

    /// The detail of an erasure's event.
    static func detail(of resource: ResourceFacts, upTo commit: Int64) -> String {
        resource.shape.singular + words + String(commit)
    }

    /// The last commit that each erased person's erasure covers.
    static func all(_ connection: borrowing Connection) throws(SQLiteError) -> [Identifier: Int64] {
        let statement = try connection.prepareOnce(
            "SELECT body FROM event WHERE body LIKE '%\"kind\":\"\(EventEntry.Kind.keyErased.rawValue)\"%'")
        var erasures: [Identifier: Int64] = [:]
        while try statement.step() {
            guard let event = EventEntry(statement.bytes(0)), event.kind == .keyErased, let record = event.record,
                let commit = event.detail.split(separator: " ").last.flatMap({ Int64($0) })
            else { continue }
            erasures[record] = max(erasures[record] ?? 0, commit)
        }
        return erasures
    }
}
