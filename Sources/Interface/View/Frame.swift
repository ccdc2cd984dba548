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
        let labels = paneLabels
        draw(labels, y: 0, on: &canvas, theme)
        drawBadges(
            right: size.columns, left: (labels.last.map { $0.x + $0.columns } ?? 0) + 2, on: &canvas, theme)
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
        let right = rightOfTabs
        var x = 0
        if heading.isTab {
            let labels = tabLabels
            draw(labels, y: 1, on: &canvas, theme)
            x = labels.last.map { $0.x + $0.columns } ?? 0
        } else {
            x = canvas.write(heading.title, x: 0, y: 1, theme, heading.subject.isEmpty ? .accent : .textHead)
            if !heading.subject.isEmpty { x += 2 + canvas.write(heading.subject, x: x + 2, y: 1, theme) }
        }
        let left = x + 2
        canvas.write(right, x: left, y: 1, theme, .textDim, columns: max(0, size.columns - left), align: .right)
    }

    private func draw(_ labels: [FrameLabel], y: Int, on canvas: inout Canvas, _ theme: Theme) {
        for label in labels {
            canvas.write(label.text, x: label.x, y: y, theme, label.isCurrent ? .accent : .textDim)
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
