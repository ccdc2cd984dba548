internal import Domain
internal import SQLite

/// Finds new records that come with the id of another: of one in the store, deleted ones included, or of one that the
/// same batch makes.
struct IdentifierCheck {
    /// In a bulk, the row before its first one: what stands behind it is named by its place in the bulk.
    let rowBefore: Int64?
    private var given: [Identifier: String] = [:]

    init(rowBefore: Int64?) {
        self.rowBefore = rowBefore
    }

    static func failures(
        _ steps: [Resolution.Step], rowBefore: Int64?, _ sight: Visibility, _ connection: borrowing Connection
    ) throws(SQLiteError) -> [ValidationFailure] {
        guard steps.contains(where: { $0.isIdGiven }) else { return [] }
        var check = IdentifierCheck(rowBefore: rowBefore)
        let purged = Set(steps.lazy.filter { $0.change.action == .purged }.map(\.change.record))
        var failures: [ValidationFailure] = []
        for step in steps where step.isIdGiven && step.change.action == .created {
            let change = step.change
            let name = RecordName.of(change.after ?? [], id: change.record, resource: change.resource)
            if let rule = try check.claim(change, name, isFree: purged.contains(change.record), sight, connection) {
                failures.append(
                    ValidationFailure(
                        resource: change.resource.name, record: name, index: step.operation, field: "id",
                        value: change.record.text, rule: rule))
            }
        }
        return failures
    }

    private mutating func claim(
        _ change: Change, _ name: String, isFree: Bool, _ sight: Visibility, _ connection: borrowing Connection
    ) throws(SQLiteError) -> FailureRule? {
        if let other = given.updateValue(name, forKey: change.record) { return .twice(key: "id", at: other) }
        if isFree { return nil }
        guard let holder = try connection.record(change.record, in: change.resource) else { return nil }
        if let rowBefore, holder.row > rowBefore {
            return .twice(key: "id", at: BulkRow.marker(holder.row - rowBefore))
        }
        guard try sight.shows(holder.id, in: change.resource, connection) else {
            return .taken(key: "id", by: FailureRule.hiddenHolder)
        }
        return .taken(key: "id", by: RecordName.of(holder.values, id: holder.id, resource: change.resource))
    }
}
