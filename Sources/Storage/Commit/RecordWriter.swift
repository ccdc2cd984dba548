internal import Domain
internal import SQLite

/// Writes the records of a batch of changes.
struct RecordWriter {
    let now: Int64
    let actor: Identifier

    /// Answers the row of the first record inserted, 0 for none.
    func write(_ steps: [Resolution.Step], _ connection: borrowing Connection) throws(SQLiteError) -> Int64 {
        try park(steps, connection)
        let early = try markEarly(steps, connection)
        var rows: [Identifier: Int64] = [:]
        var firstRow: Int64 = 0
        let updatesFollow = steps.contains { $0.change.action != .created }
        // The table, and the statement that inserts into it, are the same for whole batches.
        var known: RecordTable?
        var insertion: Statement?
        // Rows that were inserted one after the other follow each other.
        var isInSequence = false
        for (place, step) in steps.enumerated() where !early.contains(place) {
            let change = step.change
            if known?.resource !== change.resource {
                let next = RecordTable.of(change.resource)
                insertion = try connection.prepare(next.insertSQL)
                known = next
                isInSequence = false
            }
            guard let table = known else { continue }
            let row = step.row ?? (rows.isEmpty ? nil : rows[change.record])
            switch change.action {
            case .created:
                guard let after = change.after, let insertion else { break }
                let number = isInSequence ? nil : try RowNumbers.next(in: table, connection)
                isInSequence = true
                let inserted = try insert(change.record, number, after, step.keys, table, insertion, connection)
                if updatesFollow { rows[change.record] = inserted }
                if firstRow == 0 { firstRow = inserted }
            case .updated:
                if let after = change.after, let row { try update(row, after, table, connection) }
            case .deleted:
                if let row { try mark(row, isDeleted: true, table, connection) }
            case .restored:
                if let row { try mark(row, isDeleted: false, table, connection) }
            case .purged:
                if let row { try remove(row, change.record, table, connection) }
                isInSequence = false
            }
        }
        if steps.contains(where: { $0.change.resource.name == Category.shape.name }) {
            try CategoryPaths.recompute(connection)
        }
        return firstRow
    }

    /// Deletions come first, so that the keys they free can be taken anywhere in the batch. Answers their places.
    private func markEarly(_ steps: [Resolution.Step], _ connection: borrowing Connection) throws(SQLiteError) -> Set<
        Int
    > {
        guard steps.count > 1, steps.contains(where: { $0.change.action == .deleted }) else { return [] }
        var last: [Identifier: Int] = [:]
        for (place, step) in steps.enumerated() { last[step.change.record] = place }
        // What the batch itself brings back goes when its turn comes.
        for step in steps where step.change.action == .restored { last[step.change.record] = nil }
        var early: Set<Int> = []
        for (place, step) in steps.enumerated()
        where step.change.action == .deleted && last[step.change.record] == place {
            guard let row = step.row else { continue }
            try mark(row, isDeleted: true, RecordTable.of(step.change.resource), connection)
            early.insert(place)
        }
        return early
    }

    /// SQLite checks uniqueness row by row: keys that change hands inside a batch are set aside first.
    private func park(_ steps: [Resolution.Step], _ connection: borrowing Connection) throws(SQLiteError) {
        guard steps.count > 1 else { return }
        for step in steps where step.change.action == .updated && step.row != nil {
            let resource = step.change.resource
            let table = RecordTable.of(resource)
            // A name is unique in its category: it changes hands when either does.
            let moved = resource.shape.uniqueKeys.map(\.fields).filter { fields in
                fields.contains { name in
                    resource.positions[name].map { step.change.before?[$0] != step.change.after?[$0] } ?? false
                }
            }
            let names = Set(moved.joined())
            let keys = resource.storedKeys.filter { !$0.isSort && names.contains(resource.fields[$0.position].key) }
            guard !keys.isEmpty else { continue }
            let assignments = keys.map { "\($0.column) = NULL" }.joined(separator: ", ")
            let statement = try connection.prepare("UPDATE \(table.name) SET \(assignments) WHERE n = ?")
            try statement.bind(step.row, 1)
            try statement.run()
        }
    }

    private func insert(
        _ id: Identifier, _ number: Int64?, _ values: [Value], _ keys: [String?], _ table: RecordTable,
        _ statement: Statement, _ connection: borrowing Connection
    ) throws(SQLiteError) -> Int64 {
        try statement.bind(number, 1)
        try statement.bind(id, 2)
        let index = try table.bind(values, keys: keys, to: statement, from: 3)
        try statement.bind(now, index)
        try statement.bind(actor, index + 1)
        try statement.bind(now, index + 2)
        try statement.bind(actor, index + 3)
        for offset in 4...6 { try statement.bindNull(index + offset) }
        try statement.run()
        return connection.lastInsertedRow
    }

    private func update(_ row: Int64, _ values: [Value], _ table: RecordTable, _ connection: borrowing Connection)
        throws(SQLiteError)
    {
        let statement = try connection.prepare(table.updateSQL)
        let index = try table.bind(values, to: statement, from: 1)
        try statement.bind(now, index)
        try statement.bind(actor, index + 1)
        try statement.bind(row, index + 2)
        try statement.run()
    }

    private func mark(_ row: Int64, isDeleted: Bool, _ table: RecordTable, _ connection: borrowing Connection)
        throws(SQLiteError)
    {
        let statement = try connection.prepare(
            """
            UPDATE \(table.name) SET deleted_at = ?1, deleted_by = ?2, updated_at = ?3, updated_by = ?4 WHERE n = ?5
            """)
        try statement.bind(isDeleted ? now : nil, 1)
        try statement.bind(isDeleted ? actor : nil, 2)
        try statement.bind(now, 3)
        try statement.bind(actor, 4)
        try statement.bind(row, 5)
        try statement.run()
    }

    private func remove(
        _ row: Int64, _ id: Identifier, _ table: RecordTable, _ connection: borrowing Connection
    ) throws(SQLiteError) {
        try RowNumbers.retire(row, of: id, in: table, connection)
        let statement = try connection.prepare("DELETE FROM \(table.name) WHERE n = ?")
        try statement.bind(row, 1)
        try statement.run()
    }
}

/// The paths of categories, which derive from their names and parents.
enum CategoryPaths {
    /// Writes every path that is not what it should be; the tree is small.
    static func recompute(_ connection: borrowing Connection) throws(SQLiteError) {
        for (row, path) in try wrong(connection) {
            let position = Category.declaration.fields.path.position
            let keys = Category.declaration.facts.storedKeys.filter { $0.position == position }
            let assignments = keys.map { "\($0.column) = ?" }.joined(separator: ", ")
            let statement = try connection.prepare("UPDATE category SET path = ?, \(assignments) WHERE n = ?")
            var values = Category.declaration.facts.standardValues
            values[position] = .text(path)
            try statement.bind(path, 1)
            for (index, key) in keys.enumerated() { try statement.bind(key.text(values), index + 2) }
            try statement.bind(row, keys.count + 2)
            try statement.run()
        }
    }

    /// Rows whose stored path differs from the one their names give, with the right one.
    static func wrong(_ connection: borrowing Connection) throws(SQLiteError) -> [(row: Int64, path: String)] {
        let records = try connection.allRecords(of: Category.declaration.facts)
        let byId = Dictionary(uniqueKeysWithValues: records.map { ($0.id, Record<Category>(values: $0.values)) })
        return records.compactMap { record in
            let category = Record<Category>(values: record.values)
            var names = [category.name]
            var next = category.parent
            while let id = next, let parent = byId[id], names.count < Category.depthMax {
                names.append(parent.name)
                next = parent.parent
            }
            let path = names.reversed().joined(separator: Category.pathSeparator)
            return path == category.path ? nil : (record.row, path)
        }
    }
}
