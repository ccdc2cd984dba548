internal import Domain
internal import Host
internal import Interchange

/// Reads a scanned file and parses its rows, in batches of one commit.
struct ImportReading {
    enum Piece: Sendable {
        case rows(ImportBatch)
        case failed(CellFailure)
        case broken(HostError)
    }

    private struct Stopped: Error {}

    let scan: ImportScan
    let options: ImportOptions
    let storeCurrency: String
    let preparation: ImportPreparation
    /// The one row that is meant, where it is not the whole file.
    var row: FetchedRow?

    /// Hands out pieces until the file ends or the receiver wants no more.
    func read(_ receive: (Piece) -> Bool) {
        do {
            try pass(receive)
        } catch let failure as CSVFailure {
            _ = receive(.failed(FileFailure.cell(failure)))
        } catch let failure as JSONFailure {
            // The first pass read it whole: it was changed since.
            _ = receive(.failed(FileFailure.cell(failure, scan.form)))
        } catch let error as HostError {
            _ = receive(.broken(error))
        } catch {
            // The receiver gave up.
        }
    }

    private func pass(_ receive: (Piece) -> Bool) throws {
        var batch = ImportBatch()
        func add(_ row: consuming ParsedRow) throws {
            batch.add(row, preparation)
            guard batch.rowCount == Proposal.changesMax else { return }
            guard receive(.rows(batch)) else { throw Stopped() }
            batch = ImportBatch()
        }
        if let row {
            try add(parse(row))
            _ = receive(.rows(batch))
            return
        }
        switch scan.form {
        case .csv(let encoding, let delimiter):
            try passRows(CSVReader(encoding: encoding, delimiter: delimiter), receive, add)
        case .json(let form, let encoding): try passItems(JSONItemReader(encoding: encoding, form: form), add)
        }
        if batch.rowCount > 0 { _ = receive(.rows(batch)) }
    }

    private func passRows(
        _ reader: consuming CSVReader, _ receive: (Piece) -> Bool, _ add: (consuming ParsedRow) throws -> Void
    ) throws {
        let parser = rowParser
        var isHeader = true
        func take(_ row: borrowing CSVRow) throws {
            if isHeader {
                isHeader = false
                return
            }
            // A row of nothing but delimiters is what a spreadsheet writes for an empty line.
            if row.isEmpty || options.leftOut.contains(row.number) { return }
            if let failure = row.failure {
                guard receive(.failed(FileFailure.cell(failure))) else { throw Stopped() }
                return
            }
            if let mends = options.mends[row.number] {
                try add(parser.parse(row.mended(scan.columns(mends))))
            } else {
                try add(parser.parse(row))
            }
        }
        try scan.eachChunk { chunk in try reader.feed(chunk) { row in try take(row) } }
        try reader.finish { row in try take(row) }
    }

    private func passItems(_ reader: JSONItemReader, _ add: (consuming ParsedRow) throws -> Void) throws {
        let parser = itemParser
        func take(_ item: JSONItem) throws {
            if options.leftOut.contains(item.number) { return }
            try add(parser.parse(options.mends[item.number].map(item.mended) ?? item))
        }
        var reader = reader
        try scan.eachChunk { chunk in try reader.feed(chunk, take) }
        try reader.finish(take)
    }

    private var rowParser: RowParser {
        RowParser(
            plan: scan.plan, numbers: scan.numbers, dates: scan.dates, storeCurrency: storeCurrency,
            isRaw: options.isRaw)
    }

    private var itemParser: ItemParser {
        ItemParser(plan: scan.plan, storeCurrency: storeCurrency, decimal: options.decimal)
    }

    /// A row that was fetched, as it is mended.
    func parse(_ row: FetchedRow) -> ParsedRow {
        switch row {
        case .cells(let number, let texts):
            let row = CSVRow(number: number, texts: texts, count: scan.header.count)
            return rowParser.parse(row.mended(scan.columns(options.mends[number] ?? [:])))
        case .item(let item): return itemParser.parse(options.mends[item.number].map(item.mended) ?? item)
        }
    }
}

/// What is wrong with a file's own form, as a failure of a row.
enum FileFailure {
    static func cell(_ failure: JSONFailure, _ form: ImportForm) -> CellFailure {
        CellFailure(row: 0, column: "", value: "", rule: .malformed(FailureReport.json(failure, form.place).message))
    }

    static func cell(_ failure: CSVFailure) -> CellFailure {
        func cell(_ row: Int, _ column: Int?, _ value: String, _ reason: String) -> CellFailure {
            CellFailure(
                row: row, column: column.map { "column \($0)" } ?? "", value: value, rule: .malformed(reason))
        }
        return switch failure {
        case .brokenText(let row, let column, let broken):
            cell(row, column, "", "the bytes \(broken.bytes.map { String($0, radix: 16) }) are no \(broken.encoding)")
        case .nulByte(let row, let column): cell(row, column, "", "it holds a NUL byte")
        case .cellCount(let row, let count, let expected):
            CellFailure(row: row, column: "", value: "", rule: .cellCount(count, header: expected))
        case .unterminatedQuote(let row, let column): cell(row, column, "", "a quote is opened and never closed")
        case .textAfterQuote(let row, let column, let value): cell(row, column, value, "text follows a closing quote")
        case .cellTooLarge(let row, let column, _, let max):
            cell(row, column, "", "the cell has more than \(max) bytes")
        case .rowTooLarge(let row, let max): cell(row, nil, "", "has more than \(max) bytes")
        case .tooManyColumns(let row, let max): cell(row, nil, "", "has more than \(max) columns")
        }
    }
}
