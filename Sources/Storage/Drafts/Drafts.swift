// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Host
internal import SQLite

/// The drafts of forms: a file beside the store, outside its lock, journal, backups and sync. Texts stand in it in the
/// clear, readable by its owner only. Each call opens and closes the file and waits for the disk: it belongs on another
/// thread than the screen's.
package struct Drafts: Sendable {
    private let file: DraftFile
    /// The store, tenant, device and generation that the drafts belong to; those of another one are not seen.
    private let origin: String
    private let process: ProcessMark
    /// Whose drafts they are: nobody sees another's.
    private let member: Identifier

    /// Older ones go: nobody comes back to so many.
    package static let countMax = 200

    /// `pagesMax` is for tests of a full disk.
    package init(
        _ paths: StorePaths, of identity: Identity, member: Identifier, process: ProcessMark = .current,
        pagesMax: Int? = nil
    ) {
        file = DraftFile(path: paths.drafts, pagesMax: pagesMax ?? DraftFile.pagesMax)
        origin = [identity.store.text, identity.tenant.text, identity.device.text, "\(identity.generation)"]
            .joined(separator: "/")
        self.member = member
        self.process = process
    }

    /// Writes a draft over the one of its key. A full disk is an error and leaves the one before.
    package func save(_ draft: Draft) throws(StoreError) -> DraftNotice? {
        guard let resource = Resources.named(draft.key.resource) else { return nil }
        let body = DraftBody.bytes(draft, resource)
        return try file.run(creates: true) { (connection) throws(SQLiteError) in
            let statement = try connection.prepare(
                """
                INSERT OR REPLACE INTO draft(origin, session, resource, record, member, process, title, saved_at, body)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
            try bind(draft.key, statement)
            try statement.bind(member, 5)
            try statement.bind(process.text, 6)
            try statement.bind(draft.summary.title, 7)
            try statement.bind(draft.summary.savedAt, 8)
            try statement.bind(body, 9)
            try statement.run()
            try connection.execute(
                "DELETE FROM draft WHERE rowid IN (SELECT rowid FROM draft ORDER BY saved_at DESC, rowid DESC "
                    + "LIMIT -1 OFFSET \(Self.countMax))")
        }.notice
    }

    /// Removes the draft of a key, if there is one.
    package func delete(_ key: DraftKey) throws(StoreError) -> DraftNotice? {
        try file.run(creates: false) { (connection) throws(SQLiteError) in
            let statement = try connection.prepare("DELETE FROM draft WHERE \(Self.isKey)")
            try bind(key, statement)
            try statement.run()
        }.notice
    }

    /// The member's drafts whose process is over, newest first.
    package func list() throws(StoreError) -> (drafts: [DraftSummary], notice: DraftNotice?) {
        let found = try file.run(creates: false) { (connection) throws(SQLiteError) -> [Row] in
            try rows(connection)
        }
        let left = (found.result ?? []).filter { !$0.process.isRunning }
        return (left.map(\.summary), found.notice)
    }

    /// The draft of a key; nil where it is gone or can no longer be read.
    package func load(_ key: DraftKey) throws(StoreError) -> (draft: Draft?, notice: DraftNotice?) {
        guard let resource = Resources.named(key.resource) else { return (nil, nil) }
        let (draft, notice) = try file.run(creates: false) { (connection) throws(SQLiteError) -> Draft? in
            let statement = try connection.prepare(
                "SELECT title, saved_at, body FROM draft WHERE \(Self.isKey) AND member = ?5")
            defer { statement.reset() }
            try bind(key, statement)
            try statement.bind(member, 5)
            guard try statement.step() else { return nil }
            let summary = DraftSummary(key: key, title: statement.text(0), savedAt: statement.integer(1))
            return DraftBody.draft(statement.bytes(2), summary, resource)
        }
        return (draft ?? nil, notice)
    }

    // MARK: Rows

    private static let isKey = "origin = ?1 AND session = ?2 AND resource = ?3 AND record = ?4"

    private func bind(_ key: DraftKey, _ statement: Statement) throws(SQLiteError) {
        try statement.bind(origin, 1)
        try statement.bind(key.session, 2)
        try statement.bind(key.resource, 3)
        if let record = key.record { try statement.bind(record, 4) } else { try statement.bind([], 4) }
    }

    private struct Row {
        let summary: DraftSummary
        let process: ProcessMark
    }

    private func rows(_ connection: borrowing Connection) throws(SQLiteError) -> [Row] {
        let statement = try connection.prepare(
            """
            SELECT session, resource, record, title, saved_at, process FROM draft WHERE origin = ? AND member = ?
            ORDER BY saved_at DESC, rowid DESC LIMIT \(Self.countMax)
            """)
        defer { statement.reset() }
        try statement.bind(origin, 1)
        try statement.bind(member, 2)
        var rows: [Row] = []
        while try statement.step() {
            let record = statement.bytes(2).isEmpty ? nil : statement.identifier(2)
            let key = DraftKey(session: statement.text(0), resource: statement.text(1), record: record)
            guard Resources.named(key.resource) != nil, record != nil || statement.bytes(2).isEmpty else { continue }
            let summary = DraftSummary(key: key, title: statement.text(3), savedAt: statement.integer(4))
            rows.append(Row(summary: summary, process: ProcessMark(text: statement.text(5))))
        }
        return rows
    }
}
