// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Text

extension Model {
    private static let labelMax = 16

    /// What stands in the detail of the pane, line by line.
    func detailLines(columns: Int) -> [Line] {
        switch pane {
        case .inventory:
            if let history = inventory.history { return historyLines(history, columns) }
            return inventory.detail.record.map { recordLines($0, columns) } ?? []
        case .audit: return audit.shown.map { auditLines($0, columns) } ?? []
        }
    }

    /// All fields that hold something, then the latest changes.
    private func recordLines(_ record: StoredRecord, _ columns: Int) -> [Line] {
        let list = inventory.list
        let text = fieldText
        let label = record.values[list.resource.labelPosition].text ?? shortName(of: record)
        var lines = [Line(record.isDeleted ? "† \(label) · deleted" : label, .textHead), .blank]
        let fields = list.resource.fields.compactMap { field -> (String, String)? in
            let value = text.full(field, record.values)
            return value.isEmpty || field.position == list.resource.labelPosition ? nil : (field.label, value)
        }
        lines += pairs(fields, columns)
        guard !inventory.detail.changes.isEmpty else { return lines }
        lines += [.blank, Line("Changed", .textHead)]
        for change in inventory.detail.changes { lines += changeLines(change, columns) }
        return lines
    }

    /// Labels and values, values broken where they are long.
    private func pairs(_ pairs: [(String, String)], _ columns: Int) -> [Line] {
        let widest = pairs.map { Width.of($0.0) }.max() ?? 0
        let x = min(widest, Model.labelMax, columns / 2) + 2
        return pairs.flatMap { label, value in
            Wrap.lines(value, columns: max(8, columns - x)).enumerated().map { index, part in
                index == 0 ? Line(label, .textDim).adding(part, x: x) : Line(part, x: x)
            }
        }
    }

    /// One change in the detail of its record: when, who, and what became of the fields.
    private func changeLines(_ change: ChangeEntry, _ columns: Int) -> [Line] {
        let shown = 4
        let action = change.action == .updated ? "" : " · \(change.action.rawValue)"
        let head = Line(clock.words(change.at), .text, x: 1)
            .adding("\(change.actorName) · \(change.origin)\(action)", .textDim, x: 14)
        guard change.action == .updated else { return [head] }
        var lines = [head] + change.differences.prefix(shown).flatMap { differenceLines($0, x: 14, columns) }
        if change.differences.count > shown {
            lines.append(Line("…\(change.differences.count - shown) more", .textDim, x: 14))
        }
        return lines
    }

    /// A field before → after: on one line where it fits, else one below the other.
    private func differenceLines(_ difference: ChangeEntry.FieldDifference, x: Int, _ columns: Int) -> [Line] {
        let label = difference.label.lowercased()
        let at = x + min(12, max(8, Width.of(label))) + 2
        let before = difference.before ?? ""
        let after = difference.after ?? "–"
        let line = Line(label, .textDim, x: x)
        if before.isEmpty {
            return broken(after, .diffNew, at, columns).enumerated().map { index, part in
                index == 0 ? line.adding(part, .diffNew, x: at) : Line(part, .diffNew, x: at)
            }
        }
        let arrow = at + Width.of(before)
        if arrow + 3 + Width.of(after) <= columns, !(before + after).contains("\n") {
            return [
                line.adding(before, .diffOld, x: at).adding(" → ", .textDim, x: arrow)
                    .adding(after, .diffNew, x: arrow + 3)
            ]
        }
        let old = broken(before, .diffOld, at, columns).enumerated().map { index, part in
            index == 0 ? line.adding(part, .diffOld, x: at) : Line(part, .diffOld, x: at)
        }
        let new = broken(after, .diffNew, at, columns).enumerated().map { index, part in
            Line(index == 0 ? "→ \(part)" : part, .diffNew, x: index == 0 ? at - 2 : at)
        }
        return old + new
    }

    private func broken(_ text: String, _ role: Role, _ x: Int, _ columns: Int) -> [String] {
        Wrap.lines(text, columns: max(8, columns - x))
    }

    private func historyLines(_ history: Inventory.History, _ columns: Int) -> [Line] {
        guard history.entries.indices.contains(history.shown) else { return [] }
        let entry = history.entries[history.shown]
        let head = "\(clock.words(entry.at)) · \(entry.actorName)"
        var lines = [Line(head, .textHead), .blank]
        if entry.action != .updated { lines.append(Line(entry.action.rawValue)) }
        lines += entry.differences.flatMap { differenceLines($0, x: 0, columns) }
        let facts = [("reason", entry.reason ?? "–"), ("from", entry.origin), ("commit", String(entry.commit))]
        return lines + [.blank] + pairs(facts, columns)
    }

    private func auditLines(_ row: Audit.Row, _ columns: Int) -> [Line] {
        let entry = row.entry
        let role = entry.alarm == nil ? Role.textHead : .denied
        var lines = Wrap.lines(entry.words, columns: columns).map { Line($0, role) }
        let device = entry.device.isEmpty ? "" : " · \(entry.device)"
        let who = entry.actorName.isEmpty ? "nobody known" : entry.actorName
        lines += [Line("\(clock.words(entry.at)) · \(who)\(device)", .textDim), .blank]
        let changes: [ChangeEntry] =
            if case .change(_, let change) = row { [change] } else { audit.changes[entry.key] ?? [] }
        for change in changes.prefix(Audit.changesMax) {
            lines.append(Line("\(change.recordName) · \(change.action.rawValue)"))
            lines += change.differences.flatMap { differenceLines($0, x: 2, columns) }
            lines.append(.blank)
        }
        if changes.count > Audit.changesMax {
            lines += [Line("…\(changes.count - Audit.changesMax) more", .textDim), .blank]
        }
        return lines + pairs(facts(of: entry), columns)
    }

    private func facts(of entry: AuditEntry) -> [(String, String)] {
        var facts = [("reason", entry.reason ?? "–")]
        if let group = entry.group { facts.append(("group", group.text)) }
        if case .commit(let commits, _, _) = entry.kind {
            facts.append(("commit", commits > 1 ? "\(entry.number), \(commits) in the group" : "\(entry.number)"))
        }
        facts += [("from", entry.origin), ("session", entry.session), ("hash", grouped(entry.hash))]
        return facts.filter { !$0.1.isEmpty }
    }

    /// A hash in fours, to be read aloud.
    private func grouped(_ hash: String) -> String {
        var text = ""
        for (index, character) in hash.enumerated() {
            if index > 0, index.isMultiple(of: 4) { text.append(" ") }
            text.append(character)
        }
        return text
    }
}
