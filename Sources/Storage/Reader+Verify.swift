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
        try attempt { () throws(SQLiteError) in try connection.execute("BEGIN") }
        defer { try? connection.execute("COMMIT") }
        var result = Verification()
        let anchorPath = paths.anchor(device: identity.device, generation: identity.generation)
        let found = Anchor.read(anchorPath)
        let anchor = found.anchor
        result.isAnchored = anchor != nil
        result.problems = try attempt { () throws(SQLiteError) in
            try connection.texts("PRAGMA integrity_check(10)").filter { $0 != "ok" }.map { .integrity($0) }
                + (isNewer ? [] : SchemaCheck.differences(connection, migrations)).map { .schemaDiffers($0) }
        }
        if found == .unreadable { result.problems.append(.anchorUnreadable(path: anchorPath)) }
        if let lost = Anchor.read(paths.lostAnchor(device: identity.device, generation: identity.generation)).anchor {
            result.problems.append(.endLost(commits: lost.commits, events: lost.events))
        }
        var chain = ChainCheck()
        try chain.walk(connection, own: identity, anchor: anchor) { progress($0, 0) }
        result.events = try chain.walkEvents(connection, anchor: anchor)
        result.commits = chain.commits
        result.changes = chain.changes
        result.problems += chain.problems
        if let anchor {
            if anchor.commits > chain.ownHead.sequence {
                result.problems.append(.tailCut(anchored: anchor.commits, found: chain.ownHead.sequence))
            } else if anchor.commits > 0, chain.anchoredHash != anchor.commitHash {
                result.problems.append(.anchorDiffers(commit: anchor.commits))
            }
        }
        if chain.commits > 0, chain.ownHead.sequence == 0 { result.problems.append(.deviceUnknown) }
        var replay = ReplayCheck(facts: chain.facts)
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

    /// The version of the store's schema.
    package func schemaVersion() throws(StoreError) -> Int64 {
        try attempt { () throws(SQLiteError) in try connection.integer("PRAGMA user_version") ?? 0 }
    }

    /// Where the anchor is that cannot be read; nil for one that can, and for none.
    package var unreadableAnchor: String? {
        let path = paths.anchor(device: identity.device, generation: identity.generation)
        return Anchor.read(path) == .unreadable ? path : nil
    }

    /// Whether anything outside the store knows where its journal ends.
    package func hasAnchor() -> Bool {
        Anchor.read(paths.anchor(device: identity.device, generation: identity.generation)).anchor != nil
    }

    /// Figures for a status; of records, those that may be read.
    package func storeFacts() throws(StoreError) -> StoreFacts {
        var counts: [String: Int64] = [:]
        let access = isForProgram ? nil : try access()
        for resource in Resources.all where access?.mayEver(.read, on: resource.name) != false {
            counts[resource.name] = try count(Query(resource: resource.name, limit: 1))
        }
        let anchorPath = paths.anchor(device: identity.device, generation: identity.generation)
        let found = Anchor.read(anchorPath)
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
