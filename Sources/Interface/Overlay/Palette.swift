// SPDX-License-Identifier: Apache-2.0

/// The command palette: commands by their words.
package struct Palette: Equatable, Sendable {
    var input = TextInput()
    /// The line that is chosen, from the top.
    var choice = 0
    /// Whether a line was chosen by hand, and not only stands on top.
    var isChosen = false

    /// A command that was found, with the letters of its title that matched.
    struct Found {
        let command: Command
        let offsets: [Int]
        /// Whether the words typed begin words of its title or id.
        let isStrong: Bool
    }

    /// The commands that match what is typed, best first; all in the order of help when nothing is typed. Rows of
    /// initials are offered only where no word is found.
    func found(in model: Model) -> [Found] {
        let letters = input.text
        let scored = Commands.choices(in: model).enumerated().compactMap { index, command in
            Palette.match(letters, command).map { (found: $0, score: $1, index: index) }
        }
        let sorted = scored.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.map(\.found)
        return sorted.contains(where: \.isStrong) ? sorted.filter(\.isStrong) : sorted
    }

    private static func match(_ letters: String, _ command: Command) -> (Found, Int)? {
        let title = Fuzzy.match(letters, in: command.title)
        let matches = [title, Fuzzy.match(letters, in: command.id)].compactMap(\.self)
        guard let best = matches.max(by: { $0.score < $1.score }) else { return nil }
        let found = Found(
            command: command, offsets: title?.offsets ?? [], isStrong: matches.contains(where: \.isStrong))
        return (found, best.score)
    }
}

extension Model {
    mutating func openPalette() {
        overlay = .palette(Palette())
    }

    mutating func moveChoice(by step: Int) {
        guard case .palette(var palette) = overlay else { return }
        palette.choice = min(max(0, palette.choice + step), max(0, palette.found(in: self).count - 1))
        palette.isChosen = true
        overlay = .palette(palette)
    }

    mutating func completeChoice() {
        guard case .palette(let palette) = overlay, let found = chosen(in: palette) else { return }
        overlay = .palette(Palette(input: TextInput(found.command.id)))
    }

    /// Runs the command that is chosen where the palette was opened. What writes is not run on a guess: its name is
    /// filled in first.
    mutating func runChoice() {
        guard case .palette(let palette) = overlay else { return }
        guard let found = chosen(in: palette) else { return say(.info, "No command is called that.") }
        if found.command.danger == .writes && !found.isStrong && !palette.isChosen {
            completeChoice()
            return say(.info, "Enter again: \(found.command.title).")
        }
        overlay = nil
        execute(found.command)
    }

    private func chosen(in palette: Palette) -> Palette.Found? {
        let found = palette.found(in: self)
        return found.indices.contains(palette.choice) ? found[palette.choice] : nil
    }
}
