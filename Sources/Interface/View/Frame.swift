// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension Model {
    /// The first two rows and the rules.
    func drawFrame(on canvas: inout Canvas, _ theme: Theme) {
        drawPanes(on: &canvas, theme)
        drawTabs(on: &canvas, theme)
        for y in layout.ruleRows {
            canvas.write(String(repeating: theme.glyphs.rule, count: size.columns), x: 0, y: y, theme, .rule)
        }
    }

    private func drawPanes(on canvas: inout Canvas, _ theme: Theme) {
        var x = 0
        for pane in Pane.allCases where pane == self.pane || !layout.isNarrow {
            let isCurrent = pane == self.pane
            let text = "\(pane.rawValue) \(pane.title)"
            x += canvas.write(
                isCurrent ? "[\(text)]" : " \(text) ", x: x, y: 0, theme, isCurrent ? .accent : .textDim)
        }
        drawBadges(right: size.columns, left: x + 2, on: &canvas, theme)
    }

    /// The store's name and its badges, worst first, from the right.
    private func drawBadges(right: Int, left: Int, on canvas: inout Canvas, _ theme: Theme) {
        var parts: [(text: String, role: Role)] = layout.isNarrow && !badges.isEmpty ? [] : [(storeName, .text)]
        if session.isReadOnly { parts.append(("READ-ONLY", .badgeReadonly)) }
        parts += badges.sorted { $0.rank < $1.rank }.map { ($0.text(isShort: layout.isNarrow), $0.role) }
        let gap = " · "
        let room = right - left
        let width = parts.map { canvas.width($0.text, theme) }.reduce(0, +) + 3 * max(0, parts.count - 1)
        var x = right - min(width, room)
        for (index, part) in parts.enumerated() where x < right {
            if index > 0 { x += canvas.write(gap, x: x, y: 0, theme, .textDim, columns: right - x) }
            x += canvas.write(part.text, x: x, y: 0, theme, part.role, columns: right - x)
        }
    }

    private func drawTabs(on canvas: inout Canvas, _ theme: Theme) {
        let (title, rest) = heading
        let used = canvas.write(title, x: 0, y: 1, theme, rest.isEmpty ? .accent : .textHead)
        canvas.write(rest, x: used, y: 1, theme)
        let left = used + canvas.width(rest, theme) + 2
        let right = layout.isCompact ? position : aside
        canvas.write(right, x: left, y: 1, theme, .textDim, columns: max(0, size.columns - left), align: .right)
    }

    /// The tab, or what stands in its place; and the name of what it is about.
    private var heading: (title: String, rest: String) {
        if case .reader(let reader) = overlay {
            return (reader.subject == .keys ? "Help" : "Messages", "")
        }
        switch pane {
        case .audit: return ("[Commits]", "")
        case .inventory:
            if let history = inventory.history { return ("History", "  \(history.title)") }
            return ("[\(inventory.list.resource.shape.title)]", "")
        }
    }

    /// The right of the second row: the record of a detail that is open, or the order of the list.
    private var aside: String {
        if case .reader = overlay { return "" }
        guard pane == .inventory, inventory.history == nil else { return "" }
        if inventory.isZoomed { return inventory.detail.record.map { longName(of: $0) } ?? "" }
        let terms = inventory.list.order.prefix(2).map { term in
            let label = inventory.list.resource.field(term.field)?.label ?? term.field
            return term.isDescending ? "\(label.lowercased()), falling" : label.lowercased()
        }
        return terms.isEmpty ? "" : "by \(terms.joined(separator: ", "))"
    }

    /// Where the cursor came to rest, and of how many rows.
    var position: String {
        switch overlay {
        case .palette(let palette):
            let count = Commands.choices(in: self).count
            return "\(palette.found(in: self).count) of \(count) commands"
        case .reader(let reader):
            return reader.subject == .messages ? "\(messages(reader).count) messages" : ""
        case nil: break
        }
        switch pane {
        case .inventory:
            if let history = inventory.history {
                return history.entries.isEmpty ? "" : "\(history.shown + 1) of \(history.entries.count)"
            }
            let total = inventory.list.total.map { Figures.grouped($0) }
            let position = inventory.shownPosition.map { Figures.grouped($0) }
            return [position, total].compactMap { $0 }.joined(separator: " of ")
        case .audit:
            guard let key = audit.shown?.entry.key, let index = audit.entries.firstIndex(where: { $0.key == key })
            else { return "" }
            return audit.hasMore ? "\(index + 1)" : "\(index + 1) of \(audit.entries.count)"
        }
    }
}

extension Badge {
    /// Worst first.
    var rank: Int {
        switch self {
        case .locked: 0
        case .rejected: 1
        case .conflicts: 2
        case .pending: 3
        }
    }

    func text(isShort: Bool) -> String {
        switch self {
        case .locked: "LOCKED"
        case .rejected(let count): isShort ? "✗ \(count)" : "✗ \(count) rejected"
        case .conflicts(let count): isShort ? "! \(count)" : "! \(count) \(count == 1 ? "conflict" : "conflicts")"
        case .pending(let count): isShort ? "● \(count)" : "● \(count) to send"
        }
    }

    var role: Role {
        switch self {
        case .locked: .badgeReadonly
        case .rejected: .statusRejected
        case .conflicts: .statusConflict
        case .pending: .statusPending
        }
    }
}
