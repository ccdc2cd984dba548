// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

/// What can be copied, and what is said of it.
struct CopyTests {
    @Test func `of a record its id, its row and the value of its column`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.pause()
        stage.press("down y y")
        #expect(stage.store.copied == [stage.store.records[3].id.text])
        #expect(stage.row(-2).contains("Copied: id of MUG-0004, \(stage.store.records[3].id.text)"))
        stage.press("right right y v")
        #expect(stage.store.copied.last == "28.03")
        #expect(stage.row(-2).contains("Copied: price of MUG-0004, 28.03"))
        stage.press("y r")
        #expect(stage.store.copied.last?.split(separator: "\t").prefix(2) == ["MUG-0004", "Mug · glaze 0004"])
        #expect(stage.row(-2).contains("Copied: row of MUG-0004, sku, name"))
    }

    @Test func `an empty value is not copied over what is in the clipboard`() {
        var stage = Stage(columns: 200, rows: 36)
        stage.pause()
        for _ in 0..<20 {
            stage.press("y v right")
            if stage.row(-2).contains("empty: nothing was copied") { break }
        }
        #expect(stage.row(-2).contains("empty: nothing was copied"))
        #expect(!stage.store.copied.contains(""))
    }

    @Test func `of a history the commit, its row and its values`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.pause()
        stage.press("right right e")
        stage.type("24.50")
        stage.press("enter H")
        stage.press("y v")
        #expect(stage.store.copied.last == "Price: 28.00 → 24.50")
        stage.press("y y")
        #expect(stage.store.copied.last == "2")
        stage.press("y r")
        #expect(stage.store.copied.last == "2026-11-14 15:32\tAnna\tprice\tcell")
    }

    @Test func `of the messages those that are shown`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.send(.notice(.error, Problem(title: "The disk is full", lines: ["free some", "then again"])))
        stage.send(.notice(.info, Problem(title: "All is well")))
        stage.press("g m")
        stage.type("disk")
        stage.press("F6")
        #expect(stage.store.copied == ["2026-11-14 15:32\terror\tThe disk is full: free some\tthen again"])
        #expect(stage.row(-2).contains("Copied: 1 message"))
        stage.press("ctrl-u ctrl-x y")
        #expect(stage.store.copied.last?.split(separator: "\n").count == 3)
    }

    @Test func `what cannot be copied is said`() {
        var stage = Stage()
        stage.isHolding = true
        stage.press("y y")
        stage.release()
        let request = stage.sent.compactMap { effect -> RequestID? in
            if case .request(let id, .copy) = effect { id } else { nil }
        }
        stage.send(
            .reply(request.last ?? RequestID(place: 0, number: 0), .failed(Problem(title: "Not copied: too long."))))
        #expect(stage.row(-2).contains("✗ Not copied: too long."))
    }
}
