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
    private var references: ImportReferences
    private(set) var unknown: [ImportReferences.Unknown] = []
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
        references = ImportReferences(options.resource, crowded: scan.crowded)
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

    private func startReading(_ channel: Channel<ImportReading.Piece>, _ group: GroupWriter, isFresh: Bool)
        -> Worker.Join
    {
        let scan = scan
        let parser = RowParser(
            plan: scan.plan, numbers: scan.numbers, dates: scan.dates, storeCurrency: group.currency,
            isRaw: options.isRaw)
        let preparation = ImportPreparation(
            resource: options.resource, references: references,
            maker: isBulk && isFresh && !references.isOpen ? group.maker : nil)
        return Worker.start("import") {
            ImportReading(scan: scan, parser: parser, preparation: preparation).read { channel.send($0) }
            channel.close()
        }
    }

    // MARK: Writing

    private func write(_ group: GroupWriter, isFresh: Bool) throws(StoreError) {
        try resolveReferences(group)
        let channel = Channel<ImportReading.Piece>(capacity: Self.batchesQueuedMax)
        let join = startReading(channel, group, isFresh: isFresh)
        defer {
            channel.abandon()
            join.wait()
        }
        while let piece = channel.receive() {
            switch piece {
            case .rows(let batch): try write(batch, group)
            case .failed(let failure): note(CSVFailureFacts.cell(failure))
            case .broken(let error): throw .host(error)
            }
        }
    }

    private func write(_ batch: ImportBatch, _ group: GroupWriter) throws(StoreError) {
        result.rowCount += batch.rowCount
        for failure in batch.failures { note(failure) }
        var operations = batch.creates
        var numbers = batch.numbers
        for row in batch.rows {
            guard let operation = try operation(row, group) else { continue }
            operations.append(operation)
            numbers.append(row.number)
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
        let creates = operations.count { $0.action == .create }
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

    /// What a row asks for; nil, with the reason noted, when it cannot be done.
    private func operation(_ row: ImportBatch.Row, _ group: GroupWriter) throws(StoreError) -> Operation? {
        var values = row.values
        for (position, name) in row.open where createsMissing(position) {
            if try references.lacks(name, at: position, group) { try create(name, position, group) }
        }
        let missing = try references.fill(&values, row.open, row: row.number, group)
        guard missing.isEmpty else {
            for failure in missing { note(failure) }
            return nil
        }
        // In a bulk no record was there before, and the indexes that would find one are built at its end.
        let match = isBulk ? nil : try group.match(id: row.id, values: values, in: options.resource)
        guard let found = match else {
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
            guard let missing = try references.resolve(names, at: position, group) else { continue }
            if createsMissing(position) {
                for name in missing.names.map(\.name) { try create(name, position, group) }
            } else {
                unknown.append(missing)
            }
        }
    }

    private func createsMissing(_ position: Int) -> Bool {
        options.createsMissing && options.resource.fields[position].target == Category.shape.name
    }

    private func create(_ name: String, _ position: Int, _ group: GroupWriter) throws(StoreError) {
        var category = Record<Category>()
        category.name = name
        let id = group.makeIdentifier()
        try group.write(
            Proposal(
                [.create(Category.declaration.facts, id: id, values: category.values)], origin: Origin.importing))
        references.set(name, at: position, id)
        result.createdReferences.append(name)
    }
}
