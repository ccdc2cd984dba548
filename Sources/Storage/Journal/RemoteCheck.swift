// SPDX-License-Identifier: Apache-2.0
internal import SQLite

/// What only a remote says: how far it has taken in the commits of this store, and what it refused. As long as this
/// program knows none, a store says nothing of the kind; a record's revision is looked at by `ReplayCheck`.
enum RemoteCheck {
    static func problems(_ connection: borrowing Connection) throws(SQLiteError) -> [VerificationProblem] {
        var problems: [VerificationProblem] = []
        let acknowledged = try connection.integer("SELECT acknowledged FROM identity") ?? 0
        if acknowledged != 0 { problems.append(.remoteUnknown("commits up to \(acknowledged) count as sent")) }
        let outcomes = try connection.integer("SELECT count(*) FROM outcome") ?? 0
        if outcomes != 0 { problems.append(.remoteUnknown("\(outcomes) of its commits count as refused")) }
        return problems
    }
}
