// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

/// What a person sees of what they are about to do.
struct SightTests {
    @Test func `keys right behind the one for the audit log wait for its lines`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.press("l l e 9 enter")
        stage.pause()
        stage.isHolding = true
        stage.press("5 /")
        #expect(stage.model.typeAhead.count == 1)
        stage.release()
        stage.type("price")
        #expect(stage.row(-3).hasPrefix("/ price"))
    }

    @Test func `a new record keeps the currency that stood beside its price`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.pause()
        stage.press("n")
        stage.type("Vase")
        stage.press("enter")
        stage.type("pott")
        stage.press("enter")
        stage.type("500")
        #expect(stage.screen.contains("500 EUR"))
        stage.press("F2")
        let vase = stage.store.records.last.map { Record<Product>(values: $0.values) }
        #expect(vase?.price == 50_000 && vase?.currency == "EUR")
    }

    @Test func `the shop's new name and currency are seen at once`() {
        var stage = Stage(columns: 120, rows: 36)
        let old = stage.model.situation.viewer
        stage.send(.renamed("Southlight"))
        stage.send(
            .viewer(
                Viewer(
                    memberName: old.memberName, member: old.member, isReadOnly: false, access: old.access,
                    currency: "SEK")))
        #expect(stage.row(0).hasSuffix("Anna · Southlight"))
        #expect(stage.row(3).contains("Price SEK"))
    }

    @Test func `a question's answers are seen however long it is`() {
        var stage = Stage(columns: 40, rows: 12)
        stage.press("d")
        #expect(stage.screen.contains("y yes · n no"))
    }

    @Test func `a message that is cut names the key for all of it`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.send(.notice(.warning, Problem(title: String(repeating: "word ", count: 30))))
        #expect(stage.row(-2).hasSuffix("…  g m"))
        stage.press("e")
        #expect(!stage.row(-2).hasSuffix("g m"))
    }

    @Test func `a preview names what it changes, and a bulk edit what is accepted`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.pause()
        stage.press("space d")
        #expect(stage.row(4).contains("MUG-0001  Mug · glaze 0001"))
        stage.press("esc l l l b e")
        #expect(stage.row(-3).contains("(draft, published, archived)"))
    }

    @Test func `the last day of a week is closed behind it alone`() {
        var stage = Stage.atDate()
        stage.press("+")
        let sheet = stage.screen
        #expect(sheet.contains("[15]"), "\(sheet)")
        #expect(!sheet.contains("]16"), "\(sheet)")
    }
}
