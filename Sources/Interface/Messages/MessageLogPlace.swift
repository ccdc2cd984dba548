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
struct MessageLogPlace: Telling {
    private var toasts: [Toast] = []
    var viewport = Viewport()
    var shown = 0
    var scroll = 0
    var isZoomed = false

    var keyTables: [KeyTable] { [.messages, .nav] }
    var rowCount: Int { toasts.count }

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
        showCursor()
    }

    fileprivate func copy(_ scope: inout Scope) {
        guard let current else { return }
        scope.act(.copy(what: "this message", text: current.row(scope.situation.clock)))
    }

    func heading(_ situation: Situation) -> Heading { Heading(title: "Messages", isTab: true) }

    func drawRows(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
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

    func detailLines(columns: Int, _ situation: Situation) -> [Line] {
        guard toasts.indices.contains(shown) else { return [] }
        let toast = toasts[shown]
        let words = ([toast.text] + toast.lines).flatMap { Wrap.lines($0, columns: max(10, columns)) }
        return [Line("\(situation.clock.full(toast.at)) · \(toast.severity.word)", .textHead), .blank]
            + words.map { Line($0) }
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
