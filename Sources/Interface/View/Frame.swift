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
        for (index, spec) in panes.map(\.spec).enumerated() where index == pane || !layout.isNarrow {
            let isCurrent = index == pane
            let text = "\(spec.number) \(spec.title)"
            x += canvas.write(
                isCurrent ? "[\(text)]" : " \(text) ", x: x, y: 0, theme, isCurrent ? .accent : .textDim)
        }
        drawBadges(right: size.columns, left: x + 2, on: &canvas, theme)
    }

    /// The store's name and its badges, worst first, from the right.
    private func drawBadges(right: Int, left: Int, on canvas: inout Canvas, _ theme: Theme) {
        var parts: [(text: String, role: Role)] =
            layout.isNarrow && !badges.isEmpty ? [] : [(situation.storeName, .text)]
        if !layout.isNarrow { parts.insert((situation.viewer.memberName, .textDim), at: 0) }
        if macro.recording != nil { parts.append(("REC", .badgeReadonly)) }
        if situation.viewer.isReadOnly { parts.append(("READ-ONLY", .badgeReadonly)) }
        parts += badges.sorted { $0.rank < $1.rank }.map { ($0.text(isShort: layout.isNarrow), $0.role) }
        let gap = " · "
        let room = right - left
        func width() -> Int {
            parts.map { canvas.width($0.text, theme) }.reduce(0, +) + canvas.width(gap, theme) * max(0, parts.count - 1)
        }
        // Who acts goes first where room is short.
        if !layout.isNarrow, width() > room { parts.removeFirst() }
        let width = width()
        var x = right - min(width, room)
        for (index, part) in parts.enumerated() where x < right {
            if index > 0 { x += canvas.write(gap, x: x, y: 0, theme, .textDim, columns: right - x) }
            x += canvas.write(part.text, x: x, y: 0, theme, part.role, columns: right - x)
        }
    }

    /// The tabs of the pane, the current one marked; or what stands in their place.
    private func drawTabs(on canvas: inout Canvas, _ theme: Theme) {
        let body = body
        let heading = body.heading(situation)
        let right = layout.isCompact ? place.position(situation) : body.aside(situation)
        let room = size.columns - (right.isEmpty ? 0 : canvas.width(right, theme) + 2)
        var x = 0
        if heading.isTab {
            let tabs = panes[pane].spec.tabs.map(\.title)
            for (index, title) in tabs.enumerated() where index == panes[pane].tab || !layout.isNarrow {
                let isCurrent = index == panes[pane].tab
                let text = isCurrent ? "[\(title)]" : " \(title) "
                if !isCurrent, x + canvas.width(text, theme) > room { break }
                x += canvas.write(text, x: x, y: 1, theme, isCurrent ? .accent : .textDim)
            }
        } else {
            x = canvas.write(heading.title, x: 0, y: 1, theme, heading.subject.isEmpty ? .accent : .textHead)
            if !heading.subject.isEmpty { x += 2 + canvas.write(heading.subject, x: x + 2, y: 1, theme) }
        }
        let left = x + 2
        canvas.write(right, x: left, y: 1, theme, .textDim, columns: max(0, size.columns - left), align: .right)
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
