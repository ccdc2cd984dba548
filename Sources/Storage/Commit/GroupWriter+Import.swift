package import Domain
internal import SQLite
internal import Text

/// What an import asks of the store while it writes.
extension GroupWriter {
    /// The records that a name given in a file means: by id, user name, path or name; live ones only, whole names only,
    /// and only such as may be read, or oneself.
    package func resolve(_ name: String, in resource: ResourceFacts) throws(StoreError) -> [Identifier] {
        try attempt { () throws(SQLiteError) in
            let seen = sight.condition(on: resource)
            if let id = Identifier(text: name), let record = try connection.record(id, in: resource, where: seen) {
                return [record.id]
            }
            let found = try connection.find(name, in: resource, trash: .leftOut, isWhole: true, where: seen)
            if !found.isEmpty || seen == nil || resource !== Member.declaration.facts { return found.map(\.id) }
            let all = try connection.find(name, in: resource, trash: .leftOut, isWhole: true)
            return all.count == 1 && all[0].id == actor ? [actor] : []
        }
    }

    /// The SKU patterns of all categories.
    package func skuPatterns() throws(StoreError) -> Set<String> {
        try attempt { () throws(SQLiteError) in
            let categories = try connection.allRecords(of: Category.declaration.facts)
            return Set(categories.map { Record<Category>(values: $0.values).skuPattern }.filter { !$0.isEmpty })
        }
    }

    /// Live records that may be read and whose names are near to one that none has.
    package func near(_ name: String, in resource: ResourceFacts) throws(StoreError) -> [String] {
        try attempt { () throws(SQLiteError) in
            try connection.near(name, in: resource, where: sight.condition(on: resource))
        }
    }

    /// What a row's values mean.
    package enum Match: Sendable {
        /// A record that is not there yet.
        case new
        case record(StoredRecord)
        /// A record that may not be read has what only one may have: by its name, in the field given.
        case hidden(key: String, field: String)
    }

    /// The live record that a row's values mean: by id, then by each unique key (SKU, then name in its category). An id
    /// that the store does not have is one of another store. Settings are the one record there is.
    package func match(id: Identifier?, values: [Value], in resource: ResourceFacts) throws(StoreError) -> Match {
        try attempt { () throws(SQLiteError) in
            if let id, let record = try connection.record(id, in: resource) {
                return try seen(record, resource, key: "id", field: "id")
            }
            if resource.name == Settings.shape.name {
                return try connection.allRecords(of: resource).first.map { .record($0) } ?? .new
            }
            let table = RecordTable.of(resource)
            for key in resource.shape.uniqueKeys {
                var parameters: [Value] = []
                for name in key.fields {
                    guard let field = resource.field(name) else { continue }
                    let value = values[field.position]
                    parameters.append(field.isKeyed ? value.text.map { .text(Normal.key($0)) } ?? .null : value)
                }
                let isComplete = zip(key.fields, parameters).allSatisfy { name, value in
                    !value.isNull || resource.field(name)?.isRequired == false && resource.field(name)?.isKeyed == false
                }
                guard isComplete else { continue }
                let conditions = key.fields.enumerated().map { "\(table.uniqueColumn($0.element)) = ?\($0.offset + 1)" }
                let statement = try connection.prepare(
                    """
                    SELECT \(table.selectColumns) FROM \(table.name) AS \(RecordTable.alias) \
                    WHERE \(conditions.joined(separator: " AND ")) AND deleted_at IS NULL
                    """)
                defer { statement.reset() }
                for (index, value) in parameters.enumerated() {
                    if value.isNull { try statement.bind([], index + 1) } else { try statement.bind(value, index + 1) }
                }
                guard try statement.step() else { continue }
                return try seen(table.record(statement), resource, key: key.name, field: key.fields.last ?? "")
            }
            return .new
        }
    }

    private func seen(_ record: StoredRecord, _ resource: ResourceFacts, key: String, field: String)
        throws(SQLiteError) -> Match
    {
        try sight.shows(record.id, in: resource, connection) ? .record(record) : .hidden(key: key, field: field)
    }
}

extension Writer {
    /// Whether a resource has no record at all, deleted ones included.
    package func isEmpty(_ resource: ResourceFacts) throws(StoreError) -> Bool {
        try attempt { () throws(SQLiteError) in
            try connection.integer("SELECT n FROM \(resource.shape.singular) LIMIT 1") == nil
        }
    }
}
