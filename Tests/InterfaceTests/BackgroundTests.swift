// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Testing

/// What goes on while the person is somewhere else, or types faster than it is answered.
struct BackgroundTests {
    /// An import that was begun and is not answered.
    private func importing() -> Stage {
        var stage = Stage(columns: 120, rows: 36)
        stage.pause()
        stage.press("i")
        stage.type("prod")
        stage.press("tab enter y enter f s")
        stage.isHolding = true
        stage.press("y")
        return stage
    }

    /// A change of all products that was begun and is not answered.
    private func changing() -> Stage {
        var stage = Stage(columns: 120, rows: 36)
        stage.pause()
        stage.press("* d")
        stage.isHolding = true
        stage.press("y")
        return stage
    }

    @Test func `an import that ends while another pane is shown says so and is left`() {
        var stage = importing()
        #expect(stage.screen.contains("importing"))
        stage.press("5")
        stage.release()
        #expect(stage.row(-2).hasPrefix(" ✓ imported 12 479 rows from products.csv. u undoes it."))
        stage.press("1")
        #expect(stage.row(1).hasPrefix("[Products]"))
        stage.press("q")
        #expect(stage.sent.contains(.quit))
    }

    @Test func `a change of many that ends while another pane is shown says so and is left`() {
        var stage = changing()
        stage.press("5")
        stage.release()
        #expect(stage.row(-2).contains("u undoes it."))
        stage.press("1")
        #expect(stage.row(1).hasPrefix("[Products]"))
    }

    @Test func `esc stops what runs, whatever waits for it`() throws {
        var stage = importing()
        stage.press("j y")
        #expect(stage.model.typeAhead.count == 2)
        let running = try #require(stage.asked.last?.id)
        stage.press("esc")
        #expect(stage.sent.contains(.stop(running)))
        #expect(stage.model.typeAhead.isEmpty)
    }

    @Test func `what fails elsewhere leaves the keys that wait here`() throws {
        var stage = changing()
        let running = try #require(stage.asked.last?.id)
        stage.press("8 End k")
        let waiting = stage.model.typeAhead.count
        #expect(waiting > 0)
        stage.send(.reply(running, .failed(Problem(title: "The disk is full"))))
        #expect(stage.model.typeAhead.count == waiting)
        #expect(stage.model.toast?.text == "The disk is full")
    }

    @Test func `what nobody waits for is told when it fails`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.send(.reply(RequestID(place: 0, number: 0), .failed(Problem(title: "The event is not in the log"))))
        #expect(stage.model.toast?.text == "The event is not in the log")
    }

    @Test func `the detail follows to the row that a question is about`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.pause()
        stage.press("j d")
        #expect(stage.row(-3).contains("MUG-0004"))
        #expect(!stage.row(3).contains("MUG-0004"))
        stage.pause(150)
        #expect(stage.screen.split(separator: "\n").contains { $0.dropFirst(78).contains("MUG-0004") })
        #expect(stage.row(-3).contains("MUG-0004"))
    }

    @Test func `what is typed into a form is kept while its help is read`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.pause()
        stage.press("n")
        stage.type("Vase")
        stage.press("F1")
        stage.pause()
        #expect(stage.store.drafts.first?.texts.values.contains("Vase") == true)
    }

    @Test func `no key is an answer to the question for an undo that had not come when it was typed`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("l l e 9 enter")
        stage.pause()
        stage.store.offeredChanges = 500
        stage.isHolding = true
        stage.press("u /")
        stage.type("yarn")
        stage.release()
        stage.pause()
        #expect(stage.row(-3).hasPrefix("/ yarn"))
        #expect(!stage.model.log.contains { $0.text.hasPrefix("Undone") })
    }
}
