// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Testing

/// Two writers of one record: nothing is overwritten unasked.
struct FormClashTests {
    private func product(_ stage: Stage) -> Record<Product> { Record<Product>(values: stage.store.records[3].values) }

    @Test func `what both changed is shown with all three values`() {
        let stage = Stage.inClash()
        #expect(stage.row(-2) == " ! Not saved; changed meanwhile: Price, Colour.")
        #expect(stage.row(-1).hasPrefix(" ↵ save  h mine  t theirs  m keep mine  r reload  esc back"))
        let body = stage.screen.split(separator: "\n", omittingEmptySubsequences: false)[3..<15]
            .map { String($0.reversed().drop { $0 == " " }.reversed()) }
        #expect(
            body == [
                "▌  Price", "     when opened      28.03", "     mine             24.50", "     theirs           23.50",
                "                      Bo, today 15:32", "", "   Colour", "     when opened      –",
                "     mine             mine", "     theirs           theirs", "                      Bo, today 15:32",
                "",
            ])
        #expect(product(stage).price == 2_350)
    }

    @Test func `m keeps mine`() {
        var stage = Stage.inClash()
        stage.press("m")
        #expect(product(stage).price == 2_450 && product(stage).colour == "mine")
        #expect(stage.row(1).hasPrefix("[Products]"))
    }

    @Test func `r takes theirs and goes on in the form`() {
        var stage = Stage.inClash()
        stage.press("r")
        #expect(stage.screen.contains("   Price          23.50 EUR"))
        stage.press("F2")
        #expect(product(stage).price == 2_350 && product(stage).colour == "theirs")
    }

    @Test func `each field has a side before it is saved`() {
        var stage = Stage.inClash()
        stage.press("h enter")
        #expect(stage.row(-2) == " i Colour has no side yet: h keeps mine, t takes theirs.")
        stage.press("t enter")
        #expect(product(stage).price == 2_450 && product(stage).colour == "theirs")
    }

    @Test func `esc goes back to the form with everything that was typed`() {
        var stage = Stage.inClash()
        stage.press("esc")
        #expect(stage.screen.contains("  ~Price          24.50 EUR"))
        #expect(product(stage).price == 2_350)
    }

    @Test func `what others changed elsewhere stays theirs`() {
        var stage = Stage.inClash()
        stage.store.set("country", .text("SE"), at: 3)
        stage.press("m")
        #expect(product(stage).country == "SE" && product(stage).price == 2_450)
    }

    @Test func `keys typed ahead answer no conflict`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.pause()
        stage.press("j E")
        stage.go(to: "Price")
        stage.type("24.50")
        stage.store.setPrice(2_350, at: 3)
        stage.isHolding = true
        stage.press("F2 m")
        stage.release()
        #expect(product(stage).price == 2_350)
        #expect(stage.screen.contains("     theirs           23.50"))
    }

    @Test func `where it cannot be read what others changed it is said that nothing is saved`() throws {
        var stage = Stage(columns: 120, rows: 36)
        stage.pause()
        stage.press("j E")
        stage.go(to: "Price")
        stage.type("24.50")
        stage.store.setPrice(2_350, at: 3)
        stage.isHolding = true
        stage.press("F2 m")
        let commit = try #require(stage.held.last)
        let refusal = stage.store.answer(commit)
        stage.send(try #require(refusal))
        let id = try #require(stage.asked.last?.id)
        stage.send(.reply(id, .failed(Problem(title: "The store is locked.", lines: ["R tries again."]))))
        #expect(
            stage.row(-2) == " ✗ Not saved: somebody changed the record meanwhile. The store is locked. R tries again.")
        (stage.held, stage.isHolding) = ([], false)
        #expect(stage.screen.contains("▌ ~Price          24.50 EUR"))
        #expect(stage.model.typeAhead.isEmpty)
        stage.press("F2")
        #expect(stage.screen.contains("     theirs           23.50"))
    }

    @Test func `one key of a map is settled by itself`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.pause()
        stage.press("j E")
        stage.go(to: "Metadata")
        stage.type("glaze=ash, kiln=2")
        stage.store.set("metadata", .map(of: [.init(key: "glaze", value: .text("celadon"))]), at: 3)
        stage.press("F2")
        #expect(stage.screen.contains("▌  glaze"))
        #expect(!stage.screen.contains("kiln"))
        stage.press("t enter")
        #expect(
            product(stage).metadata
                == .map(of: [.init(key: "glaze", value: .text("celadon")), .init(key: "kiln", value: .integer(2))]))
    }
}
