// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

/// The screen begins where it was left.
struct RestoreTests {
    @Test func `pane, tab, filter, order, columns, view and cursor come back`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.pause()
        stage.press("/")
        stage.type("mug")
        stage.press("enter s p p enter l > > W")
        stage.type("Mugs")
        stage.press("enter")
        for _ in 0..<40 { stage.press("j") }
        stage.press("8 ] 1")
        stage.pause()
        let state = stage.model.session
        #expect(SessionState.parse(state.json, panes: Panes.words, in: viewpoint).state == state)
        #expect(SessionState.parse(state.json, panes: Panes.words, in: viewpoint).notices == [])
        var next = Stage(columns: 80, rows: 24, session: state)
        next.pause()
        #expect(next.model.currentRecord == stage.model.currentRecord)
        #expect(next.row(3) == stage.row(3))
        #expect(next.row(1) == stage.row(1))
        #expect(next.row(-3) == stage.row(-3))
        #expect(next.row(-3).hasSuffix("41 of 100"))
        #expect(next.screen.contains("▌  "))
        #expect(next.model.session == state)
        next.press("8")
        #expect(next.row(1).contains("[Roles]"))
    }

    private let viewpoint = FilterViewpoint(currency: "EUR", today: CalendarDate(daysSince1970: 20_000), me: nil)

    @Test func `a record that is gone leads to the first row`() {
        let state = SessionState(lists: ["products": .init(cursor: Identifier(high: 9, low: 9))])
        var stage = Stage(columns: 80, rows: 24, session: state)
        stage.pause()
        #expect(stage.row(-3).hasSuffix("1 of 300"))
        #expect(stage.row(4).hasPrefix("▌"))
    }

    @Test func `the first rows are asked for with two questions more at most`() {
        let state = SessionState(
            lists: ["products": .init(sort: "-price", cursor: Identifier(high: 100, low: 150))])
        let stage = Stage(columns: 80, rows: 24, session: state)
        let windows = stage.sent.count { if case .request(_, .window) = $0 { true } else { false } }
        #expect(windows == 3)
        #expect(stage.model.currentRecord == Identifier(high: 100, low: 150))
    }

    @Test func `keys typed before the rows came are done on the record that comes back`() {
        let state = SessionState(lists: ["products": .init(cursor: Identifier(high: 100, low: 150))])
        var stage = Stage(columns: 80, rows: 24, session: state, isHolding: true)
        stage.press("j l l e")
        stage.type("9")
        stage.press("enter")
        stage.release()
        #expect(stage.model.toast?.text == "Saved price of MUG-0154: 29.53 → 9.00. u undoes it.")
    }
}
