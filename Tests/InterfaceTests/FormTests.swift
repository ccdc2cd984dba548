// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

struct FormTests {
    private func stage(columns: Int = 80, rows: Int = 24) -> Stage {
        var stage = Stage(columns: columns, rows: rows)
        stage.pause()
        return stage
    }

    private func created(_ stage: Stage) -> [Record<Product>] {
        stage.store.records.dropFirst(300).map { Record<Product>(values: $0.values) }
    }

    @Test func `ten products are entered with three keys each beside their values`() {
        var stage = stage()
        var keys = 0
        func press(_ names: String, _ stage: inout Stage) {
            stage.press(names)
            keys += names.split(separator: " ").count
        }
        press("n", &stage)
        for number in 1...10 {
            stage.type("Mug · new \(number)")
            press("enter", &stage)
            if number == 1 {
                stage.type("pott")
                stage.press("enter")
            } else {
                press("\"", &stage)
            }
            stage.type("24.50")
            press(number == 10 ? "F2" : "F3", &stage)
        }
        #expect(created(stage).map(\.name) == (1...10).map { "Mug · new \($0)" })
        #expect(created(stage).allSatisfy { $0.price == 2_450 && $0.category == FakeStore.pottery })
        #expect(keys <= 31)
        #expect(stage.row(1).hasPrefix("[Products]"))
    }

    @Test func `a form tells what is wrong at each field and goes to the first`() {
        var stage = stage(columns: 120, rows: 36)
        stage.press("n F2")
        #expect(stage.row(-2) == " ✗ Not saved: 2 fields need mending: Name, Category.")
        #expect(stage.row(3).contains("✗ must be given"))
        stage.type("Bowl")
        stage.press("enter")
        stage.type("nowhere")
        stage.press("enter")
        #expect(stage.row(-2) == " ✗ “nowhere” is none of the categories.")
        stage.press("esc")
        stage.type("pot")
        #expect(stage.screen.contains("▌ Pottery"))
        stage.press("enter")
        stage.type("12,345")
        stage.press("F2")
        #expect(stage.screen.contains("~Price"))
        #expect(stage.row(-2).hasPrefix(" ✗ Not saved: 1 field needs mending: Price."))
        #expect(created(stage).isEmpty)
    }

    @Test func `what the store refuses stands at its field, and what was typed stays`() {
        var stage = stage(columns: 120, rows: 36)
        stage.press("n")
        stage.type("Mug · glaze 0001")
        stage.press("enter")
        stage.type("pott")
        stage.press("enter F2")
        #expect(stage.row(3).contains("Mug · glaze 0001"))
        #expect(stage.row(3).contains("✗ is taken: it belongs to another"))
        #expect(stage.row(-3).hasPrefix("1 thing to mend: Name"))
    }

    @Test func `a record is changed in its form, against what was seen`() {
        var stage = stage()
        stage.press("j E")
        #expect(stage.row(1).hasPrefix("Edit product  MUG-0004 · Mug · glaze 0004"))
        #expect(stage.row(-3).hasSuffix("field 1 of 28"))
        stage.type("Mug · celadon")
        stage.press("F2")
        #expect(stage.row(-2).hasPrefix(" ✓ Saved: name of MUG-0004. u undoes it."))
        #expect(stage.screen.contains("Mug · celadon"))
        stage.press("E enter enter enter enter")
        stage.store.setPrice(9_900, at: 3)
        stage.press("F2")
        #expect(stage.row(-2) == " i MUG-0004 is unchanged.")
    }

    @Test func `what cannot be kept is said to be so, and asked for before it is left`() throws {
        var stage = Stage(columns: 80, rows: 24)
        stage.press("n")
        stage.type("Half")
        stage.pause()
        #expect(stage.row(1).hasSuffix("draft kept today 15:32"))
        let keeping = stage.asked.last { if case .keep = $0.request { true } else { false } }
        stage.send(.reply(try #require(keeping?.id), .answer(false)))
        #expect(stage.row(1).hasSuffix("draft not kept"))
        stage.press("esc")
        #expect(stage.row(-3).hasPrefix("? The new product is not saved. Leave all the same?"))
        stage.press("n")
        #expect(stage.row(1).hasPrefix("New product"))
        stage.press("esc y")
        #expect(stage.row(1).hasPrefix("[Products]"))
    }

    @Test func `what was typed is kept within a second, and comes back with its form`() {
        var stage = stage()
        stage.press("n")
        stage.type("Half")
        stage.press("enter")
        stage.type("pott")
        stage.press("enter")
        stage.type("12")
        stage.pause()
        #expect(stage.store.drafts.first?.texts == ["name": "Half", "category": "Pottery", "price": "12"])
        stage.press("esc")
        #expect(stage.row(-2) == " i Not saved; what was typed is kept. n goes on with it.")
        #expect(created(stage).isEmpty)
        var next = Stage(columns: 80, rows: 24, drafts: stage.store.drafts)
        #expect(next.row(-2).hasPrefix(" i Not saved when the program ended: New product, today 15:32. n"))
        next.send(.notice(.warning, Problem(title: "The usual keys count.")))
        next.pause(10_000)
        #expect(next.row(-2).hasPrefix(" i Not saved when the program ended"))
        next.press("j")
        #expect(next.row(-2).hasPrefix(" i Not saved when the program ended"), "it was not drawn yet")
        next.send(.tick(nowMicroseconds: FakeStore.now + 100_000))
        next.press("j")
        #expect(next.row(-2) == " ! The usual keys count.")
        next.press("n")
        #expect(next.row(-2).hasPrefix(" i What was typed today 15:32 is back."))
        next.press("F2")
        #expect(created(next).map(\.name) == ["Half"])
        #expect(created(next).first?.category == FakeStore.pottery)
        #expect(next.store.drafts.isEmpty)
    }

    @Test func `what is typed on and on is kept in between`() {
        var stage = stage()
        stage.press("n")
        for step in 0..<12 {
            stage.send(.tick(nowMicroseconds: FakeStore.now + Int64(step) * 100_000))
            stage.type("a")
        }
        #expect(stage.store.drafts.first?.texts["name"] == String(repeating: "a", count: 9))
    }

    @Test func `a draft can be dropped`() {
        var stage = stage()
        stage.press("j E")
        stage.type("Other")
        stage.pause()
        #expect(stage.store.drafts.count == 1)
        stage.press("ctrl-x k")
        #expect(stage.row(3).contains("Mug · glaze 0004"))
        #expect(stage.store.drafts.isEmpty)
        stage.press("esc")
        #expect(stage.row(1).hasPrefix("[Products]"))
    }

    @Test func `a copy brings everything but what is one record's own`() {
        var stage = stage()
        stage.press("j c")
        #expect(stage.row(1).hasPrefix("New product  copy of MUG-0004 · Mug · glaze 0004"))
        stage.type("Mug · copy")
        stage.press("F2")
        let copy = created(stage).first
        #expect(copy?.name == "Mug · copy" && copy?.price == 2_803 && copy?.category == FakeStore.pottery)
        #expect(copy?.sku == "")
    }

    @Test func `keys typed while a record is saved come after it, in their order`() {
        var stage = stage()
        stage.press("n")
        stage.type("First")
        stage.press("enter")
        stage.type("yarn")
        stage.press("enter")
        stage.isHolding = true
        stage.press("F3")
        stage.type("Second")
        stage.press("enter \"")
        #expect(created(stage).isEmpty)
        stage.release()
        stage.press("F2")
        #expect(created(stage).map(\.name) == ["First", "Second"])
    }

    @Test func `without the right to create there is no new record`() {
        var stage = Stage(permissions: ["*:read", "products:update"])
        stage.press("n")
        #expect(stage.row(-2) == " ! “Make a new record” is not possible: needs products:create.")
    }

    @Test(arguments: [(40, 12), (80, 24), (120, 36), (200, 60)])
    func `every field of a form is reached and seen at every extent`(columns: Int, rows: Int) {
        var stage = stage(columns: columns, rows: rows)
        stage.press("E")
        for field in Product.declaration.facts.fields where !field.isDerived {
            _ = field
            #expect(stage.canvas.cursor != nil)
            #expect(stage.screen.contains("▌"))
            stage.press("tab")
        }
        #expect(stage.row(-2).contains("last field"))
    }
}
