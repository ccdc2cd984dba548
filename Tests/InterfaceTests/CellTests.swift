// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

struct CellTests {
    /// A stage whose cursor stands in the price of the second row: MUG-0004, 28.03.
    private func priceStage(columns: Int = 80, rows: Int = 24) -> Stage {
        var stage = Stage(columns: columns, rows: rows)
        stage.pause()
        stage.press("j l l")
        return stage
    }

    private func message(after text: String) -> String {
        var stage = priceStage()
        stage.press("e")
        stage.type(text)
        stage.press("enter")
        return stage.model.toast?.text ?? ""
    }

    @Test func `a sum is exact and rounded half up`() {
        #expect(message(after: "=*1.05") == "Saved price of MUG-0004: 28.03 → 29.43. u undoes it.")
        #expect(message(after: "=*0.5") == "Saved price of MUG-0004: 28.03 → 14.02. u undoes it.")
        #expect(message(after: "=/3") == "Saved price of MUG-0004: 28.03 → 9.34. u undoes it.")
        #expect(message(after: "=+2") == "Saved price of MUG-0004: 28.03 → 30.03. u undoes it.")
        #expect(message(after: "=-0.53") == "Saved price of MUG-0004: 28.03 → 27.50. u undoes it.")
        #expect(message(after: "=/0") == "The sum “=/0” cannot divide by 0.")
        #expect(message(after: "=1.05") == "The sum “=1.05” starts with =* =/ =+ or =-.")
        #expect(message(after: "=*x") == "The sum “=*x” needs a number like 1.05 after “*”.")
    }

    @Test func `what is no value is refused and the editor stays`() {
        #expect(
            message(after: "24,5x")
                == "Price “24,5x” is no number. Expected: a number like 24.50.")
        #expect(
            message(after: "1,234")
                == "Price “1,234” could be 1.234 or 1234. Expected: an amount like 1234.50, with a point before the "
                + "decimals.")
        #expect(message(after: "24,50 €") == "Saved price of MUG-0004: 28.03 → 24.50. u undoes it.")
        #expect(
            message(after: "24.505") == "Price “24.505” has more decimals than EUR (2). Expected: at most 2 decimals.")
        #expect(message(after: "28.03") == "Price of MUG-0004 is unchanged.")
        var stage = priceStage()
        stage.press("e x enter")
        #expect(stage.screen.contains("28.03 → x"))
    }

    @Test func `what the store refuses stays in the cell, with the reason`() {
        var stage = priceStage()
        stage.press("e 0 enter")
        #expect(stage.row(-2) == " ✗ Price must be more than 0 unless the product is free. Not saved.")
        #expect(stage.screen.contains("28.03 → 0"))
        stage.press("esc")
        #expect(stage.screen.contains("28.03  published"))
    }

    @Test func `a value that another process changed meanwhile is not overwritten`() {
        var stage = priceStage()
        stage.press("e")
        stage.type("24")
        stage.store.setPrice(2_350, at: 3)
        stage.press("enter")
        #expect(stage.row(-2) == " ✗ Not saved: another window changed the price to 23.50. esc shows it.")
        #expect(stage.row(-3).hasPrefix("Price of MUG-0004: the store holds 23.50 now; esc shows it"))
        stage.press("esc e")
        stage.type("24")
        stage.press("enter")
        #expect(stage.model.toast?.text == "Saved price of MUG-0004: 23.50 → 24.00. u undoes it.")
    }

    @Test func `down saves and opens the cell below, tab the next column`() {
        var stage = priceStage()
        stage.press("e 1 down 2 tab")
        stage.type("arch")
        stage.press("enter")
        let values = [3, 6].map { Record<Product>(values: stage.store.records[$0].values) }
        #expect(values.map(\.price) == [100, 200])
        #expect(values.map(\.status) == ["published", "archived"])
        stage.press("u u u")
        #expect(stage.model.toast?.text == "Undone: price of MUG-0004. U does it again.")
        stage.press("U")
        #expect(stage.model.toast?.text == "Done again: price of MUG-0004.")
    }

    @Test func `keys typed while a save is under way land in the next cell`() {
        var stage = priceStage()
        stage.isHolding = true
        stage.press("e 1 down 2 down 3 enter")
        #expect(stage.model.typeAhead.count == 4)
        stage.release()
        let prices = [3, 6, 9].map { Record<Product>(values: stage.store.records[$0].values).price }
        #expect(prices == [100, 200, 300])
    }

    @Test func `keys typed behind a save that is refused do not land in its cell`() {
        var stage = priceStage()
        stage.isHolding = true
        stage.press("e 0 down 2 enter")
        stage.release()
        #expect(stage.model.typeAhead.isEmpty)
        #expect(stage.screen.contains("28.03 → 0"))
        #expect(stage.model.log.map(\.text).contains("2 keys typed ahead were dropped."))
    }

    @Test func `a key that edits, typed while the list is loading, is kept`() {
        var stage = priceStage()
        stage.isHolding = true
        stage.press("s p enter e 7 enter")
        stage.release()
        #expect(stage.model.toast?.text == "Saved price of YARN-0002: 22.00 → 7.00. u undoes it.")
    }

    @Test func `references, sets and maps are not typed into a cell`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.press("l e")
        #expect(
            stage.model.toast?.text
                == "Category refers to other records and is not changed in the cell. ← → choose another column.")
    }

    @Test func `text is edited with wide characters and a paste is one step`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.press("e left ctrl-u")
        stage.send(.key(.paste("藍\nkettle ")))
        #expect(stage.screen.contains("Mug · glaze 0001 → 藍 kettle 1"))
        #expect(stage.canvas.cursor == Point(x: 3 + 12 + 19 + 10, y: 4))
        stage.press("ctrl-w Home right Del Backspace End x enter")
        #expect(stage.model.toast?.text == "Saved name of MUG-0001: Mug · glaze 0001 → 1x. u undoes it.")
    }

    @Test func `the first character replaces what is offered, an arrow keeps it`() {
        var stage = priceStage()
        stage.press("e Backspace 9 enter")
        #expect(stage.model.toast?.text == "Saved price of MUG-0004: 28.03 → 28.09. u undoes it.")
    }

    @Test func `a choice is named by its beginning where that is enough`() {
        var stage = priceStage()
        stage.press("l e")
        stage.type("pub")
        stage.press("enter")
        #expect(stage.model.toast?.text == "Status of MUG-0004 is unchanged.")
        stage.press("e x enter")
        #expect(
            stage.model.toast?.text
                == "Status “x” is none of the words allowed. Expected: draft, published, archived.")
    }

    @Test func `what the editor lies over is cut with its sign or goes whole, and comes back`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.press("j")
        stage.pause()
        let before = stage.screen
        stage.press("e")
        stage.type("A name that needs the room of its neighbours and")
        #expect(stage.row(5) == "▌ ~MUG-0004 Mug · glaze 0004 → A name that needs the room of its neighbours and")
        stage.press("esc")
        stage.pause()
        #expect(stage.screen == before)
        stage.press("e")
        stage.type("A name that is long")
        #expect(stage.row(5) == "▌ ~MUG-0004    Mug · glaze 0004 → A name that is long           28.03  published")
        stage.press("esc l l e")
        stage.type("123456789.01")
        #expect(stage.row(5) == "▌ ~MUG-0004    Mug · glaze 0004              Po… 28.03 → 123456789.01  published")
    }

    @Test func `after an edit that moves its record the position is that of the record`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.press("s p enter")
        for _ in 0..<250 { stage.press("j") }
        stage.press("l l e")
        stage.type("22")
        stage.press("enter")
        stage.pause()
        #expect(stage.row(-3).hasSuffix(" of 300"))
        #expect(!stage.row(-3).contains("–") && !stage.row(-3).hasSuffix("251 of 300"))
        #expect(stage.model.contradiction == nil)
    }
}
