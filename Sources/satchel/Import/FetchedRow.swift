// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Interchange
internal import Storage

/// A row of a file with all its cells, to be shown, or to be tried by itself.
enum FetchedRow: Sendable {
    case cells(number: Int, [String])
    case item(JSONItem)

    private struct Stopped: Error {}

    /// What stands in the columns of a header.
    func texts(_ header: [String]) -> [String] {
        switch self {
        case .cells(_, let texts): return texts
        case .item(let item):
            let values = Dictionary(item.members.map { ($0.key, JSONRendering.cell($0.value)) }) { $1 }
            return header.map { values[$0] ?? "" }
        }
    }

    /// The rows of some numbers. Reads the file up to the last of them, unless it is stopped.
    static func rows(_ numbers: Set<Int>, of scan: ImportScan, _ attendant: Attendant) throws -> [Int: FetchedRow] {
        var found: [Int: FetchedRow] = [:]
        if numbers.isEmpty { return found }
        func take(_ row: borrowing CSVRow) throws {
            guard numbers.contains(row.number) else { return }
            found[row.number] = .cells(number: row.number, row.texts)
            if found.count == numbers.count { throw Stopped() }
        }
        func take(_ item: JSONItem) throws {
            guard numbers.contains(item.number) else { return }
            found[item.number] = .item(item)
            if found.count == numbers.count { throw Stopped() }
        }
        do {
            switch scan.form {
            case .csv(let encoding, let delimiter):
                var reader = CSVReader(encoding: encoding, delimiter: delimiter)
                try scan.eachChunk(attendant) { chunk in try reader.feed(chunk) { row in try take(row) } }
                try reader.finish { row in try take(row) }
            case .json(let form, let encoding):
                var reader = JSONItemReader(encoding: encoding, form: form)
                try scan.eachChunk(attendant) { chunk in try reader.feed(chunk) { item in try take(item) } }
                try reader.finish { item in try take(item) }
            }
        } catch is Stopped {
            // All are found; the rest of the file is of no interest.
        } catch is CSVFailure {
            // The file breaks off here; what stands before it was found.
        } catch is JSONFailure {
            // As above.
        }
        return found
    }
}
