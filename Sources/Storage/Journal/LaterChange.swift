// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import SQLite

/// The commit that stands in the way of an older one.
struct LaterChange {
    let commit: Int64
    let by: String
    let at: Int64
}

extension Connection {
    /// The newest change of a record that is of some kind.
    /// Who made it is named where that may be read.
    func laterChange(of record: Identifier, as access: Access, where isMeant: (Payload) -> Bool)
        throws(SQLiteError) -> LaterChange?
    {
        let statement = try prepare("SELECT n, payload FROM change WHERE record = ? ORDER BY n DESC")
        defer { statement.reset() }
        try statement.bind(record, 1)
        while try statement.step() {
            guard let payload = Payload(statement.bytes(1)), isMeant(payload) else { continue }
            let commit = statement.integer(0) / JournalTables.changesPerCommit
            guard let header = try header(commit) else { return nil }
            let members = Member.declaration.facts
            let seen = header.actor == access.actor.id ? nil : Visibility(access).condition(on: members)
            let by = try label(of: header.actor, in: members, where: seen)
            return LaterChange(commit: commit, by: by ?? "somebody", at: header.recordedAt)
        }
        return nil
    }
}
