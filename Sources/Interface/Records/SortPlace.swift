// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// How the order of a list is chosen.
    package static let sort = KeyTable(
        "sort", "Choosing the order",
        [
            Command(
                "sort.turn", "Turn the last column round", keys: ["-"], hint: ("turn the last", 1), of: SortPlace.self
            ) {
                $0.turnLast(&$1)
            },
            Command("sort.take", "Keep the order", keys: ["enter", "F8"], hint: ("keep", 3), of: SortPlace.self) {
                $0.follow(&$1)
                $1.act(.leave)
            },
            Command(
                "sort.leave", "Go back to the order before", keys: ["esc", "ctrl-c"], hint: ("back", 4),
                of: SortPlace.self
            ) {
                $0.leave(&$1)
            },
        ])
}

/// The order of a list: each column has a letter, which adds it, and again turns it. The list follows each key.
struct SortPlace: Place {
    /// A column with its letter.
    struct Choice: Equatable {
        let letter: Character
        let name: String
        let label: String
    }

    /// Names the choice to the list.
    let id: RequestID
    let choices: [Choice]
    private let before: [SortTerm]
    private(set) var terms: [SortTerm]
    /// Whether the list does not follow what was typed yet.
    private var isDue = false
    /// A letter that stands for no column.
    private var unknown: Character?

    init(id: RequestID, _ columns: [RecordColumn], terms: [SortTerm]) {
        self.id = id
        choices = SortPlace.choices(columns)
        self.terms = terms
        before = terms
    }

    /// The first letter of a label that no other column has; behind these, those of the alphabet.
    private static func choices(_ columns: [RecordColumn]) -> [Choice] {
        let letters = "abcdefghijklmnopqrstuvwxyz0123456789"
        var free = Set(letters)
        return columns.compactMap { column in
            let wanted = column.label.lowercased().first(where: free.contains) ?? letters.first(where: free.contains)
            guard let wanted else { return nil }
            free.remove(wanted)
            return Choice(letter: wanted, name: column.name, label: column.label)
        }
    }

    var keyTables: [KeyTable] { [.sort, .text] }
    var isOverlay: Bool { true }

    /// What is typed are letters of columns: one more adds or turns, what is deleted goes out of the order.
    var input: TextInput? {
        get { TextInput(letters) }
        set {
            guard let text = newValue?.text else { return }
            let count = letters.count
            // A paste is no row of keys.
            if text.count == count + 1, let character = text.last { press(character) }
            if text.count < count { terms.removeLast(count - text.count) }
        }
    }

    private var letters: String {
        String(terms.map { term in choices.first { $0.name == term.field }?.letter ?? "?" })
    }

    mutating func typed(_ scope: inout Scope) {
        if let unknown { scope.say(.info, "“\(unknown)” is the letter of no column.") }
        unknown = nil
        isDue = true
        if scope.awaitsKeys { scope.act(.followSoon) } else { follow(&scope) }
    }

    /// A small letter adds its column or turns it, a capital one sorts by it alone.
    private mutating func press(_ character: Character) {
        let letter = Character(character.lowercased())
        guard let choice = choices.first(where: { $0.letter == letter }) else {
            unknown = character
            return
        }
        if character != letter {
            terms = [SortTerm(field: choice.name)]
        } else if let index = terms.firstIndex(where: { $0.field == choice.name }) {
            terms[index] = SortTerm(field: choice.name, isDescending: !terms[index].isDescending)
        } else if terms.count < SortTerm.termsMax {
            terms.append(SortTerm(field: choice.name))
        }
    }

    mutating func follow(_ scope: inout Scope) {
        guard isDue else { return }
        isDue = false
        scope.act(.tell(id, .order(terms)))
    }

    fileprivate mutating func turnLast(_ scope: inout Scope) {
        guard let last = terms.popLast() else { return scope.say(.info, "Press the letter of a column first.") }
        terms.append(SortTerm(field: last.field, isDescending: !last.isDescending))
        typed(&scope)
    }

    fileprivate mutating func leave(_ scope: inout Scope) {
        isDue = terms != before
        terms = before
        follow(&scope)
        scope.act(.leave)
    }
}

extension SortPlace {
    func heading(_ situation: Situation) -> Heading { Heading(title: "Order") }

    func prompt(_ situation: Situation, _ theme: Theme) -> Prompt? {
        let words = terms.map { term in
            let label = choices.first { $0.name == term.field }?.label ?? term.field
            return term.isDescending ? "\(label), falling" : label
        }
        let text = words.isEmpty ? "the usual order; a letter begins another" : words.joined(separator: " · then ")
        return Prompt(lead: "Sort by ", leadRole: .textHead, text: text, isAsking: true)
    }

    func drawOver(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        let layout = situation.layout
        let marks = RecordList.marks(of: terms)
        let width = (choices.map { canvas.width($0.label, theme) }.max() ?? 0) + 8
        let perRow = max(1, (layout.size.columns - 3) / width)
        let rect = layout.raised((choices.count + perRow - 1) / perRow + 1)
        canvas.fill(rect, style: theme.over(.text))
        let help = "a letter adds, again turns · a capital one sorts by it alone · Backspace takes out"
        canvas.write(help, x: 3, y: rect.y, theme, .textDim, columns: rect.columns - 4, isOver: true)
        for (index, choice) in choices.enumerated() {
            let y = rect.y + 1 + index / perRow
            guard y < rect.endY else { break }
            let x = 3 + index % perRow * width
            canvas.write(String(choice.letter), x: x, y: y, theme, .hintKey, isOver: true)
            let used = canvas.write(choice.label, x: x + 3, y: y, theme, .text, columns: width - 5, isOver: true)
            if let mark = marks[choice.name] {
                canvas.write(mark, x: x + 3 + used, y: y, theme, .match, isOver: true)
            }
        }
    }
}
