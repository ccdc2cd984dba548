/// The tables that are no resource: identity, journal, events, what is sealed, outcomes.
enum JournalTables {
    /// A change's number is its commit's number times this plus its place: time order without an index of its own.
    static let changesPerCommit: Int64 = 512
    /// Commits beyond this are refused: their changes, and the next commits, would have no numbers. Only somebody else
    /// gives such a number: at a thousand commits a second it takes 285,000 years.
    static let commitMax = Int64.max / changesPerCommit / 2

    /// The number of a commit's first change. A commit's number that was never given leads to no change at all.
    static func firstChange(of commit: Int64) -> Int64 {
        min(max(commit, 0), commitMax + 1) * changesPerCommit
    }

    static let createSQL: [String] =
        [
            """
            CREATE TABLE identity(
                one INTEGER PRIMARY KEY CHECK (one = 1),
                store BLOB NOT NULL,
                tenant BLOB NOT NULL,
                device BLOB NOT NULL,
                generation INTEGER NOT NULL,
                member BLOB NOT NULL,
                acknowledged INTEGER NOT NULL DEFAULT 0,
                created_at INTEGER NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE "commit"(
                n INTEGER PRIMARY KEY,
                header TEXT NOT NULL,
                root BLOB NOT NULL,
                previous BLOB NOT NULL,
                hash BLOB NOT NULL,
                device TEXT NOT NULL AS (header ->> '$.device') VIRTUAL,
                generation INTEGER NOT NULL AS (header ->> '$.generation') VIRTUAL,
                device_seq INTEGER NOT NULL AS (header ->> '$.device_seq') VIRTUAL,
                grp TEXT NOT NULL AS (header ->> '$.group') VIRTUAL,
                idx INTEGER NOT NULL AS (header ->> '$.index') VIRTUAL,
                actor TEXT NOT NULL AS (header ->> '$.actor') VIRTUAL,
                recorded_at INTEGER NOT NULL AS (header ->> '$.recorded_at') VIRTUAL,
                undoes TEXT AS (header ->> '$.undoes') VIRTUAL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX commit_device ON \"commit\"(device, generation, device_seq)",
            "CREATE INDEX commit_group ON \"commit\"(grp, idx)",
            "CREATE INDEX commit_first ON \"commit\"(n) WHERE idx = 0",
            "CREATE INDEX commit_undoes ON \"commit\"(undoes) WHERE undoes IS NOT NULL AND idx = 0",
            """
            CREATE TABLE change(
                n INTEGER PRIMARY KEY,
                record BLOB NOT NULL,
                salt BLOB NOT NULL,
                payload TEXT NOT NULL
            ) STRICT
            """,
            "CREATE INDEX change_record ON change(record)",
            """
            CREATE TABLE event(
                n INTEGER PRIMARY KEY,
                body TEXT NOT NULL,
                previous BLOB NOT NULL,
                hash BLOB NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE personal(
                change_n INTEGER NOT NULL,
                field TEXT NOT NULL,
                side INTEGER NOT NULL,
                subject BLOB NOT NULL,
                salt BLOB,
                sealed BLOB,
                PRIMARY KEY (change_n, field, side)
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX personal_subject ON personal(subject)",
            "CREATE TABLE seal_key(subject BLOB PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID",
            """
            CREATE TABLE outcome(
                device TEXT NOT NULL,
                generation INTEGER NOT NULL,
                device_seq INTEGER NOT NULL,
                result TEXT NOT NULL,
                detail TEXT,
                PRIMARY KEY (device, generation, device_seq)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE purged(
                resource TEXT NOT NULL,
                n INTEGER NOT NULL,
                record BLOB NOT NULL,
                PRIMARY KEY (resource, n)
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE TABLE sku_counter(pattern TEXT PRIMARY KEY, next INTEGER NOT NULL) STRICT, WITHOUT ROWID",
        ] + ["commit", "change", "event"].flatMap(guards)

    /// Triggers against accidents: rows of the journal are neither changed nor removed.
    private static func guards(_ table: String) -> [String] {
        ["UPDATE", "DELETE"].map { verb in
            """
            CREATE TRIGGER \(table)_\(verb.lowercased()) BEFORE \(verb) ON "\(table)"
            BEGIN SELECT raise(ABORT, 'the journal is append-only'); END
            """
        }
    }
}
