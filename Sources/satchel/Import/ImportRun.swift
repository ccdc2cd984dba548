internal import Domain
internal import Host
internal import Interchange
internal import Storage

/// Writes the rows of a scanned file: one thread reads and parses, this one writes, all in one group.
final class ImportRun {
    private let scan: ImportScan
    private let options: ImportOptions
    private let writer: Writer
    private let attendant: Attendant
    /// The one row that is tried, where it is not the whole file.
    private let row: FetchedRow?
    private var result = ImportResult()
    private var references: ImportReferences
    private var unknown: [ImportReferences.Unknown] = []
    /// Rows that refer to a record which another row may make.
    private var waiting: [ParsedRow] = []
    /// The file's row of each record written, so that two rows that mean one record name each other.
    private var rowOfRecord: [Identifier: Int] = [:]
    /// In a bulk: the file's rows in the order of the table's.
    private var rowOrder: [Int32] = []
    private var isBulk = false
    private var conversion: PriceConversion?

    /// Fewer rows than this never pay for rebuilding indexes.
    private static let bulkRowsMin = 5_000
    private static let batchesQueuedMax = 4

    init(
        scan: ImportScan, options: ImportOptions, writer: Writer, row: FetchedRow? = nil,
        attendant: Attendant = Attendant()
    ) {
        self.attendant = attendant
        self.row = row
        self.scan = scan
        self.options = options
        self.writer = writer
        references = ImportReferences(scan: scan, options: options)
        result.unknownHeaders = scan.plan.unknownHeaders
        result.isDryRun = options.isDryRun
        if !ForeignExport.isWhole(scan.header, options.resource) { result.keptHeaders = scan.plan.keptHeaders }
        result.form = scan.form
    }

    /// Runs the import. Failing rows are in the result, in the order of the file; they undo everything unless they are
    /// to be skipped.
    func run() throws -> ImportResult {
        try write()
        let places = Dictionary(scan.header.enumerated().map { ($1, $0) }) { first, _ in first }
        result.failures.sort { ($0.row, places[$0.column] ?? .max) < ($1.row, places[$1.column] ?? .max) }
        result.missing = Set(unknown.map(\.resource))
        result.missingFields = scan.plan.missingFields.filter { field in
            result.failures.contains { $0.rule == .required && $0.column == field.key }
        }
        return result
    }

    private func write() throws {
        if !options.isDryRun {
            try writer.event(.importStarted, resource: options.resource.name, detail: scan.source.shortName)
        }
        var isRolledBack = false
        var feed: SearchFeed?
        do throws(StoreError) {
            let isLarge = scan.rowCount >= Self.bulkRowsMin
            let isFresh = try writer.isEmpty(options.resource)
            isBulk = isLarge && isFresh && options.onError == .stop && options.rows != .change
            feed = isBulk && !options.isDryRun ? SearchFeed(paths: writer.paths) : nil
            try writer.group(
                origin: Origin.importing, reason: "import \(scan.source.shortName)",
                bulk: isBulk ? BulkPlan(resource: options.resource.name) : nil
            ) { (group) throws(StoreError) in
                if let feed { group.onWritten = { feed.add($0, firstRow: $1) } }
                try write(group, isFresh: isFresh)
                let fails = result.failureCount > 0 && options.onError == .stop
                if options.isDryRun || fails {
                    isRolledBack = true
                    throw StoreError.cancelled
                }
                try group.note(
                    .imported, resource: options.resource.name,
                    detail: "\(scan.source.shortName): \(result.created) created, \(result.updated) updated")
            }
        } catch {
            feed?.cancel()
            if !isRolledBack {
                try takeStop(error)
                try takeBulkFailures(error)
            }
            if !options.isDryRun {
                try writer.event(
                    .importFailed, resource: options.resource.name,
                    detail: "\(scan.source.shortName): "
                        + "\(Phrase.count(result.failedRows.count, scan.form.noun)) not accepted")
            }
            return
        }
        // It is done: nothing that comes after it may say otherwise.
        if let commit = try? writer.newestCommit() { feed?.finish(commit: commit) } else { feed?.cancel() }
    }

    /// A stop leaves nothing of the import but that it was begun and stopped.
    private func takeStop(_ error: StoreError) throws {
        guard case .cancelled = error else { return }
        if !options.isDryRun {
            try writer.event(
                .importFailed, resource: options.resource.name, detail: "\(scan.source.shortName): stopped")
        }
        throw error
    }

    /// Doubles that only the rebuilt indexes of a bulk showed: table rows become the file's rows.
    private func takeBulkFailures(_ error: StoreError) throws {
        guard isBulk, case .invalid(let failures) = error else { throw error }
        for failure in failures {
            let row = fileRow(Int64(failure.index))
            note(
                CellFailure(
                    row: row, column: failure.field ?? "", value: failure.value ?? "", rule: inFile(failure.rule)))
        }
    }

    /// A rule with the file's row in place of a bulk's.
    private func inFile(_ rule: FailureRule) -> FailureRule {
        guard case .twice(let key, let place) = rule, let other = BulkRow.row(place) else { return rule }
        return .twice(key: key, at: "\(scan.form.place) \(fileRow(other))")
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

    private func preparation(_ maker: CheckedValues.Maker?) -> ImportPreparation {
        ImportPreparation(
            resource: options.resource, plan: scan.plan, references: references, maker: maker, conversion: conversion)
    }

    private func startReading(_ channel: Channel<ImportReading.Piece>, _ group: GroupWriter, isFresh: Bool)
        -> Worker.Join
    {
        let reading = ImportReading(
            scan: scan, options: options, storeCurrency: group.currency,
            preparation: preparation(isBulk && isFresh ? group.maker : nil), row: row)
        return Worker.start("import") {
            reading.read { channel.send($0) }
            channel.close()
        }
    }

    // MARK: Writing

    private func write(_ group: GroupWriter, isFresh: Bool) throws(StoreError) {
        unknown = try references.resolve(group)
        if scan.mixesSKUs { try keepFree(group) }
        conversion = PriceConversion(options, try group.taxTerms())
        let channel = Channel<ImportReading.Piece>(capacity: Self.batchesQueuedMax)
        let join = startReading(channel, group, isFresh: isFresh)
        defer {
            channel.abandon()
            join.wait()
        }
        while let piece = channel.receive() {
            switch piece {
            case .rows(let batch): try write(batch, group)
            case .failed(let failure):
                // A file that breaks off fails as a whole, which is none of its rows.
                if failure.row > 0 { result.rowCount += 1 }
                note(failure)
            case .broken(let error): throw .host(error)
            }
        }
        // As long as that lets some of them in; then what they lack is told.
        var count = Int.max
        while !waiting.isEmpty {
            let rows = waiting
            waiting = []
            try write(waiting: rows, group, isLast: rows.count == count)
            count = rows.count
        }
        result.createdReferences = references.created.map(\.name)
        for (name, id) in references.created { result.made[id] = name }
    }

    /// Keeps the SKUs that stand further down in the file from being given out.
    private func keepFree(_ group: GroupWriter) throws(StoreError) {
        let patterns = try group.skuPatterns()
        if patterns.isEmpty { return }
        do {
            group.keepFree(try GivenSKUs.numbers(scan, options, patterns))
        } catch let error as HostError {
            throw .host(error)
        } catch {
            // Nothing else is thrown; what the file lacks is told with its rows.
        }
    }

    private func write(_ batch: ImportBatch, _ group: GroupWriter) throws(StoreError) {
        result.rowCount += batch.rowCount
        try attendant.advance(to: Int64(result.rowCount), of: Int64(max(scan.rowCount, result.rowCount)))
        for failure in batch.failures { note(failure) }
        var operations = batch.creates
        var numbers = batch.numbers
        for row in batch.rows {
            guard let operation = try operation(row, group) else { continue }
            operations.append(operation)
            numbers.append(row.number)
        }
        dropTwice(&operations, &numbers)
        try write(operations, numbers, group)
        try write(waiting: batch.waiting, group, isLast: false)
    }

    /// Writes rows one after the other, so that one may refer to those before it.
    private func write(waiting rows: [ParsedRow], _ group: GroupWriter, isLast: Bool) throws(StoreError) {
        var operations: [Operation] = []
        var numbers: [Int] = []
        for var row in rows {
            if !operations.isEmpty, references.needsLookup(row) {
                try write(operations, numbers, group)
                (operations, numbers) = ([], [])
            }
            switch try references.fill(&row, group, isLast: isLast) {
            case .complete: break
            case .waiting:
                waiting.append(row)
                continue
            case .failed(let failures):
                for failure in failures { note(failure) }
                continue
            }
            guard let operation = try operation(ImportBatch.Row(row), group) else { continue }
            operations.append(operation)
            numbers.append(row.number)
        }
        dropTwice(&operations, &numbers)
        try write(operations, numbers, group)
    }

    /// Takes out new records whose id an earlier row of the batch gives, each with its reason. What stands in an
    /// earlier batch is found in the store.
    private func dropTwice(_ operations: inout [Operation], _ numbers: inout [Int]) {
        guard scan.plan.columns.contains(where: { $0.target == .id }) else { return }
        var rows: [Identifier: Int] = [:]
        let kept = operations.indices.filter { index in
            guard operations[index].action == .create, let id = operations[index].record else { return true }
            guard let other = rows.updateValue(numbers[index], forKey: id) else { return true }
            note(
                CellFailure(
                    row: numbers[index], column: "id", value: id.text,
                    rule: .twice(key: "id", at: "\(scan.form.place) \(other)")))
            return false
        }
        guard kept.count < operations.count else { return }
        operations = kept.map { operations[$0] }
        numbers = kept.map { numbers[$0] }
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
        return CellFailure(
            row: number, column: failure.field.map(header) ?? "", value: failure.value ?? "", rule: inFile(failure.rule)
        )
    }

    /// What a row asks for; nil, with the reason noted, when it cannot be done.
    private func operation(_ row: ImportBatch.Row, _ group: GroupWriter) throws(StoreError) -> Operation? {
        let found: StoredRecord
        switch try group.match(id: row.id, values: row.values, in: options.resource) {
        case .new:
            guard isMeant(.add), let row = settled(row, on: nil, group) else { return nil }
            return .create(options.resource, id: row.id ?? group.makeIdentifier(), values: row.values)
        case .record(let record): found = record
        case .hidden(let key, let field):
            note(taken(row, key, field))
            return nil
        }
        if let other = rowOfRecord[found.id] {
            note(
                CellFailure(
                    row: row.number, column: scan.plan.columns.first?.header ?? "",
                    value: RecordName.of(found.values, id: found.id, resource: options.resource),
                    rule: .twice(key: "the same record", at: "\(scan.form.place) \(other)")))
            return nil
        }
        rowOfRecord[found.id] = row.number
        if found.isDeleted {
            note(
                CellFailure(
                    row: row.number, column: "id", value: found.id.text,
                    rule: .inTrash(resource: options.resource.name, id: found.id.text)))
            return nil
        }
        guard isMeant(.change), let row = settled(row, on: found, group) else { return nil }
        let edits = RowEdits.edits(row, scan.plan)
        if options.isDryRun { keepSample(found, edits) }
        return .update(options.resource, id: found.id, edits: edits)
    }

    /// Whether rows that add, or that change, are wanted; those that are not are counted.
    private func isMeant(_ rows: ImportOptions.Rows) -> Bool {
        if options.rows == .both || options.rows == rows { return true }
        result.passedOver += 1
        return false
    }

    /// The row with its amounts in the currency of its record and with the tax as the store keeps prices; nil, with the
    /// reasons noted, where they are not.
    private func settled(_ row: ImportBatch.Row, on record: StoredRecord?, _ group: GroupWriter) -> ImportBatch.Row? {
        var row = row
        var failures: [CellFailure]
        (row.values, failures) = RecordCurrency.settle(
            row, on: record?.values, scan.plan, storeCurrency: group.currency)
        if failures.isEmpty, let field = conversion?.apply(&row.values, of: record) {
            failures = [preparation(nil).noTaxRate(field, row.values, row: row.number)]
        }
        for failure in failures { note(failure) }
        return failures.isEmpty ? row : nil
    }

    /// That a record which may not be read has what a row wants to have.
    private func taken(_ row: ImportBatch.Row, _ key: String, _ field: String) -> CellFailure {
        let position = options.resource.positions[field]
        let value = position.map {
            Rendering.text(row.values[$0], options.resource.fields[$0], in: row.values, of: options.resource)
        }
        return CellFailure(
            row: row.number, column: header(of: field), value: value ?? row.id?.text ?? "",
            rule: .taken(key: key, by: FailureRule.hiddenHolder))
    }

    /// What the file calls a field.
    private func header(of field: String) -> String {
        let position = options.resource.positions[field]
        return scan.plan.columns.first { $0.target == position.map { .field($0) } ?? .id }?.header ?? field
    }

    /// Keeps what would change of the first few records, to be shown.
    private func keepSample(_ record: StoredRecord, _ edits: [Edit]) {
        guard result.updates.count < ImportResult.updatesMax else { return }
        var after = record.values
        for edit in edits {
            guard let field = options.resource.field(edit.field) else { continue }
            let value = edit.applied(to: after[field.position])
            after[field.position] = (try? FieldCheck.normal(value, field)) ?? value
        }
        if after != record.values { result.updates.append(ImportResult.Update(before: record, after: after)) }
    }
}
