// SPDX-License-Identifier: Apache-2.0
internal import Digest
internal import Domain
internal import SQLite

/// Compares what is known outside a store with the end of its journal, without walking it.
enum AnchorCheck {
    /// How the journal's end differs from an anchor; nil where it is the one that was written, or announced.
    static func mismatch(_ anchor: Anchor, _ chain: Chain, found: JournalEnd, _ connection: borrowing Connection)
        throws(SQLiteError) -> Mismatch?
    {
        if anchor.end == found || anchor.next == found.digest { return nil }
        return Mismatch(
            known: anchor.end, found: found, holdsCommit: try holdsCommit(anchor.end, chain, connection),
            holdsEvent: try holdsEvent(anchor.end, connection))
    }

    private static func holdsCommit(_ end: JournalEnd, _ chain: Chain, _ connection: borrowing Connection)
        throws(SQLiteError) -> Bool
    {
        if end.commits <= 0 { return true }
        let commit = try connection.prepare(
            "SELECT hash FROM \"commit\" WHERE device = ? AND generation = ? AND device_seq = ?")
        defer { commit.reset() }
        try commit.bind(chain.device.text, 1)
        try commit.bind(chain.generation, 2)
        try commit.bind(end.commits, 3)
        return try commit.step() && commit.bytes(0) == end.commitHash.bytes
    }

    private static func holdsEvent(_ end: JournalEnd, _ connection: borrowing Connection) throws(SQLiteError) -> Bool {
        if end.events <= 0 { return true }
        let event = try connection.prepare("SELECT hash FROM event WHERE n = ?")
        defer { event.reset() }
        try event.bind(end.events, 1)
        return try event.step() && event.bytes(0) == end.eventHash.bytes
    }

    /// The devices whose commits the journal holds.
    static func devices(_ connection: borrowing Connection) -> Set<Identifier> {
        let texts = (try? connection.texts("SELECT DISTINCT device FROM \"commit\"")) ?? []
        return Set(texts.compactMap(Identifier.init(text:)))
    }

    /// Everything in which a store differs from what is known outside it.
    static func problems(_ evidence: Evidence, _ identity: Identity, _ connection: borrowing Connection)
        throws(SQLiteError) -> [VerificationProblem]
    {
        var problems = evidence.unreadable.map { VerificationProblem.anchorUnreadable(path: $0) }
        if let known = evidence.known { problems += identity.differences(from: known) }
        problems += evidence.kept.flatMap(kept)
        if let own = evidence.own {
            let end = try JournalEnd.read(identity.chain, connection)
            problems += try mismatch(own, identity.chain, found: end, connection).map(standing) ?? []
        }
        for other in evidence.others {
            problems += try mismatch(other, connection).map(standing) ?? []
        }
        return problems
    }

    /// The same for a chain that is written no longer: events go on without it.
    static func mismatch(_ other: Evidence.Other, _ connection: borrowing Connection) throws(SQLiteError) -> Mismatch? {
        var found = try JournalEnd.read(other.chain, connection)
        let known = other.anchor.end
        if found.events > known.events, try holdsEvent(known, connection) {
            found.events = known.events
            found.eventHash = known.eventHash
        }
        return try mismatch(other.anchor, other.chain, found: found, connection)
    }

    // MARK: Words

    /// A mismatch that stands.
    private static func standing(_ mismatch: Mismatch) -> [VerificationProblem] {
        var problems: [VerificationProblem] = []
        switch mismatch.ofCommits {
        case .none: break
        case .lost(let known, let found): problems.append(.tailCut(anchored: known, found: found))
        case .replaced(let commit): problems.append(.anchorDiffers(commit: commit))
        case .added(let first, let last): problems.append(.commitsAdded(first: first, last: last))
        }
        switch mismatch.ofEvents {
        case .none: break
        case .lost(let known, let found): problems.append(.eventTailCut(anchored: known, found: found))
        case .replaced(let event): problems.append(.eventAnchorDiffers(event))
        case .added(let first, let last): problems.append(.eventsAdded(first: first, last: last))
        }
        return problems
    }

    /// A mismatch that was there when somebody wrote on.
    private static func kept(_ mismatch: Mismatch) -> [VerificationProblem] {
        var problems: [VerificationProblem] = []
        switch mismatch.ofCommits {
        case .none: break
        case .lost(let known, let found): problems.append(.commitsLost(known: known, found: found))
        case .replaced(let commit): problems.append(.commitReplaced(commit))
        case .added(let first, let last): problems.append(.commitsAdded(first: first, last: last))
        }
        switch mismatch.ofEvents {
        case .none: break
        case .lost(let known, let found): problems.append(.eventsLost(known: known, found: found))
        case .replaced(let event): problems.append(.eventReplaced(event))
        case .added(let first, let last): problems.append(.eventsAdded(first: first, last: last))
        }
        return problems
    }
}

extension Identity {
    /// In what a store calls itself otherwise than it did.
    func differences(from known: Identity) -> [VerificationProblem] {
        let fields = [
            ("store", known.store.text, store.text), ("tenant", known.tenant.text, tenant.text),
            ("device", known.device.text, device.text),
            ("generation", String(known.generation), String(generation)),
            ("standard member", known.member.text, member.text),
        ]
        return fields.filter { $0.1 != $0.2 }.map { .identityDiffers(field: $0.0, known: $0.1, found: $0.2) }
    }
}
