internal import Digest
internal import Domain
internal import SQLite

/// Writes commits into the journal: encodes changes, hashes them, links the commit to the chain of its device.
final class JournalWriter {
    /// What a commit says beside its changes.
    struct Facts {
        var group: Identifier
        var index: Int64
        var isLast: Bool
        var actor: Actor
        var session: String
        var origin: String
        var reason: String?
        var correlation: String
        var recordedAt: Int64
        var occurredAt: Int64?
        var undoes: Identifier?
    }

    /// The end of this device's chain.
    struct Head {
        var sequence: Int64
        var hash: Hash
        /// The number of the newest commit in the store, of any device.
        var number: Int64
    }

    static let saltByteCount = 16
    private let identity: Identity
    init(identity: Identity) {
        self.identity = identity
    }

    /// Where the chain ends now; read anew in each transaction, because another process may have written.
    func head(_ connection: borrowing Connection) throws(SQLiteError) -> Head {
        try Self.head(of: identity.chain, connection)
    }

    static func head(of chain: Chain, _ connection: borrowing Connection) throws(SQLiteError) -> Head {
        let statement = try connection.prepare(
            """
            SELECT device_seq, hash FROM "commit" WHERE device = ? AND generation = ? ORDER BY device_seq DESC LIMIT 1
            """)
        defer { statement.reset() }
        try statement.bind(chain.device.text, 1)
        try statement.bind(chain.generation, 2)
        let number = try connection.integer("SELECT max(n) FROM \"commit\"") ?? 0
        guard try statement.step() else { return Head(sequence: 0, hash: .zero, number: number) }
        return Head(
            sequence: statement.integer(0), hash: statement.withBytes(1) { Hash($0) } ?? .zero, number: number)
    }

    /// Writes one commit and moves the head.
    func write(_ sealed: SealedCommit, _ facts: Facts, head: inout Head, _ connection: borrowing Connection)
        throws(SQLiteError)
    {
        precondition(!sealed.records.isEmpty || facts.undoes != nil, "only an undo may find nothing left to change")
        precondition(sealed.records.count <= Proposal.changesMax)
        let number = head.number + 1
        try writeChanges(sealed, commit: number, connection)
        let root = sealed.root
        let nameSalt = Entropy.bytes(Self.saltByteCount)
        let namePlain = Self.plain(facts.actor.name)
        let header = CommitHeader(
            device: identity.device, generation: identity.generation, deviceSequence: head.sequence + 1,
            group: facts.group, index: facts.index, isLast: facts.isLast, actor: facts.actor.id,
            actorNameHash: PersonalValue.hash(salt: nameSalt, plain: namePlain),
            session: JournalText.neutral(facts.session), origin: facts.origin,
            reason: facts.reason.map(JournalText.neutral), correlation: facts.correlation, recordedAt: facts.recordedAt,
            occurredAt: facts.occurredAt, undoes: facts.undoes, count: Int64(sealed.records.count)
        ).canonical
        let hash = CommitHeader.chainHash(previous: head.hash, root: root, header: header)
        let statement = try connection.prepare(
            "INSERT INTO \"commit\"(n, header, root, previous, hash) VALUES (?, ?, ?, ?, ?)")
        try statement.bind(number, 1)
        try statement.bind(String(decoding: header, as: UTF8.self), 2)
        try statement.bind(root.bytes, 3)
        try statement.bind(head.hash.bytes, 4)
        try statement.bind(hash.bytes, 5)
        try statement.run()
        try seal(
            PersonalValue(field: "actor_name", side: .after, salt: nameSalt, plain: namePlain),
            number: Self.headerNumber(number), subject: facts.actor.id, connection)
        head = Head(sequence: head.sequence + 1, hash: hash, number: number)
    }

    /// The personal values of a commit's header stand under the place after its last possible change.
    static func headerNumber(_ commit: Int64) -> Int64 {
        JournalTables.firstChange(of: commit) + JournalTables.changesPerCommit - 1
    }

    static func plain(_ text: String) -> [UInt8] {
        var json = CanonicalJSON()
        json.string(text)
        return json.bytes
    }

    private func writeChanges(_ sealed: SealedCommit, commit: Int64, _ connection: borrowing Connection)
        throws(SQLiteError)
    {
        let statement = try connection.prepare("INSERT INTO change(n, record, salt, payload) VALUES (?, ?, ?, ?)")
        let first = JournalTables.firstChange(of: commit)
        for index in sealed.records.indices {
            try statement.bind(first + Int64(index), 1)
            try statement.bind(sealed.records[index], 2)
            try sealed.withSalt(index) { (salt) throws(SQLiteError) in try statement.bind(bytes: salt, 3) }
            try sealed.withPayload(index) { (payload) throws(SQLiteError) in try statement.bind(utf8: payload, 4) }
            try statement.run()
        }
        for (index, value) in sealed.personal {
            try seal(value, number: first + Int64(index), subject: sealed.records[index], connection)
        }
    }

    /// Puts a personal value beside the journal, under the key of the person it is about.
    private func seal(_ value: PersonalValue, number: Int64, subject: Identifier, _ connection: borrowing Connection)
        throws(SQLiteError)
    {
        let key = try key(of: subject, connection)
        let statement = try connection.prepare(
            "INSERT INTO personal(change_n, field, side, subject, salt, sealed) VALUES (?, ?, ?, ?, ?, ?)")
        try statement.bind(number, 1)
        try statement.bind(value.field, 2)
        try statement.bind(value.side.rawValue, 3)
        try statement.bind(subject, 4)
        try statement.bind(value.salt, 5)
        try statement.bind(Seal.close(value.plain, key: key), 6)
        try statement.run()
    }

    private func key(of subject: Identifier, _ connection: borrowing Connection) throws(SQLiteError) -> [UInt8] {
        let known = try connection.prepare("SELECT key FROM seal_key WHERE subject = ?")
        try known.bind(subject, 1)
        let key = try known.step() ? known.bytes(0) : nil
        known.reset()
        if let key { return key }
        let fresh = Entropy.bytes(Seal.keyByteCount)
        let insert = try connection.prepare("INSERT INTO seal_key(subject, key) VALUES (?, ?)")
        try insert.bind(subject, 1)
        try insert.bind(fresh, 2)
        try insert.run()
        return fresh
    }
}
