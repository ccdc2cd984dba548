// SPDX-License-Identifier: Apache-2.0
import Interface
import Terminal
import Testing

/// What a session may not do, what is asked before the program ends, and how the screen is drawn for other eyes and
/// ears.
struct SafetyTests {
    @Test func `a restricted session has no way to the shell, and does not offer one`() {
        var stage = Stage(columns: 120, rows: 36, isRestricted: true)
        stage.pause()
        stage.press("ctrl-z")
        #expect(!stage.sent.contains(.suspend))
        #expect(stage.row(-2).contains("is not possible: this session is restricted to the store"))
        stage.pause(10_000)
        stage.press("?")
        stage.type("shell")
        #expect(!stage.screen.contains("Go back to the shell"))
        stage.press("esc :")
        stage.type("suspend")
        #expect(!stage.screen.contains("Go back to the shell"))
        stage.press("esc esc")
        stage.send(.resized(columns: 20, rows: 5))
        stage.press("ctrl-z")
        #expect(!stage.sent.contains(.suspend))
        var free = Stage(columns: 120, rows: 36)
        free.press("ctrl-z")
        #expect(free.sent.contains(.suspend))
    }

    @Test func `nor to an editor, nor is an empty store told of one`() throws {
        let editor = try #require(Commands.named("field.editor"))
        let restricted = Stage(columns: 120, rows: 36, products: 0, isRestricted: true)
        let free = Stage(columns: 120, rows: 36, products: 0)
        #expect(restricted.model.refusal(of: editor) == "this session is restricted to the store")
        #expect(free.model.refusal(of: editor) == nil)
        #expect(free.screen.contains("at the shell") && !restricted.screen.contains("at the shell"))
    }

    @Test func `quitting asks nothing where nothing is lost: a form is kept as a draft`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("n")
        stage.type("Scarf")
        stage.press("esc q")
        #expect(stage.sent.last == .quit)
        var typing = Stage(columns: 120, rows: 36)
        typing.press("n")
        typing.type("Sca")
        typing.send(.ending)
        let kept = typing.sent.contains { effect in
            if case .request(_, .keep(let draft)) = effect { draft.texts.values.contains("Sca") } else { false }
        }
        #expect(kept, "what was typed a moment ago is kept")
    }

    @Test func `a cell that is typed into is told before the program ends, and n goes back to it`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.pause()
        stage.press("right right e")
        stage.type("24.50")
        stage.press("ctrl-p")
        stage.type("quit")
        stage.press("enter")
        #expect(!stage.sent.contains(.quit))
        #expect(stage.screen.contains("“24.50” in price of MUG-0001 is not saved. Quit all the same?  y yes · n no"))
        stage.press("n")
        #expect(stage.screen.contains("28.00 → 24.50"))
        stage.press("ctrl-p")
        stage.type("quit")
        stage.press("enter y")
        #expect(stage.sent.last == .quit)
    }

    @Test func `a long change is stopped with nothing half done when the program ends all the same`() throws {
        var stage = Stage(columns: 120, rows: 36)
        stage.pause()
        stage.press("* d")
        stage.isHolding = true
        stage.press("y q")
        #expect(stage.screen.contains("“Delete” is not done; it stops with nothing changed. Quit all the same?"))
        let running = try #require(
            stage.sent.compactMap { effect -> RequestID? in
                if case .request(let id, .bulk) = effect { id } else { nil }
            }.last)
        stage.press("y")
        #expect(stage.sent.suffix(2) == [.stop(running), .quit])
    }

    @Test func `on a terminal too small for a question q does not end what is not done`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("right right e")
        stage.type("24.50")
        stage.send(.resized(columns: 30, rows: 6))
        stage.press("q")
        #expect(!stage.sent.contains(.quit))
        #expect(stage.screen.contains("is not saved"))
    }

    @Test func `the detail follows after 150 ms, and after 300 where the line is slow`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.pause()
        stage.press("down")
        #expect(stage.sent.last?.wait == 150)
        stage.send(.pace(isSlow: true))
        stage.press("down")
        #expect(stage.sent.last?.wait == 300)
    }

    @Test func `over a slow line the rows follow when typing pauses, or with the key that needs them`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.pause()
        stage.send(.pace(isSlow: true))
        let count = stage.asked.count
        stage.press("/")
        stage.type("mug")
        #expect(stage.asked.count == count)
        #expect(stage.sent.last?.wait == 300)
        stage.pause(300)
        #expect(stage.asked.count > count)
        stage.pause()
        #expect(stage.row(-3).hasSuffix("1 of 100"))
        stage.type(" price>30")
        stage.press("enter")
        stage.pause()
        #expect(stage.row(-3).hasSuffix("1 of 33"))
    }
}

extension SafetyTests {
    private func listened(columns: Int = 120, rows: Int = 36) -> Stage {
        var manner = Manner()
        manner.isAccessible = true
        var stage = Stage(columns: columns, rows: rows, manner: manner)
        stage.pause()
        return stage
    }

    @Test func `for a screen reader the cursor stands on the row, and a move changes no cell`() {
        var stage = listened()
        let before = stage.canvas
        #expect(before.cursor == Point(x: 3, y: 4))
        stage.press("down")
        var after = stage.canvas
        #expect(after.cursor == Point(x: 3, y: 5))
        after.cursor = before.cursor
        #expect(after == before)
    }

    @Test(arguments: ["", "enter", "H", "5", "?", "n", "space d"])
    func `for a screen reader nothing is ruled off, and a cursor stands in every place`(keys: String) {
        var stage = listened()
        stage.press(keys)
        stage.pause()
        let canvas = stage.canvas
        #expect(canvas.cursor != nil)
        let drawn: Set<Character> = ["─", "│", "▌", "█", "┌", "└", "|"]
        #expect(canvas.cells.allSatisfy { !drawn.contains($0.character) })
        #expect(stage.row(2).isEmpty && stage.row(-4).isEmpty)
    }

    @Test func `for a screen reader a question ends with the cursor behind it`() {
        var stage = listened()
        stage.press("d")
        let row = stage.row(-3)
        #expect(row.hasSuffix("y yes · n no"))
        #expect(stage.canvas.cursor == Point(x: row.count, y: 33))
    }

    @Test func `where ambiguous characters are wide the program draws none`() {
        var manner = Manner()
        manner.ambiguousIsWide = true
        let stage = Stage(columns: 120, rows: 36, manner: manner)
        let picture = Picture(stage.model, size: stage.model.size, theme: .mono)
        #expect(picture.canvas.ambiguousIsWide)
        let own = picture.canvas.cells.filter { !$0.character.isASCII && !$0.isContinuation }
        #expect(own.allSatisfy { "·藍".contains($0.character) }, "only those of the records")
    }
}

extension Effect {
    fileprivate var wait: Int? { if case .wake(_, let milliseconds) = self { milliseconds } else { nil } }
}
