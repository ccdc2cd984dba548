// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// How a text is typed that was asked for.
    package static let ask = KeyTable(
        "ask", "Typing an answer",
        [
            Command("ask.take", "Take what is typed", keys: ["enter"], hint: ("take", 1), of: AskPlace.self) {
                place, scope in scope.act(.answer(place.id, .typed(place.line.text)))
            },
            Command("ask.leave", "Leave", keys: ["esc", "ctrl-c"], hint: ("leave", 2), of: AskPlace.self) {
                $1.act(.leave)
            },
        ])
}

/// A text that is asked for in the prompt line.
struct AskPlace: Place {
    /// Names the question to the place that asked.
    let id: RequestID
    let words: String
    fileprivate(set) var line: TextInput

    init(id: RequestID, words: String, line: TextInput) {
        self.id = id
        self.words = words
        self.line = line
    }

    var keyTables: [KeyTable] { [.ask, .text] }
    var isOverlay: Bool { true }

    var input: TextInput? {
        get { line }
        set { if let newValue { line = newValue } }
    }

    func heading(_ situation: Situation) -> Heading { Heading(title: words) }

    func prompt(_ situation: Situation, _ theme: Theme) -> Prompt? { Prompt(lead: "\(words): ", input: line) }
}
