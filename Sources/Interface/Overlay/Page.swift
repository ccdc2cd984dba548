// SPDX-License-Identifier: Apache-2.0
internal import Terminal

/// A page that is read over the whole body and narrowed by typing.
protocol Page: Place {
    var line: TextInput { get set }
    var scroll: Int { get set }
    /// What is read, as wide as the screen.
    func lines(_ situation: Situation, _ glyphs: Glyphs) -> [Line]
}

extension KeyTable {
    /// What can be done while help or messages are read.
    package static let help = KeyTable(
        "help", "Help and messages",
        [
            scroll("reader.down", "Scroll down", ["down"], ("scroll", 1)) { _ in 1 },
            scroll("reader.up", "Scroll up", ["up"]) { _ in -1 },
            scroll("reader.page-down", "Scroll down one page", ["PgDn", "ctrl-f"]) { $0.body.rows },
            scroll("reader.page-up", "Scroll up one page", ["PgUp", "ctrl-b"]) { -$0.body.rows },
            Command(
                "messages.copy", "Copy the messages that are shown", keys: ["ctrl-x y", "F6"], hint: ("copy", 3),
                of: MessagesPlace.self
            ) { $0.copy(&$1) },
            Command("reader.leave", "Leave", keys: ["esc", "ctrl-c", "enter"], hint: ("leave", 2)) {
                $1.act(.leave)
            },
        ])

    private static func scroll(
        _ id: String, _ title: String, _ keys: [String], _ hint: Command.Hint? = nil,
        by lines: @escaping @Sendable (Layout) -> Int
    ) -> Command {
        Command(id, title, keys: keys, hint: hint) { $0.scrollDetail(by: lines($1.layout), &$1) }
    }
}

extension Page {
    var keyTables: [KeyTable] { [.help, .text] }

    var input: TextInput? {
        get { line }
        set { if let newValue { line = newValue } }
    }

    mutating func typed(_ scope: inout Scope) { scroll = 0 }

    mutating func scrollDetail(by lines: Int, _ scope: inout Scope) {
        let count = self.lines(scope.situation, .unicode).count
        scroll = min(max(0, scroll + lines), max(0, count - scope.layout.body.rows))
    }

    func prompt(_ situation: Situation, _ theme: Theme) -> Prompt? { Prompt(lead: "? ", input: line) }

    func parts(_ situation: Situation, _ theme: Theme) -> [Part] {
        [.lines(lines(situation, theme.glyphs), in: situation.layout.body, scroll: scroll, theme)]
    }

    /// Whether a text holds every word typed, or a key is called so.
    func matches(_ text: String, _ keys: [String] = []) -> Bool {
        let wanted = line.text.lowercased().split(separator: " ")
        let text = text.lowercased()
        return wanted.allSatisfy { word in text.contains(word) || keys.contains { $0.lowercased() == word } }
    }
}
