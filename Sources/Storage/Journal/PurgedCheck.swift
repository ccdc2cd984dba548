// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import SQLite

/// The rows that are never given again must be those of the records that the journal says were purged: each record gets
/// the next number, so that these and the rows that stand are all numbers from 1 on.
enum PurgedCheck {
    static func problems(_ expected: [String: ChainCheck.RecordSet], _ connection: borrowing Connection)
        throws(SQLiteError) -> [VerificationProblem]
    {
        let rows = try connection.prepareOnce("SELECT resource, record FROM purged")
        var found: [String: ChainCheck.RecordSet] = [:]
        while try rows.step() {
            found[rows.text(0), default: .init()].add(rows.identifier(1) ?? .zero)
        }
        let names = Set(expected.keys).union(found.keys)
        var differing = names.filter { expected[$0] != found[$0] }
        for name in found.keys where !differing.contains(name) {
            guard let resource = Resources.named(name) else { continue }
            if try !areAllNumbers(RecordTable.of(resource), connection) { differing.insert(name) }
        }
        return differing.sorted().map { .purgedDiffers(resource: $0) }
    }

    private static func areAllNumbers(_ table: RecordTable, _ connection: borrowing Connection) throws(SQLiteError)
        -> Bool
    {
        let statement = try connection.prepareOnce(
            """
            WITH gone AS (SELECT n FROM purged WHERE resource = ?1)
            SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM \(table.name)),
                max((SELECT max(n) FROM gone), (SELECT ifnull(max(n), 0) FROM \(table.name))),
                (SELECT min(n) FROM gone) > 0 AND (SELECT ifnull(min(n), 1) FROM \(table.name)) > 0,
                EXISTS (SELECT 1 FROM gone JOIN \(table.name) USING (n))
            """)
        try statement.bind(table.resource.name, 1)
        guard try statement.step() else { return false }
        return statement.integer(0) == statement.integer(1) && statement.integer(2) == 1 && statement.integer(3) == 0
    }
}
