// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// How one of several records is picked in the prompt line.
    package static let pick = KeyTable(
        "pick", "Picking one",
        [
            Command("pick.take", "Take what is chosen", keys: ["enter", "tab"], hint: ("take", 1), of: PickPlace.self) {
                $0.take(&$1)
            },
            Command("pick.next", "Go down", keys: ["down"], hint: ("choose", 2), of: PickPlace.self) { place, _ in
                place.picker.move(by: 1)
            },
            Command("pick.previous", "Go up", keys: ["up"], of: PickPlace.self) { place, _ in
                place.picker.move(by: -1)
            },
            Command("pick.leave", "Leave", keys: ["esc", "ctrl-c"], hint: ("leave", 3), of: PickPlace.self) {
                $1.act(.leave)
            },
        ])
}

/// A record that is picked by its name, for the place that asked for it: as where to transfer to.
struct PickPlace: Place {
    /// Names the question to the place that asked.
    let id: RequestID
    /// What is picked: "Transfer 30 products to".
    let words: String
    var picker: Picker
    private var line = TextInput()
    /// Whether enter was pressed before the records came.
    private var takesWhenFound = false

    init(id: RequestID, words: String, target: ResourceFacts) {
        self.id = id
        self.words = words
        picker = Picker(target)
    }

    var keyTables: [KeyTable] { [.pick, .text] }
    var isOverlay: Bool { true }

    var input: TextInput? {
        get { line }
        set { if let newValue { line = newValue } }
    }

    mutating func open(_ scope: inout Scope) { picker.search("", &scope) }

    mutating func typed(_ scope: inout Scope) {
        // Enter was pressed for another text.
        takesWhenFound = false
        picker.search(line.text, &scope)
    }

    mutating func take(_ reply: Reply, for id: RequestID, _ scope: inout Scope) {
        guard picker.loading == id else { return }
        switch reply {
        case .window(let window):
            picker.take(window)
            if takesWhenFound { take(&scope) }
        case .failed(let problem), .denied(let problem):
            scope.say(.error, problem)
            scope.act(.leave)
        default: break
        }
    }

    fileprivate mutating func take(_ scope: inout Scope) {
        takesWhenFound = picker.loading != nil
        if takesWhenFound { return }
        guard let item = picker.chosen else {
            return scope.say(.error, "“\(line.text)” is none of the \(picker.target.name).")
        }
        if let refusal = item.refusal {
            return scope.say(.error, "\(item.text) cannot be chosen: it is \(refusal).")
        }
        scope.act(.answer(id, .picked(item.id, item.text)))
    }

    func heading(_ situation: Situation) -> Heading { Heading(title: words) }

    func prompt(_ situation: Situation, _ theme: Theme) -> Prompt? { Prompt(lead: "\(words): ", input: line) }

    func drawOver(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        let items = picker.items
        let rect = situation.layout.raised(max(1, items.count))
        canvas.fill(rect, style: theme.over(.text))
        if items.isEmpty {
            let words = picker.loading == nil ? "none of the \(picker.target.name)" : "searching"
            canvas.write(words, x: 5, y: rect.y, theme, .textDim, isOver: true)
        }
        for (row, item) in items.prefix(rect.rows).enumerated() {
            let y = rect.y + row
            if row == picker.choice {
                canvas.mark(x: 3, y: y, theme, isOver: true)
            }
            let used = canvas.write(item.text, x: 5, y: y, theme, isOver: true)
            canvas.write(item.note, x: 5 + max(used + 2, 30), y: y, theme, .textDim, isOver: true)
        }
    }
}
