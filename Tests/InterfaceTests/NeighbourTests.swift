// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Testing

/// Where one goes on after a record is saved.
struct NeighbourTests {
    @Test func `the next row is the one that stood below, though the saved one has moved`() throws {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("s p enter j l l e")
        stage.pause()
        let rows = stage.screen.split(separator: "\n")
        let index = try #require(rows.firstIndex { $0.hasPrefix("▌") })
        let below = rows[index + 1].dropFirst(3).prefix(9)
        stage.isHolding = true
        stage.type("99.00")
        stage.press("down")
        let commit = try #require(stage.held.last)
        stage.held = []
        let answer = stage.store.answer(commit)
        // The list is read anew before the answer is there.
        stage.isHolding = false
        stage.send(.storeChanged)
        stage.send(try #require(answer))
        #expect(stage.row(-3).contains(below))
        stage.type("98")
        stage.press("enter")
        #expect(stage.model.toast?.text.hasPrefix("Saved price of \(below)") == true)
    }

    @Test func `the cursor goes to a record that was made`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.pause()
        stage.press("n")
        stage.type("Sock yarn · moss 0250 b")
        stage.press("enter")
        stage.type("yarn")
        stage.press("enter")
        stage.type("12")
        stage.press("F2")
        stage.pause()
        #expect(stage.screen.split(separator: "\n").contains { $0.hasPrefix("▌") && $0.contains("0250 b") })
    }

    @Test func `a chain keeps the fields that were filled in it, and a name may begin with a quote`() {
        var stage = Stage(columns: 120, rows: 36)
        func add(_ name: String, _ price: String?) {
            stage.type(name)
            stage.press("enter")
            if stage.screen.contains("2 of chain") || stage.screen.contains("3 of chain") {
                stage.press("\"")
            } else {
                stage.type("yarn")
                stage.press("enter")
            }
            if let price { stage.type(price) }
            stage.press("F3")
        }
        stage.press("n")
        add("First", "12")
        #expect(stage.model.toast?.text.hasSuffix("undoes it.") == false)
        add("\"Deep\" pot", nil)
        add("Third", "13")
        let names = stage.store.records.map { Record<Product>(values: $0.values) }.suffix(3)
        #expect(names.map(\.name) == ["First", "\"Deep\" pot", "Third"])
        #expect(names.map(\.price) == [1_200, nil, 1_300])
    }
}
