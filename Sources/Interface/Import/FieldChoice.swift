// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// What a column may become, as it is searched while one types.
struct FieldChoice: Equatable, Sendable {
    struct Item: Equatable, Sendable {
        let target: ImportOrder.Target
        let title: String
        let note: String
    }

    /// The column that is asked about.
    let column: String
    let items: [Item]
    var input = TextInput()
    private(set) var choice = 0

    static let rowsMax = 10

    init(for column: String, of resource: ResourceFacts) {
        self.column = column
        var items = resource.fields.filter { !$0.isDerived && $0.key != "metadata" }.map { field in
            Item(target: .field(field.key), title: field.label, note: field.isRequired ? "\(field.key) *" : field.key)
        }
        items.append(Item(target: .leftOut, title: "Leave this column out", note: ""))
        if resource.field("metadata") != nil {
            items.append(
                Item(target: .field("metadata.\(column)"), title: "Keep it under its own name", note: "metadata"))
        }
        items.append(Item(target: .field("id"), title: "Id", note: "id"))
        self.items = items
    }

    /// Items that match what is typed, those whose names begin so first.
    var found: [Item] {
        let wanted = input.text
        if Trim.blanks(wanted).isEmpty { return items }
        let scored = items.compactMap { item -> (Item, Int)? in
            let scores = [Fuzzy.match(wanted, in: item.title), Fuzzy.match(wanted, in: item.note)].compactMap(\.?.score)
            return scores.max().map { (item, $0) }
        }
        return scored.enumerated().sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }.map(\.element.0)
    }

    var chosen: Item? {
        let found = found
        return found.indices.contains(choice) ? found[choice] : nil
    }

    mutating func typed() { choice = 0 }

    mutating func move(by step: Int) { choice = min(max(0, choice + step), max(0, found.count - 1)) }

    func draw(on canvas: inout Canvas, _ layout: Layout, _ theme: Theme) {
        let found = found
        let rect = layout.raised(max(1, min(found.count, FieldChoice.rowsMax)))
        canvas.fill(rect, style: theme.over(.text))
        if found.isEmpty { canvas.write("no field is called so", x: 5, y: rect.y, theme, .textDim, isOver: true) }
        let start = Layout.first(choice, rows: rect.rows, count: found.count)
        for (row, item) in found.dropFirst(start).prefix(rect.rows).enumerated() {
            let y = rect.y + row
            if start + row == choice {
                canvas.write(theme.glyphs.marker, x: 3, y: y, theme, .listSelected, isOver: true)
            }
            let used = canvas.write(item.title, x: 5, y: y, theme, isOver: true)
            canvas.write(item.note, x: 5 + max(used + 2, 30), y: y, theme, .textDim, isOver: true)
        }
    }
}

extension KeyTable {
    /// How the field of a column is chosen.
    package static let fieldChoice = KeyTable(
        "target", "Choosing a field",
        [
            Command("target.take", "Take the field", keys: ["enter", "tab"], hint: ("take", 1), of: ImportPlace.self) {
                $0.takeField(&$1)
            },
            Command("target.next", "Go down", keys: ["down"], hint: ("choose", 2), of: ImportPlace.self) { place, _ in
                place.choice?.move(by: 1)
            },
            Command("target.previous", "Go up", keys: ["up"], of: ImportPlace.self) { place, _ in
                place.choice?.move(by: -1)
            },
            Command(
                "target.leave", "Leave it as it is", keys: ["esc", "ctrl-c"], hint: ("keep", 3), of: ImportPlace.self
            ) { place, _ in place.choice = nil },
        ])
}
