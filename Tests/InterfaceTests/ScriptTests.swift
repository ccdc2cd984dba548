// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

/// Keys as text, recorded and played.
struct ScriptTests {
    @Test func `a script is read step by step, and written as it was`() {
        let text = """
            size 80x24
            filter.open
            type "mug \\"17\\" # no comment"
            keys enter right ctrl-a e #
            scan "4006381333931"
            paste "a\\nb"

            """
        let (script, problems) = KeyScript.parse("# find it\n\n\(text)  # the end", file: "a.keys")
        #expect(problems.isEmpty)
        #expect(
            script.steps == [
                .size(Size(columns: 80, rows: 24)), .command("filter.open"), .type("mug \"17\" # no comment"),
                .keys([.special(.enter, []), .special(.right, []), .control("a"), .character("e")]),
                .scan("4006381333931"), .paste("a\nb"),
            ])
        #expect(script.text == text.replacing(" #\n", with: "\n"))
    }

    @Test(arguments: [
        ("size 80", "a.keys:1:1: size: “80” is not accepted; accepted: columns and rows, like 80x24"),
        ("size 0x24", "a.keys:1:1: size: “0x24” is not accepted; accepted: columns and rows, like 80x24"),
        ("\nfilter.opne", "a.keys:2:1: “filter.opne” is no command; accepted: filter.open, filter.save, filter.take"),
        ("undo now", "a.keys:1:1: undo: “now” is not accepted; accepted: nothing behind a command"),
        (
            "type mug",
            "a.keys:1:1: type: “mug” is not accepted; accepted: a text in quotes as JSON has it: type \"24.50\""
        ),
        ("keys", "a.keys:1:1: keys is missing; accepted: keys like enter, F2, ctrl-x, a"),
    ])
    func `what is wrong is told with its line and what is accepted`(text: String, sentence: String) {
        let (_, problems) = KeyScript.parse(text, file: "a.keys")
        #expect(problems.map(\.sentence) == [sentence])
    }

    @Test func `every mistake is told`() {
        let (script, problems) = KeyScript.parse("keys F99 enter bogus\nscan 12\nundo", file: "a.keys")
        #expect(problems.count == 3)
        #expect(script.steps == [.keys([.special(.enter, [])]), .command("undo")])
    }

    @Test func `a macro holds what was done and does it again on another record`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("g r")
        #expect(stage.row(0).hasSuffix("Northlight · REC"))
        stage.press("l l e")
        stage.type("24.50")
        stage.press("enter j g r")
        #expect(!stage.row(0).contains("REC"))
        #expect(
            stage.asked.last?.request
                == .keepMacro(
                    """
                    size 120x36
                    column.right
                    column.right
                    cell.edit
                    type "24.50"
                    cell.save
                    list.down

                    """))
        #expect(
            stage.model.toast?.text == "The macro is kept: @ plays it, and so does satchel play state/macro.keys.")
        stage.press("h h @")
        #expect(Record<Product>(values: stage.store.records[3].values).price == 2_450)
        #expect(stage.model.contradiction == nil)
    }

    @Test func `what goes wrong ends a macro, and the rest is not done`() {
        var stage = Stage(columns: 120, rows: 36)
        let script = KeyScript([
            .keys([.character("l"), .character("l"), .character("e")]), .type("0"), .command("cell.save"),
            .command("cell.keep"), .command("record.delete"),
        ])
        stage.send(.play(script))
        #expect(stage.model.toast?.text.hasSuffix("Not saved. The rest was not done.") == true)
        #expect(stage.model.typeAhead.isEmpty)
        #expect(stage.row(-1).contains("esc keep old value"))
        #expect(!stage.sent.contains { if case .request(_, .bulk) = $0 { true } else { false } })
    }

    @Test func `a step that does not apply ends a script`() {
        var stage = Stage()
        stage.send(.play(KeyScript([.command("commit.revert"), .command("list.down")])))
        #expect(stage.model.toast?.text == "“commit.revert” is no command here. The rest was not done.")
        stage.send(.play(KeyScript([.command("form.save"), .keys([.character("5")])])))
        #expect(stage.row(0).contains("[1 Inventory]"))
    }

    @Test func `steps wait for what they need, as keys do`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.isHolding = true
        stage.send(
            .play(
                KeyScript([
                    .command("filter.open"), .type("yarn"), .command("filter.take"), .command("cell.edit"),
                ])))
        #expect(!stage.model.typeAhead.isEmpty)
        stage.release()
        #expect(stage.model.typeAhead.isEmpty)
        #expect(stage.row(-3).hasPrefix("Name of YARN-"))
    }
}
