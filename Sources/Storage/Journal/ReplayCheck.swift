internal import Digest
internal import Domain
internal import SQLite

/// Replays the journal against the records: each record must be what its changes make of it.
struct ReplayCheck {
    private(set) var problems: [VerificationProblem] = []
    private(set) var records: Int64 = 0
    private let facts: [Int64: ChainCheck.CommitFacts]
    /// What may be named to whoever asks.
    private let sight: Visibility
    private var payload = PayloadWriter(salt: { [] })

    init(facts: [Int64: ChainCheck.CommitFacts], sight: Visibility) {
        self.facts = facts
        self.sight = sight
    }

    private mutating func note(_ problem: VerificationProblem) {
        if problems.count < ChainCheck.problemsMax { problems.append(problem) }
    }

    mutating func walk(
        _ resource: ResourceFacts, expected: ChainCheck.RecordSet, _ connection: borrowing Connection,
        progress: (Int64) -> Bool
    ) throws(StoreError) {
        let table = RecordTable.of(resource)
        do throws(SQLiteError) {
            let keys = table.resource.storedKeys.map { "\(RecordTable.alias).\($0.column)" }
            let columns = ([table.selectColumns] + keys).joined(separator: ", ")
            let rows = try connection.prepareOnce(
                "SELECT \(columns) FROM \(table.name) AS \(RecordTable.alias) NOT INDEXED ORDER BY n")
            var found = ChainCheck.RecordSet()
            while try rows.step() {
                let record = table.record(rows)
                try check(record, table, connection)
                checkStored(record, table, rows)
                found.add(record.id)
                guard progress(records + found.count) else {
                    throw SQLiteError(code: .SQLITE_INTERRUPT, message: "cancelled")
                }
            }
            records += found.count
            if found.count != expected.count {
                note(.recordsMissing(resource: resource.name, expected: expected.count, found: found.count))
            } else if found != expected {
                note(.recordsSwapped(resource: resource.name))
            }
            if resource.name == Category.shape.name, let wrong = try CategoryPaths.wrong(connection).first {
                let name = sight.condition(on: resource) == nil ? wrong.path : String(wrong.row)
                note(.derivedDiffers(resource: resource.name, record: name, field: "path"))
            }
        } catch {
            throw StoreError.from(error, path: "")
        }
    }

    private mutating func check(_ record: StoredRecord, _ table: RecordTable, _ connection: borrowing Connection)
        throws(SQLiteError)
    {
        let statement = try connection.prepare("SELECT n, payload FROM change WHERE record = ? ORDER BY n")
        defer { statement.reset() }
        try statement.bind(record.id, 1)
        guard try statement.step() else {
            return note(
                .recordUnjournaled(
                    resource: table.resource.name, record: name(record, table.resource)))
        }
        // Nearly all records were created and never touched again: then their canonical bytes are the payload.
        let first = statement.integer(0)
        payload.write(
            Change(
                resource: table.resource, record: record.id, action: .created, before: nil, after: record.values))
        let isSame = payload.personal.isEmpty && statement.withBytes(1) { $0.elementsEqual(payload.json.bytes) }
        let firstBytes = isSame ? [] : statement.bytes(1)
        let hasMore = try statement.step()
        if isSame && !hasMore { return checkStamps(record, table, [first], isDeleted: false) }
        var history: [(Int64, [UInt8])] = [(first, isSame ? payload.json.bytes : firstBytes)]
        var more = hasMore
        while more {
            history.append((statement.integer(0), statement.bytes(1)))
            more = try statement.step()
        }
        try replay(history, record, table, connection)
    }

    /// What the changes leave of each field, compared with what stands.
    private mutating func replay(
        _ history: [(Int64, [UInt8])], _ record: StoredRecord, _ table: RecordTable, _ connection: borrowing Connection
    ) throws(SQLiteError) {
        let resource = table.resource
        var values = [Value?](repeating: .null, count: resource.fields.count)
        var isDeleted = false
        for (number, bytes) in history {
            guard let payload = Payload(bytes) else { continue }
            isDeleted = payload.action == .deleted || (isDeleted && payload.action == .updated)
            if payload.action == .purged {
                return note(.recordPurged(resource: resource.name, record: name(record, resource)))
            }
            try checkBefore(payload, number, values, record, resource, connection)
            for member in payload.after {
                guard let field = resource.field(member.key) else { continue }
                guard let value = try opened(member.value, field, number, .after, connection) else {
                    values[field.position] = nil
                    continue
                }
                if case .map = field.kind, let old = values[field.position] {
                    values[field.position] = Change.patching(old, with: value)
                } else {
                    values[field.position] = value
                }
            }
        }
        for field in resource.fields where !field.isDerived {
            guard let value = values[field.position], !value.isIdentical(to: record.values[field.position]) else {
                continue
            }
            note(.recordDiffers(resource: resource.name, record: name(record, resource), field: field.label))
        }
        checkStamps(record, table, history.map(\.0), isDeleted: isDeleted)
    }

    /// What a change says stood before it must be what the changes before it left: a record that was edited past the
    /// program would otherwise be believed by the next change of it.
    private mutating func checkBefore(
        _ payload: Payload, _ number: Int64, _ values: [Value?], _ record: StoredRecord, _ resource: ResourceFacts,
        _ connection: borrowing Connection
    ) throws(SQLiteError) {
        guard payload.action == .updated else { return }
        for member in payload.before {
            guard let field = resource.field(member.key), !field.isDerived, let left = values[field.position],
                let before = try opened(member.value, field, number, .before, connection)
            else { continue }
            let isSame =
                if case .map = field.kind {
                    before.map.allSatisfy { $0.value.isIdentical(to: left[key: $0.key]) }
                } else {
                    before.isIdentical(to: left)
                }
            guard !isSame else { continue }
            note(
                .beforeDiffers(
                    commit: number / JournalTables.changesPerCommit, resource: resource.name,
                    record: name(record, resource), field: field.label))
        }
    }

    private func name(_ record: StoredRecord, _ resource: ResourceFacts) -> String {
        sight.shows(record.values, in: resource)
            ? RecordName.of(record.values, id: record.id, resource: resource) : record.id.text
    }

    /// A sealed value is opened and its hash compared; nil when it was erased.
    private mutating func opened(
        _ json: JSONValue, _ field: FieldFacts, _ number: Int64, _ side: PersonalValue.Side,
        _ connection: borrowing Connection
    ) throws(SQLiteError) -> Value? {
        guard field.isPersonal, let hash = Payload.sealedHash(json) else {
            return CanonicalValue.value(json, field.kind)
        }
        switch try connection.sealedValue(number, field: field.key, side: side, provedBy: hash) {
        case .genuine(let value): return CanonicalValue.value(value, field.kind)
        // The walk of the chain tells what is broken.
        case .erased, .broken: return nil
        }
    }

    /// When and by whom a record was made, changed and deleted follows from its commits.
    private mutating func checkStamps(
        _ record: StoredRecord, _ table: RecordTable, _ numbers: [Int64], isDeleted: Bool
    ) {
        func differs(_ field: String) {
            note(
                .recordDiffers(
                    resource: table.resource.name, record: name(record, table.resource), field: field))
        }
        guard let firstNumber = numbers.first, let lastNumber = numbers.last,
            let first = facts[firstNumber / JournalTables.changesPerCommit],
            let last = facts[lastNumber / JournalTables.changesPerCommit]
        else { return }
        if record.stamps.createdAt != first.recordedAt || record.stamps.createdBy != first.actor { differs("created") }
        if record.stamps.updatedAt != last.recordedAt || record.stamps.updatedBy != last.actor { differs("updated") }
        if record.isDeleted != isDeleted { differs("deleted") }
        if record.stamps.revision != nil { differs("revision") }
        if isDeleted, record.stamps.deletedAt != last.recordedAt || record.stamps.deletedBy != last.actor {
            differs("deleted")
        }
    }

    /// Values must be stored as the program stores them, not only read alike: SQL compares bytes.
    private mutating func checkStored(_ record: StoredRecord, _ table: RecordTable, _ row: Statement) {
        let resource = table.resource
        for field in resource.fields where !StoredForm.isRight(row, 2 + field.position, record.values[field.position]) {
            note(.storedForm(resource: resource.name, record: name(record, resource), field: field.label))
        }
        let deletedBy = 2 + resource.fields.count + 5
        if !record.isDeleted, !row.isNull(deletedBy) {
            note(.storedForm(resource: resource.name, record: name(record, resource), field: "deleted"))
        }
        for (offset, key) in resource.storedKeys.enumerated() {
            let stored = row.optionalText(table.selectedCount + offset)
            guard !StoredForm.isIdentical(stored, key.text(record.values)) else { continue }
            note(.derivedDiffers(resource: resource.name, record: name(record, resource), field: key.column))
        }
    }
}
