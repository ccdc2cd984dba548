// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

struct BulkTests {
    private func stage(columns: Int = 120, rows: Int = 36) -> Stage {
        var stage = Stage(columns: columns, rows: rows)
        stage.pause()
        return stage
    }

    private func categories(_ stage: Stage) -> [Identifier: Int] {
        Dictionary(
            stage.store.records.map { (Record<Product>(values: $0.values).category ?? $0.id, 1) }, uniquingKeysWith: +)
    }

    @Test func `all of a filter are transferred with six keys beside the words`() {
        var stage = stage()
        var keys = 0
        func press(_ names: String, _ stage: inout Stage) {
            stage.press(names)
            keys += names.split(separator: " ").count
        }
        press("/", &stage)
        stage.type("mug")
        press("enter *", &stage)
        stage.pause()
        #expect(stage.row(-3).hasSuffix("100 marked · 1 of 100"))
        press("t", &stage)
        stage.type("yar")
        #expect(stage.row(-3).hasPrefix("Transfer 100 products to: yar"))
        press("enter", &stage)
        #expect(stage.row(1).hasPrefix("Transfer to Yarn  Products"))
        #expect(stage.screen.contains("category Pottery → Yarn"))
        #expect(stage.row(-3).hasPrefix("Transfer to Yarn: 100 products?   y go · esc back"))
        press("y", &stage)
        #expect(stage.row(-2) == " ✓ changed 100 products. u undoes it.")
        #expect(categories(stage) == [FakeStore.yarn: 300])
        #expect(keys <= 6)
    }

    @Test func `a mark stands for its record wherever the row goes`() {
        var stage = stage(columns: 80, rows: 24)
        stage.press("space space")
        #expect(stage.row(4).hasPrefix(" ✓ MUG-0001") && stage.row(5).hasPrefix(" ✓ MUG-0004"))
        #expect(stage.row(6).hasPrefix("▌  MUG-0007"))
        stage.press("j j j v")
        #expect(stage.screen.split(separator: "\n").count { $0.dropFirst().hasPrefix("✓") } == 6)
        stage.press("s n n enter End")
        #expect(stage.screen.contains(" ✓ MUG-0004"))
        stage.press("V")
        #expect(!stage.screen.contains("✓ MUG"))
        stage.press("* space")
        stage.pause()
        #expect(stage.row(-3).contains("299 marked"))
        stage.press("g i")
        #expect(stage.row(-3).contains("1 marked"))
    }

    @Test func `one record is deleted by a letter that is not the asking one`() {
        var stage = stage(columns: 80, rows: 24)
        stage.press("j d")
        #expect(stage.row(-3).hasPrefix("? Delete MUG-0004 · Mug · glaze 0004? u brings it back.  y yes · n no"))
        stage.press("d")
        #expect(stage.store.records.count == 300)
        stage.press("enter")
        #expect(stage.store.records.count == 300)
        stage.press("esc d y")
        #expect(stage.store.records.count == 299)
        #expect(stage.row(-2) == " ✓ changed MUG-0004. u undoes it.")
    }

    @Test func `a column is set for all that are marked, what breaks a rule is shown and left out`() {
        var stage = stage()
        stage.store.setPrice(9_999, at: 3)
        stage.press("R space space l l b e")
        #expect(stage.row(-3).hasPrefix("Price of 2 products:"))
        stage.type("=*2")
        stage.press("enter")
        #expect(stage.screen.contains("✗ MUG-0004"))
        #expect(stage.screen.contains("price 28.00 EUR → 56.00 EUR"))
        #expect(stage.screen.contains("will change 1 · unchanged 0 · refused 1 (left out)"))
        stage.press("enter")
        #expect(Record<Product>(values: stage.store.records[0].values).price == 2_800)
        stage.press("y")
        #expect(Record<Product>(values: stage.store.records[0].values).price == 5_600)
        #expect(Record<Product>(values: stage.store.records[3].values).price == 9_999)
    }

    @Test func `what runs shows how far it is and stops on esc`() throws {
        var stage = stage()
        stage.press("* d")
        stage.isHolding = true
        stage.press("y")
        guard case .request(let id, .bulk)? = stage.held.last else { throw Absent() }
        stage.send(.tick(nowMicroseconds: FakeStore.now + 2_000_000))
        stage.send(.reply(id, .progress(60, of: 300)))
        #expect(stage.row(-3).hasPrefix("60 of 300 20 % · 8 s left   esc stops it"))
        stage.press("esc")
        #expect(stage.sent.contains(.stop(id)))
        stage.held = []
        stage.isHolding = false
        stage.send(.reply(id, .failed(Problem(title: "Stopped: nothing was changed."))))
        #expect(stage.row(-2) == " ✗ Stopped: nothing was changed.")
        #expect(stage.store.records.count == 300)
    }

    @Test func `a record is left out of a preview`() {
        var stage = stage()
        stage.press("space space space d j space")
        #expect(stage.screen.contains("will change 2"))
        stage.press("y")
        #expect(stage.store.records.count == 298)
    }

    @Test func `enter pressed before the records came takes none of another text`() {
        var stage = stage()
        stage.isHolding = true
        stage.press("t")
        stage.type("ya")
        stage.press("enter")
        stage.type("rn")
        stage.release()
        #expect(stage.row(-3).hasPrefix("Transfer MUG-0001 · Mug · glaze 0001 to: yarn"))
        stage.press("enter")
        #expect(stage.screen.contains("Transfer to Yarn"))
    }

    @Test func `an undo of much is asked for, and shows how far it is`() throws {
        var stage = stage(columns: 80, rows: 24)
        stage.press("l l e 9 enter")
        stage.store.offeredChanges = 1_000_008
        let values = stage.store.records[0].values
        stage.press("u")
        #expect(stage.row(-3).hasPrefix("? Undo: price of MUG-0001 · 1 000 008 changes, of today 15:32?"))
        stage.press("u")
        #expect(stage.store.records[0].values == values)
        stage.press("esc u")
        stage.isHolding = true
        stage.press("y")
        guard case .request(let id, .undo)? = stage.held.last else { throw Absent() }
        stage.send(.reply(id, .progress(250_000, of: 1_000_008)))
        #expect(stage.row(-3).hasPrefix("undoing 250 000 of 1 000 008 24 %   esc stops it"))
        stage.press("esc")
        #expect(stage.sent.last == .stop(id))
        stage.release()
        #expect(stage.row(-2) == " ✓ Undone: price of MUG-0001. U does it again.")
    }

    @Test func `what was done on another day is asked for`() {
        var stage = stage(columns: 80, rows: 24)
        stage.press("l l e 9 enter")
        stage.store.offeredAge = 3 * 86_400_000_000
        stage.press("u")
        #expect(stage.row(-3).hasPrefix("? Undo: price of MUG-0001, of Wed 15:32?  y yes · n no"))
        stage.press("n")
        #expect(Record<Product>(values: stage.store.records[0].values).price == 900)
        stage.press("u y")
        #expect(Record<Product>(values: stage.store.records[0].values).price == 2_800)
    }

    @Test func `an older commit is taken back from the audit pane, a version from the history`() {
        var stage = stage(columns: 120, rows: 36)
        stage.press("l l e 9 enter 5 r")
        #expect(stage.row(-3).hasPrefix("? Take back price of MUG-0001, of today 15:32?"))
        stage.press("y")
        #expect(stage.row(-2) == " ✓ Taken back: commit 2. u undoes it.")
        stage.press("1 H j r")
        #expect(stage.row(-3).hasPrefix("? Give YARN back what it held after the change of Fri 15:32?"))
        stage.press("y")
        #expect(stage.row(-2) == " ✓ Restored YARN as of commit 1. u undoes it.")
    }

    private struct Absent: Error {}

    @Test func `a range goes over rows that are far away`() {
        var stage = stage(columns: 80, rows: 24)
        stage.press("j space End v")
        stage.pause()
        #expect(stage.row(-3).hasSuffix("299 marked · 300 of 300"))
        stage.press("V space Home v")
        stage.pause()
        #expect(stage.row(-3).hasSuffix("300 marked · 1 of 300"))
    }

    @Test func `all of one filter are not all of another`() {
        var stage = stage(columns: 80, rows: 24)
        stage.press("/")
        stage.type("mug")
        stage.press("enter * / Backspace Backspace")
        stage.pause()
        #expect(stage.row(-3).hasPrefix("/ m") && !stage.row(-3).contains("marked"))
        stage.press("esc")
        stage.pause()
        #expect(stage.row(-3).hasSuffix("100 marked · 1 of 100"))
        stage.press("/ Backspace enter")
        #expect(stage.row(-2) == " i All were marked of the filter before: their marks are gone.")
        #expect(!stage.row(-3).contains("marked"))
        stage.press("space g i")
        stage.pause()
        #expect(stage.row(-3).contains("marked"))
    }

    @Test func `in a preview nothing is opened`() {
        var stage = stage(columns: 80, rows: 24)
        stage.press("space space d")
        #expect(!stage.row(-1).contains("open"))
        stage.press("o")
        #expect(stage.row(-2).contains("does not apply here"))
    }
}
