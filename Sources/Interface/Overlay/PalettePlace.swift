// SPDX-License-Identifier: Apache-2.0
internal import Terminal

extension KeyTable {
    /// What can be done in the palette.
    package static let palette = KeyTable(
        "palette", "Command palette",
        [
            Command("palette.run", "Run the command", keys: ["enter"], hint: ("run", 1), of: PalettePlace.self) {
                $0.runChoice(&$1)
            },
            Command("palette.next", "Go down", keys: ["down"], hint: ("choose", 2), of: PalettePlace.self) {
                place, _ in place.moveChoice(by: 1)
            },
            Command("palette.previous", "Go up", keys: ["up"], of: PalettePlace.self) { place, _ in
                place.moveChoice(by: -1)
            },
            Command(
                "palette.complete", "Complete the name", keys: ["tab"], hint: ("complete", 3), of: PalettePlace.self
            ) { place, _ in place.completeChoice() },
            Command(
                "palette.leave", "Leave the palette", keys: ["esc", "ctrl-c"], hint: ("leave", 4),
                of: PalettePlace.self
            ) { $1.act(.leave) },
        ])
}

/// The command palette: commands by their words.
struct PalettePlace: Place {
    /// A command that can be chosen, and why it is not possible now.
    struct Choice: Sendable {
        let keyed: Commands.Keyed
        let refusal: String?

        var command: Command { keyed.command }
    }

    /// A command that was found, with the letters of its title that matched.
    struct Found {
        let choice: Choice
        let offsets: [Int]
        /// Whether the words typed begin words of its title or id.
        let isStrong: Bool
    }

    private let choices: [Choice]
    private var line = TextInput()
    /// The line that is chosen, from the top.
    private var choice = 0
    /// Whether a line was chosen by hand, and not only stands on top.
    private var isChosen = false

    private static let rowsMax = 10

    init(_ commands: [Commands.Keyed], in place: any Place, _ situation: Situation) {
        choices = commands.map {
            Choice(keyed: $0, refusal: $0.command.refusal(in: place, situation.viewer))
        }
    }

    static func == (left: PalettePlace, right: PalettePlace) -> Bool {
        left.line == right.line && left.choice == right.choice && left.isChosen == right.isChosen
            && left.choices.map(\.command.id) == right.choices.map(\.command.id)
    }

    var keyTables: [KeyTable] { [.palette, .text] }

    var input: TextInput? {
        get { line }
        set { if let newValue { line = newValue } }
    }

    mutating func typed(_ scope: inout Scope) {
        choice = 0
        isChosen = false
    }

    /// The commands that match what is typed, best first; all in the order of help when nothing is typed. Rows of
    /// initials are offered only where no word is found.
    private var found: [Found] {
        let scored = choices.enumerated().compactMap { index, choice in
            PalettePlace.match(line.text, choice).map { (found: $0, score: $1, index: index) }
        }
        let sorted = scored.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.map(\.found)
        return sorted.contains(where: \.isStrong) ? sorted.filter(\.isStrong) : sorted
    }

    private static func match(_ letters: String, _ choice: Choice) -> (Found, Int)? {
        let title = Fuzzy.match(letters, in: choice.command.title)
        let matches = [title, Fuzzy.match(letters, in: choice.command.id)].compactMap(\.self)
        guard let best = matches.max(by: { $0.score < $1.score }) else { return nil }
        let found = Found(
            choice: choice, offsets: title?.offsets ?? [], isStrong: matches.contains(where: \.isStrong))
        return (found, best.score)
    }

    private var chosen: Found? {
        let found = found
        return found.indices.contains(choice) ? found[choice] : nil
    }

    fileprivate mutating func moveChoice(by step: Int) {
        choice = min(max(0, choice + step), max(0, found.count - 1))
        isChosen = true
    }

    fileprivate mutating func completeChoice() {
        guard let chosen else { return }
        line = TextInput(chosen.choice.command.id)
        choice = 0
        isChosen = false
    }

    /// Runs the command that is chosen where the palette was opened. What writes is not run on a guess: its name is
    /// filled in first.
    fileprivate mutating func runChoice(_ scope: inout Scope) {
        guard let chosen else { return scope.say(.info, "No command is called that.") }
        let command = chosen.choice.command
        if command.danger == .writes && !chosen.isStrong && !isChosen {
            completeChoice()
            return scope.say(.info, "Enter again: \(command.title).")
        }
        scope.act(.run(command))
    }
}

extension PalettePlace {
    func heading(_ situation: Situation) -> Heading { Heading(title: "Commands") }

    func position(_ situation: Situation) -> String { "\(found.count) of \(choices.count) commands" }

    func prompt(_ situation: Situation, _ theme: Theme) -> Prompt? { Prompt(lead: ": ", input: line) }

    var isOverlay: Bool { true }

    func drawOver(on canvas: inout Canvas, _ situation: Situation, _ theme: Theme) {
        let found = found
        guard !found.isEmpty else { return }
        let layout = situation.layout
        let rect = layout.raised(min(found.count, PalettePlace.rowsMax))
        canvas.fill(rect, style: theme.over(.text))
        let start = Layout.first(choice, rows: rect.rows, count: found.count)
        let titleWidth = layout.isNarrow ? rect.columns - 5 - 12 : 40
        for (row, entry) in found.dropFirst(start).prefix(rect.rows).enumerated() {
            let y = rect.y + row
            if start + row == choice {
                canvas.mark(x: 3, y: y, theme, isOver: true)
            }
            draw(entry, titleWidth: titleWidth, showsID: !layout.isNarrow, y: y, on: &canvas, theme)
        }
    }

    private func draw(
        _ entry: Found, titleWidth: Int, showsID: Bool, y: Int, on canvas: inout Canvas, _ theme: Theme
    ) {
        let command = entry.choice.command
        let refusal = entry.choice.refusal
        let role = refusal == nil ? Role.text : .textDim
        canvas.write(command.title, x: 5, y: y, theme, role, columns: titleWidth, isOver: true)
        for offset in entry.offsets where offset < titleWidth - 1 {
            canvas.restyle(Rect(x: 5 + offset, y: y, columns: 1, rows: 1), style: theme.over(.match))
        }
        let keys = refusal ?? entry.choice.keyed.label(theme.glyphs)
        var x = 5 + titleWidth + 2
        if showsID {
            canvas.write(command.id, x: x, y: y, theme, .textDim, columns: 18, isOver: true)
            x += 20
        }
        canvas.write(keys, x: x, y: y, theme, role, isOver: true)
    }
}
