// SPDX-License-Identifier: Apache-2.0
internal import Terminal

extension PaneSpec.Tab {
    /// What the program has said.
    static let messages = PaneSpec.Tab(title: "Messages") { MessageLogPlace() }
}

extension KeyTable {
    /// What can be done in the list of messages.
    package static let messages = KeyTable(
        "messages", "Messages",
        [
            Command(
                "message.copy", "Copy this message", keys: ["y"], hint: ("copy", 3), need: .row,
                of: MessageLogPlace.self, when: \.hasRow
            ) { $0.copy(&$1) },
            Command(
                "message.find", "Find words among the messages", keys: ["/"], hint: ("find", 4),
                of: MessageLogPlace.self
            ) { $1.act(.cover(MessagesPlace())) },
        ])
}

/// The messages of this session as a list, newest first, with all of the one under the cursor beside it.
struct MessageLogPlace: Place {
    private var toasts: [Toast] = []
    private var viewport = Viewport()
    private var scroll = 0
    var isZoomed = false

    var keyTables: [KeyTable] { [.messages, .nav] }
    var hasRow: Bool { !toasts.isEmpty }

    private var current: Toast? { toasts.indices.contains(viewport.cursor) ? toasts[viewport.cursor] : nil }

    mutating func open(_ scope: inout Scope) { read(&scope) }

    mutating func settle(_ scope: inout Scope) { read(&scope) }

    mutating func refresh(onlyWords: Bool, _ scope: inout Scope) { read(&scope) }

    /// Takes in what was said meanwhile; the cursor stays on its message, or on the newest one.
    private mutating func read(_ scope: inout Scope) {
        let old = viewport.cursor == 0 ? nil : current
        toasts = scope.situation.log.reversed()
        let index = old.flatMap { old in toasts.firstIndex { $0 == old } } ?? 0
        viewport.set(index, rows: scope.layout.listRows, count: toasts.count)
    }

    fileprivate func copy(_ scope: inout Scope) {
        guard let current else { return }
        scope.act(.copy(what: "this message", text: current.row(scope.situation.clock)))
    }

    mutating func resize(_ scope: inout Scope) {
        viewport.set(viewport.cursor, rows: scope.layout.listRows, count: toasts.count)
    }

    mutating func move(_ move: Move, _ scope: inout Scope) {
        scroll = 0
        viewport.move(move, rows: scope.layout.listRows, count: toasts.count)
    }

    mutating func point(to row: Int, _ scope: inout Scope) {
        scroll = 0
        viewport.point(to: row, rows: scope.layout.listRows, count: toasts.count)
    }

    mutating func scrollDetail(by lines: Int, _ scope: inout Scope) {
        let rect = scope.layout.detailRect(isZoomed: isZoomed)
        let count = detailLines(columns: rect.columns, scope.situation).count
        scroll = min(max(0, scroll + lines), max(0, count - rect.rows))
    }

    mutating func stepOut(_ scope: inout Scope) -> Bool {
        defer { isZoomed = false }
        return isZoomed
    }

    func heading(_ situation: Situation) -> Heading { Heading(title: "Messages", isTab: true) }

    func position(_ situation: Situation) -> String {
        toasts.isEmpty ? "" : "\(viewport.cursor + 1) of \(toasts.count)"
    }

    func parts(_ situation: Situation, _ theme: Theme) -> [Part] {
        let layout = situation.layout
        let detail = layout.detailRect(isZoomed: isZoomed)
        let lines = Part.lines(detailLines(columns: detail.columns, situation), in: detail, scroll: scroll, theme)
        if isZoomed { return [lines] }
        let list = Part(layout.list) { drawRows(on: &$0, situation, theme) }
        return layout.hasDetailBeside ? [list, lines] : [list]
    }

    private func drawRows(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        let rect = situation.layout.list
        let columns = MessageColumns(rect)
        columns.draw("When", "What", role: .textHead, y: rect.y, on: &canvas, theme)
        if toasts.isEmpty {
            let room = Rect(x: rect.x, y: rect.y + 2, columns: rect.columns, rows: max(0, rect.rows - 2))
            [Line("No messages yet.", .textDim, x: Columns.gutter)].draw(on: &canvas, in: room, scroll: 0, theme)
        }
        for (row, toast) in toasts.dropFirst(viewport.top).prefix(situation.layout.listRows).enumerated() {
            let y = rect.y + 1 + row
            columns.draw(situation.clock.words(toast.at), toast.text, role: .text, y: y, on: &canvas, theme)
            canvas.write(toast.severity.glyph, x: columns.what - 2, y: y, theme, toast.severity.role)
        }
    }

    func drawOver(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        if isZoomed { return }
        viewport.drawMarker(on: &canvas, situation.layout, count: toasts.count, theme)
    }

    private func detailLines(columns: Int, _ situation: Situation) -> [Line] {
        guard let current else { return [] }
        let words = ([current.text] + current.lines).flatMap { Wrap.lines($0, columns: max(10, columns)) }
        return [Line("\(situation.clock.full(current.at)) · \(current.severity.word)", .textHead), .blank]
            + words.map { Line($0) }
    }

    func contradiction(_ situation: Situation) -> String? {
        viewport.contradiction(rows: situation.layout.listRows, count: toasts.count)
    }
}

/// Where the columns of the list of messages stand.
private struct MessageColumns {
    private let rect: Rect
    let what: Int

    init(_ rect: Rect) {
        self.rect = rect
        what = rect.columns >= 48 ? 20 : Columns.gutter + 2
    }

    func draw(_ when: String, _ what: String, role: Role, y: Int, on canvas: inout Canvas, _ theme: Theme) {
        let hasWhen = self.what > Columns.gutter + 2
        if hasWhen { canvas.write(when, x: Columns.gutter, y: y, theme, role, columns: 13) }
        canvas.write(what, x: self.what, y: y, theme, role, columns: max(0, rect.columns - self.what))
    }
}
