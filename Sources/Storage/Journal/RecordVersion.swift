// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import SQLite

/// A record as it was at an earlier commit, found by taking back what was changed since.
struct RecordVersion {
    var values: [Value]
    /// Positions of fields whose value then was erased since.
    var erased: Set<Int> = []
    /// Fields that changes since have touched and that this program does not know.
    var unknown: Set<String> = []
    /// Commit that made the record, if it was after that one.
    var madeBy: Int64?
}

extension Connection {
    /// What a record held right after a commit.
    func version(of record: StoredRecord, in resource: ResourceFacts, at commit: Int64) throws(SQLiteError)
        -> RecordVersion
    {
        var version = RecordVersion(values: record.values)
        let statement = try prepare("SELECT n, payload FROM change WHERE record = ? AND n >= ? ORDER BY n DESC")
        defer { statement.reset() }
        try statement.bind(record.id, 1)
        try statement.bind(JournalTables.firstChange(of: commit) + JournalTables.changesPerCommit, 2)
        while try statement.step() {
            let number = statement.integer(0)
            guard let payload = Payload(statement.bytes(1)) else { continue }
            if payload.action == .created { version.madeBy = number / JournalTables.changesPerCommit }
            for member in payload.before {
                guard let field = resource.field(member.key) else {
                    version.unknown.insert(member.key)
                    continue
                }
                guard let old = try value(member.value, field, change: number, side: .before) else {
                    version.erased.insert(field.position)
                    continue
                }
                version.erased.remove(field.position)
                if case .map = field.kind {
                    version.values[field.position] = Change.patching(version.values[field.position], with: old)
                } else {
                    version.values[field.position] = old
                }
            }
        }
        return version
    }
}
