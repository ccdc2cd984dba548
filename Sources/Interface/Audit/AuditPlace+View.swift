// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension AuditPlace {
    func heading(_ situation: Situation) -> Heading { Heading(title: title, isTab: true) }

    func position(_ situation: Situation) -> String {
        guard let key = shown?.entry.key, let index = entries.firstIndex(where: { $0.key == key }) else { return "" }
        return hasMore ? "\(index + 1)" : "\(index + 1) of \(entries.count)"
    }

    func prompt(_ situation: Situation, _ theme: Theme) -> Prompt? {
        if !filter.isOpen,
            let progress = reverting?.pace.map({ "taking back \($0.amount()) · esc stops" }) ?? check.progress
        {
            return Prompt(text: progress)
        }
        return filter.prompt
    }

    func parts(_ situation: Situation, _ theme: Theme) -> [Part] {
        let layout = situation.layout
        let detail = layout.detailRect(isZoomed: isZoomed)
        let more = situation.key(of: "detail.down", in: .global, theme.glyphs)
        let lines = Part.lines(
            detailLines(columns: detail.columns, situation), in: detail, scroll: scroll, more: more, theme)
        if isZoomed { return [lines] }
        let list = Part(layout.list) { drawRows(on: &$0, situation, theme) }
        return layout.hasDetailBeside ? [list, lines] : [list]
    }

    func drawOver(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        if isZoomed { return }
        viewport.drawMarker(on: &canvas, situation.layout, count: rows.count, theme)
        filter.drawCompletion(on: &canvas, situation, theme)
    }

    /// Commits and events, newest first, unfolded ones with their changes below.
    private func drawRows(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        let columns = LogColumns(situation.layout.list)
        columns.drawHeader(last: "Device", on: &canvas, theme)
        if rows.isEmpty, let words = refusal ?? emptyWords {
            canvas.write(
                words, x: Columns.gutter, y: columns.rect.y + 1, theme, .textDim,
                columns: columns.rect.columns - Columns.gutter)
        }
        for (index, row) in rows.dropFirst(viewport.top).prefix(situation.layout.listRows).enumerated() {
            let y = columns.rect.y + 1 + index
            switch row {
            case .entry(let entry): columns.draw(logRow(entry, situation.clock), y: y, on: &canvas, theme)
            case .change(_, let change):
                let text = "\(change.action.rawValue) \(change.recordName)"
                columns.drawBelow(text, .text, y: y, on: &canvas, theme)
            case .more(_, let count):
                columns.drawBelow("…\(Figures.grouped(count)) more", .textDim, y: y, on: &canvas, theme)
            }
        }
    }

    private var emptyWords: String? {
        guard isLoaded else { return nil }
        return filter.kept.isEmpty && !filter.isOpen ? "Nothing is recorded yet." : "Nothing matches."
    }

    private func logRow(_ entry: AuditEntry, _ clock: Clock) -> LogColumns.Row {
        LogColumns.Row(
            when: clock.words(entry.at), who: entry.actorName.isEmpty ? "–" : entry.actorName, what: entry.words,
            last: entry.device, role: entry.alarm == nil ? (entry.isUndone ? .textDim : .text) : .denied)
    }

    func detailLines(columns: Int, _ situation: Situation) -> [Line] {
        guard let row = shown else { return check.lines(columns: columns, situation.clock) }
        let entry = row.entry
        let details = DetailText(clock: situation.clock, columns: columns)
        let role = entry.alarm == nil ? Role.textHead : .denied
        var lines = Wrap.lines(entry.words, columns: columns).map { Line($0, role) }
        let device = entry.device.isEmpty ? "" : " · \(entry.device)"
        let who = entry.actorName.isEmpty ? "nobody known" : entry.actorName
        lines += [Line("\(situation.clock.words(entry.at)) · \(who)\(device)", .textDim), .blank]
        let changes: [ChangeEntry] =
            if case .change(_, let change) = row { [change] } else { self.changes[entry.key] ?? [] }
        for change in changes.prefix(AuditPlace.changesMax) {
            lines.append(Line("\(change.recordName) · \(change.action.rawValue)"))
            lines += change.differences.flatMap { details.difference($0, x: 2) }
            lines.append(.blank)
        }
        if changes.count > AuditPlace.changesMax {
            lines += [Line("…\(changes.count - AuditPlace.changesMax) more", .textDim), .blank]
        }
        return lines + details.pairs(facts(of: entry)) + check.lines(columns: columns, situation.clock)
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
