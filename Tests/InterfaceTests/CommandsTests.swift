// SPDX-License-Identifier: Apache-2.0
import Interface
import Terminal
import Testing

struct CommandsTests {
    private static let forbidden = [
        "ctrl-s", "ctrl-q", "ctrl-i", "ctrl-m", "ctrl-h", "ctrl-v", "ctrl-k", "ctrl-\\", "ctrl-j", "F10", "F11", "F12",
        "alt-enter",
    ]

    @Test func `every default key is a key and none is forbidden`() {
        for command in Commands.keyTables.flatMap(\.commands) {
            for keys in command.keys {
                let sequence = Commands.sequence(keys)
                #expect(sequence != nil, "\(command.id): \(keys)")
                #expect(sequence?.allSatisfy(\.isReachable) ?? false, "\(command.id): \(keys)")
                for key in sequence ?? [] {
                    #expect(!CommandsTests.forbidden.contains(key.name), "\(command.id): \(keys)")
                    #expect(key.name == Key(name: key.name)?.name)
                }
            }
        }
    }

    @Test(arguments: [
        [KeyTable.list, .nav, .global], [.history, .nav, .global], [.audit, .nav, .global], [.cell, .text],
        [.filter, .text], [.palette, .text], [.help, .text], [.columns], [.sort, .text], [.views, .text],
        [.fieldChoice, .text], [.mend, .text],
    ])
    func `no key stands twice in a place and no key begins another`(keyTables: [KeyTable]) {
        var seen: [[Key]: String] = [:]
        for command in keyTables.flatMap(\.commands) {
            for keys in command.keys.compactMap(Commands.sequence) {
                #expect(seen[keys] == nil, "\(command.id) and \(seen[keys] ?? "")")
                seen[keys] = command.id
            }
        }
        for keys in seen.keys {
            for count in 1..<keys.count { #expect(seen[Array(keys.prefix(count))] == nil, "\(keys.map(\.name))") }
        }
    }

    @Test func `ids are unique and say what they concern`() {
        let ids = Commands.keyTables.flatMap(\.commands).map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { Commands.named($0)?.id == $0 })
    }

    /// Brings a stage to where a layer has the keys.
    private func stage(_ table: KeyTable) -> Stage {
        var stage = Stage(columns: 120, rows: 36)
        stage.pause()
        switch table {
        case .history: stage.press("H")
        case .audit:
            stage.press("l l e")
            stage.type("24.50")
            stage.press("enter 5")
        case .cell: stage.press("e")
        case .form: stage = formStage()
        case .calendar:
            stage = Stage.atDate()
            stage.press("+")
        case .clash: stage = Stage.inClash()
        case .picker:
            stage.press("n down")
            stage.type("y")
        case .question: stage.press("d")
        case .pick: stage.press("t")
        case .ask: stage.press("l l b e")
        case .preview: stage.press("space d")
        case .columns: stage.press("C j")
        case .sort: stage.press("s p")
        case .views:
            stage.store.addView("All by price", sort: "-price")
            stage.press("w")
        case .files: stage.press("i down")
        case .mapping, .fieldChoice, .dryRun, .mend: importStage(table, &stage)
        case .filter: stage.press("/")
        case .palette: stage.press(":")
        case .help: stage.press("?")
        case .text: stage.press("/")
        default: break
        }
        stage.pause()
        return stage
    }

    /// Brings a stage to where a command of a layer applies.
    private func stage(_ table: KeyTable, for command: Command) -> Stage {
        var stage = stage(table)
        switch command.id {
        case "cell.as-above": stage.press("esc j e")
        case "field.editor":
            stage.store.edited = { .edited($0 + "!") }
            stage.press("ctrl-x f")
            stage.go(to: "Description")
        case "messages.copy": stage.press("esc g m")
        case "message.copy": stage.press("Z 8 [")
        case "message.find": stage.press("8 [")
        case "bad.show": stage.press("esc")
        default: break
        }
        stage.pause()
        return stage
    }

    /// An import at the step whose keys a table has.
    private func importStage(_ table: KeyTable, _ stage: inout Stage) {
        stage.press("i")
        stage.type("products.")
        stage.press("enter")
        switch table {
        case .mapping: stage.press("up")
        case .fieldChoice: stage.press("e down")
        case .dryRun: stage.press("y enter f")
        default: stage.press("y enter f e")
        }
    }

    /// A form for the second record of a chain, with a failure and a field that can be repeated.
    private func formStage() -> Stage {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("n")
        stage.type("First")
        stage.press("enter")
        stage.type("yarn")
        stage.press("enter")
        stage.type("12")
        stage.press("F3")
        stage.type("Second")
        stage.press("F2")
        return stage
    }

    @Test(arguments: Commands.keyTables)
    func `every command can be run by its first key`(table: KeyTable) throws {
        for command in table.commands {
            var stage = stage(table, for: command)
            let before = stage.model
            let sent = stage.sent.count
            #expect(stage.model.refusal(of: command) == nil)
            stage.press(try #require(command.keys.first))
            #expect(stage.model.contradiction == nil, "\(command.id)")
            let isUseful = stage.model != before || stage.sent.count > sent
            #expect(stage.model.toast?.text.contains("does not apply") != true, "\(command.id) has another key first")
            let isAtItsEnd = [
                "cancel", "pane.1", "clash.previous", "list.up", "list.half-up", "list.page-up", "list.first",
                "choice.previous", "pick.previous", "views.previous", "views.next", "mark.none", "rows.both",
            ]
            let isEdge =
                isAtItsEnd.contains(command.id) || command.id.hasPrefix("text.") || command.id.hasPrefix("reader.")
                || command.id.hasPrefix("palette.") || ["detail.up", "detail.down"].contains(command.id)
            #expect(isUseful || isEdge, "\(command.id) does nothing")
            if let toast = stage.model.toast { #expect(!toast.text.contains("no command"), "\(command.id)") }
        }
    }

    @Test func `the reference lists every command with its keys`() {
        let text = Commands.reference()
        #expect(text.hasPrefix("## Everywhere\n\n| keys | does | command |\n|---|---|---|\n"))
        #expect(text.contains("| `1` `alt-1` | Go to Inventory | `pane.1` |"))
        #expect(text.contains("| `e` `F2` | Change this cell | `cell.edit` |"))
        for command in Commands.keyTables.flatMap(\.commands) { #expect(text.contains("`\(command.id)`")) }
    }

    @Test func `a wrong key says so and ends its prefix`() {
        var stage = Stage()
        stage.press("g y")
        #expect(stage.model.toast?.text == "g y is no command here. ? shows the keys.")
        stage.press("j")
        #expect(stage.model.prefix.isEmpty)
        stage.press("Z")
        #expect(stage.model.toast?.text == "Z is no command here. ? shows the keys.")
    }

    @Test func `without the permission a command says what it needs`() {
        var stage = Stage(permissions: ["*:read"])
        stage.press("e")
        #expect(stage.model.toast?.text == "“Change this cell” is not possible: needs products:update.")
        #expect(!stage.row(-1).contains("cell"))
        stage.press(":")
        stage.type("change this")
        #expect(stage.screen.contains("▌ Change this cell"))
        #expect(stage.screen.contains("needs products:update"))
    }

    @Test func `in a store opened for reading what writes is neither hinted nor offered`() {
        var stage = Stage(columns: 120, rows: 36, isReadOnly: true)
        #expect(stage.row(0).hasSuffix("Northlight · READ-ONLY"))
        #expect(!stage.row(-1).contains("cell") && !stage.row(-1).contains("undo"))
        stage.press("u")
        #expect(
            stage.model.toast?.text
                == "“Undo the last change made here” is not possible: the store is open for reading only.")
        stage.press("?")
        #expect(!stage.screen.contains("Change this cell"))
    }

    @Test func `the palette finds words by their begins, and runs nothing that only looks alike`() {
        func palette(_ text: String) -> Stage {
            var stage = Stage(columns: 120, rows: 36)
            stage.pause()
            stage.press(":")
            stage.type(text)
            return stage
        }
        var theme = palette("theme")
        theme.press("enter")
        #expect(theme.model.toast?.text == "No command is called that.")
        #expect(!theme.sent.contains { if case .request(_, .undo) = $0 { true } else { false } })
        var guess = palette("ulc")
        #expect(guess.screen.contains("▌ Undo the last change made here"))
        guess.press("enter")
        #expect(guess.model.toast?.text == "Enter again: Undo the last change made here.")
        #expect(guess.row(-3).hasPrefix(": undo "))
        guess.press("enter")
        #expect(guess.sent.contains { if case .request(_, .undo) = $0 { true } else { false } })
        var words = palette("und")
        words.press("enter")
        #expect(words.sent.contains { if case .request(_, .undo) = $0 { true } else { false } })
    }

    @Test(arguments: [
        ("theme", "Undo the last change made here", nil as Bool?), ("last ch", "Undo the last change made here", true),
        ("change last", "Undo the last change made here", nil), ("ulc", "Undo the last change made here", false),
        ("rehi", "record.history", false), ("rec his", "record.history", true), ("istory", "record.history", nil),
        ("", "Quit", false), ("ÜB", "über", true),
    ])
    func `words match by their begins in their order, a row of initials is weaker`(
        typed: String, text: String, isStrong: Bool?
    ) {
        #expect(Fuzzy.match(typed, in: text)?.isStrong == isStrong)
    }

    @Test func `the first word and a whole word count most`() throws {
        func score(_ text: String) throws -> Int { try #require(Fuzzy.match("sort", in: text)).score }
        #expect(try score("Sort by this") > score("Now sort this"))
        #expect(try score("Now sort this") > score("Now sorted this"))
        #expect(Fuzzy.match("hi", in: "Show the history")?.offsets == [9, 10])
    }
}
