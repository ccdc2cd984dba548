// SPDX-License-Identifier: Apache-2.0

extension Commands {
    /// What can be done wherever keys are commands.
    static let global: [Command] =
        Pane.allCases.map { pane in
            Command(
                "pane.\(pane.rawValue)", "Go to \(pane.title)", keys: ["\(pane.rawValue)", "alt-\(pane.rawValue)"]
            ) { $0.go(to: pane) }
        } + [
            Command(
                "palette.open", "Choose a command by its words", keys: [":", "ctrl-p"], hint: ("command", 98),
                reach: .everywhere
            ) { $0.openPalette() },
            Command(
                "help.open", "Show the keys of this place", keys: ["?", "F1"], hint: ("help", 99), reach: .everywhere
            ) { $0.openReader(.keys) },
            Command(
                "cancel", "Take one step out", keys: ["esc", "ctrl-c"], hint: ("back", 7), isHinted: \.isInside
            ) { $0.stepOut() },
            Command(
                "undo", "Undo the last change made here", keys: ["u", "g u"], hint: ("undo", 8), danger: .writes
            ) { $0.undo() },
            Command("redo", "Do again what was undone last", keys: ["U", "ctrl-r"], danger: .writes) { $0.redo() },
            Command("detail.down", "Scroll the detail down", keys: ["J", "shift-down"], need: .row) {
                $0.scrollDetail(by: Model.detailStep)
            },
            Command("detail.up", "Scroll the detail up", keys: ["K", "shift-up"], need: .row) {
                $0.scrollDetail(by: -Model.detailStep)
            },
            Command("refresh", "Read the list again", keys: ["R", "F5"]) { $0.refresh() },
            Command("screen.redraw", "Draw the screen again", keys: ["ctrl-l", "g R"], reach: .always) {
                $0.send(.redraw)
            },
            Command("messages.open", "Show all messages", keys: ["g m"]) { $0.openReader(.messages) },
            Command("suspend", "Go back to the shell for a while", keys: ["ctrl-z"], reach: .always) {
                $0.send(.suspend)
            },
            Command("quit", "Quit", keys: ["q", "g q"], hint: ("quit", 9)) { $0.send(.quit) },
        ]

    /// How to move in any list.
    static let list: [Command] = [
        Command("list.down", "Go down one row", keys: ["down", "j"], need: .row) { $0.move(.down) },
        Command("list.up", "Go up one row", keys: ["up", "k"], need: .row) { $0.move(.up) },
        Command("list.page-down", "Go down one page", keys: ["PgDn", "ctrl-f"], need: .row) { $0.move(.pageDown) },
        Command("list.page-up", "Go up one page", keys: ["PgUp", "ctrl-b"], need: .row) { $0.move(.pageUp) },
        Command("list.half-down", "Go down half a page", keys: ["ctrl-d", "}"], need: .row) { $0.move(.halfDown) },
        Command("list.half-up", "Go up half a page", keys: ["ctrl-u", "{"], need: .row) { $0.move(.halfUp) },
        Command("list.first", "Go to the first row", keys: ["Home", "g g"], need: .row) { $0.move(.first) },
        Command("list.last", "Go to the last row", keys: ["End", "G"], need: .row) { $0.move(.last) },
        Command(
            "record.open", "Open the detail over the whole width", keys: ["enter", "o"], hint: ("open", 1),
            need: .row, when: { $0.hasRow && !$0.isZoomed }
        ) { $0.zoom() },
    ]

    /// How to edit a line of text.
    static let text: [Command] = [
        Command("text.left", "Go left", keys: ["left"]) { $0.edit { $0.moveLeft() } },
        Command("text.right", "Go right", keys: ["right"]) { $0.edit { $0.moveRight() } },
        Command("text.start", "Go to the start of the line", keys: ["Home", "ctrl-a"]) { $0.edit { $0.moveToStart() } },
        Command("text.end", "Go to the end of the line", keys: ["End", "ctrl-e"]) { $0.edit { $0.moveToEnd() } },
        Command("text.delete-back", "Delete to the left", keys: ["Backspace"]) { $0.edit { $0.deleteBack() } },
        Command("text.delete", "Delete to the right", keys: ["Del"]) { $0.edit { $0.deleteForward() } },
        Command("text.word-back", "Delete the word on the left", keys: ["ctrl-w"]) { $0.edit { $0.deleteWord() } },
        Command("text.line-back", "Delete to the start of the line", keys: ["ctrl-u"]) {
            $0.edit { $0.deleteToStart() }
        },
    ]
}
