package import Domain
package import SQLite

extension Statement {
    /// Binds a field's value in its column's form.
    func bind(_ value: Value, _ index: Int) throws(SQLiteError) {
        switch value {
        case .null: try bindNull(index)
        case .boolean(let boolean): try bind(boolean ? 1 : 0 as Int64, index)
        case .integer(let integer): try bind(integer, index)
        case .text(let text): try bind(text, index)
        case .identifier(let identifier): try bind(identifier, index)
        case .list, .map:
            var json = CanonicalJSON()
            CanonicalValue.append(value, to: &json)
            try bind(json.text, index)
        }
    }

    /// Binds an id as its 16 bytes, or NULL.
    func bind(_ identifier: Identifier?, _ index: Int) throws(SQLiteError) {
        guard let identifier else { return try bindNull(index) }
        try identifier.withBytes { (bytes) throws(SQLiteError) in try bind(bytes: bytes, index) }
    }

    /// The id in a column; nil for NULL or anything that is none.
    func identifier(_ column: Int) -> Identifier? {
        withBytes(column) { Identifier(bytes: $0) }
    }

    /// The value of a column that holds a field of a kind.
    func value(_ column: Int, _ kind: Kind) -> Value {
        if isNull(column) { return .null }
        switch kind {
        case .integer, .money, .quantity, .percent, .moment: return .integer(integer(column))
        case .boolean: return .boolean(integer(column) != 0)
        case .text, .note, .code, .date, .choice: return .text(text(column))
        case .reference: return identifier(column).map { .identifier($0) } ?? .null
        case .references, .set, .map:
            guard let json = try? JSONParser.parse(bytes(column)) else { return .null }
            return CanonicalValue.value(json, kind) ?? .null
        }
    }
}

extension RecordTable {
    /// Binds the values and stored keys of a record from a parameter on; answers the next parameter. Keys that are
    /// known need not be computed.
    package func bind(_ values: [Value], keys: [String?] = [], to statement: Statement, from start: Int)
        throws(SQLiteError)
        -> Int
    {
        var index = start
        for position in values.indices {
            try statement.bind(values[position], index)
            index += 1
        }
        for place in self.keys.indices {
            let known = keys.isEmpty ? nil : keys[place]
            try statement.bind(known ?? self.keys[place].text(values), index)
            index += 1
        }
        return index
    }

    /// The record in the current row of a statement that selects `selectColumns` first.
    package func record(_ statement: Statement, sortValues: [Value] = []) -> StoredRecord {
        let count = resource.fields.count
        var values: [Value] = []
        values.reserveCapacity(count)
        for field in resource.fields { values.append(statement.value(2 + field.position, field.kind)) }
        let base = 2 + count
        let nobody = Identifier.zero
        return StoredRecord(
            row: statement.integer(0), id: statement.identifier(1) ?? nobody, values: values,
            stamps: StoredRecord.Stamps(
                createdAt: statement.integer(base), createdBy: statement.identifier(base + 1) ?? nobody,
                updatedAt: statement.integer(base + 2), updatedBy: statement.identifier(base + 3) ?? nobody,
                deletedAt: statement.optionalInteger(base + 4), deletedBy: statement.identifier(base + 5),
                revision: statement.optionalInteger(base + 6)),
            sortValues: sortValues)
    }

    /// Columns that `record` reads.
    var selectedCount: Int { 2 + resource.fields.count + Self.stamps.count }
}
