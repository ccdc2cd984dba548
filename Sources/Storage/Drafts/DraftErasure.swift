// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Host
internal import SQLite
internal import Text

/// Takes what is personal of a member out of the drafts, where it stands in the clear.
enum DraftErasure {
    /// Shorter texts stand in nearly every draft.
    private static let letterCountMin = 2

    /// Removes the drafts about a member, those of new members, those the member typed, and those that hold one of the
    /// texts. A damaged file that was moved aside goes, and where anything fails all drafts do: they may be deleted at
    /// any time, and what was to be erased must not stay.
    static func forget(_ member: Identifier, texts: [String], _ paths: StorePaths) {
        Files.remove(paths.draftsAside)
        let file = DraftFile(path: paths.drafts, pagesMax: DraftFile.pagesMax)
        let done = try? file.run(creates: false) { (connection) throws(SQLiteError) in
            try forget(member, texts, connection)
        }
        guard let done, done.notice == nil else {
            let drafts = ["", "-journal", "-wal", "-shm"].map { paths.drafts + $0 }
            return (drafts + [paths.draftsAside]).forEach(Files.remove)
        }
    }

    private static func forget(_ member: Identifier, _ texts: [String], _ connection: borrowing Connection)
        throws(SQLiteError)
    {
        let about = try connection.prepare(
            "DELETE FROM draft WHERE member = ?1 OR (resource = ?2 AND record IN (?1, x''))")
        try about.bind(member, 1)
        try about.bind(Member.shape.name, 2)
        try about.run()
        let parts = texts.filter { $0.count >= letterCountMin }.map { Array(Normal.sortKey($0).utf8) }
        let rows = try connection.prepare("SELECT rowid, title, body FROM draft")
        var found: [Int64] = []
        while try rows.step() {
            let all = [rows.text(1)] + DraftBody.texts(rows.bytes(2))
            let keys = all.map { Array(Normal.sortKey($0).utf8) }
            if parts.contains(where: { part in keys.contains { $0.contains(part) } }) { found.append(rows.integer(0)) }
        }
        let delete = try connection.prepare("DELETE FROM draft WHERE rowid = ?")
        for row in found {
            try delete.bind(row, 1)
            try delete.run()
        }
    }
}
