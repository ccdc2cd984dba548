// SPDX-License-Identifier: Apache-2.0
internal import Terminal

extension KeyTable {
    /// How a question is answered.
    package static let question = KeyTable(
        "question", "Questions",
        [
            Command("question.yes", "Yes", keys: ["y"], hint: ("yes", 1), of: QuestionPlace.self) { place, scope in
                scope.act(.answer(place.id, .answer(true)))
            },
            Command(
                "question.no", "No", keys: ["n", "enter", "esc", "ctrl-c"], hint: ("no", 2), of: QuestionPlace.self
            ) {
                place, scope in scope.act(.answer(place.id, .answer(false)))
            },
        ])
}

/// A question in the prompt line. It is answered by its letter; any other key means no and then does its own work, so
/// that none that was typed ahead is swallowed.
struct QuestionPlace: Place {
    /// Names the question to the place that asked it.
    let id: RequestID
    let words: String

    var keyTables: [KeyTable] { [.question] }
    var isOverlay: Bool { true }
    var isTransient: Bool { true }

    func heading(_ situation: Situation) -> Heading { Heading(title: "") }

    func prompt(_ situation: Situation, _ theme: Theme) -> Prompt? {
        Prompt(lead: "? ", text: words, ways: "  y yes · n no", isAsking: true)
    }
}
