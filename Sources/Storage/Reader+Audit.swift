package import Domain
internal import Digest
internal import SQLite
internal import Text

/// Which lines of the audit log are wanted.
package struct AuditQuery: Sendable {
    /// Lines older than this moment; nil for the newest.
    package var before: Int64?
    /// Lines behind these, by number: a clock that was set back neither hides nor repeats any.
    package var place: AuditPlace?
    package var limit: Int
    /// Only lines beyond this place.
    package var after: AuditEnd?
    package var member: Identifier?
    package var record: Identifier?
    package var resource: String?
    package var action: String?
    package var since: Int64?
    package var until: Int64?
    /// Only denied, failed, key, role, export and purge.
    package var isSecurityOnly: Bool
    /// Folded words that a line holds, each at the start of one of its own.
    package var words: [String]

    package init(
        before: Int64? = nil, limit: Int, member: Identifier? = nil, record: Identifier? = nil,
        resource: String? = nil, action: String? = nil, since: Int64? = nil, until: Int64? = nil,
        isSecurityOnly: Bool = false, words: [String] = []
    ) {
        self.before = before
        self.limit = limit
        self.member = member
        self.record = record
        self.resource = resource
        self.action = action
        self.since = since
        self.until = until
        self.isSecurityOnly = isSecurityOnly
        self.words = words
    }

    /// Whether a line holds all the words.
    func matches(_ entry: AuditEntry) -> Bool {
        if words.isEmpty { return true }
        let held = Words.split("\(entry.summary) \(entry.actorName) \(entry.device) \(entry.reason ?? "")")
        return words.allSatisfy { word in held.contains { $0.hasPrefix(word) } }
    }
}

/// A place in the audit log: the numbers of its newest commit and event.
package struct AuditEnd: Sendable, Equatable {
    package let commit: Int64
    package let event: Int64

    /// Whether a line stands at the place or before it.
    package func covers(_ entry: AuditEntry) -> Bool {
        if case .commit = entry.kind { entry.number <= commit } else { entry.number <= event }
    }
}

/// How far a walk down the audit log has come: the lowest numbers it was given.
package struct AuditPlace: Sendable, Equatable {
    package private(set) var commit: Int64 = .max
    package private(set) var event: Int64 = .max

    package init() {}

    /// Goes on behind some lines.
    package mutating func pass(_ entries: [AuditEntry]) {
        for entry in entries {
            switch entry.kind {
            case .commit: commit = min(commit, entry.number)
            case .event: event = min(event, entry.number)
            }
        }
    }
}

extension Reader {
    /// Where the audit log ends now.
    package func auditEnd() throws(StoreError) -> AuditEnd {
        try attempt { () throws(SQLiteError) in
            AuditEnd(
                commit: try connection.integer("SELECT max(n) FROM \"commit\"") ?? 0,
                event: try connection.integer("SELECT max(n) FROM event") ?? 0)
        }
    }

    /// The access of a member, whoever that is.
    package func access(of member: Identifier) throws(StoreError) -> Access {
        let found = try attempt { () throws(SQLiteError) in
            try AccessLoader.access(of: member, currency: try currency(), connection)
        }
        guard let found else { throw .memberUnknown(member.text) }
        return found
    }

    /// Active members who can grant what is missing.
    package func grantors() throws(StoreError) -> [String] {
        try attempt { () throws(SQLiteError) in try AccessLoader.grantors(try currency(), connection) }
    }

    func currency() throws(SQLiteError) -> String {
        try connection.texts("SELECT currency FROM setting WHERE deleted_at IS NULL LIMIT 1").first ?? "EUR"
    }

    /// Whether the log may be seen at all.
    package func mayAudit() throws(StoreError) -> Bool {
        try auditDenial() == nil
    }

    private func auditDenial() throws(StoreError) -> Denial? {
        isForProgram ? nil : try access().denial(.view, on: "audit")
    }

    /// Commits, one line a group, and events, newest first. Records that may not be read are named by their ids. Throws
    /// `denied` to whom may not see the log.
    package func audit(_ query: AuditQuery) throws(StoreError) -> [AuditEntry] {
        if let denial = try auditDenial() { throw .denied(denial) }
        try look()
        let sight = sight
        return try attempt { () throws(SQLiteError) in
            let commits =
                query.isSecurityOnly ? try securityCommits(query, sight) : try entries(query, extra: "", sight)
            let events = query.record == nil || query.isSecurityOnly ? try eventEntries(query, sight) : []
            return Self.merged(commits, events, limit: query.limit)
        }
    }

    /// Commits and events, each newest first, as one list.
    private static func merged(_ commits: [AuditEntry], _ events: [AuditEntry], limit: Int) -> [AuditEntry] {
        var merged: [AuditEntry] = []
        var commits = commits[...]
        var events = events[...]
        while merged.count < limit {
            guard let commit = commits.first else {
                merged += events.prefix(limit - merged.count)
                break
            }
            guard let event = events.first else {
                merged += commits.prefix(limit - merged.count)
                break
            }
            merged.append(event.at > commit.at ? events.removeFirst() : commits.removeFirst())
        }
        return merged
    }

    /// Purges and changes of roles, policies and members.
    private func securityCommits(_ query: AuditQuery, _ sight: Visibility) throws(SQLiteError) -> [AuditEntry] {
        let tables = [Role.shape.name, Policy.shape.name, Member.shape.name]
            .map { "payload LIKE '%\"resource\":\"\($0)\"}'" }.joined(separator: " OR ")
        return try entries(
            query,
            extra: """
                AND EXISTS (SELECT 1 FROM change AS c WHERE c.n >= k.n * \(JournalTables.changesPerCommit) \
                AND c.n < (k.n + 1) * \(JournalTables.changesPerCommit) \
                AND (payload LIKE '{"action":"purged"%' OR \(tables)))
                """, sight)
    }

    private func entries(_ query: AuditQuery, extra: String, _ sight: Visibility) throws(SQLiteError) -> [AuditEntry] {
        var conditions = ["k.idx = 0"]
        var parameters: [Value] = []
        func add(_ sql: String, _ value: Value) {
            parameters.append(value)
            conditions.append("\(sql) ?\(parameters.count)")
        }
        if let before = query.before { add("k.recorded_at <", .integer(before)) }
        if let after = query.after { add("k.n >", .integer(after.commit)) }
        if let place = query.place { add("k.n <", .integer(place.commit)) }
        if let since = query.since { add("k.recorded_at >=", .integer(since)) }
        if let until = query.until { add("k.recorded_at <", .integer(until)) }
        if let member = query.member { add("k.actor =", .text(member.text)) }
        let range =
            "c.n >= k.n * \(JournalTables.changesPerCommit) AND c.n < (k.n + 1) * \(JournalTables.changesPerCommit)"
        if let resource = query.resource {
            parameters.append(.text("%\"resource\":\"\(resource)\"}"))
            conditions.append(
                "EXISTS (SELECT 1 FROM change AS c WHERE \(range) AND c.payload LIKE ?\(parameters.count))")
        }
        if let action = query.action {
            parameters.append(.text("{\"action\":\"\(action)\"%"))
            conditions.append(
                "EXISTS (SELECT 1 FROM change AS c WHERE \(range) AND c.payload LIKE ?\(parameters.count))")
        }
        if let record = query.record {
            parameters.append(.identifier(record))
            conditions.append(
                """
                k.grp IN (SELECT grp FROM "commit" WHERE n IN (SELECT n / \(JournalTables.changesPerCommit) \
                FROM change WHERE record = ?\(parameters.count)))
                """)
        }
        let statement = try connection.prepareOnce(
            """
            SELECT k.n, k.header, k.hash FROM "commit" AS k INDEXED BY commit_first
            WHERE \(conditions.joined(separator: " AND ")) \(extra) ORDER BY k.n DESC
            """)
        defer { statement.reset() }
        for (index, value) in parameters.enumerated() { try statement.bind(value, index + 1) }
        var entries: [AuditEntry] = []
        while entries.count < query.limit, try statement.step() {
            guard let header = CommitHeader(statement.bytes(1)) else { continue }
            let entry = try entry(statement.integer(0), header, statement.bytes(2), sight)
            if query.matches(entry) { entries.append(entry) }
        }
        return entries
    }

    private func entry(_ number: Int64, _ header: CommitHeader, _ hash: [UInt8], _ sight: Visibility)
        throws(SQLiteError) -> AuditEntry
    {
        let commits = try connection.commits(ofGroup: header.group).count
        return AuditEntry(
            number: number,
            kind: .commit(
                commits: Int64(commits), changes: try GroupSummary.changeCount(header.group, connection),
                isUndone: try !UndoStack.state(of: header.group, connection).isInForce),
            at: header.recordedAt, actor: header.actor, actorName: try actorName(number, header.actor, sight),
            device: try label(of: header.device, in: Device.declaration.facts, sight),
            group: header.group, hash: Hex.text(hash), origin: header.origin, session: header.session,
            summary: try GroupSummary.text(of: header.group, connection, sight),
            reason: try reason(header, sight))
    }

    /// Why a commit was made. That of an undo names what it took back, in words of its own for each onlooker: what was
    /// noted then may name what this one may not read.
    private func reason(_ header: CommitHeader, _ sight: Visibility) throws(SQLiteError) -> String? {
        guard let undoes = header.undoes, header.reason != nil, !sight.isWhole else { return header.reason }
        return "\(header.origin) of \(try GroupSummary.text(rootOf: undoes, connection, sight))"
    }

    /// The name of a record, or its id where that is all that may be known.
    private func label(of id: Identifier, in resource: ResourceFacts, _ sight: Visibility) throws(SQLiteError) -> String
    {
        try connection.label(of: id, in: resource, where: sight.condition(on: resource)) ?? id.text
    }

    /// The name that the actor of a commit had then, or the id where members may not be read; one's own is known.
    private func actorName(_ commit: Int64, _ actor: Identifier, _ sight: Visibility) throws(SQLiteError) -> String {
        let members = Member.declaration.facts
        if let condition = sight.condition(on: members), !isFor(actor),
            try connection.record(actor, in: members, where: condition) == nil
        {
            return actor.text
        }
        return try connection.actorName(commit)
    }

    private func eventEntries(_ query: AuditQuery, _ sight: Visibility) throws(SQLiteError) -> [AuditEntry] {
        guard query.resource == nil || query.isSecurityOnly else { return [] }
        let statement = try connection.prepareOnce("SELECT n, body, hash FROM event WHERE n < ? ORDER BY n DESC")
        try statement.bind(query.place?.event ?? .max, 1)
        var entries: [AuditEntry] = []
        defer { statement.reset() }
        while entries.count < query.limit, try statement.step() {
            if let after = query.after, statement.integer(0) <= after.event { break }
            guard let event = EventEntry(statement.bytes(1)) else { continue }
            if let before = query.before, event.recordedAt >= before { continue }
            if let until = query.until, event.recordedAt >= until { continue }
            if let member = query.member, event.actor != member { continue }
            if let action = query.action, event.kind.rawValue != action { continue }
            if query.isSecurityOnly, [.importStarted, .imported, .importFailed].contains(event.kind) { continue }
            if let since = query.since, event.recordedAt < since { continue }
            let name = try event.actor.map { (id) throws(SQLiteError) in
                try label(of: id, in: Member.declaration.facts, isFor(id) ? .everything : sight)
            }
            let entry = AuditEntry(
                number: statement.integer(0), kind: .event(event.kind.rawValue), at: event.recordedAt,
                actor: event.actor, actorName: name ?? "–",
                device: try label(of: event.device, in: Device.declaration.facts, sight),
                group: nil, hash: Hex.text(statement.bytes(2)), origin: "", session: event.session,
                summary: "\(event.kind.rawValue) \(event.detail)", reason: nil)
            if query.matches(entry) { entries.append(entry) }
        }
        return entries
    }

    /// The changes of a group, first to last, of records that may be read. Throws `denied` to whom may not see the log.
    package func changes(ofGroup group: Identifier, limit: Int) throws(StoreError) -> [ChangeEntry] {
        if let denial = try auditDenial() { throw .denied(denial) }
        try look()
        let sight = sight
        return try attempt { () throws(SQLiteError) in
            var entries: [ChangeEntry] = []
            for commit in try connection.commits(ofGroup: group) {
                guard entries.count < limit, let header = try connection.header(commit) else { break }
                let name = try actorName(commit, header.actor, sight)
                for (number, payload) in try connection.payloads(commit) where entries.count < limit {
                    guard try isSeen(payload, sight) else { continue }
                    entries.append(try entry(number, payload, commit, header, name, sight))
                }
            }
            return entries
        }
    }

    /// Whether the record of a change may be read as it stands now.
    private func isSeen(_ payload: Payload, _ sight: Visibility) throws(SQLiteError) -> Bool {
        guard let resource = Resources.named(payload.resource), let condition = sight.condition(on: resource) else {
            return true
        }
        return try connection.record(payload.record, in: resource, where: condition) != nil
    }

    /// What happened to a record that may be read, newest first.
    package func history(of record: Identifier, in resource: ResourceFacts, limit: Int) throws(StoreError)
        -> [ChangeEntry]
    {
        try look()
        let sight = sight
        return try attempt { () throws(SQLiteError) in
            if let condition = sight.condition(on: resource),
                try connection.record(record, in: resource, where: condition) == nil
            {
                return []
            }
            let statement = try connection.prepare(
                "SELECT n, payload FROM change WHERE record = ? ORDER BY n DESC LIMIT \(limit)")
            defer { statement.reset() }
            try statement.bind(record, 1)
            var entries: [ChangeEntry] = []
            while try statement.step() {
                let number = statement.integer(0)
                let commit = number / JournalTables.changesPerCommit
                guard let payload = Payload(statement.bytes(1)), let header = try connection.header(commit) else {
                    continue
                }
                let name = try actorName(commit, header.actor, sight)
                entries.append(try entry(number, payload, commit, header, name, sight))
            }
            return entries
        }
    }

    private func entry(
        _ number: Int64, _ payload: Payload, _ commit: Int64, _ header: CommitHeader, _ actorName: String,
        _ sight: Visibility
    ) throws(SQLiteError) -> ChangeEntry {
        let resource = Resources.named(payload.resource)
        let name = try resource.map { (resource) throws(SQLiteError) in
            try GroupSummary.recordName(payload, number, resource, connection, sight)
        }
        return ChangeEntry(
            action: payload.action, resource: payload.resource, record: payload.record,
            recordName: name ?? payload.record.text, differences: try differences(payload, number, resource, sight),
            commit: commit, at: header.recordedAt, actorName: actorName, origin: header.origin,
            reason: try reason(header, sight))
    }

    private func differences(_ payload: Payload, _ number: Int64, _ resource: ResourceFacts?, _ sight: Visibility)
        throws(SQLiteError) -> [ChangeEntry.FieldDifference]
    {
        guard let resource else { return [] }
        var keys = payload.after.map(\.key)
        for member in payload.before where !keys.contains(member.key) { keys.append(member.key) }
        let order = resource.positions
        keys.sort { (order[$0] ?? .max) < (order[$1] ?? .max) }
        var result: [ChangeEntry.FieldDifference] = []
        for key in keys {
            guard let field = resource.field(key) else { continue }
            let before = try text(payload.before, field, number, .before, payload, resource, sight)
            let after = try text(payload.after, field, number, .after, payload, resource, sight)
            result.append(ChangeEntry.FieldDifference(label: field.label, before: before, after: after))
        }
        return result
    }

    private func text(
        _ members: [JSONMember], _ field: FieldFacts, _ number: Int64, _ side: PersonalValue.Side, _ payload: Payload,
        _ resource: ResourceFacts, _ sight: Visibility
    ) throws(SQLiteError) -> String? {
        guard let json = members.first(where: { $0.key == field.key })?.value, json != .null else { return nil }
        guard let value = try connection.value(json, field, change: number, side: side) else { return "erased" }
        if let id = value.identifier, let target = field.target.flatMap(Resources.named) {
            return try label(of: id, in: target, sight)
        }
        if let target = field.target.flatMap(Resources.named) {
            return try value.list.compactMap(Identifier.init(text:))
                .map { (id) throws(SQLiteError) in try label(of: id, in: target, sight) }
                .joined(separator: ", ")
        }
        // Money needs the currency of its record, which the change itself may not hold.
        var values = [Value](repeating: .null, count: resource.fields.count)
        if let record = try connection.record(payload.record, in: resource) { values = record.values }
        if let currency = resource.positions["currency"], let given = members.first(where: { $0.key == "currency" }) {
            values[currency] = given.value.string.map { .text($0) } ?? values[currency]
        }
        return Rendering.text(value, field, in: values, of: resource)
    }
}
