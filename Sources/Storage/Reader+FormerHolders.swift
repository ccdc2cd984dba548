// SPDX-License-Identifier: Apache-2.0
package import Domain
internal import SQLite
internal import Text

/// A deleted record that held a unique key which another one holds now.
package struct FormerHolder: Sendable, Equatable {
    /// The key's name, such as “SKU”.
    package let key: String
    package let value: String
    /// What the deleted record is known by.
    package let record: String
}

extension Reader {
    /// Steps of SQLite's machine that looking through the trash may take: some ten milliseconds.
    private static let trashSteps: Int32 = 400_000

    /// Deleted records whose unique key of one field, such as a SKU, a live record holds now: they cannot come back
    /// while it does. Empty where the trash is too large to be looked through in passing.
    package func formerHolders(of record: StoredRecord, in resource: ResourceFacts) throws(StoreError)
        -> [FormerHolder]
    {
        try look()
        connection.limit(steps: Self.trashSteps)
        defer { connection.limit(steps: nil) }
        do throws(SQLiteError) {
            var holders: [FormerHolder] = []
            for key in resource.shape.uniqueKeys where key.fields.count == 1 {
                for name in [resource.name] + key.sharedWith {
                    guard let other = Resources.named(name) else { continue }
                    holders += try formerHolders(of: key, record, in: resource, among: other)
                }
            }
            return holders
        } catch {
            let error = StoreError.from(error, path: paths.store)
            if error == .cancelled { return [] }
            throw error
        }
    }

    private func formerHolders(
        of key: UniqueKey, _ record: StoredRecord, in resource: ResourceFacts, among other: ResourceFacts
    ) throws(SQLiteError) -> [FormerHolder] {
        let holdersMax = 5
        guard let field = key.fields.first, let text = resource.positions[field].flatMap({ record.values[$0].text })
        else { return [] }
        let statement = try connection.prepare(
            """
            SELECT id FROM \(other.shape.singular)
            WHERE deleted_at IS NOT NULL AND \(field)_key = ?1 AND id <> ?2 ORDER BY n LIMIT \(holdersMax)
            """)
        defer { statement.reset() }
        try statement.bind(Normal.key(text), 1)
        try statement.bind(record.id, 2)
        var holders: [FormerHolder] = []
        while try statement.step() {
            guard let id = statement.identifier(0) else { continue }
            let isSeen = try sight.shows(id, in: other, connection)
            let label = isSeen ? try connection.label(of: id, in: other) ?? id.text : FailureRule.hiddenHolder
            holders.append(FormerHolder(key: key.name, value: text, record: label))
        }
        return holders
    }
}
