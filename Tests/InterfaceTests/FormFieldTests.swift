// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

/// What helps with single fields: days, words, figures, texts, records.
struct FormFieldTests {
    private func edit(_ columns: Int = 120) -> Stage {
        var stage = Stage(columns: columns, rows: columns < 100 ? 24 : 36)
        stage.pause()
        stage.press("j E")
        return stage
    }

    private func value(_ key: String, _ stage: Stage) -> Value {
        stage.store.facts.field(key).map { stage.store.records[3].values[$0.position] } ?? .null
    }

    // MARK: Days

    @Test(arguments: [
        ("+", "2026-11-15"), ("-", "2026-11-13"), ("down", "2026-11-21"), ("]", "2026-12-14"), ("[ [", "2026-09-14"),
        ("}", "2027-11-14"), ("{ .", "2026-11-14"), ("] ] ] + .", "2026-11-14"), ("PgDn up", "2026-12-07"),
    ])
    func `the calendar goes by days, weeks, months and years`(keys: String, day: String) {
        var stage = Stage.atDate()
        #expect(stage.screen.contains("November 2026             wk"))
        #expect(stage.screen.contains("9 10 11 12 13 [14]15    46"))
        stage.press(keys)
        stage.press("enter")
        #expect(stage.screen.contains("  ~Dyed on        \(day) "))
    }

    @Test func `days are typed, and the calendar follows`() {
        var stage = Stage.atDate()
        stage.press("+")
        stage.type("7d")
        #expect(stage.screen.contains("16 17 18 19 20 [21]22    47"))
        #expect(stage.screen.contains("‹14›"))
        stage.press("enter")
        #expect(stage.screen.contains("  ~Dyed on        2026-11-21 "))
        stage.press("up")
        stage.type("fri")
        stage.press("enter")
        #expect(stage.screen.contains("  ~Dyed on        2026-11-20 "))
        stage.press("up")
        stage.type("03/04/2026")
        stage.press("enter")
        #expect(stage.screen.contains("✗ "))
        #expect(stage.row(-3).hasPrefix("1 thing to mend: Dyed on"))
    }

    @Test func `esc keeps the day that stood there`() {
        var stage = Stage.atDate()
        stage.press("+ + esc")
        #expect(!stage.screen.contains("November 2026 "))
        #expect(stage.screen.contains("▌  Dyed on        "))
    }

    // MARK: Words and figures

    @Test func `a choice drops down, by F4 and by its first letter; a blank turns it`() {
        var stage = edit()
        stage.go(to: "Status")
        stage.press("F4")
        #expect(
            stage.screen.contains("                  draft\n                ▌ published\n                  archived"))
        stage.press("down enter")
        stage.go(to: "Below zero")
        stage.type("b")
        stage.press("enter")
        stage.go(to: "Featured")
        #expect(stage.screen.contains("  ~Below zero     block"))
        for _ in 0..<4 { stage.press("up") }
        stage.press("F2")
        #expect(value("status", stage) == .text("archived") && value("stock_policy", stage) == .text("block"))
        stage.press("E")
        stage.go(to: "Enabled")
        stage.press("space F2")
        #expect(value("enabled", stage) == .boolean(false))
    }

    @Test func `figures stand with their unit, and are read in others of its kind`() {
        var stage = edit()
        stage.go(to: "Weight")
        #expect(stage.screen.contains("a quantity in g, like 250 g or 0.25 kg"))
        stage.type("0.25 kg")
        stage.press("enter")
        #expect(stage.screen.contains("  ~Weight         250 g"))
        #expect(stage.screen.contains("   Price          28.03 EUR"))
        stage.type("2 stones")
        stage.press("enter")
        #expect(stage.screen.contains("✗ has an unknown unit") || stage.screen.contains("✗ "))
    }

    @Test func `in another locale figures and days are typed as it writes them`() {
        let actor = Actor(id: FakeStore.anna, name: "Anna", userName: "anna", isActive: true)
        let grant = Grant(effect: .allow, permission: .init(text: "*:*")!, condition: nil, source: "role")
        let german = Viewer(
            memberName: "Anna", member: FakeStore.anna, isReadOnly: false,
            access: Access(actor: actor, grants: [grant]), currency: "EUR", locale: LocaleFormat(code: "de"))
        var stage = Stage.newYarn(seenBy: german)
        #expect(stage.screen.contains("an amount in EUR like 24,50, or a sum like =*1,05"))
        stage.type("24,5")
        stage.go(to: "Dyed on")
        #expect(stage.screen.contains("  ~Price          24,50 EUR"))
        #expect(stage.screen.contains("a date like 14.11.2026, 14, 7d or fri"))
        stage.type("24.12.26")
        stage.press("tab")
        #expect(stage.screen.contains("  ~Dyed on        24.12.2026"))
        stage.go(to: "needle mm")
        stage.type("2,5")
        stage.go(to: "ply")
        for _ in 0..<12 { stage.press("up") }
        stage.go(to: "Price")
        stage.type("1.234")
        stage.press("enter")
        #expect(stage.screen.contains("could be 1,234 or 1234"))
    }

    @Test func `tags that others have are offered, new ones are accepted`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.store.set("tags", .list(["autumn", "gift", "winter"]), at: 0)
        stage.pause()
        stage.press("j E")
        stage.go(to: "Tags")
        stage.type("new, a")
        #expect(stage.screen.contains("                  autumn"))
        stage.press("down enter")
        #expect(stage.screen.contains("~Tags           new, autumn"))
        stage.press("enter F2")
        #expect(value("tags", stage) == .list(["autumn", "new"]))
    }

    // MARK: Texts

    @Test func `a text goes to the editor and comes back`() {
        var stage = edit()
        stage.store.edited = { .edited($0 + "Two\nlines") }
        stage.go(to: "Description")
        stage.press("ctrl-x e")
        #expect(stage.screen.contains("~Description    Two↵lines"))
        #expect(stage.screen.contains("9 of 1000 · ctrl-x e editor"))
        stage.press("F2")
        #expect(value("description", stage) == .text("Two\nlines"))
    }

    @Test func `an editor that fails, or writes too much, leaves what is there`() {
        var stage = edit()
        stage.go(to: "Description")
        stage.type("Mine")
        stage.press("ctrl-x e")
        #expect(stage.row(-2) == " ✗ No editor is set.")
        #expect(stage.screen.contains("~Description    Mine"))
        stage.store.edited = { _ in .edited(String(repeating: "x", count: 1_001)) }
        stage.press("ctrl-x e")
        #expect(stage.row(-2).hasPrefix(" ✗ Description: is too long; at most 1000 characters."))
        stage.press("F2")
        #expect(value("description", stage) == .null)
    }

    @Test func `what was typed last is taken back`() {
        var stage = edit()
        stage.type("Mug")
        stage.press("ctrl-w")
        #expect(stage.row(3).hasPrefix("▌ ~Name *         "))
        stage.press("ctrl-x u")
        #expect(stage.row(3).hasPrefix("▌ ~Name *         Mug"))
        stage.press("ctrl-x u")
        #expect(stage.row(3).hasPrefix("▌  Name *         Mug · glaze 0004"))
    }

    @Test func `what is typed after an undo or a move of the cursor is a step of its own`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("n")
        func name() -> String { String(stage.row(3).dropFirst(18).prefix { $0 != " " }) }
        stage.type("abc d")
        stage.press("ctrl-x u ctrl-x u")
        stage.type("x")
        #expect(name() == "abcx")
        stage.press("ctrl-x u")
        #expect(name() == "abc")
        stage.type("y")
        stage.press("left")
        stage.type("zz")
        #expect(name() == "abczzy")
        stage.press("ctrl-x u")
        #expect(name() == "abcy")
        stage.press("ctrl-x u ctrl-x u")
        #expect(name() == "")
    }

    @Test func `a key that changes nothing is no step`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("n")
        stage.type("abc")
        stage.press("Del ctrl-u")
        for _ in 0..<60 { stage.press("Backspace") }
        stage.press("ctrl-w ctrl-x u")
        #expect(stage.row(3).hasPrefix("▌ ~Name *         abc"))
    }

    // MARK: Records

    @Test func `F5 makes the record that a field refers to, and comes back with it`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.pause()
        stage.press("n")
        stage.type("Candle")
        stage.press("enter")
        stage.type("Wax")
        stage.press("F5")
        #expect(stage.row(1).hasPrefix("New category"))
        #expect(stage.row(3).contains("Wax"))
        stage.press("F2")
        #expect(stage.row(1).hasPrefix("New product"))
        #expect(stage.screen.contains("▌ ~Category *     Wax"))
        stage.press("F2")
        #expect(stage.made.first?.category == Identifier(high: 300, low: 0))
    }

    @Test func `a form for a reference takes and drops no draft of the form beneath it`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("]")
        stage.pause()
        stage.press("n")
        stage.type("Merino")
        stage.press("ctrl-x f")
        stage.go(to: "Parent")
        stage.press("F5")
        #expect(stage.row(1).hasPrefix("New category"))
        #expect(!stage.screen.contains("Merino"))
        stage.type("Fibre")
        stage.pause()
        #expect(stage.store.drafts.map(\.texts) == [["name": "Merino"]])
        stage.press("ctrl-x k esc")
        #expect(stage.store.drafts.map(\.texts) == [["name": "Merino"]])
        #expect(stage.row(3).contains("Merino"))
        stage.press("F5")
        stage.type("Fibre")
        stage.press("F2 F2")
        #expect(
            stage.store.others["categories"]?.map { Record<Category>(values: $0.values).name } == ["Fibre", "Merino"])
        #expect(stage.store.drafts.isEmpty)
    }

    @Test func `what is typed for a reference is not kept, and is left only when the person says so`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("n")
        stage.type("Candle")
        stage.press("enter")
        stage.type("Wax")
        stage.press("F5 esc")
        #expect(stage.row(1).hasPrefix("New product"))
        stage.press("F5")
        stage.type("es")
        stage.press("esc")
        #expect(stage.row(-3).hasPrefix("? The new category is not saved. Leave all the same?"))
        stage.press("n")
        #expect(stage.row(1).hasPrefix("New category"))
        stage.press("esc y")
        #expect(stage.row(1).hasPrefix("New product"))
        #expect(stage.screen.contains("▌ ~Category *     Wax"))
    }

    @Test func `where a category comes from is told`() {
        var stage = edit()
        stage.go(to: "Price")
        stage.press("ctrl-x d")
        #expect(stage.row(-2) == " i Price: there since the record was made, as far as is known.")
        stage.type("30")
        stage.press("ctrl-x d")
        #expect(stage.row(-2) == " i Price: typed here, not saved yet; the record holds 28.03.")
        stage.press("F2 E")
        stage.go(to: "Price")
        stage.press("ctrl-x d")
        #expect(stage.row(-2) == " i Price: 28.03 → 30.00 · Anna, today 15:32, form")
    }

    @Test func `a category is not put below itself`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("]")
        stage.pause()
        stage.press("E")
        stage.go(to: "Parent")
        stage.press("F4")
        #expect(stage.screen.contains("▌ Pottery                       the category itself: cannot be chosen"))
        stage.type("pott")
        stage.press("enter")
        #expect(stage.row(-2) == " ✗ Pottery cannot be chosen: it is the category itself.")
    }

    // MARK: Problems

    @Test func `at 80 columns no error is cut`() {
        var stage = edit(80)
        stage.go(to: "GTIN")
        stage.type("4006381333930")
        stage.press("tab")
        #expect(stage.screen.contains("                ✗ "))
        let words = stage.screen.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }.joined(separator: " ")
        #expect(!stage.screen.contains("…"))
        #expect(words.contains("check digit"))
    }
}
