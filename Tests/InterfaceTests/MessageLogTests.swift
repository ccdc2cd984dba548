// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Testing

struct MessageLogTests {
    /// The tab of the messages, after three of them.
    private func stage(columns: Int = 120, rows: Int = 36) -> Stage {
        var stage = Stage(columns: columns, rows: rows)
        stage.press("l l e")
        stage.type("9.99")
        stage.press("enter X Y 8 [")
        stage.pause()
        return stage
    }

    @Test func `a tab holds all messages, newest first, and the whole of the one under the cursor`() {
        var stage = stage()
        #expect(stage.row(1).contains("[Messages]"))
        #expect(stage.row(4).hasPrefix("▌  today 15:32    i Y is no command here. ? shows the keys."))
        #expect(stage.row(6).contains("✓ Saved price of"))
        stage.press("G")
        stage.pause()
        #expect(stage.row(-3).hasSuffix("3 of 3"))
        #expect(stage.row(3).contains("· done"))
        stage.press("y")
        #expect(stage.store.copied.last?.hasSuffix("done\tSaved price of MUG-0001: 28.00 → 9.99. u undoes it.") == true)
    }

    @Test func `what is said meanwhile comes in above, and the cursor stays on its message`() {
        var stage = stage()
        stage.press("j")
        stage.pause()
        let row = stage.row(5).prefix(59)
        stage.press("Z")
        stage.pause()
        stage.press("R")
        stage.pause()
        #expect(stage.row(4).contains("Z is no command here."))
        #expect(stage.row(6).prefix(59) == row)
    }

    @Test func `words are found among the messages`() {
        var stage = stage()
        stage.press("/")
        stage.type("price")
        #expect(stage.row(-3).hasPrefix("? price"))
        #expect(stage.row(3).contains("Saved price of") && stage.row(4).isEmpty)
        stage.press("esc")
        #expect(stage.row(1).contains("[Messages]"))
    }

    @Test func `a screen for one column has the words without the times`() {
        let stage = stage(columns: 40, rows: 12)
        #expect(stage.screen.contains("▌  i Y is no command here."))
    }
}
