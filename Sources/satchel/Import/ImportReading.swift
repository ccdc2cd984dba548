internal import Domain
internal import Host
internal import Interchange

/// Reads a scanned file and parses its rows, in batches of one commit.
struct ImportReading {
    enum Piece: Sendable {
        case rows(ImportBatch)
        case failed(CSVFailure)
        case broken(HostError)
    }

    private struct Stopped: Error {}

    let scan: ImportScan
    let parser: RowParser
    let preparation: ImportPreparation

    /// Hands out pieces until the file ends or the receiver wants no more.
    func read(_ receive: (Piece) -> Bool) {
        do {
            try pass(receive)
        } catch let failure as CSVFailure {
            _ = receive(.failed(failure))
        } catch let error as HostError {
            _ = receive(.broken(error))
        } catch {
            // The receiver gave up.
        }
    }

    private func pass(_ receive: (Piece) -> Bool) throws {
        var batch = ImportBatch()
        var isHeader = true
        func take(_ row: borrowing CSVRow) throws {
            if isHeader {
                isHeader = false
                return
            }
            if let failure = row.failure {
                guard receive(.failed(failure)) else { throw Stopped() }
                return
            }
            batch.add(parser.parse(row), preparation)
            guard batch.rowCount == Proposal.changesMax else { return }
            guard receive(.rows(batch)) else { throw Stopped() }
            batch = ImportBatch()
        }
        let file = try FileReader(path: scan.path)
        var reader = CSVReader(encoding: scan.layout.encoding.encoding, delimiter: scan.delimiter)
        while true {
            let chunk = try file.read(upTo: ImportScan.chunkByteCount)
            if chunk.isEmpty { break }
            try reader.feed(chunk) { row in try take(row) }
        }
        try reader.finish { row in try take(row) }
        if batch.rowCount > 0 { _ = receive(.rows(batch)) }
    }
}

/// What is wrong with a file's own form, as a failure of a row.
enum CSVFailureFacts {
    static func cell(_ failure: CSVFailure) -> CellFailure {
        func cell(_ row: Int, _ column: Int?, _ value: String, _ reason: String) -> CellFailure {
            CellFailure(
                row: row, column: column.map { "column \($0)" } ?? "", value: value, rule: .badFilter(reason))
        }
        return switch failure {
        case .brokenText(let row, let column, let broken):
            cell(row, column, "", "the bytes \(broken.bytes.map { String($0, radix: 16) }) are no \(broken.encoding)")
        case .nulByte(let row, let column): cell(row, column, "", "it holds a NUL byte")
        case .rowTooLong(let row, let count, let expected):
            cell(row, nil, "", "the row has \(count) cells, the header has \(expected)")
        case .unterminatedQuote(let row, let column): cell(row, column, "", "a quote is opened and never closed")
        case .textAfterQuote(let row, let column, let value): cell(row, column, value, "text follows a closing quote")
        case .cellTooLarge(let row, let column, _, let max):
            cell(row, column, "", "the cell has more than \(max) bytes")
        case .rowTooLarge(let row, let max): cell(row, nil, "", "the row has more than \(max) bytes")
        case .tooManyColumns(let row, let max): cell(row, nil, "", "the row has more than \(max) columns")
        }
    }
}
