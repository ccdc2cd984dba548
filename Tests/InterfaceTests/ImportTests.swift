// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

struct ImportTests {
    /// The screen where a list has the keys.
    private func stage(columns: Int = 120, rows: Int = 36) -> Stage {
        var stage = Stage(columns: columns, rows: rows)
        stage.pause()
        return stage
    }

    /// The screen after the dry run of a file.
    private func trial() -> Stage {
        var stage = stage()
        stage.press("i")
        stage.type("prod")
        stage.press("tab enter y enter")
        return stage
    }

    @Test func `a file with three bad rows is mended and imported with twelve keys beside the values`() throws {
        var stage = stage()
        var keys = 0
        func press(_ names: String, _ stage: inout Stage) {
            stage.press(names)
            keys += names.split(separator: " ").count
        }
        press("i", &stage)
        #expect(stage.row(1).hasPrefix("Import  [1 file] ── 2 columns ── 3 dry run"))
        stage.type("prod")
        press("tab", &stage)
        #expect(stage.row(-3).hasPrefix("File: products "))
        press("enter", &stage)
        #expect(stage.row(-3).hasPrefix("? VK brutto: the prices are  y with tax · n without tax"))
        #expect(stage.row(-3).hasSuffix("1 question open · column 5 of 6"))
        press("y enter", &stage)
        #expect(stage.screen.contains("As it stands nothing will be imported: 3 rows are bad."))
        press("f e", &stage)
        #expect(stage.row(-3).hasPrefix("VK brutto of row 4812: 1.234"))
        stage.type("1234,00")
        press("enter", &stage)
        #expect(stage.row(-3).hasPrefix("2 rows to mend"))
        press("e", &stage)
        stage.type("4006381339094")
        press("enter space", &stage)
        #expect(stage.row(-3).hasPrefix("Import 12 479 rows into products?   y go · esc back"))
        press("y", &stage)
        #expect(stage.row(-2).hasPrefix(" ✓ imported 12 479 rows from products.csv. u undoes it."))
        #expect(stage.row(1).hasPrefix("[Products]"))
        let order = try #require(stage.store.imported.first)
        #expect(stage.store.imported.count == 1)
        #expect(order.path == "/home/anna/shop/products.csv")
        #expect(order.mends == [4_812: ["VK brutto": "1234,00"], 7_003: ["EAN": "4006381339094"]])
        #expect(order.leftOut == [9_120])
        #expect(order.answers == [.prices: "with tax"])
        #expect(keys == 12)
    }

    @Test func `all that is typed ahead waits for what it needs`() {
        var stage = stage()
        stage.isHolding = true
        stage.press("i")
        stage.type("prod")
        stage.press("tab enter y enter f e")
        stage.type("1234,00")
        stage.press("enter")
        stage.release()
        #expect(stage.row(-3).hasPrefix("2 rows to mend"))
    }

    @Test func `names narrow the folder, hidden ones only where a point is typed`() {
        var stage = stage(columns: 80, rows: 24)
        stage.press("i")
        #expect(stage.screen.contains("exports/"))
        #expect(!stage.screen.contains(".secret.csv"))
        stage.type(".")
        #expect(stage.screen.contains(".secret.csv") && !stage.screen.contains("notes"))
        stage.press("Backspace")
        stage.type("OLD")
        #expect(stage.screen.contains("▌  products-old.csv") && !stage.screen.contains("products.csv"))
        stage.press("ctrl-u tab")
        #expect(stage.row(-3).hasPrefix("File: exports/"))
        #expect(stage.row(3).hasPrefix("   ~/shop/exports"))
        stage.type("march")
        stage.press("enter")
        #expect(stage.row(1).hasSuffix("march.csv"))
        stage.press("esc esc")
        #expect(stage.row(1).hasPrefix("[Products]"))
    }

    @Test func `a folder is gone into with enter and left with backspace`() {
        var stage = stage(columns: 80, rows: 24)
        stage.press("i enter")
        #expect(stage.row(3).hasPrefix("   ~/shop/exports"))
        #expect(stage.row(-3).hasPrefix("File:"))
        stage.press("Backspace")
        #expect(stage.row(3).hasPrefix("   ~ "))
        stage.type("nowhere/")
        #expect(stage.screen.contains("nowhere/: there is no such folder"))
    }

    @Test func `what is no such file is told where it was chosen`() {
        var stage = stage()
        stage.press("i")
        stage.type("notes")
        stage.press("enter")
        #expect(stage.row(-2) == " ✗ notes.pdf is not taken.")
        #expect(stage.screen.contains("row 1, column 1: it holds a NUL byte"))
        #expect(stage.row(1).hasPrefix("Import  [1 file]"))
        #expect(stage.row(-3).hasPrefix("File: notes"))
        stage.press("Backspace")
        #expect(!stage.screen.contains("NUL"))
    }

    @Test func `columns are left out, given other fields, and kept for the next file`() throws {
        var stage = stage()
        stage.press("i")
        stage.type("products.")
        stage.press("enter")
        stage.press("y space")
        #expect(
            stage.row(10).hasPrefix("▌  VK brutto") && stage.row(10).hasSuffix("–                      left out by you")
        )
        stage.press("space")
        #expect(stage.screen.contains("Price"))
        stage.press("down e")
        #expect(stage.row(-3).hasPrefix("Notiz becomes:"))
        stage.type("descr")
        #expect(stage.screen.contains("▌ Description"))
        stage.press("enter")
        #expect(stage.screen.contains("Description            chosen by you"))
        stage.press("w")
        #expect(stage.row(-2).contains("is read like this from now on"))
        stage.press("a enter")
        let order = stage.sent.compactMap { effect -> ImportOrder? in
            if case .request(_, .importing(.trial, let order)) = effect { order } else { nil }
        }.last
        #expect(try #require(order).rows == .add)
        #expect(order?.targets == ["Notiz": .field("description")])
    }

    @Test func `an open question keeps the dry run waiting, no takes the other answer`() {
        var stage = stage()
        stage.press("i")
        stage.type("products.")
        stage.press("enter up enter")
        #expect(
            stage.row(-2).hasPrefix(" ! One question is open: VK brutto: the prices are with tax? y and n answer it."))
        #expect(stage.row(1).hasPrefix("Import  1 file ── [2 columns]"))
        stage.press("n")
        #expect(stage.screen.contains("without tax"))
        stage.press("enter")
        #expect(stage.row(1).hasPrefix("Import  1 file ── 2 columns ── [3 dry run]"))
    }

    @Test func `an answer does not hold for another column`() throws {
        var stage = stage()
        choose(&stage)
        stage.press("y space down e")
        stage.type("price")
        stage.press("enter")
        #expect(stage.row(-3).hasPrefix("? Notiz: the prices are  y without tax · n with tax"))
        stage.press("enter")
        #expect(stage.row(-2).hasPrefix(" ! One question is open: Notiz: the prices are without tax?"))
        stage.press("y enter")
        #expect(try #require(orders(.trial, stage).last).answers == [.prices: "without tax"])
    }

    @Test func `an answer holds for the column that is taken again`() throws {
        var stage = stage()
        choose(&stage)
        stage.press("n space space enter")
        #expect(try #require(orders(.trial, stage).last).answers == [.prices: "without tax"])
    }

    /// What was sent with a step.
    private func orders(_ wanted: ImportStep, _ stage: Stage) -> [ImportOrder] {
        stage.asked.compactMap { asked in
            if case .importing(wanted, let order) = asked.request { order } else { nil }
        }
    }

    @Test(arguments: [false, true])
    func `what was typed is offered again where it could not be tried`(isStopped: Bool) throws {
        var stage = trial()
        stage.press("f e")
        stage.type("1234,00")
        stage.isHolding = true
        stage.press("enter")
        guard case .request(let id, .importing(.check, _))? = stage.held.last else { throw Absent() }
        if isStopped { stage.press("esc") }
        stage.held = []
        stage.isHolding = false
        stage.send(.reply(id, .failed(Problem(title: "The store is in use."))))
        #expect(stage.row(-2).contains(isStopped ? "Stopped." : "The store is in use."))
        #expect(stage.row(-3).hasPrefix("3 rows to mend"))
        stage.press("e")
        #expect(stage.row(-3).hasPrefix("VK brutto of row 4812: 1234,00"))
        stage.press("enter")
        #expect(stage.row(-3).hasPrefix("2 rows to mend"))
        stage.press("up e")
        #expect(stage.row(-3).hasPrefix("VK brutto of row 4812: 1234,00"))
    }

    @Test func `a folder that is typed no longer is not taken for the one that is`() {
        var stage = stage(columns: 80, rows: 24)
        stage.press("i")
        stage.isHolding = true
        stage.type("exports/")
        stage.press("Backspace")
        stage.release()
        #expect(stage.row(3).hasPrefix("   ~/shop "))
        #expect(stage.screen.contains("▌  exports/") && !stage.screen.contains("march.csv"))
    }

    @Test func `a folder typed before it is known from where is looked for from there`() {
        var stage = stage(columns: 80, rows: 24)
        stage.isHolding = true
        stage.press("i")
        stage.type("exports/")
        stage.release()
        #expect(stage.row(3).hasPrefix("   ~/shop/exports"))
        stage.type("2026/")
        let folders = stage.asked.compactMap { asked -> FolderQuestion? in
            if case .folder(let question) = asked.request { question } else { nil }
        }
        let base = "/home/anna/shop"
        #expect(
            folders == [
                FolderQuestion(base: nil, typed: ""), FolderQuestion(base: base, typed: "exports/"),
                FolderQuestion(base: base, typed: "exports/2026/"),
            ])
    }

    @Test func `a folder typed while another one is gone into is looked for in that one`() throws {
        var stage = stage(columns: 80, rows: 24)
        stage.press("i")
        stage.isHolding = true
        stage.press("enter")
        stage.type("2026/")
        stage.release()
        guard case .folder(let question)? = stage.asked.last?.request else { throw Absent() }
        #expect(question == FolderQuestion(base: "/home/anna", typed: "2026/"))
    }

    @Test func `a mend that is wrong still says so and stays to be mended`() {
        var stage = trial()
        stage.press("f e")
        stage.type("12,34,56")
        stage.press("enter")
        #expect(stage.row(-2).hasPrefix(" ✗ “12,34,56” is no number; accepted: a number like 24,50."))
        #expect(stage.row(-3).hasPrefix("3 rows to mend"))
        stage.press("y")
        #expect(stage.row(-2).hasPrefix(" ! 3 rows cannot be imported: f shows what is wrong"))
        stage.press("s")
        #expect(stage.row(-3).hasPrefix("Import 12 477 rows into products?"))
        stage.press("y")
        #expect(stage.store.imported.map(\.skipsBad) == [true])
    }

    @Test func `bad rows go to a file`() {
        var stage = trial()
        stage.press("x")
        #expect(stage.row(-2).hasPrefix(" ✓ The rows are in /home/anna/shop/products.csv.bad.csv, to be mended there."))
        #expect(stage.row(1).hasSuffix("products.csv"))
    }

    @Test func `an import shows how far it is, and esc stops it with nothing half done`() throws {
        var stage = trial()
        stage.press("s")
        stage.isHolding = true
        stage.press("y")
        guard case .request(let id, .importing(.run, _))? = stage.held.last else { throw Absent() }
        stage.send(.tick(nowMicroseconds: FakeStore.now + 2_000_000))
        stage.send(.reply(id, .progress(3_000, of: 12_480)))
        #expect(
            stage.row(-3).hasPrefix("importing: 3000 of 12 480 rows 24 % · 1500 a second · 7 s left   esc stops it"))
        stage.press("esc")
        #expect(stage.sent.contains(.stop(id)))
        stage.held = []
        stage.isHolding = false
        stage.send(.reply(id, .failed(Problem(title: "cancelled; nothing was changed"))))
        #expect(stage.row(-2) == " i Stopped; nothing was imported.")
        #expect(stage.row(1).hasPrefix("Import  1 file ── 2 columns ── [3 dry run]"))
    }

    @Test func `quitting asks where mended cells would be lost`() {
        var stage = trial()
        stage.press("f e")
        stage.type("1234,00")
        stage.press("enter q")
        #expect(stage.row(-3).hasPrefix("? What was mended of products.csv is not imported. Quit all the same?"))
        stage.press("n s y")
        #expect(stage.store.imported.count == 1)
        stage.press("q")
        #expect(stage.sent.last == .quit)
    }

    @Test func `who may not import is not offered it`() {
        var stage = Stage(permissions: ["*:read", "products:create", "products:update"])
        stage.press("i")
        #expect(stage.model.toast?.text == "“Import records from a file” is not possible: needs products:import.")
    }

    @Test func `files are chosen on a screen of 100 columns`() {
        var stage = stage(columns: 100, rows: 20)
        stage.press("i")
        expect(
            stage,
            """
            [1 Inventory] 5 Audit  8 Shop                                                      Anna · Northlight
            Import  [1 file] ── 2 columns ── 3 dry run                                             into products
            ────────────────────────────────────────────────────────────────────────────────────────────────────
               ~/shop                                                                        Size  Changed
            ▌  exports/                                                                            Thu 15:32
               notes.pdf                                                                  12.4 KB  Wed 15:32
               products.csv                                                              512.2 KB  today 15:32
               products-old.csv                                                            480 KB  5 Oct








            ────────────────────────────────────────────────────────────────────────────────────────────────────
            File:                                                                                         1 of 4

             ↵ open  ⇥ complete  ↓ choose  Backspace folder above  esc leave  F1 help
            """)
    }

    @Test func `columns on a screen of 100 columns`() {
        var stage = stage(columns: 100, rows: 20)
        choose(&stage)
        expect(
            stage,
            """
            [1 Inventory] 5 Audit  8 Shop                                                      Anna · Northlight
            Import  1 file ── [2 columns] ── 3 dry run                                              products.csv
            ────────────────────────────────────────────────────────────────────────────────────────────────────
               products.csv   12 480 rows · UTF-8 · separator ; · decimal ,

               Column in file          First row                 Field                  How
               Artikelnummer           YARN-0779                 SKU                    by name
               Bezeichnung             Sock yarn · moss 779      Name *                 by name
               Warengruppe             Garn/Socke                Category *             by name
               EAN                     4006381333931             GTIN                   by name
            ▌  VK brutto               24,00                     Price                  ? with tax
               Notiz                   siehe Ordner 4            –                      left out

               Rows: add and change   a add only · c change only · b both


            ────────────────────────────────────────────────────────────────────────────────────────────────────
            ? VK brutto: the prices are  y with tax · n without tax              1 question open · column 5 of 6

             y yes  n no  esc back  ↵ dry run  e field  space leave out  F7 next question  : command  ? help
            """)
    }

    @Test func `a dry run on a screen of 100 columns`() {
        var stage = stage(columns: 100, rows: 20)
        choose(&stage)
        stage.press("y enter")
        expect(
            stage,
            """
            [1 Inventory] 5 Audit  8 Shop                                                      Anna · Northlight
            Import  1 file ── 2 columns ── [3 dry run]                                              products.csv
            ────────────────────────────────────────────────────────────────────────────────────────────────────
               12 480 rows read in 0.8 s

                 new                 11 902
                 changed                544
                 same                    31
                 bad                      3     VK brutto 1 · EAN 1 · Artikelnummer 1

               New categories: Garn › Filz · Garn › Rest

               As it stands nothing will be imported: 3 rows are bad.



            ────────────────────────────────────────────────────────────────────────────────────────────────────
            f mend 3 rows · s skip · esc back                                              12 477 of 12 480 good

             y go  f bad rows  esc back  s skip them  x to a file  u undo  q quit  : command  ? help
            """)
    }

    @Test func `bad rows on a screen of 100 columns`() {
        var stage = stage(columns: 100, rows: 20)
        choose(&stage)
        stage.press("y enter f e")
        stage.type("1234,00")
        stage.press("enter down space up")
        expect(
            stage,
            """
            [1 Inventory] 5 Audit  8 Shop                                                      Anna · Northlight
            Import  1 file ── 2 columns ── [3 dry run]                                   products.csv · bad rows
            ────────────────────────────────────────────────────────────────────────────────────────────────────
                  Row  Column         In the file           What is wrong                       Accepted
            ▌✓   4812  VK brutto      1.234                 mended: 1234,00
                 7003  EAN            4,00638E+12           was turned into a number by a spr…  all digits
             –   9120  Artikelnummer  YARN-0779             left out by you

               Row 4812, VK brutto: “1.234” is no number; accepted: a number like 24,50
               YARN-4812 ; Sock yarn ; Yarn ; 4006381333931 ; 1.234 ; –






            ────────────────────────────────────────────────────────────────────────────────────────────────────
            1 row to mend                                                                    1 left out · 1 of 3

             y go  e mend  esc back  space leave out  F7 next  s skip them  x to a file  : command  ? help
            """)
    }

    @Test func `bad rows on a screen of 80 columns`() {
        var stage = stage(columns: 80, rows: 18)
        choose(&stage)
        stage.press("y enter f")
        expect(
            stage,
            """
            [1 Inventory] 5 Audit  8 Shop                                  Anna · Northlight
            Import  1 file ── 2 columns ── [3 dry run]               products.csv · bad rows
            ────────────────────────────────────────────────────────────────────────────────
                  Row Column      In the file     What is wrong
            ▌    4812 VK brutto   1.234           is no number; a number like 24,50
                 7003 EAN         4,00638E+12     was turned into a number by a spreadsheet…
                 9120 Artikelnum… YARN-0779       stands twice: SKU is also given by row 2

               Row 4812, VK brutto: “1.234” is no number; accepted: a number like 24,50
               YARN-4812 ; Sock yarn ; Yarn ; 4006381333931 ; 1.234 ; –




            ────────────────────────────────────────────────────────────────────────────────
            3 rows to mend                                                            1 of 3

             y go  e mend  esc back  space leave out  F7 next  : command  ? help
            """)
    }

    @Test func `the field of a column is chosen on a screen of 80 columns`() {
        var stage = stage(columns: 80, rows: 18)
        choose(&stage)
        stage.press("y e")
        stage.type("ta")
        expect(
            stage,
            """
            [1 Inventory] 5 Audit  8 Shop                                  Anna · Northlight
            Import  1 file ── [2 columns] ── 3 dry run                          products.csv
            ────────────────────────────────────────────────────────────────────────────────
               products.csv   12 480 rows · UTF-8 · separator ; · decimal ,

               Column in file     First row        Field            How
               Artikelnummer      YARN-0779        SKU              by name
               Bezeichnung        Sock yarn · mo…  Name *           by name
               Warengruppe        Garn/Socke       Category *       by name
               EAN                4006381333931    GTIN             by name
            ▌  VK brutto          24,00            Price            with tax

               ▌ Tax rate                      tax_rate
                 Tags                          tags
            ────────────────────────────────────────────────────────────────────────────────
            VK brutto becomes: ta                                              column 5 of 6

             ↵ take  ↓ choose  esc keep  F1 help
            """)
    }

    @Test func `columns on the smallest screen`() {
        var stage = stage(columns: 40, rows: 10)
        choose(&stage)
        stage.press("y")
        expect(
            stage,
            """
            [1 Inventory]                 Northlight
            Import  columns            column 5 of 6
               products.csv   12 480 rows · UTF-8 ·…
               Column in file Field           How
               EAN            GTIN            by na…
            ▌  VK brutto      Price           with …
               Notiz          –               left …

            ↵ tries it; nothing is written yet
             y yes  n no  : command  ? help
            """)
    }

    /// Chooses the file, whose columns are shown then.
    private func choose(_ stage: inout Stage) {
        stage.press("i")
        stage.type("products.")
        stage.press("enter")
    }

    private func expect(_ stage: Stage, _ text: String, location: SourceLocation = #_sourceLocation) {
        ScreenText.expect(stage, text, location)
    }

    private struct Absent: Error {}

    @Test func `lines pasted into a list are imported once that is confirmed`() throws {
        var stage = stage()
        stage.send(.key(.paste("A-1\tAlpaca\rA-2\tMohair\r\r")))
        #expect(stage.row(-3).hasPrefix("? Import the 2 lines pasted as products?  y yes · n no"))
        stage.press("y")
        #expect(stage.row(1).hasPrefix("Import  1 file ── [2 columns] ── 3 dry run"))
        let steps = stage.asked.compactMap { request -> ImportStep? in
            if case .importing(let step, _) = request.request { step } else { nil }
        }
        let pasted = steps.compactMap { if case .paste(let lines) = $0 { lines } else { nil } }
        let lines = try #require(pasted.first)
        #expect(lines.text == "A-1\tAlpaca\nA-2\tMohair\n\n\n")
        #expect(lines.columns.prefix(2) == ["sku", "name"] && lines.soleColumn == "name")
        #expect(steps.last == .survey)
        // There is no file to choose another one instead of.
        stage.press("esc")
        #expect(stage.row(1).hasPrefix("[Products]"))
    }

    @Test(arguments: ["mug", "mug\r", ""])
    func `a paste of one cell is no list`(text: String) {
        var stage = stage()
        stage.send(.key(.paste(text)))
        #expect(stage.model.toast?.text.hasPrefix("Nothing takes a paste here.") == true)
    }

    @Test func `who may not import is told so before anything is asked`() {
        var stage = Stage(columns: 120, rows: 36, permissions: ["*:read"])
        stage.send(.key(.paste("a\rb")))
        #expect(
            stage.model.toast?.text.hasPrefix("The pasted lines cannot be imported: needs products:import") == true)
    }
}
