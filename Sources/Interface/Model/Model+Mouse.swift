// SPDX-License-Identifier: Apache-2.0
internal import Terminal
internal import Text

extension Model {
    /// A click that follows the window's getting the focus so soon was meant for that.
    private static let focusMicroseconds: Int64 = 300_000
    /// Rows that a turn of the wheel goes.
    private static let wheelRows = 3

    /// The window has the focus now.
    mutating func takeFocus() { focusedAt = situation.clock.now }

    /// A click or a turn of the wheel.
    mutating func take(_ mouse: Key.Mouse) {
        guard situation.manner.hasMouse, !layout.isTooSmall else { return }
        switch mouse.action {
        case .wheelUp: turnWheel(.up, at: mouse.at)
        case .wheelDown: turnWheel(.down, at: mouse.at)
        case .press where mouse.button == 0: click(mouse.at)
        case .press, .release, .drag: break
        }
    }

    private mutating func turnWheel(_ move: Move, at point: Point) {
        let lines = (move.step(rows: 1) ?? 0) * Model.wheelRows
        let place = place
        let isOverDetail = layout.hasDetailBeside && layout.detail.contains(point) && covers.isEmpty
        if place is any Page || place.isZoomed || isOverDetail {
            return change { $0.scrollDetail(by: lines, &$1) }
        }
        if place.isTyping || place.isOverlay { return }
        change { place, scope in
            for _ in 0..<Model.wheelRows where !place.awaitsMove { place.move(move, &scope) }
            scope.act(.settleSoon)
        }
    }

    private mutating func click(_ point: Point) {
        if let focusedAt, situation.clock.now - focusedAt < Model.focusMicroseconds {
            self.focusedAt = nil
            return
        }
        guard covers.isEmpty else { return }
        switch point.y {
        case 0: if let pane = paneLabels.first(where: { $0.covers(point.x) }) { open(pane: pane.index) }
        case 1: if let tab = tabLabels.first(where: { $0.covers(point.x) }) { open(tab: tab.index) }
        default: clickBody(point)
        }
    }

    private mutating func clickBody(_ point: Point) {
        let list = layout.list
        let row = point.y - list.y - 1
        guard list.contains(point), row >= 0, !place.isTyping, !place.isZoomed else { return }
        change { place, scope in
            place.point(to: row, &scope)
            scope.act(.settleSoon)
        }
    }
}

/// A word of the first two rows that can be clicked, and where it stands.
struct FrameLabel: Equatable {
    let index: Int
    let text: String
    let x: Int
    let isCurrent: Bool

    var columns: Int { Width.of(text) }

    func covers(_ column: Int) -> Bool { (x..<x + columns).contains(column) }
}

extension Model {
    /// The panes, as they stand in the first row.
    var paneLabels: [FrameLabel] {
        let shown = panes.indices.filter { $0 == pane || !layout.isNarrow }
        return labels(shown, current: pane) { "\(panes[$0].spec.number) \(panes[$0].spec.title)" }
    }

    /// The tabs of the pane, as they stand in the second row as far as there is room; none where something else does.
    var tabLabels: [FrameLabel] {
        guard body.heading(situation).isTab else { return [] }
        let tabs = panes[pane].spec.tabs
        let current = panes[pane].tab
        let right = Width.of(rightOfTabs)
        let room = size.columns - (right == 0 ? 0 : right + 2)
        let shown = tabs.indices.filter { $0 == current || !layout.isNarrow }
        let all = labels(shown, current: current) { tabs[$0].title }
        return Array(all.prefix { $0.isCurrent || $0.x + $0.columns <= room })
    }

    /// What stands at the right of the second row.
    var rightOfTabs: String { layout.isCompact ? place.position(situation) : body.aside(situation) }

    private func labels(_ indexes: [Int], current: Int, _ words: (Int) -> String) -> [FrameLabel] {
        var x = 0
        return indexes.map { index in
            let text = index == current ? "[\(words(index))]" : " \(words(index)) "
            defer { x += Width.of(text) }
            return FrameLabel(index: index, text: text, x: x, isCurrent: index == current)
        }
    }
}
