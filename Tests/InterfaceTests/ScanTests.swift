// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

/// A scanner over a list.
struct ScanTests {
    private func stage() -> Stage {
        var stage = Stage(columns: 120, rows: 36)
        stage.store.set("gtin", .text("4006381333931"), at: 150)
        stage.pause()
        return stage
    }

    private func current(_ stage: Stage) -> String {
        stage.store.records.first { $0.id == stage.model.currentRecord }.map { Record<Product>(values: $0.values).sku }
            ?? ""
    }

    @Test func `a product is found by scan and its price changed with two keys`() {
        var stage = stage()
        stage.press("l l e")
        stage.type("19.00")
        stage.press("enter")
        stage.send(.key(.scan("4006381333931")))
        #expect(current(stage) == "MUG-0151")
        var keys = 0
        for name in ["e", "“24.50”", "enter"] {
            if name.hasPrefix("“") {
                stage.type("24.50")
            } else {
                stage.press(name)
                keys += 1
            }
        }
        #expect(Record<Product>(values: stage.store.records[150].values).price == 2_450)
        #expect(keys == 2)
    }

    @Test func `keys behind a scan wait for it`() {
        var stage = stage()
        stage.press("l l")
        stage.isHolding = true
        stage.send(.key(.scan("YARN-0200")))
        stage.press("e")
        stage.type("9")
        stage.press("enter")
        stage.release()
        #expect(Record<Product>(values: stage.store.records[199].values).price == 900)
    }

    @Test func `a code outside the filter takes the filter away, and says so`() {
        var stage = stage()
        stage.press("/")
        stage.type("price>29")
        stage.press("enter")
        stage.send(.key(.scan("YARN-0200")))
        #expect(current(stage) == "YARN-0200")
        #expect(stage.row(-2).hasPrefix(" i YARN-0200 is not in the filter, which is off now"))
    }

    @Test func `with the filter that a code takes away the marks of all it showed go`() {
        var stage = stage()
        stage.press("/")
        stage.type("price>29")
        stage.press("enter *")
        stage.send(.key(.scan("YARN-0200")))
        #expect(stage.row(-2).hasPrefix(" i YARN-0200 is not in the filter, which is off now"))
        #expect(stage.model.log.map(\.text).contains("All were marked of the filter before: their marks are gone."))
        stage.press("/ up enter")
        stage.pause()
        #expect(stage.row(-3).hasPrefix("/ price>29") && !stage.row(-3).contains("marked"))
    }

    @Test func `a code that nobody has is told, and drops the keys behind it`() {
        var stage = stage()
        stage.isHolding = true
        stage.send(.key(.scan("99999999")))
        stage.press("e")
        stage.release()
        #expect(stage.model.log.map(\.text).contains("99999999 is no code of the products."))
        #expect(!stage.model.isTyping)
    }

    @Test func `where one types a scan is typed, and a question is not answered`() {
        var stage = stage()
        stage.press("n")
        stage.send(.key(.scan("Mug 1")))
        #expect(stage.row(3).contains("Mug 1"))
        var asked = self.stage()
        asked.press("d")
        asked.send(.key(.scan("4006381333931")))
        #expect(asked.row(-2).hasPrefix(" i A scan answers no question"))
    }
}
