// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// The columns of lists that tell what happened when.
private struct LogColumns {
    let what: Int
    let whatWidth: Int
    let device: Int?

    static let when = Columns.gutter
    static let whenWidth = 12
    static let who = when + whenWidth + Columns.gap
    static let whoWidth = 10
    static let deviceWidth = 12

    init(columns: Int) {
        let hasDevice = columns >= 64
        what = columns >= 48 ? LogColumns.who + LogColumns.whoWidth + Columns.gap : LogColumns.who
        whatWidth = columns - what - (hasDevice ? LogColumns.deviceWidth + Columns.gap : 0)
        device = hasDevice ? columns - LogColumns.deviceWidth : nil
    }

    var hasWho: Bool { what > LogColumns.who }
}

extension Model {
    /// The history of a record, newest first.
    func drawHistory(on canvas: inout Canvas, _ theme: Theme) {
        guard let history = inventory.history else { return }
        let columns = LogColumns(columns: layout.list.columns)
        drawLogHeader(columns, last: "From", on: &canvas, theme)
        for row in 0..<layout.listRows {
            let index = history.place.top + row
            guard index < history.entries.count else { break }
            let entry = history.entries[index]
            let y = layout.list.y + 1 + row
            if index == history.place.cursor { drawMarker(y: y, on: &canvas, theme) }
            drawLogRow(
                columns, y: y, when: clock.words(entry.at), who: entry.actorName, what: entry.summary,
                last: entry.origin, role: .text, on: &canvas, theme)
        }
    }

    /// Commits and events, newest first, unfolded ones with their changes below.
    func drawAudit(on canvas: inout Canvas, _ theme: Theme) {
        let columns = LogColumns(columns: layout.list.columns)
        drawLogHeader(columns, last: "Device", on: &canvas, theme)
        if audit.isLoaded && audit.rows.isEmpty {
            canvas.write("Nothing is recorded yet.", x: Columns.gutter, y: layout.list.y + 1, theme, .textDim)
        }
        for row in 0..<layout.listRows {
            let index = audit.place.top + row
            guard index < audit.rows.count else { break }
            let y = layout.list.y + 1 + row
            if index == audit.place.cursor { drawMarker(y: y, on: &canvas, theme) }
            switch audit.rows[index] {
            case .entry(let entry): drawEntry(entry, columns, y: y, on: &canvas, theme)
            case .change(_, let change):
                let text = "\(change.action.rawValue) \(change.recordName)"
                canvas.write(text, x: columns.what + 2, y: y, theme, columns: columns.whatWidth - 2)
            case .more(_, let count):
                canvas.write(
                    "…\(Figures.grouped(count)) more", x: columns.what + 2, y: y, theme, .textDim,
                    columns: columns.whatWidth - 2)
            }
        }
    }

    private func drawEntry(
        _ entry: AuditEntry, _ columns: LogColumns, y: Int, on canvas: inout Canvas, _ theme: Theme
    ) {
        if entry.changeCount > 1 {
            canvas.write(audit.unfolded.contains(entry.key) ? "▾" : "▸", x: 1, y: y, theme, .textDim)
        }
        drawLogRow(
            columns, y: y, when: clock.words(entry.at), who: entry.actorName.isEmpty ? "–" : entry.actorName,
            what: entry.words, last: entry.device,
            role: entry.alarm == nil ? (entry.isUndone ? .textDim : .text) : .denied, on: &canvas, theme)
    }

    private func drawLogHeader(_ columns: LogColumns, last: String, on canvas: inout Canvas, _ theme: Theme) {
        let y = layout.list.y
        canvas.write("When", x: LogColumns.when, y: y, theme, .textHead)
        if columns.hasWho { canvas.write("Who", x: LogColumns.who, y: y, theme, .textHead) }
        canvas.write("What", x: columns.what, y: y, theme, .textHead)
        if let device = columns.device { canvas.write(last, x: device, y: y, theme, .textHead) }
    }

    private func drawLogRow(
        _ columns: LogColumns, y: Int, when: String, who: String, what: String, last: String, role: Role,
        on canvas: inout Canvas, _ theme: Theme
    ) {
        canvas.write(when, x: LogColumns.when, y: y, theme, .text, columns: LogColumns.whenWidth)
        if columns.hasWho { canvas.write(who, x: LogColumns.who, y: y, theme, columns: LogColumns.whoWidth) }
        canvas.write(what, x: columns.what, y: y, theme, role, columns: columns.whatWidth)
        if let device = columns.device {
            canvas.write(last, x: device, y: y, theme, .textDim, columns: LogColumns.deviceWidth)
        }
    }
}

extension ChangeEntry {
    /// What happened to the record: the fields, or the action.
    var summary: String {
        guard action == .updated, !differences.isEmpty else { return action.rawValue }
        return differences.map { $0.label.lowercased() }.joined(separator: ", ")
    }
}
