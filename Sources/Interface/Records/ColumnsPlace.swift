// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// How the columns of a list are chosen.
    package static let columns = KeyTable(
        "columns", "Choosing columns",
        [
            Command(
                "columns.toggle", "Show this column, or hide it", keys: ["space"], hint: ("show, hide", 1),
                of: Kind.self
            ) {
                $0.toggle(&$1)
            },
            Command("columns.up", "Move the column to the left", keys: ["-"], hint: ("left", 2), of: Kind.self) {
                $0.shift(by: -1, &$1)
            },
            Command("columns.down", "Move the column to the right", keys: ["+"], hint: ("right", 3), of: Kind.self) {
                $0.shift(by: 1, &$1)
            },
            Command(
                "columns.narrower", "Make the column narrower", keys: ["<", "left"], hint: ("narrower", 4),
                of: Kind.self
            ) {
                $0.widen(by: -1, &$1)
            },
            Command("columns.wider", "Make the column wider", keys: [">", "right"], hint: ("wider", 5), of: Kind.self) {
                $0.widen(by: 1, &$1)
            },
            Command("columns.automatic", "Show the usual columns again", keys: ["a"], hint: ("usual", 6), of: Kind.self)
            {
                $0.reset(&$1)
            },
            Command(
                "columns.leave", "Keep the columns", keys: ["esc", "enter", "ctrl-c"], hint: ("done", 7), of: Kind.self
            ) {
                $1.act(.leave)
            },
            Command("columns.next", "Go down", keys: ["down", "j"], of: Kind.self) { place, _ in place.move(by: 1) },
            Command("columns.previous", "Go up", keys: ["up", "k"], of: Kind.self) { place, _ in place.move(by: -1) },
        ])

    private typealias Kind = ColumnsPlace
}

/// The columns that a list may have, those it has on top in their order; the list follows each key.
struct ColumnsPlace: Place {
    struct Item: Equatable {
        let column: RecordColumn
        var isShown: Bool
        /// The width that was given to it.
        var width: Int?
        /// The cells it has, or would have, without.
        let usual: Int
    }

    /// Names the choice to the list.
    let id: RequestID
    private let resource: ResourceFacts
    private let setting: Columns.Setting
    private(set) var items: [Item]
    private var choice = 0
    /// Whether the usual columns are shown: as many as fit.
    private var isUsual: Bool

    private static let rowsMax = 12

    init(
        id: RequestID, _ resource: ResourceFacts, _ shown: [ColumnTerm], isUsual: Bool, seen: [RecordColumn: Int],
        _ setting: Columns.Setting
    ) {
        self.id = id
        self.resource = resource
        self.setting = setting
        self.isUsual = isUsual
        items = ColumnsPlace.items(resource, shown, seen, setting)
        choice = shown.firstIndex { $0.column.name == setting.focus } ?? 0
    }

    static func == (left: ColumnsPlace, right: ColumnsPlace) -> Bool {
        left.id == right.id && left.items == right.items && left.choice == right.choice
            && left.isUsual == right.isUsual
    }

    private static func items(
        _ resource: ResourceFacts, _ shown: [ColumnTerm], _ seen: [RecordColumn: Int], _ setting: Columns.Setting
    ) -> [Item] {
        func item(_ column: RecordColumn, _ width: Int?, _ isShown: Bool) -> Item {
            let usual = width == nil ? seen[column] : nil
            return Item(
                column: column, isShown: isShown, width: width,
                usual: usual ?? Columns.usualWidth(column, setting))
        }
        let known = Set(shown.map(\.column))
        let others = resource.fields.map { RecordColumn.field($0) } + SystemField.allCases.map { .system($0) }
        return shown.map { item($0.column, $0.width, true) }
            + others.filter { !known.contains($0) }.map { item($0, nil, false) }
    }

    var keyTables: [KeyTable] { [.columns] }
    var isOverlay: Bool { true }
    var isTransient: Bool { true }

    private mutating func tell(_ scope: inout Scope) {
        isUsual = false
        let terms = items.filter(\.isShown).map { ColumnTerm($0.column, width: $0.width) }
        scope.act(.tell(id, .columns(terms, focus: items[choice].column.name)))
    }

    fileprivate mutating func toggle(_ scope: inout Scope) {
        let isLast = items[choice].isShown && items.count(where: \.isShown) == 1
        if isLast { return scope.say(.info, "One column stays.") }
        if !items[choice].isShown, items.count(where: \.isShown) >= ColumnTerm.termsMax {
            return scope.say(.info, "A list has at most \(ColumnTerm.termsMax) columns.")
        }
        items[choice].isShown.toggle()
        tell(&scope)
        move(by: 1)
    }

    /// Moves the column among the others.
    fileprivate mutating func shift(by step: Int, _ scope: inout Scope) {
        let target = choice + step
        guard items.indices.contains(target) else { return }
        items.swapAt(choice, target)
        choice = target
        tell(&scope)
    }

    fileprivate mutating func widen(by cells: Int, _ scope: inout Scope) {
        let item = items[choice]
        guard item.isShown else { return scope.say(.info, "\(item.column.label) is not shown. space shows it.") }
        let room = scope.layout.list.columns - Columns.gutter
        items[choice].width = max(1, min(max(Columns.widthMin, (item.width ?? item.usual) + cells), room))
        tell(&scope)
    }

    /// As many of the usual columns as fit, from now on by themselves.
    fileprivate mutating func reset(_ scope: inout Scope) {
        var usual = setting
        usual.chosen = []
        let columns = Columns(usual)
        let widths = Dictionary(columns.all.map { ($0.source, $0.width) }) { first, _ in first }
        items = ColumnsPlace.items(resource, columns.order.map { ColumnTerm($0) }, widths, usual)
        choice = 0
        isUsual = true
        scope.act(.tell(id, .columns([], focus: setting.focus)))
    }

    fileprivate mutating func move(by step: Int) { choice = min(max(0, choice + step), items.count - 1) }
}

extension ColumnsPlace {
    func heading(_ situation: Situation) -> Heading { Heading(title: "Columns") }

    func position(_ situation: Situation) -> String {
        "\(items.count(where: \.isShown)) of \(items.count) columns"
    }

    func prompt(_ situation: Situation, _ theme: Theme) -> Prompt? {
        let what = isUsual ? "the usual ones, as many as fit" : "chosen; a brings the usual ones back"
        return Prompt(lead: "Columns: ", leadRole: .textHead, text: what, isAsking: true)
    }

    func drawOver(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        let layout = situation.layout
        let rows = min(items.count, ColumnsPlace.rowsMax, max(3, layout.body.rows / 2))
        let rect = layout.raised(rows)
        canvas.fill(rect, style: theme.over(.text))
        let start = Layout.first(choice, rows: rect.rows, count: items.count)
        for (row, item) in items.dropFirst(start).prefix(rect.rows).enumerated() {
            let y = rect.y + row
            if start + row == choice {
                canvas.mark(x: 3, y: y, theme, isOver: true)
            }
            if item.isShown { canvas.write("✓", x: 5, y: y, theme, .listMarked, columns: 2, isOver: true) }
            canvas.write(
                item.column.label, x: 8, y: y, theme, item.isShown ? .text : .textDim, columns: 22, isOver: true)
            let width = item.width.map { "\($0) cells" } ?? (item.isShown ? "\(item.usual) cells by itself" : "")
            canvas.write(width, x: 32, y: y, theme, .textDim, isOver: true)
        }
        let below = items.count - start - rect.rows
        if below > 0 {
            canvas.write(
                "⋮ \(below) more", x: rect.x, y: rect.endY - 1, theme, .textDim, columns: rect.columns - 1,
                align: .right, isOver: true)
        }
    }
}
