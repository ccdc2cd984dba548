// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// What the rows of a list are drawn from, without the cursor: its marker is drawn by itself.
private struct RowsSource: Equatable {
    let theme: Theme
    let records: [StoredRecord]
    let names: [Identifier: String]
    let top: Int
    let marks: Marks
    let order: [SortTerm]
    let column: String
    let chosen: [ColumnTerm]
    let firstColumn: Int
    let widest: [String: Int]
    let isFiltered: Bool
    let currency: String
    let zone: Zone
    let today: CalendarDate
}

/// What the detail beside a list is drawn from.
private struct DetailSource: Equatable {
    let theme: Theme
    let detail: RecordsPlace.Detail
    let names: [Identifier: String]
    let currency: String
    let zone: Zone
    let today: CalendarDate
}

extension RecordsPlace {
    func heading(_ situation: Situation) -> Heading {
        parent.map { Heading(title: $0.title) } ?? Heading(title: list.resource.shape.title, isTab: true)
    }

    /// The record of a detail that is open, or the order of the list.
    func aside(_ situation: Situation) -> String {
        if isZoomed { return detail.record.map { list.resource.longName(of: $0) } ?? "" }
        if let viewWords { return viewWords }
        let termsMax = 3
        let more = list.order.count > termsMax ? ", …" : ""
        return list.order.isEmpty ? "" : "by \(SortTerm.words(list.order.prefix(termsMax), list.resource))\(more)"
    }

    func position(_ situation: Situation) -> String {
        let place = place(total: list.total)
        let marks = marksInForce
        guard !marks.isEmpty else { return place }
        let count = marks.count(of: list.isTotalStale ? nil : list.total)
        return "\(count.map { Figures.grouped($0) } ?? "all") marked · \(place)"
    }

    /// Which row of how many; what is not known is a dash.
    private func place(total: Int64?) -> String {
        guard let total else { return shownPosition.map { Figures.grouped($0) } ?? "" }
        if list.records.isEmpty { return Figures.grouped(total) }
        let position = shownPosition.flatMap { $0 <= total ? Figures.grouped($0) : nil }
        return "\(position ?? "–") of \(Figures.grouped(total))"
    }

    func prompt(_ situation: Situation, _ theme: Theme) -> Prompt? {
        if let editor {
            return Prompt(
                lead: "\(editor.field.label) of \(editor.name): ", leadRole: .textHead,
                text: note(editor, situation))
        }
        return filter.prompt
    }

    /// What may be typed; or that the store holds another value by now.
    private func note(_ editor: CellEditor, _ situation: Situation) -> String {
        if editor.saving != nil { return "saving" }
        let record = list.records.first { $0.id == editor.record }
        guard let record, record.values[editor.field.position] != editor.base else { return editor.limits }
        let now = text(situation).cell(editor.field, record.values)
        return "the store holds \(now.isEmpty ? "–" : now) now; esc shows it"
    }

    func parts(_ situation: Situation, _ theme: Theme) -> [Part] {
        let layout = situation.layout
        if isEmpty { return [.lines(emptyLines(situation), in: layout.body, theme)] }
        if isZoomed {
            let rect = layout.body.splitLeft(Columns.gutter).rest
            let lines = detailLines(columns: rect.columns, situation)
            return [
                .lines(
                    lines, in: rect, scroll: detail.scroll,
                    more: situation.key(of: "detail.down", in: .global, theme.glyphs), theme)
            ]
        }
        let clock = situation.clock
        let currency = situation.viewer.currency
        let rows = RowsSource(
            theme: theme, records: list.records, names: list.names, top: list.viewport.top, marks: marksInForce,
            order: list.order,
            column: column, chosen: chosen, firstColumn: firstColumn, widest: widest,
            isFiltered: list.isLoaded && list.filter != .all, currency: currency,
            zone: clock.zone, today: clock.today)
        let listPart = Part(layout.list, from: rows) { drawRows(on: &$0, situation, theme) }
        guard layout.hasDetailBeside else { return [listPart] }
        let source = DetailSource(
            theme: theme, detail: detail, names: list.names, currency: currency, zone: clock.zone, today: clock.today)
        let detailPart = Part(layout.detail, from: source) { canvas in
            let lines = detailLines(columns: layout.detail.columns, situation)
            lines.draw(on: &canvas, in: layout.detail, scroll: detail.scroll, theme)
            lines.drawMore(
                on: &canvas, in: layout.detail, scroll: detail.scroll,
                key: situation.key(of: "detail.down", in: .global, theme.glyphs),
                theme)
        }
        return [listPart, detailPart]
    }

    /// All fields of the record that hold something, then its latest changes.
    func detailLines(columns: Int, _ situation: Situation) -> [Line] {
        guard let record = detail.record else { return [] }
        let words = text(situation)
        let details = DetailText(clock: situation.clock, columns: columns)
        let label = record.values[list.resource.labelPosition].text ?? list.resource.shortName(of: record)
        var lines = [Line(record.isDeleted ? "† \(label) · deleted" : label, .textHead), .blank]
        lines += details.pairs(
            list.resource.fields.compactMap { field -> (String, String)? in
                let value = words.full(field, record.values)
                return value.isEmpty || field.position == list.resource.labelPosition ? nil : (field.label, value)
            })
        guard !detail.changes.isEmpty else { return lines }
        return lines + [.blank, Line("Changed", .textHead)] + detail.changes.flatMap(details.change)
    }

    private func emptyLines(_ situation: Situation) -> [Line] {
        if let refusal {
            let columns = max(20, situation.layout.body.columns - 6)
            return [.blank] + Wrap.lines(refusal, columns: columns).map { Line($0, .textDim, x: Columns.gutter) }
        }
        guard list.resource.name == Product.shape.name else {
            let ways = [("record.new", "makes one"), ("import.open", "imports a file")].compactMap { id, words in
                key(of: id, situation).map { " \($0) \(words)." }
            }
            return [.blank, Line("No \(list.resource.name) yet.\(ways.joined())", .textDim, x: Columns.gutter)]
        }
        return firstSteps(situation)
    }

    /// The key of a command that is possible here.
    private func key(of id: String, _ situation: Situation) -> String? {
        let key = situation.key(of: id, in: .list)
        return key.isEmpty || Commands.named(id)?.refusal(in: self, situation.viewer) != nil ? nil : key
    }

    /// How a store begins: by keys, and at the shell.
    private func firstSteps(_ situation: Situation) -> [Line] {
        let byKey = [
            ("record.new", "Add a product by hand", "a form; ↵ goes from field to field"),
            ("import.open", "Import a CSV or a shop's export", "with a dry run first"),
        ]
        var lines = [Line.blank, Line("\(situation.storeName) is empty. How does it begin?", .textHead, x: 3), .blank]
        let notes = situation.size.columns >= Layout.columnsForRules
        for (id, title, note) in byKey {
            guard let key = key(of: id, situation) else { continue }
            let line = Line(key, .hintKey, x: 3).adding(title, x: 7)
            lines.append(notes ? line.adding(note, .textDim, x: 42) : line)
        }
        if situation.viewer.isRestricted { return lines }
        lines.append(.blank)
        lines.append(Line("satchel demo", .hintKey, x: 3))
        lines.append(Line("a shop with sample data to look round in, a store of its own", .textDim, x: 5))
        let ending = "Type this at the shell: ctrl-z goes there, fg comes back. Everything stays on this machine."
        let columns = max(20, situation.layout.body.columns - 6)
        return lines + [.blank] + Wrap.lines(ending, columns: columns).map { Line($0, x: 3) }
    }
}

extension SortTerm {
    /// An order in words: "price, falling, name".
    static func words(_ terms: some Sequence<SortTerm>, _ resource: ResourceFacts) -> String {
        terms.map { term in
            let label = RecordColumn(name: term.field, of: resource)?.label.lowercased() ?? term.field
            return term.isDescending ? "\(label), falling" : label
        }.joined(separator: ", ")
    }
}
