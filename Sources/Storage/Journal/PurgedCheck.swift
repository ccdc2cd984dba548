// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import SQLite

/// The rows that are never given again must be those of the records that the journal says were purged.
enum PurgedCheck {
    static func problems(_ expected: [String: ChainCheck.RecordSet], _ connection: borrowing Connection)
        throws(SQLiteError) -> [VerificationProblem]
    {
        let rows = try connection.prepareOnce("SELECT resource, record FROM purged")
        var found: [String: ChainCheck.RecordSet] = [:]
        while try rows.step() {
            found[rows.text(0), default: .init()].add(rows.identifier(1) ?? .zero)
        }
        return Set(expected.keys).union(found.keys).sorted().filter { expected[$0] != found[$0] }
            .map { .purgedDiffers(resource: $0) }
    }
}
