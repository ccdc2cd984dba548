internal import Domain
internal import SQLite

/// What an action did, in a few words: "price of YARN-0779", "import products.csv · 12 477 changes".
enum GroupSummary {
    /// The summary of a group; of an undo or redo, that of the action it is about.
    static func text(
        rootOf group: Identifier, _ connection: borrowing Connection, _ sight: Visibility = .everything
    ) throws(SQLiteError) -> String {
        var root = group
        // Links that were tampered with may lead in a circle.
        var seen: Set<Identifier> = []
        while let first = try connection.commits(ofGroup: root).first, let header = try connection.header(first),
            let next = header.undoes
        {
            guard seen.insert(next).inserted else { return "an action that undoes itself" }
            root = next
        }
        return try text(of: root, connection, sight)
    }

    /// Records that may not be read stand in it by their ids.
    static func text(
        of group: Identifier, _ connection: borrowing Connection, _ sight: Visibility = .everything
    ) throws(SQLiteError) -> String {
        let commits = try connection.commits(ofGroup: group)
        guard let first = commits.first, let header = try connection.header(first) else { return "nothing" }
        if let undoes = header.undoes {
            let verb = header.origin == Origin.redo ? "redone" : "undone"
            return "\(verb): \(try text(rootOf: undoes, connection, sight))"
        }
        let count = try changeCount(group, connection)
        if header.origin == Origin.importing, let reason = header.reason {
            return "\(reason) · \(count) \(count == 1 ? "change" : "changes")"
        }
        if header.origin == Origin.initial { return header.reason ?? "new store" }
        if count == 1, let (number, payload) = try connection.payloads(first).first {
            return try text(of: payload, number, connection, sight)
        }
        return try several(connection.payloads(first).map(\.payload), count)
    }

    static func changeCount(_ group: Identifier, _ connection: borrowing Connection) throws(SQLiteError) -> Int64 {
        let statement = try connection.prepare(
            "SELECT sum(header ->> '$.count') FROM \"commit\" WHERE grp = ?")
        defer { statement.reset() }
        try statement.bind(group.text, 1)
        return try statement.step() ? statement.integer(0) : 0
    }

    private static func text(
        of payload: Payload, _ number: Int64, _ connection: borrowing Connection, _ sight: Visibility
    ) throws(SQLiteError) -> String {
        guard let resource = Resources.named(payload.resource) else { return payload.action.rawValue }
        let name = try recordName(payload, number, resource, connection, sight)
        switch payload.action {
        case .updated:
            let labels = payload.after.compactMap { resource.field($0.key)?.label.lowercased() }
            return "\(labels.joined(separator: ", ")) of \(name)"
        case .created, .deleted, .restored, .purged:
            return "\(payload.action.rawValue) \(resource.shape.singular) \(name)"
        }
    }

    /// The record's name now, or, when it is gone, the one its change holds; the id of one that may not be read.
    static func recordName(
        _ payload: Payload, _ number: Int64, _ resource: ResourceFacts, _ connection: borrowing Connection,
        _ sight: Visibility
    ) throws(SQLiteError) -> String {
        let condition = sight.condition(on: resource)
        if let record = try connection.record(payload.record, in: resource, where: condition) {
            return RecordName.of(record.values, id: record.id, resource: resource)
        }
        if condition != nil { return payload.record.text }
        // What is gone is named by what it held at last, as it was everywhere.
        if let last = try connection.newestPayload(of: payload.record), last.number != number,
            !last.payload.before.isEmpty
        {
            return try recordName(last.payload, last.number, resource, connection, sight)
        }
        var values = try connection.values(payload.before, .before, of: resource, change: number)
        for (position, value) in try connection.values(payload.after, .after, of: resource, change: number).enumerated()
        where !value.isNull {
            values[position] = value
        }
        return RecordName.of(values, id: payload.record, resource: resource)
    }

    private static func several(_ payloads: [Payload], _ count: Int64) throws(SQLiteError) -> String {
        let resources = Set(payloads.map(\.resource))
        let actions = Set(payloads.map(\.action))
        let what = resources.count == 1 ? resources.first ?? "" : "records"
        let verb = actions.count == 1 ? actions.first?.rawValue ?? "" : "changed"
        return "\(verb) \(count) \(what)"
    }
}
