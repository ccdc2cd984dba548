// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

struct FilterTests {
    private func typed(_ text: String) -> Stage {
        var stage = Stage(columns: 80, rows: 24)
        stage.pause()
        stage.press("/")
        stage.type(text)
        stage.pause()
        return stage
    }

    @Test func `the list follows each key and the last good one stays while the text is no filter`() {
        var stage = typed("mug price>30")
        #expect(stage.row(-3) == "/ mug price>30                                                           1 of 33")
        stage.type("x")
        stage.pause()
        #expect(
            stage.row(-3) == "/ mug price>30x   ✗ “30x” is no number: a number like 24.50              1 of 33")
        #expect(stage.screen.contains("▌  MUG-0202"))
        stage.press("enter")
        #expect(stage.row(-2).hasPrefix(" ✗ The filter is not complete: “30x” is no number."))
        stage.press("Backspace enter")
        #expect(stage.row(-3) == "/ mug price>30                                                           1 of 33")
    }

    @Test func `text that comes all at once is followed once, and is what single keys would have been`() {
        let text = "mug price>30"
        var stage = typed("")
        let before = stage.sent.count
        stage.send(.keys(text.map { .character($0) }))
        let loads = stage.sent[before...].filter { if case .request(_, .window) = $0 { true } else { false } }
        #expect(loads.count == 1)
        stage.pause()
        #expect(stage.screen == typed(text).screen)
        stage.send(.keys(text.map { .character($0) } + [.enter]))
        #expect(stage.screen.contains("price>30mug price>30"))
    }

    @Test func `a count that was asked for other rows is not told of these`() throws {
        var stage = Stage(columns: 80, rows: 24)
        stage.pause()
        stage.isHolding = true
        stage.send(.storeChanged)
        let load = try #require(stage.held.first)
        let loaded = stage.store.answer(load)
        stage.send(try #require(loaded))
        let count = try #require(stage.held.first { if case .request(_, .count) = $0 { true } else { false } })
        (stage.held, stage.isHolding) = ([], false)
        stage.press("/")
        stage.type("mug price>30")
        stage.pause()
        #expect(stage.row(-3).hasSuffix("1 of 33"))
        let counted = stage.store.answer(count)
        stage.send(try #require(counted))
        stage.pause()
        #expect(stage.row(-3).hasSuffix("1 of 33"))
    }

    @Test func `a line that is too long is told once`() {
        var stage = typed("")
        let before = stage.model.log.count
        stage.send(.keys(Array(repeating: .character("x"), count: TextInput.bytesMax + 30_000)))
        #expect(stage.model.log[before...].map(\.text) == ["That is too long for one line."])
    }

    @Test func `an unfinished comparison says what is missing`() {
        let stage = typed("status=")
        #expect(stage.row(-3).hasPrefix("/ status=   … a value is missing: draft, published, archived"))
    }

    @Test func `tab completes fields, operators and choices`() {
        var stage = typed("sta")
        stage.press("tab")
        #expect(stage.row(-3).hasPrefix("/ status "))
        stage.press("tab")
        stage.type("pu")
        stage.press("tab")
        #expect(stage.row(-3).hasPrefix("/ status=published"))
        stage.press("enter")
        stage.pause()
        #expect(stage.row(-3).hasSuffix("1 of 225"))
    }

    @Test func `down chooses a completion, esc takes it away`() {
        var stage = typed("re")
        #expect(stage.screen.contains("reorder_level  quantity"))
        stage.press("down enter")
        #expect(stage.row(-3).hasPrefix("/ reorder_level "))
        stage.press("esc")
        #expect(!stage.screen.contains("at most"))
        #expect(stage.row(-3).hasPrefix("/ reorder_level "))
    }

    @Test func `esc goes back to the filter before and forgets nothing`() {
        var stage = typed("mug")
        stage.press("enter /")
        stage.type(" price>30")
        stage.press("esc")
        stage.pause()
        #expect(stage.row(-3).hasPrefix("/ mug  "))
        #expect(stage.row(-3).hasSuffix("1 of 100"))
        stage.press("/ up")
        #expect(stage.row(-3).hasPrefix("/ mug price>30 "))
        stage.press("up")
        #expect(stage.row(-3).hasPrefix("/ mug  "))
        stage.press("down")
        #expect(stage.row(-3).hasPrefix("/ mug price>30 "))
        stage.press("esc esc")
        stage.pause()
        #expect(stage.row(-3).hasSuffix("1 of 300"))
    }

    @Test func `nothing found is said, and is not an empty store`() {
        let stage = typed("kettle")
        #expect(stage.screen.contains("Nothing matches."))
        #expect(stage.row(-3) == "/ kettle                                                                       0")
    }

    @Test func `a pasted text lands in the line as one, with blanks for its line ends`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.press("/")
        stage.send(.key(.paste("mug\nprice>30\u{7}")))
        stage.pause()
        #expect(stage.row(-3) == "/ mug price>30                                                           1 of 33")
        #expect(stage.sent.count { if case .request(_, .window) = $0 { true } else { false } } == 2)
    }

    @Test func `esc puts the cursor back on its record and its row of the screen`() {
        var stage = Stage(columns: 80, rows: 24)
        for _ in 0..<150 { stage.press("j") }
        stage.pause()
        let screen = stage.screen
        stage.press("/")
        stage.type("mug price>30")
        stage.pause()
        #expect(stage.row(-3).hasSuffix("1 of 33"))
        stage.press("esc")
        stage.pause()
        #expect(stage.screen == screen)
        #expect(stage.row(-3).hasSuffix("151 of 300"))
    }

    @Test func `a filter that is taken away leaves the cursor on the hit`() {
        var stage = typed("moss 020")
        stage.press("enter j j")
        let record = stage.model.currentRecord
        stage.press("esc")
        stage.pause()
        #expect(stage.model.currentRecord == record)
        #expect(stage.row(-3).hasSuffix(" of 300"))
        #expect(!stage.row(-3).contains("–"))
    }

    @Test func `a name that no record has is marked, with names that are near`() {
        var stage = typed("category=yran price>20")
        #expect(stage.row(-3).hasPrefix("/ category=yran price>20   ✗ “yran” is none of the categories: Yarn"))
        #expect(stage.canvas[11, 21].style.attributes.contains(.underline))
        stage.press("enter")
        #expect(
            stage.row(-2).hasPrefix(" ✗ The filter is not complete: “yran” is none of the categories. Expected: Yarn"))
        stage.press("ctrl-u")
        stage.type("category=yarn")
        stage.pause()
        #expect(stage.row(-3) == "/ category=yarn                                                         1 of 200")
        stage.isHolding = true
        stage.press("ctrl-u")
        stage.type("category=pottry")
        stage.press("enter")
        stage.release()
        #expect(stage.model.toast?.text == "In the filter “pottry” is none of the categories. Expected: Pottery.")
    }
}
