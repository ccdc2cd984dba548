// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// Records before and after a change, as a preview and a dry run show them.
enum ChangedRecordText {
    private static let linesMax = 20
    private static let objectsMax = 100

    /// How many are asked for: scripts get more of them than a person reads.
    static func rowsMax(_ session: Session) -> Int { session.wantsJSON ? objectsMax : linesMax }

    /// One line each, and how many more there are.
    static func write(_ rows: [ChangedRecord], of count: Int64, _ session: Session) throws {
        let names = try ReferenceNames(session)
        for row in rows { try session.output.line("  \(Table.cell(line(row, names)))") }
        if count > Int64(rows.count) { try session.output.line("  … and \(count - Int64(rows.count)) more") }
    }

    /// "YARN-0001: Price 12.00 EUR → 12.50 EUR", "YARN-0001: deleted".
    private static func line(_ row: ChangedRecord, _ names: ReferenceNames) -> String {
        guard row.action == .updated, let resource = Resources.named(row.resource), let before = row.before,
            let after = row.after
        else { return "\(row.name): \(row.action.rawValue)" }
        return "\(row.name): \(Differences.texts(before, after, resource, names).joined(separator: ", "))"
    }

    /// As `history` has a change, without who and when.
    static func json(_ row: ChangedRecord, _ session: Session) throws -> JSONValue {
        let names = try ReferenceNames(session)
        var fields: [JSONValue] = []
        if row.action == .updated, let resource = Resources.named(row.resource), let before = row.before,
            let after = row.after
        {
            fields = resource.fields.filter { before[$0.position] != after[$0.position] }.map { field in
                func text(_ values: [Value]) -> JSONValue {
                    let value = values[field.position]
                    if value.isNull { return .null }
                    return .string(DisplayText.text(value, field, in: values, of: resource, name: names.label))
                }
                return .pairs([
                    ("field", .string(field.key)), ("label", .string(field.label)), ("before", text(before)),
                    ("after", text(after)),
                ])
            }
        }
        return .pairs([
            ("action", .string(row.action.rawValue)), ("resource", .string(row.resource)),
            ("record", .string(row.record.text)), ("name", .string(row.name)), ("fields", .array(fields)),
        ])
    }
}
