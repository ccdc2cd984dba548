package import Domain
internal import Digest
internal import Host
internal import SQLite

/// What a status asks of a store.
package struct StoreFacts: Sendable, Equatable {
    package let schema: Int64
    package let commits: Int64
    package let events: Int64
    /// Own commits that no remote has acknowledged.
    package let unsent: Int64
    /// By the name of the resource; what may not be read is missing.
    package let recordCounts: [String: Int64]
    package let byteCount: Int64
    package let device: Identifier
    package let generation: Int64
    package let store: Identifier
    package let hasAnchor: Bool
    /// The anchor's path, when something stands there that is none.
    package let unreadableAnchor: String?
}

extension Reader {
    /// Checks chains, records, derived columns and the end of the journal against the anchor. `progress` is told
    /// commits and
    /// records as they pass and answers false to stop.
    package func verify(progress: (_ commits: Int64, _ records: Int64) -> Bool = { _, _ in true })
        throws(StoreError) -> Verification
    {
        try look()
        let evidence = try beginWithEvidence()
        defer { try? connection.execute("COMMIT") }
        var result = Verification()
        result.isAnchored = evidence.own != nil
        result.problems = try attempt { () throws(SQLiteError) in
            try connection.texts("PRAGMA integrity_check(10)").filter { $0 != "ok" }.map { .integrity($0) }
                + schemaProblems()
                + AnchorCheck.problems(evidence, identity, connection)
                + (isNewer ? [] : RemoteCheck.problems(connection))
        }
        var chain = ChainCheck()
        try chain.walk(connection) { progress($0, 0) }
        result.events = try chain.walkEvents(connection)
        result.commits = chain.commits
        result.changes = chain.changes
        result.problems += chain.problems
        if chain.commits > 0, !chain.knows(identity.chain) { result.problems.append(.deviceUnknown) }
        result.problems += try attempt { () throws(SQLiteError) in
            try PurgedCheck.problems(chain.purgedSets, connection)
        }
        var replay = ReplayCheck(facts: chain.facts, sight: sight)
        let commits = chain.commits
        for resource in Resources.all {
            try replay.walk(resource, expected: chain.recordSets[resource.name] ?? .init(), connection) {
                progress(commits, $0)
            }
        }
        result.records = replay.records
        result.problems += replay.problems
        return result
    }

    /// Whether the schema is the one that its number says. Of a newer one only its number can be looked at: where
    /// everything is as this program makes it, the number was raised by hand.
    private func schemaProblems() throws(SQLiteError) -> [VerificationProblem] {
        let differences = try SchemaCheck.differences(connection, migrations)
        guard isNewer else { return differences.map { .schemaDiffers($0) } }
        let found = try connection.integer("PRAGMA user_version") ?? 0
        return differences.isEmpty ? [.schemaNumber(found: found, known: migrations.version)] : []
    }

    /// The same, with an attendant who is told commits and records together, and may stop it: then `cancelled` is
    /// thrown.
    package func verify(_ attendant: Attendant, of total: Int64) throws(StoreError) -> Verification {
        try attendant.stop.stopping(interrupt) { () throws(StoreError) in
            try verify { commits, records in (try? attendant.advance(to: commits + records, of: total)) != nil }
        }
    }

    /// In what the store differs from what is known outside it, without walking the journal.
    package func evidenceProblems() throws(StoreError) -> [VerificationProblem] {
        let evidence = try beginWithEvidence()
        defer { try? connection.execute("COMMIT") }
        return try attempt { () throws(SQLiteError) in try AnchorCheck.problems(evidence, identity, connection) }
    }

    /// Begins a transaction for reading, and answers what was known outside the store at that moment: where somebody
    /// wrote between the two, it begins anew.
    private func beginWithEvidence() throws(StoreError) -> Evidence {
        let triesMax = 100
        var tries = 0
        while true {
            let evidence = Evidence(paths, identity) { AnchorCheck.devices(connection) }
            try attempt { () throws(SQLiteError) in
                try connection.execute("BEGIN")
                // The first read decides what the transaction sees.
                _ = try connection.integer("SELECT one FROM identity")
            }
            tries += 1
            if tries == triesMax || AnchorFile.read(anchorPath).anchor == evidence.own { return evidence }
            try attempt { () throws(SQLiteError) in try connection.execute("COMMIT") }
        }
    }

    private var anchorPath: String { paths.anchor(of: identity.chain) }

    /// The version of the store's schema.
    package func schemaVersion() throws(StoreError) -> Int64 {
        try attempt { () throws(SQLiteError) in try connection.integer("PRAGMA user_version") ?? 0 }
    }

    /// Where the anchor is that cannot be read; nil for one that can, and for none.
    package var unreadableAnchor: String? {
        AnchorFile.read(anchorPath) == .unreadable ? anchorPath : nil
    }

    /// Where the anchor is that cannot be written; nil for one that can, and for none.
    package var unwritableAnchor: String? { Files.writeDenial(anchorPath).map { _ in anchorPath } }

    /// Whether anything outside the store knows where its journal ends.
    package func hasAnchor() -> Bool {
        AnchorFile.read(anchorPath).anchor != nil
    }

    /// Figures for a status; of records, those that may be read.
    package func storeFacts() throws(StoreError) -> StoreFacts {
        var counts: [String: Int64] = [:]
        let access = isForProgram ? nil : try access()
        for resource in Resources.all where access?.mayEver(.read, on: resource.name) != false {
            counts[resource.name] = try count(Query(resource: resource.name, limit: 1))
        }
        let found = AnchorFile.read(anchorPath)
        return try attempt { () throws(SQLiteError) in
            var byteCount: Int64 = 0
            for suffix in ["", "-wal"] {
                if case .regular(let count) = Files.kind(paths.store + suffix) { byteCount += count }
            }
            return StoreFacts(
                schema: try connection.integer("PRAGMA user_version") ?? 0,
                commits: try connection.integer("SELECT count(*) FROM \"commit\"") ?? 0,
                events: try connection.integer("SELECT count(*) FROM event") ?? 0, unsent: try unsent(),
                recordCounts: counts, byteCount: byteCount, device: identity.device, generation: identity.generation,
                store: identity.store,
                hasAnchor: found.anchor != nil, unreadableAnchor: found == .unreadable ? anchorPath : nil)
        }
    }

    /// The outbox: own commits beyond the acknowledged one, less those that were refused.
    private func unsent() throws(SQLiteError) -> Int64 {
        let statement = try connection.prepareOnce(
            """
            SELECT count(*) FROM "commit" AS k WHERE device = ?1 AND generation = ?2
            AND device_seq > (SELECT acknowledged FROM identity) AND NOT EXISTS (SELECT 1 FROM outcome AS o
            WHERE o.device = k.device AND o.generation = k.generation AND o.device_seq = k.device_seq)
            """)
        try statement.bind(identity.device.text, 1)
        try statement.bind(identity.generation, 2)
        return try statement.step() ? statement.integer(0) : 0
    }

    /// Problems SQLite itself finds in the file.
    package func integrityProblems() throws(StoreError) -> [String] {
        try attempt { () throws(SQLiteError) in
            try connection.texts("PRAGMA integrity_check(20)").filter { $0 != "ok" }
                + connection.texts("PRAGMA foreign_key_check").map { "foreign key in \($0)" }
        }
    }
}
