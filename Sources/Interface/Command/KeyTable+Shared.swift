// SPDX-License-Identifier: Apache-2.0

extension KeyTable {
    /// What can be done wherever keys are commands.
    package static let global = KeyTable(
        "global", "Everywhere",
        Panes.all.map { pane in
            Command(
                "pane.\(pane.number)", "Go to \(pane.title)", keys: ["\(pane.number)", "alt-\(pane.number)"]
            ) { $1.act(.pane(pane.number)) }
        } + [
            Command("tab.next", "Go to the next tab", keys: ["]", "g t"]) { $1.act(.tab(by: 1)) },
            Command("tab.previous", "Go to the tab before", keys: ["[", "g T"]) { $1.act(.tab(by: -1)) },
            Command(
                "palette.open", "Choose a command by its words", keys: [":", "ctrl-p"], hint: ("command", 98),
                reach: .everywhere
            ) { $1.act(.openPalette) },
            Command(
                "help.open", "Show the keys of this place", keys: ["?", "F1"], hint: ("help", 99), reach: .everywhere
            ) { $1.act(.openKeys) },
            Command(
                "cancel", "Take one step out", keys: ["esc", "ctrl-c"], hint: ("back", 2), isHinted: \.isInside
            ) { if !$0.stepOut(&$1) { $1.act(.leave) } },
            Command(
                "undo", "Undo the last change made here", keys: ["u", "g u"], hint: ("undo", 7), danger: .writes
            ) { $1.act(.undo) },
            Command("redo", "Do again what was undone last", keys: ["U", "ctrl-r"], danger: .writes) { $1.act(.redo) },
            Command("detail.down", "Scroll the detail down", keys: ["J", "shift-down"], need: .row) {
                $0.scrollDetail(by: KeyTable.detailStep, &$1)
            },
            Command("detail.up", "Scroll the detail up", keys: ["K", "shift-up"], need: .row) {
                $0.scrollDetail(by: -KeyTable.detailStep, &$1)
            },
            Command("refresh", "Read the list again", keys: ["R", "F5"]) { $1.act(.refresh) },
            Command("screen.redraw", "Draw the screen again", keys: ["ctrl-l", "g R"], reach: .always) {
                $1.act(.effect(.redraw))
            },
            Command("macro.record", "Record what is done as a macro, or end the record", keys: ["g r"]) {
                $1.act(.record)
            },
            Command("macro.play", "Play the macro", keys: ["@"]) { $1.act(.playMacro) },
            Command("messages.open", "Show all messages", keys: ["g m"]) { $1.act(.cover(MessagesPlace())) },
            Command("mouse.toggle", "Switch the mouse on or off", keys: ["g M"]) { $1.act(.toggleMouse) },
            Command(
                "suspend", "Go back to the shell for a while", keys: ["ctrl-z"], reach: .always, leadsOut: true
            ) { $1.act(.effect(.suspend)) },
            Command("quit", "Quit", keys: ["q", "g q"], hint: ("quit", 60)) { $1.act(.quit) },
        ])

    /// Lines a key scrolls the detail by.
    private static let detailStep = 3

    /// How to move in any list.
    package static let nav = KeyTable(
        "nav", "Lists",
        [
            move("list.down", "Go down one row", ["down", "j"], .down),
            move("list.up", "Go up one row", ["up", "k"], .up),
            move("list.page-down", "Go down one page", ["PgDn", "ctrl-f"], .pageDown),
            move("list.page-up", "Go up one page", ["PgUp", "ctrl-b"], .pageUp),
            move("list.half-down", "Go down half a page", ["ctrl-d", "}"], .halfDown),
            move("list.half-up", "Go up half a page", ["ctrl-u", "{"], .halfUp),
            move("list.first", "Go to the first row", ["Home", "g g"], .first),
            move("list.last", "Go to the last row", ["End", "G"], .last),
            Command(
                "record.open", "Open the detail over the whole width", keys: ["enter", "o"], hint: ("open", 1),
                need: .row, when: { $0.hasRow && $0.hasDetail && !$0.isZoomed }
            ) { place, scope in
                place.isZoomed = true
                scope.act(.settle)
            },
            Command(
                "filter.open", "Search and filter the list", keys: ["/", "F3"], hint: ("filter", 6),
                when: { ($0 as? any Filtering)?.canFilter ?? false }
            ) { place, _ in
                guard var own = place as? any Filtering else { return }
                own.openFilter()
                place = own
            },
        ])

    private static func move(_ id: String, _ title: String, _ keys: [String], _ move: Move) -> Command {
        Command(id, title, keys: keys, need: .row) { place, scope in
            place.move(move, &scope)
            scope.act(.settleSoon)
        }
    }

    /// How to edit a line of text.
    package static let text = KeyTable(
        "text", "Typing text",
        [
            edit("text.left", "Go left", ["left"]) { $0.moveLeft() },
            edit("text.right", "Go right", ["right"]) { $0.moveRight() },
            edit("text.start", "Go to the start of the line", ["Home", "ctrl-a"]) { $0.moveToStart() },
            edit("text.end", "Go to the end of the line", ["End", "ctrl-e"]) { $0.moveToEnd() },
            edit("text.delete-back", "Delete to the left", ["Backspace"]) { $0.deleteBack() },
            edit("text.delete", "Delete to the right", ["Del"]) { $0.deleteForward() },
            edit("text.word-back", "Delete the word on the left", ["ctrl-w"]) { $0.deleteWord() },
            edit("text.line-back", "Delete to the start of the line", ["ctrl-u"]) { $0.deleteToStart() },
            edit("text.undo", "Take back what was typed or deleted last", ["ctrl-x u"]) { _ = $0.undo() },
        ])

    private static func edit(
        _ id: String, _ title: String, _ keys: [String], _ change: @escaping @Sendable (inout TextInput) -> Void
    ) -> Command {
        Command(id, title, keys: keys) { place, scope in
            guard var input = place.input else { return }
            change(&input)
            place.input = input
            place.typed(&scope)
        }
    }
}
