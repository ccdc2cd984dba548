internal import Digest
internal import Domain
internal import SQLite

/// Reads the journal back: groups, commits, changes, and the personal values sealed beside them.
extension Connection {
    /// The commits of a group, first to last, by number.
    func commits(ofGroup group: Identifier) throws(SQLiteError) -> [Int64] {
        let statement = try prepare("SELECT n FROM \"commit\" WHERE grp = ? ORDER BY idx")
        defer { statement.reset() }
        try statement.bind(group.text, 1)
        var numbers: [Int64] = []
        while try statement.step() { numbers.append(statement.integer(0)) }
        return numbers
    }

    /// The header of a commit.
    func header(_ commit: Int64) throws(SQLiteError) -> CommitHeader? {
        let statement = try prepare("SELECT header FROM \"commit\" WHERE n = ?")
        defer { statement.reset() }
        try statement.bind(commit, 1)
        return try statement.step() ? CommitHeader(statement.bytes(0)) : nil
    }

    /// The payloads of a commit with their numbers, in order.
    func payloads(_ commit: Int64) throws(SQLiteError) -> [(number: Int64, payload: Payload)] {
        try changes(of: commit).compactMap { change in Payload(change.bytes).map { (change.number, $0) } }
    }

    /// The canonical bytes of a commit's changes with their numbers, in order.
    func changes(of commit: Int64) throws(SQLiteError) -> [(number: Int64, bytes: [UInt8])] {
        let first = JournalTables.firstChange(of: commit)
        let statement = try prepare("SELECT n, payload FROM change WHERE n >= ?1 AND n < ?2 ORDER BY n")
        defer { statement.reset() }
        try statement.bind(first, 1)
        try statement.bind(first + JournalTables.changesPerCommit, 2)
        var result: [(number: Int64, bytes: [UInt8])] = []
        while try statement.step() { result.append((statement.integer(0), statement.bytes(1))) }
        return result
    }

    /// How many changes some commits hold.
    func changeCount(of commits: [Int64]) throws(SQLiteError) -> Int64 {
        var count: Int64 = 0
        for commit in commits { count += try header(commit)?.count ?? 0 }
        return count
    }

    /// The newest change of a record.
    func newestPayload(of record: Identifier) throws(SQLiteError) -> (number: Int64, payload: Payload)? {
        let statement = try prepare("SELECT n, payload FROM change WHERE record = ? ORDER BY n DESC LIMIT 1")
        defer { statement.reset() }
        try statement.bind(record, 1)
        guard try statement.step(), let payload = Payload(statement.bytes(1)) else { return nil }
        return (statement.integer(0), payload)
    }

    /// One side of a change as the values of its record.
    func values(
        _ members: [JSONMember], _ side: PersonalValue.Side, of resource: ResourceFacts, change number: Int64
    ) throws(SQLiteError) -> [Value] {
        var values = [Value](repeating: .null, count: resource.fields.count)
        for member in members {
            guard let field = resource.field(member.key) else { continue }
            values[field.position] = try value(member.value, field, change: number, side: side) ?? .null
        }
        return values
    }

    /// A personal value opened; nil when it was erased.
    func personal(_ change: Int64, field: String, side: PersonalValue.Side) throws(SQLiteError) -> JSONValue? {
        let statement = try sealedRow(change, field, side)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        return Self.plain(statement).flatMap { try? JSONParser.parse($0) }
    }

    /// A personal value compared with the hash that stands for it in a payload or header. Erasure leaves the row
    /// without salt and seal; a row that is missing or does not open was tampered with.
    func sealedValue(_ change: Int64, field: String, side: PersonalValue.Side, provedBy hash: Hash)
        throws(SQLiteError) -> SealedValue
    {
        let statement = try sealedRow(change, field, side)
        defer { statement.reset() }
        guard try statement.step() else { return .broken }
        if statement.isNull(0), statement.isNull(1) { return .erased }
        guard let salt = statement.optionalBytes(0), let plain = Self.plain(statement),
            PersonalValue.hash(salt: salt, plain: plain) == hash, let value = try? JSONParser.parse(plain)
        else { return .broken }
        return .genuine(value)
    }

    private func sealedRow(_ change: Int64, _ field: String, _ side: PersonalValue.Side) throws(SQLiteError)
        -> Statement
    {
        let statement = try prepare(
            """
            SELECT p.salt, p.sealed, k.key FROM personal AS p LEFT JOIN seal_key AS k ON k.subject = p.subject
            WHERE p.change_n = ?1 AND p.field = ?2 AND p.side = ?3
            """)
        try statement.bind(change, 1)
        try statement.bind(field, 2)
        try statement.bind(side.rawValue, 3)
        return statement
    }

    private static func plain(_ row: Statement) -> [UInt8]? {
        guard let sealed = row.optionalBytes(1), let key = row.optionalBytes(2) else { return nil }
        return Seal.open(sealed, key: key)
    }

    /// The name the actor of a commit had then.
    func actorName(_ commit: Int64) throws(SQLiteError) -> String {
        let value = try personal(JournalWriter.headerNumber(commit), field: "actor_name", side: .after)
        return value?.string ?? "erased member"
    }

    /// A field's value in a payload: opened where it is sealed. Nil when it was erased or is not understood.
    func value(_ json: JSONValue, _ field: FieldFacts, change: Int64, side: PersonalValue.Side)
        throws(SQLiteError) -> Value?
    {
        guard field.isPersonal, Payload.sealedHash(json) != nil else { return CanonicalValue.value(json, field.kind) }
        return try personal(change, field: field.key, side: side).flatMap { CanonicalValue.value($0, field.kind) }
    }
}

/// What became of a personal value beside the journal.
enum SealedValue {
    case genuine(JSONValue)
    case erased
    case broken
}
