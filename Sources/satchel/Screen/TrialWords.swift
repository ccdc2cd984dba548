// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Interchange
internal import Interface

/// What the screen is shown of an import that was tried or done.
struct TrialWords {
    let scan: ImportScan
    let result: ImportResult
    /// Rows that are shown, as they were read.
    let rows: [Int: FetchedRow]
    /// What was typed anew, by row and column.
    let mends: [Int: [String: String]]
    let leftOutCount: Int

    /// Columns that are named with their count of bad cells.
    private static let columnsShown = 5

    func trial(cells: [CellFailure]) -> FileTrial {
        var trial = FileTrial()
        trial.rowCount = Int64(result.rowCount + leftOutCount)
        trial.created = Int64(result.created)
        trial.updated = Int64(result.updated)
        trial.unchanged = Int64(result.unchanged)
        trial.passedOver = Int64(result.passedOver)
        trial.badCount = Int64(result.failedRows.count)
        trial.bad = cells.map(bad)
        trial.badColumns = badColumns
        trial.made = result.createdReferences
        trial.unknown = result.unknownHeaders
        return trial
    }

    private func bad(_ failure: CellFailure) -> BadCell {
        let column = column(of: failure)
        let texts = rows[failure.row]?.texts(scan.header) ?? []
        let isMendable = column != nil && texts.count == scan.header.count
        let read = column.flatMap { texts.indices.contains($0) ? texts[$0] : nil }
        let typed = column.flatMap { mends[failure.row]?[scan.header[$0]] }
        let expected = failure.rule.expected.map { $0.hasPrefix("see: ") ? "" : $0 } ?? ""
        return BadCell(
            row: failure.row, column: column.map { scan.header[$0] } ?? label(failure.column),
            // As it stands or was typed, not as the store reads it: that is what is mended.
            value: typed ?? read ?? failure.value,
            reason: failure.rule.sentence, accepted: expected, isMendable: isMendable, cells: texts)
    }

    /// The column of the file that a failure is about: by the column's name, or by the field that it becomes.
    private func column(of failure: CellFailure) -> Int? {
        if let column = scan.header.firstIndex(of: failure.column) { return column }
        guard let position = scan.plan.resource.positions[failure.column] else { return nil }
        return scan.plan.columns.firstIndex { $0.target == .field(position) }
    }

    private func label(_ name: String) -> String { scan.plan.resource.field(name)?.label ?? name }

    /// "GTIN 1", the worst first.
    private var badColumns: [String] {
        var counts: [String: Int] = [:]
        for failure in result.failures {
            let name = column(of: failure).map { scan.header[$0] } ?? label(failure.column)
            counts[name.isEmpty ? "whole row" : name, default: 0] += 1
        }
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return sorted.prefix(Self.columnsShown).map { "\($0.key) \($0.value)" }
    }

    /// "Imported 12 rows from products.csv: 10 new, 1 changed, 1 same; 2 left out".
    static func done(_ result: ImportResult, _ scan: ImportScan, leftOutCount: Int) -> String {
        func figure(_ count: Int) -> String { Figures.grouped(Int64(count)) }
        let skipped = result.failedRows.count
        let taken = result.rowCount - skipped - result.passedOver
        var text = "Imported \(figure(taken)) \(scan.form.noun)\(taken == 1 ? "" : "s") from \(scan.source.shortName): "
        text += "\(figure(result.created)) new, \(figure(result.updated)) changed, \(figure(result.unchanged)) same"
        if skipped + leftOutCount > 0 { text += "; \(figure(skipped + leftOutCount)) left out" }
        if result.passedOver > 0 { text += "; \(figure(result.passedOver)) passed over" }
        return text
    }
}
