package import Domain
internal import SQLite
internal import Text

/// A record that is gone for good, as the journal still knows it.
package struct PurgedRecord: Sendable, Equatable {
    package let id: Identifier
    /// What it held at last; nothing where that was erased.
    package let values: [Value]
}

extension Reader {
    /// Records that were purged and that a key means: by id, or by what they were called at last.
    package func purged(_ key: String, in resource: ResourceFacts) throws(StoreError) -> [PurgedRecord] {
        try look()
        // Of what is gone it cannot be asked whether it may be read: only who may read all is told.
        guard sight.condition(on: resource) == nil else { return [] }
        return try attempt { () throws(SQLiteError) in
            let wanted = Normal.key(key)
            let fields = resource.shape.lookupFields.compactMap(resource.field)
            let statement = try connection.prepareOnce("SELECT n, payload FROM change WHERE payload LIKE ?1 ORDER BY n")
            try statement.bind(.text("{\"action\":\"purged\"%\"resource\":\"\(resource.name)\"}"), 1)
            var found: [PurgedRecord] = []
            while try statement.step() {
                guard let payload = Payload(statement.bytes(1)) else { continue }
                let values = try connection.values(
                    payload.before, .before, of: resource, change: statement.integer(0))
                let isMeant =
                    Identifier(text: key) == payload.record
                    || fields.contains { values[$0.position].text.map(Normal.key) == wanted }
                if isMeant { found.append(PurgedRecord(id: payload.record, values: values)) }
            }
            return found
        }
    }

    /// The groups whose ids begin with a text, at most three: one's own, and the others' for whom may see the log.
    package func groups(beginning text: String) throws(StoreError) -> [Identifier] {
        let groupsMax = 3
        let actor = try mayAudit() ? nil : try access().actor.id
        let own = actor.map { _ in "AND actor = ?2" } ?? ""
        return try attempt { () throws(SQLiteError) in
            let statement = try connection.prepareOnce(
                """
                SELECT DISTINCT grp FROM "commit" WHERE idx = 0 AND grp >= ?1 AND grp < ?1 || '~' \(own)
                LIMIT \(groupsMax)
                """)
            try statement.bind(.text(text.uppercased()), 1)
            if let actor { try statement.bind(actor.text, 2) }
            var groups: [Identifier] = []
            while try statement.step() { if let id = Identifier(text: statement.text(0)) { groups.append(id) } }
            return groups
        }
    }
}
