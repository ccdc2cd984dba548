// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

struct ListTests {
    private func changed(_ left: Canvas, _ right: Canvas) -> [Point] {
        (0..<left.rows).flatMap { y in (0..<left.columns).map { Point(x: $0, y: y) } }
            .filter { left[$0.x, $0.y] != right[$0.x, $0.y] }
    }

    /// The name on the row that has the marker.
    private func marked(_ stage: Stage) -> String {
        let line = stage.screen.split(separator: "\n").first { $0.hasPrefix("▌") } ?? ""
        return String(line.dropFirst(3).prefix { $0 != " " })
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 36), Size(columns: 40, rows: 12)])
    func `a cursor move changes the two cells of the marker until the pause`(size: Size) {
        var stage = Stage(columns: size.columns, rows: size.rows)
        stage.pause()
        let before = stage.canvas
        stage.press("j")
        let first = size.columns < 80 ? 3 : 4
        #expect(changed(before, stage.canvas) == [Point(x: 0, y: first), Point(x: 0, y: first + 1)])
        stage.pause()
        #expect(changed(before, stage.canvas).count > 2)
    }

    @Test func `every record is passed on the way down and on the way up`() {
        var stage = Stage(columns: 80, rows: 24)
        var seen: [Identifier] = []
        for _ in 0..<300 {
            if let id = stage.model.currentRecord { seen.append(id) }
            stage.press("j")
        }
        #expect(Set(seen).count == 300)
        var back: [Identifier] = []
        for _ in 0..<300 {
            if let id = stage.model.currentRecord { back.append(id) }
            stage.press("k")
        }
        #expect(back == seen.reversed())
    }

    @Test func `pages and ends go through the whole list`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.press("End")
        stage.pause()
        #expect(marked(stage) == "YARN-0300")
        #expect(stage.row(-3).hasSuffix("300 of 300"))
        stage.press("PgUp k")
        stage.pause()
        #expect(stage.row(-3).hasSuffix("283 of 300"))
        for _ in 0..<30 { stage.press("PgUp") }
        stage.pause()
        #expect(marked(stage) == "MUG-0001")
        #expect(stage.row(-3).hasSuffix("1 of 300"))
        stage.press("G g g")
        #expect(marked(stage) == "MUG-0001")
    }

    @Test func `names that no row kept refers to are dropped, those of the rows stay`() {
        var stage = Stage(columns: 120, rows: 24, products: 2_000)
        for index in stage.store.records.indices {
            let kind = Identifier(high: 600, low: UInt64(index))
            stage.store.names[kind] = "Kind \(index + 1)"
            stage.store.set("category", .identifier(kind), at: index)
        }
        stage.send(.storeChanged)
        for key in [String](repeating: "PgDn", count: 90) + [String](repeating: "PgUp", count: 90) {
            stage.press(key)
            #expect(stage.model.contradiction == nil)
        }
        stage.pause()
        let rows = stage.screen.split(separator: "\n").filter { $0.contains("MUG-") }
        #expect(rows.count > 10)
        #expect(rows.allSatisfy { $0.contains("Kind ") })
    }

    @Test func `past the edge the list jumps by half a page`() {
        var stage = Stage(columns: 80, rows: 24)
        for _ in 0..<16 { stage.press("j") }
        #expect(stage.row(4).contains("MUG-0025"))
        #expect(stage.row(12).hasPrefix("▌  MUG-0049"))
    }

    @Test func `keys wait for rows that are not there and are handled in their order`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.pause()
        stage.isHolding = true
        stage.press("End k k l l e")
        stage.type("9.99")
        stage.press("enter")
        #expect(marked(stage) == "MUG-0001")
        #expect(!stage.model.typeAhead.isEmpty)
        stage.release()
        #expect(marked(stage) == "YARN-0297")
        #expect(stage.model.toast?.text == "Saved price of YARN-0297: 22.00 → 9.99. u undoes it.")
        #expect(stage.model.typeAhead.isEmpty)
    }

    @Test func `keys that run past the rows kept wait for the next ones`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.pause()
        stage.isHolding = true
        for _ in 0..<60 { stage.press("j") }
        stage.release()
        stage.pause()
        #expect(stage.row(-3).hasSuffix("61 of 300"))
    }

    @Test func `ctrl-c drops keys that wait`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.isHolding = true
        stage.press("End j j ctrl-c")
        #expect(stage.model.typeAhead.isEmpty)
        #expect(stage.model.toast?.text == "2 keys typed ahead were dropped.")
    }

    @Test func `an answer that is superseded is dropped`() throws {
        var stage = Stage(columns: 80, rows: 24)
        stage.isHolding = true
        stage.press("/")
        stage.type("m")
        let old = try #require(stage.held.first)
        stage.type("ug")
        let late = stage.store.answer(old)
        let answer = try #require(late)
        let before = stage.model
        stage.send(answer)
        #expect(stage.model == before)
        stage.release()
        stage.press("enter")
        stage.pause()
        #expect(stage.row(-3).hasSuffix("1 of 100"))
    }

    @Test func `a change by others leaves cursor, filter and screen row where they were`() {
        var stage = Stage(columns: 120, rows: 36)
        for _ in 0..<150 { stage.press("j") }
        stage.pause()
        let screen = stage.screen
        let id = stage.model.currentRecord
        stage.store.setPrice(9_999, at: 200)
        stage.send(.storeChanged)
        #expect(stage.model.currentRecord == id)
        #expect(stage.row(10) == screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[10])
    }

    @Test func `the cursor follows a record that moves far away in the order`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.press("j e")
        stage.type("Zebra mug")
        stage.press("enter")
        stage.pause()
        #expect(marked(stage) == "MUG-0004")
        #expect(stage.screen.contains("▌  MUG-0004    Zebra mug"))
        stage.press("k")
        #expect(marked(stage) == "YARN-0300")
    }

    @Test func `codes and figures get the room they need, and keep it`() {
        var stage = Stage(columns: 80, rows: 24)
        let usual = "   SKU         Name▴                         Category       Price EUR  Status"
        let wide = "   SKU          Name▴                  Category             Price EUR  Status"
        stage.store.rename(240, sku: "SKU-0000042", price: 123_456_789_012)
        stage.send(.storeChanged)
        #expect(stage.row(3) == usual)
        for _ in 0..<5 { stage.press("PgDn") }
        #expect(stage.row(3) == wide)
        let row = stage.screen.split(separator: "\n").first { $0.contains("SKU-0000042") }
        #expect(row == "▌  SKU-0000042  Mug · glaze 0241       Pottery       1 234 567 890.12  published")
        for _ in 0..<5 { stage.press("PgUp") }
        #expect(stage.row(3) == wide)
    }

    @Test func `what a frame does not need is read after it`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.isHolding = true
        for _ in 0..<2 { stage.press("PgDn") }
        let isAhead = stage.held.map { if case .request(_, .rowsAhead) = $0 { true } else { false } }
        #expect(isAhead == [true])
        #expect(marked(stage) == "MUG-0097")
    }

    @Test func `below 40×10 a notice stands and only q works`() {
        var stage = Stage(columns: 24, rows: 3)
        #expect(stage.screen == "  satchel needs 40×10,\n  this is 24×3.\n  Nothing is lost. q")
        stage.press("j e x")
        #expect(!stage.sent.contains(.quit))
        stage.press("q")
        #expect(stage.sent.last == .quit)
    }

    @Test func `cursor, marks and position stay with their records while others put rows above and take them away`() {
        var stage = Stage(columns: 80, rows: 24)
        for _ in 0..<150 { stage.press("j") }
        stage.press("space space k k")
        stage.pause()
        let record = stage.model.currentRecord
        let row = stage.screen.split(separator: "\n").first { $0.hasPrefix("▌") }
        stage.store.insert(before: 40, 5_000)
        stage.send(.storeChanged)
        stage.pause()
        #expect(stage.model.currentRecord == record)
        #expect(stage.screen.split(separator: "\n").first { $0.hasPrefix("▌") } == row)
        #expect(stage.row(-3).hasSuffix("2 marked · 5151 of 5300"))
        stage.store.removeInserted()
        stage.send(.storeChanged)
        stage.pause()
        #expect(stage.model.currentRecord == record)
        #expect(stage.row(-3).hasSuffix("2 marked · 151 of 300"))
        #expect(stage.screen.split(separator: "\n").count { $0.dropFirst().hasPrefix("✓") } == 2)
    }

    @Test(arguments: [("", "156 of 305"), ("g g", "1 of 305")])
    func `figures asked for before rows came in are asked for again`(keys: String, end: String) {
        var stage = Stage(columns: 80, rows: 24)
        for _ in 0..<150 { stage.press("j") }
        stage.pause()
        stage.isHolding = true
        stage.send(.storeChanged)
        stage.answerWindows()
        stage.press(keys)
        takeOldFigures(&stage)
        #expect(stage.row(-3).hasSuffix(end))
    }

    @Test func `a count asked for before all rows came in is that of before`() {
        var stage = Stage(columns: 80, rows: 12, products: 12, isHolding: true)
        stage.answerWindows()
        takeOldFigures(&stage)
        stage.press("G")
        stage.pause()
        #expect(stage.screen.contains("17 of 17"))
    }

    /// Others put five rows in between the questions for figures and their answers.
    private func takeOldFigures(_ stage: inout Stage) {
        let figures = stage.held.filter { !$0.asksForRows }.compactMap { stage.store.answer($0) }
        #expect(!figures.isEmpty)
        stage.held = []
        stage.store.insert(before: 5, 5)
        stage.send(.storeChanged)
        stage.answerWindows()
        for figure in figures { stage.send(figure) }
        stage.release()
        stage.pause()
    }

    @Test func `half a page is half of the rows, down and up`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.press("ctrl-d ctrl-d ctrl-d")
        stage.pause()
        #expect(stage.row(-3).hasSuffix("25 of 300"))
        stage.press("ctrl-u")
        stage.pause()
        #expect(stage.row(-3).hasSuffix("17 of 300"))
    }

    @Test func `a detail that goes on says so and names the key`() {
        var stage = Stage(columns: 80, rows: 16)
        stage.press("enter")
        #expect(stage.row(-5) == "   ⋮ 8 more: J")
        for _ in 0..<9 { stage.press("J") }
        #expect(!stage.screen.contains("more: J"))
    }

    @Test func `of a path that is too long the end is seen`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.store.names[FakeStore.pottery] = "Tableware › Mugs"
        stage.press("R")
        #expect(stage.row(4).contains(" … › Mugs "))
        stage.store.names[FakeStore.pottery] = "Tableware › Mugs of all sizes"
        stage.press("R")
        #expect(stage.row(4).contains(" Mugs of all…"))
    }
}
