// SPDX-License-Identifier: Apache-2.0
import Interface
import Terminal
import Testing

/// Clicks and the wheel.
struct MouseTests {
    private static func manner(hasMouse: Bool = true) -> Manner {
        var manner = Manner()
        manner.hasMouse = hasMouse
        return manner
    }

    private func stage(columns: Int = 120, rows: Int = 36, hasMouse: Bool = true) -> Stage {
        var stage = Stage(columns: columns, rows: rows, manner: Self.manner(hasMouse: hasMouse))
        stage.pause()
        return stage
    }

    private func press(_ x: Int, _ y: Int, _ action: Key.Mouse.Action = .press, button: Int = 0) -> Message {
        .key(.mouse(Key.Mouse(action: action, button: button, at: Point(x: x, y: y))))
    }

    /// Where the marker stands, from the top of the screen.
    private func marked(_ stage: Stage) -> Int? {
        stage.screen.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.hasPrefix("▌") }
    }

    @Test func `a click puts the cursor on a row, and the detail follows`() {
        var stage = stage()
        #expect(marked(stage) == 4)
        stage.send(press(10, 9))
        stage.pause()
        #expect(marked(stage) == 9)
        #expect(stage.row(4).contains("MUG-0001"))
        #expect(stage.screen.contains("6 of 300"))
    }

    @Test func `a click on a tab or a pane goes there`() {
        var stage = stage()
        let before = stage.row(1)
        #expect(before.hasPrefix("[Products] Categories"))
        stage.send(press(13, 1))
        #expect(stage.row(1).hasPrefix(" Products [Categories]"))
        let audit = stage.row(0).distance(of: "5 Audit") ?? 0
        stage.send(press(audit, 0))
        #expect(stage.row(0).contains("[5 Audit]"))
        stage.send(press(1, 0))
        #expect(stage.row(0).contains("[1 Inventory]"))
    }

    @Test func `the wheel goes through the list, and scrolls the detail and the help under it`() {
        var stage = stage()
        stage.send(press(10, 9, .wheelDown))
        #expect(marked(stage) == 7)
        stage.send(press(10, 9, .wheelUp))
        #expect(marked(stage) == 4)
        stage.press("?")
        let first = stage.row(3)
        stage.send(press(10, 9, .wheelDown))
        #expect(stage.row(3) != first)
        #expect(stage.row(0).contains("[1 Inventory]"))
    }

    @Test func `what else is clicked changes nothing`() {
        var stage = stage()
        let before = stage.canvas
        for (x, y) in [(10, 3), (110, 9), (60, 2), (10, 35), (70, 0), (100, 1)] { stage.send(press(x, y)) }
        stage.send(press(10, 9, .release))
        stage.send(press(10, 9, .drag))
        stage.send(press(10, 9, button: 2))
        #expect(stage.canvas == before)
        var short = self.stage()
        short.store.records.removeLast(297)
        short.press("R")
        short.send(press(10, 20))
        #expect(marked(short) == 4)
        stage.press("d")
        stage.send(press(10, 9))
        #expect(stage.screen.contains("Delete MUG-0001"))
        #expect(marked(stage) == 4)
    }

    @Test func `a click that only fetches the window does nothing else`() {
        var stage = stage()
        stage.send(.key(.focusOut))
        stage.send(.tick(nowMicroseconds: FakeStore.now + 10_000_000))
        stage.send(.key(.focusIn))
        stage.send(.tick(nowMicroseconds: FakeStore.now + 10_050_000))
        stage.send(press(10, 9))
        #expect(marked(stage) == 4)
        stage.send(press(10, 9))
        #expect(marked(stage) == 9)
        // The keyboard fetched the window; the click comes when it comes.
        stage.send(.key(.focusIn))
        stage.send(.tick(nowMicroseconds: FakeStore.now + 12_000_000))
        stage.send(press(10, 12))
        #expect(marked(stage) == 12)
    }

    @Test func `it is off until it is switched on, and off again`() {
        var stage = stage(hasMouse: false)
        stage.send(press(10, 9))
        #expect(marked(stage) == 4)
        stage.press("g M")
        #expect(stage.sent.contains(.mouse(true)))
        stage.send(press(10, 9))
        #expect(marked(stage) == 9)
        stage.press("g M")
        #expect(stage.sent.contains(.mouse(false)))
        stage.send(press(10, 12))
        #expect(marked(stage) == 9)
    }

    @Test(arguments: [(40, 12), (80, 24), (200, 60)])
    func `a click on any cell leaves a model that agrees with itself`(columns: Int, rows: Int) {
        for keys in ["", "5", "H", "e", "n", "/", ":", "?", "d", "t", "space d", "enter"] {
            var stage = stage(columns: columns, rows: rows)
            stage.press(keys)
            for y in 0..<rows {
                for x in stride(from: 0, to: columns, by: 7) {
                    stage.send(press(x, y))
                    stage.send(press(x, y, .wheelDown))
                }
            }
            stage.pause()
            #expect(stage.model.contradiction == nil, "\(keys)")
        }
    }
}

extension String {
    fileprivate func distance(of part: String) -> Int? {
        firstRange(of: part).map { distance(from: startIndex, to: $0.lowerBound) }
    }
}
