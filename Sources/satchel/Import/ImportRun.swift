internal import Domain
internal import Host
internal import Interchange
internal import Storage

/// Writes the rows of a scanned file: one thread reads and parses, this one writes, all in one group.
final class ImportRun {
    private let scan: ImportScan
    private let options: ImportOptions
    private let writer: Writer
    private var result = ImportResult()
    private var references: [Int: [String: Identifier]] = [:]
    /// The file's row of each record written, so that two rows that mean one record name each other.
    private var rowOfRecord: [Identifier: Int] = [:]
    /// In a bulk: the file's rows in the order of the table's.
    private var rowOrder: [Int32] = []
    private var isBulk = false

    /// Fewer rows than this never pay for rebuilding indexes.
    private static let bulkRowsMin = 5_000
    private static let batchesQueuedMax = 4

    init(scan: ImportScan, options: ImportOptions, writer: Writer) {
        self.scan = scan
        self.options = options
        self.writer = writer
        result.unknownHeaders = scan.plan.unknownHeaders
        result.isDryRun = options.isDryRun
    }

    /// Runs the import. Failing rows are in the result; they undo everything unless they are to be skipped.
    func run() throws -> ImportResult {
        if !options.isDryRun {
            try writer.event(.importStarted, resource: options.resource.name, detail: Files.name(scan.path))
        }
        var isRolledBack = false
        var feed: SearchFeed?
        do throws(StoreError) {
            let isLarge = scan.rowCount >= Self.bulkRowsMin
            let isFresh = try writer.isEmpty(options.resource)
            isBulk = isLarge && isFresh && options.onError == .stop
            feed = isBulk && !options.isDryRun ? SearchFeed(paths: writer.paths) : nil
            try writer.group(
                origin: Origin.importing, reason: "import \(Files.name(scan.path))",
                bulk: isBulk ? BulkPlan(resource: options.resource.name) : nil
            ) { (group) throws(StoreError) in
                if let feed { group.onWritten = { feed.add($0, firstRow: $1) } }
                try write(group, isFresh: isFresh)
                let fails = result.failureCount > 0 && options.onError == .stop
                if options.isDryRun || fails {
                    isRolledBack = true
                    throw StoreError.cancelled
                }
            }
            feed?.finish(commit: try writer.newestCommit())
        } catch {
            feed?.cancel()
            if !isRolledBack { try takeBulkFailures(error) }
            if !options.isDryRun {
                try writer.event(
                    .importFailed, resource: options.resource.name,
                    detail: "\(Files.name(scan.path)): \(result.failedRows.count) rows not accepted")
            }
            return result
        }
        if !options.isDryRun {
            try writer.event(
                .imported, resource: options.resource.name,
                detail: "\(Files.name(scan.path)): \(result.created) created, \(result.updated) updated")
        }
        return result
    }

    /// Doubles that only the rebuilt indexes of a bulk showed: table rows become the file's rows.
    private func takeBulkFailures(_ error: StoreError) throws {
        guard isBulk, case .invalid(let failures) = error else { throw error }
        for failure in failures {
            let row = fileRow(Int64(failure.index))
            var rule = failure.rule
            if case .twice(let key, let place) = rule, let other = BulkRow.row(place) {
                rule = .twice(key: key, at: "row \(fileRow(other))")
            }
            note(CellFailure(row: row, column: failure.field ?? "", value: failure.value ?? "", rule: rule))
        }
    }

    private func fileRow(_ tableRow: Int64) -> Int {
        let index = Int(tableRow) - 1
        return rowOrder.indices.contains(index) ? Int(rowOrder[index]) : 0
    }

    private func note(_ failure: CellFailure) {
        result.failureCount += 1
        result.failedRows.insert(failure.row)
        if result.failures.count < ImportResult.failuresMax { result.failures.append(failure) }
    }

    // MARK: Reading on its own thread

    private enum Piece: Sendable {
        case rows([ParsedRow])
        case failed(CSVFailure)
        case broken(HostError)
    }

    private func startReading(_ channel: Channel<Piece>, currency: String) -> Worker.Join {
        let scan = scan
        let isRaw = options.isRaw
        return Worker.start("import") {
            let parser = RowParser(
                plan: scan.plan, numbers: scan.numbers, dates: scan.dates, storeCurrency: currency, isRaw: isRaw)
            ImportReading(scan: scan, parser: parser).read { piece in
                switch piece {
                case .rows(let rows): channel.send(.rows(rows))
                case .failed(let failure): channel.send(.failed(failure))
                case .broken(let error): channel.send(.broken(error))
                }
            }
            channel.close()
        }
    }

    // MARK: Writing

    private func write(_ group: GroupWriter, isFresh: Bool) throws(StoreError) {
        try resolveReferences(group)
        let channel = Channel<Piece>(capacity: Self.batchesQueuedMax)
        let join = startReading(channel, currency: group.currency)
        defer {
            channel.abandon()
            join.wait()
        }
        while let piece = channel.receive() {
            switch piece {
            case .rows(let rows): try write(rows, group, isFresh: isFresh)
            case .failed(let failure): note(CSVFailureFacts.cell(failure))
            case .broken(let error): throw .host(error)
            }
        }
    }

    private func write(_ rows: [ParsedRow], _ group: GroupWriter, isFresh: Bool) throws(StoreError) {
        var operations: [Operation] = []
        var numbers: [Int] = []
        for row in rows {
            result.rowCount += 1
            guard row.failures.isEmpty else {
                for failure in row.failures { note(failure) }
                continue
            }
            guard let values = withReferences(row) else { continue }
            if let operation = try operation(row, values, group, isFresh: isFresh) {
                operations.append(operation)
                numbers.append(row.number)
            }
        }
        try write(operations, numbers, group)
    }

    /// Writes operations, leaving out the ones that fail until the rest passes.
    private func write(_ operations: [Operation], _ numbers: [Int], _ group: GroupWriter) throws(StoreError) {
        var operations = operations
        var numbers = numbers
        while !operations.isEmpty {
            do throws(StoreError) {
                let before = group.changeCount
                try group.write(Proposal(operations, origin: Origin.importing))
                count(operations, numbers, changed: group.changeCount - before)
                return
            } catch {
                guard case .invalid(let failures) = error, !failures.isEmpty else { throw error }
                for failure in failures { note(cell(failure, numbers)) }
                let failed = Set(failures.map(\.index))
                let kept = operations.indices.filter { !failed.contains($0) }
                operations = kept.map { operations[$0] }
                numbers = kept.map { numbers[$0] }
            }
        }
    }

    private func count(_ operations: [Operation], _ numbers: [Int], changed: Int64) {
        let creates = operations.count { if case .create = $0 { true } else { false } }
        result.created += creates
        let updates = Int(changed) - creates
        result.updated += max(0, updates)
        result.unchanged += operations.count - creates - max(0, updates)
        if isBulk {
            rowOrder += numbers.map { Int32(truncatingIfNeeded: $0) }
        } else {
            for (operation, number) in zip(operations, numbers) {
                if let record = operation.record { rowOfRecord[record] = number }
            }
        }
    }

    private func cell(_ failure: ValidationFailure, _ numbers: [Int]) -> CellFailure {
        let number = numbers.indices.contains(failure.index) ? numbers[failure.index] : 0
        let column = failure.field.flatMap { field in
            options.resource.positions[field].flatMap { position in
                scan.plan.columns.first { $0.target == .field(position) }?.header
            }
        }
        return CellFailure(
            row: number, column: column ?? failure.field ?? "", value: failure.value ?? "", rule: failure.rule)
    }

    private func operation(
        _ row: ParsedRow, _ values: [Value], _ group: GroupWriter, isFresh: Bool
    ) throws(StoreError) -> Operation? {
        let found = isFresh && isBulk ? nil : try group.match(id: row.id, values: values, in: options.resource)
        guard let found else {
            return .create(options.resource, id: row.id ?? group.makeIdentifier(), values: values)
        }
        if let other = rowOfRecord[found.id] {
            note(
                CellFailure(
                    row: row.number, column: scan.plan.columns.first?.header ?? "",
                    value: RecordName.of(found.values, id: found.id, resource: options.resource),
                    rule: .twice(key: "the same record", at: "row \(other)")))
            return nil
        }
        rowOfRecord[found.id] = row.number
        if found.isDeleted {
            note(
                CellFailure(
                    row: row.number, column: "id", value: found.id.text,
                    rule: .notFound(resource: "live \(options.resource.name)")))
            return nil
        }
        return .update(options.resource, id: found.id, edits: edits(values))
    }

    /// What a row changes of its record: the file's columns, a map key by key. An empty cell of a field that must be
    /// given leaves it.
    private func edits(_ values: [Value]) -> [Edit] {
        options.resource.fields.flatMap { field -> [Edit] in
            let value = values[field.position]
            let isMap = if case .map = field.kind { true } else { false }
            if isMap { return value.map.map { Edit(field: field.key, key: $0.key, value: $0.value) } }
            guard scan.plan.hasColumn(for: field.position), !field.isDerived,
                !value.isNull || !(field.isRequired || isFilled(field))
            else { return [] }
            return [Edit(field: field.key, value: value)]
        }
    }

    /// Fields that are never empty though they need not be given.
    private func isFilled(_ field: FieldFacts) -> Bool {
        if case .code(.currency) = field.kind { return true }
        return field.key == "owner" || field.key == "tracked"
    }

    // MARK: References

    /// The ids of every name that the file refers to; what is missing is created or refused.
    private func resolveReferences(_ group: GroupWriter) throws(StoreError) {
        for (position, names) in scan.references.sorted(by: { $0.key < $1.key }) {
            let field = options.resource.fields[position]
            guard let target = field.target.flatMap(Resources.named) else { continue }
            var missing: [(name: String, row: Int)] = []
            for (name, row) in names.sorted(by: { $0.value < $1.value }) {
                for part in parts(name, field) {
                    let ids = try group.resolve(part, in: target)
                    if ids.count == 1 { references[position, default: [:]][part] = ids[0] }
                    if ids.isEmpty, !missing.contains(where: { $0.name == part }) { missing.append((part, row)) }
                    if ids.count > 1 { ambiguous.insert(part) }
                }
            }
            if options.createsMissing, target.name == Category.shape.name {
                try create(missing.map(\.name), position, group)
            } else if !missing.isEmpty {
                unknown.append((field.key, target.name, missing))
            }
        }
    }

    private var ambiguous: Set<String> = []
    private(set) var unknown: [(column: String, resource: String, names: [(name: String, row: Int)])] = []

    private func parts(_ name: String, _ field: FieldFacts) -> [String] {
        if case .references = field.kind { return Reading.list(name) }
        return [name]
    }

    private func create(_ names: [String], _ position: Int, _ group: GroupWriter) throws(StoreError) {
        guard !names.isEmpty else { return }
        let facts = Category.declaration.facts
        for name in names {
            var category = Record<Category>()
            category.name = name
            let id = group.makeIdentifier()
            try group.write(
                Proposal([.create(facts, id: id, values: category.values)], origin: Origin.importing))
            references[position, default: [:]][name] = id
            result.createdReferences.append(name)
        }
    }

    /// The row's values with ids where it gives names; nil when a name means no record.
    private func withReferences(_ row: ParsedRow) -> [Value]? {
        var values = row.values
        var isComplete = true
        for (position, name) in row.references {
            let field = options.resource.fields[position]
            var ids: [Identifier] = []
            for part in parts(name, field) {
                if let id = references[position]?[part] {
                    ids.append(id)
                } else {
                    isComplete = false
                    let rule: FailureRule =
                        ambiguous.contains(part)
                        ? .ambiguous(["several records of that name"]) : .notFound(resource: field.target ?? "")
                    note(CellFailure(row: row.number, column: field.key, value: part, rule: rule))
                }
            }
            if case .references = field.kind {
                values[position] = .set(of: ids.map(\.text))
            } else {
                values[position] = ids.first.map { .identifier($0) } ?? .null
            }
        }
        return isComplete ? values : nil
    }
}
