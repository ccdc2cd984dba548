// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// How a saved view is picked.
    package static let views = KeyTable(
        "views", "Picking a saved view",
        [
            Command("views.take", "Show the view", keys: ["enter", "tab"], hint: ("show", 1), of: ViewPlace.self) {
                $0.take(&$1)
            },
            Command("views.next", "Go down", keys: ["down"], hint: ("choose", 2), of: ViewPlace.self) { place, _ in
                place.move(by: 1)
            },
            Command("views.previous", "Go up", keys: ["up"], of: ViewPlace.self) { place, _ in place.move(by: -1) },
            Command("views.leave", "Leave", keys: ["esc", "ctrl-c"], hint: ("leave", 3), of: ViewPlace.self) {
                $1.act(.leave)
            },
        ])
}

/// The saved views of a list, found by the begins of their words.
struct ViewPlace: Place {
    struct Item: Equatable {
        let record: StoredRecord
        let name: String
        /// What it shows in words, or why it cannot be shown.
        let note: String
        let isBroken: Bool
    }

    /// Names the question to the list.
    let id: RequestID
    private let target: ResourceFacts
    private var items: [Item] = []
    private var line = TextInput()
    private var choice = 0
    private var loading: RequestID?
    /// Whether enter was pressed before the views came.
    private var takesWhenLoaded = false

    /// Views of one list that are offered.
    private static let viewsMax = 500
    private static let rowsMax = 10

    init(id: RequestID, _ target: ResourceFacts) {
        self.id = id
        self.target = target
    }

    var keyTables: [KeyTable] { [.views, .text] }
    var isOverlay: Bool { true }

    var input: TextInput? {
        get { line }
        set { if let newValue { line = newValue } }
    }

    mutating func open(_ scope: inout Scope) { load(&scope) }

    mutating func refresh(onlyWords: Bool, _ scope: inout Scope) { if !onlyWords { load(&scope) } }

    private mutating func load(_ scope: inout Scope) {
        let own = Filter.compare(.init(field: "resource"), .equal, .text(target.name))
        loading = scope.ask(
            .window(
                Query(
                    resource: SavedView.shape.name, filter: own, sort: [SortTerm(field: SavedView.shape.labelField)],
                    limit: ViewPlace.viewsMax)))
    }

    mutating func take(_ reply: Reply, for id: RequestID, _ scope: inout Scope) {
        guard loading == id else { return }
        loading = nil
        switch reply {
        case .window(let window):
            let viewpoint = scope.situation.filterViewpoint
            items = window.records.map { item($0, viewpoint) }
            if takesWhenLoaded { take(&scope) }
        case .failed(let problem), .denied(let problem):
            scope.say(.error, problem)
            scope.act(.leave)
        default: break
        }
    }

    private func item(_ record: StoredRecord, _ viewpoint: FilterViewpoint) -> Item {
        let saved = Record<SavedView>(values: record.values)
        func item(_ note: String, isBroken: Bool) -> Item {
            Item(record: record, name: saved.name, note: note, isBroken: isBroken)
        }
        do {
            _ = try ViewReading(saved, target, viewpoint)
            return item(ViewPlace.words(saved, target), isBroken: false)
        } catch {
            return item(error.title, isBroken: true)
        }
    }

    /// What a view shows, in words: its filter and its order.
    static func words(_ view: Record<SavedView>, _ resource: ResourceFacts) -> String {
        let filter = view.filter.isEmpty ? "all" : view.filter
        let terms = view.sort.isEmpty ? [] : (try? SortTerm.parse(view.sort, for: resource)) ?? []
        return terms.isEmpty ? filter : "\(filter) · by \(SortTerm.words(terms, resource))"
    }

    mutating func typed(_ scope: inout Scope) {
        // Enter was pressed for another text.
        takesWhenLoaded = false
        choice = 0
    }

    /// The views whose names match what is typed, best first.
    private var found: [Item] {
        let scored = items.enumerated().compactMap { index, item in
            Fuzzy.match(line.text, in: item.name).map { (item: item, score: $0.score, index: index) }
        }
        return scored.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.map(\.item)
    }

    fileprivate mutating func move(by step: Int) { choice = min(max(0, choice + step), max(0, found.count - 1)) }

    fileprivate mutating func take(_ scope: inout Scope) {
        takesWhenLoaded = loading != nil && items.isEmpty
        if takesWhenLoaded { return }
        let found = found
        guard found.indices.contains(choice) else {
            return scope.say(.info, items.isEmpty ? nothing : "No view of \(target.name) is called “\(line.text)”.")
        }
        scope.act(.answer(id, .chosen(found[choice].record)))
    }

    private var nothing: String { "No view of \(target.name) is saved yet: W saves filter, order and columns." }
}

extension ViewPlace {
    func heading(_ situation: Situation) -> Heading { Heading(title: "Saved views") }

    func position(_ situation: Situation) -> String { "\(found.count) of \(items.count) views" }

    func prompt(_ situation: Situation, _ theme: Theme) -> Prompt? {
        Prompt(lead: "View of \(target.name): ", leadRole: .textHead, input: line)
    }

    func drawOver(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        let found = found
        let rect = situation.layout.raised(min(max(1, found.count), ViewPlace.rowsMax))
        canvas.fill(rect, style: theme.over(.text))
        if found.isEmpty {
            let words = loading != nil ? "reading" : items.isEmpty ? nothing : "none is called so"
            canvas.write(words, x: 5, y: rect.y, theme, .textDim, isOver: true)
        }
        let widest = found.map { canvas.width($0.name, theme) }.max() ?? 0
        let notes = 5 + min(max(12, widest), max(12, rect.columns / 3)) + 2
        let start = Layout.first(choice, rows: rect.rows, count: found.count)
        for (row, item) in found.dropFirst(start).prefix(rect.rows).enumerated() {
            let y = rect.y + row
            if start + row == choice {
                canvas.mark(x: 3, y: y, theme, isOver: true)
            }
            canvas.write(item.name, x: 5, y: y, theme, columns: notes - 7, isOver: true)
            let role = item.isBroken ? Role.severityError : .textDim
            canvas.write(item.isBroken ? "✗ \(item.note)" : item.note, x: notes, y: y, theme, role, isOver: true)
        }
    }
}
