// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

/// The columns of a list as they are chosen, moved and made wider.
struct ColumnTests {
    private func stage(columns: Int = 80, rows: Int = 24) -> Stage {
        var stage = Stage(columns: columns, rows: rows)
        stage.pause()
        return stage
    }

    private let usual = "   SKU         Name▴                         Category       Price EUR  Status"

    @Test func `columns are shown, hidden and moved, and the list follows each key`() {
        var stage = stage()
        stage.press("C")
        #expect(stage.row(-3).hasPrefix("Columns: the usual ones, as many as fit"))
        #expect(stage.row(-3).hasSuffix("5 of 34 columns"))
        #expect(stage.screen.contains("▌ ✓  Name"))
        stage.press("k space")
        #expect(stage.row(3) == "   Name▴                                     Category       Price EUR  Status")
        stage.press("j j + -")
        #expect(stage.row(3) == "   Name▴                                     Category       Price EUR  Status")
        stage.press("-")
        #expect(stage.row(3) == "   Name▴                                      Price EUR  Category      Status")
        stage.press("esc")
        #expect(stage.row(-3).hasSuffix("1 of 300"))
        #expect(stage.row(3) == "   Name▴                                      Price EUR  Category      Status")
        stage.press("g C")
        #expect(stage.row(3) == usual)
    }

    @Test func `a brings the usual columns back, and one column always stays`() {
        var stage = stage()
        stage.press("C k space space space space space")
        #expect(stage.row(3).hasPrefix("   Status"))
        #expect(stage.model.toast?.text == "One column stays.")
        stage.press("a")
        #expect(stage.row(3) == usual)
        #expect(stage.row(-3).hasPrefix("Columns: the usual ones, as many as fit"))
    }

    @Test func `what every record carries can be a column`() {
        var stage = stage(columns: 120, rows: 36)
        stage.press("C")
        for _ in 0..<40 { stage.press("down") }
        stage.press("up space esc")
        #expect(stage.row(3).contains("Updated by"))
        #expect(stage.row(4).contains("Anna"))
        stage.press("End e")
        #expect(stage.model.toast?.text == "Updated by is not changed in the cell. ← → choose another column.")
    }

    @Test func `a column is made wider and narrower, and then the columns are chosen ones`() {
        var stage = stage()
        stage.press("< < < < <")
        #expect(stage.row(3) == "   SKU         Name▴                    Category       Price EUR  Status")
        stage.press("l l > >")
        #expect(stage.row(3) == "   SKU         Name▴                    Category         Price EUR  Status")
        stage.send(.resized(columns: 200, rows: 24))
        #expect(stage.row(3).contains("Status") && !stage.row(3).contains("Colour"))
    }

    @Test func `a narrow column keeps the sign of its order, and its cells the sign of what is cut`() {
        var stage = stage()
        for _ in 0..<60 { stage.press("<") }
        #expect(
            stage.row(3).hasPrefix("   SKU         N…▴  Category")
                || stage.row(3).hasPrefix("   SKU         Na▴  Category"))
        #expect(stage.row(4).hasPrefix("▌  MUG-0001    Mu…  Pottery"))
    }

    @Test func `columns that do not fit are scrolled, the first one stays, and signs tell of the others`() {
        var stage = stage()
        stage.press("C")
        for _ in 0..<4 { stage.press("j") }
        for _ in 0..<9 { stage.press("space") }
        stage.press("esc")
        for _ in 0..<20 { stage.press("h") }
        let all = stage.row(3)
        #expect(all.hasSuffix("›"))
        #expect(!all.contains("‹"))
        for _ in 0..<7 { stage.press("l") }
        let scrolled = stage.row(3)
        #expect(scrolled.contains("‹"))
        #expect(scrolled.hasPrefix("   \(all.dropFirst(3).prefix(4))"))
        for _ in 0..<20 { stage.press("l") }
        #expect(!stage.row(3).hasSuffix("›"))
        for _ in 0..<20 { stage.press("h") }
        #expect(stage.row(3) == all)
        stage.send(.resized(columns: 40, rows: 12))
        #expect(stage.row(2).hasSuffix("›"))
    }

    @Test func `the focused column is seen at every width, going there and back`() throws {
        var stage = stage(columns: 120, rows: 36)
        stage.theme = try #require(Theme.named("dusk"))
        stage.press("C")
        for _ in 0..<30 { stage.press("space") }
        stage.press("esc")
        for columns in stride(from: 40, through: 200, by: 20) {
            stage.send(.resized(columns: columns, rows: 24))
            for key in ["l", "h"] {
                for _ in 0..<34 {
                    stage.press(key)
                    let canvas = stage.canvas
                    let header = columns < 80 ? 2 : 3
                    let focused = (0..<columns).count { canvas[$0, header].style.attributes.contains(.underline) }
                    #expect(focused > 0, "\(key) at \(columns): \(stage.row(header))")
                }
            }
        }
    }

    @Test func `letters sort by several columns with their ranks, capital ones by one alone`() {
        var stage = stage()
        stage.press("s")
        #expect(stage.row(-3).hasPrefix("Sort by the usual order; a letter begins another"))
        stage.press("p p")
        #expect(stage.row(3) == "   SKU         Name                          Category      Price EUR▾  Status")
        #expect(stage.row(1).hasSuffix("by price, falling"))
        stage.press("c")
        #expect(stage.row(3) == "   SKU         Name                         Category▴2    Price EUR▾1  Status")
        #expect(stage.row(-3).hasPrefix("Sort by Price, falling · then Category"))
        stage.press("- enter")
        #expect(stage.row(1).hasSuffix("by price, falling, category, falling"))
        #expect(stage.row(4).contains("MUG-0298"))
        stage.press("s N")
        #expect(stage.row(3) == usual)
        stage.press("esc")
        #expect(stage.row(1).hasSuffix("by price, falling, category, falling"))
        stage.press("s Backspace Backspace enter")
        #expect(stage.row(3) == usual)
        stage.press("s x")
        #expect(stage.model.toast?.text == "“x” is the letter of no column.")
    }

    @Test func `letters that come together ask for the rows once`() {
        var stage = stage()
        stage.press("s")
        let before = stage.sent.count
        stage.send(.keys("ppc".map { .character($0) }))
        let orders = stage.sent[before...].compactMap { effect -> [String]? in
            guard case .request(_, .window(let query)) = effect else { return nil }
            return query.sort.map(\.text)
        }
        #expect(orders == [["-price", "category"]])
        stage.send(.key(.paste("name")))
        #expect(stage.row(1).hasSuffix("by price, falling, category"))
    }

    @Test func `the chooser gives way to a key that is none of its own`() {
        var stage = stage()
        stage.press("C ]")
        #expect(stage.row(1).contains("[Categories]"))
        stage.press("[ j")
        #expect(stage.row(-3).hasPrefix("     "))
        stage.press("C /")
        #expect(stage.row(-3).hasPrefix("/ "))
    }
}
