// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

/// A seeded walk: keys, pastes, new extents, answers late or never, changes by others. Nothing traps or contradicts.
struct RandomTests {
    private static let steps = 20_000
    private static let names = [
        "j", "k", "down", "up", "PgDn", "PgUp", "ctrl-d", "ctrl-u", "Home", "End", "G", "g", "enter", "esc", "h", "l",
        "left", "right", "e", "F2", "/", "tab", "s", "H", "u", "U", "R", "1", "5", "?", ":", "J", "K", "ctrl-c",
        "Backspace", "Del", "ctrl-a", "ctrl-e", "ctrl-w", "space", "a", "m", "o", "r", "=", "<", "9", ".", "藍", "ü",
        "ctrl-p", "F1", "]", "[", "Z", "\"", "(", "!", "g", "ctrl-x", "F9", "shift-down", "n", "E", "O",
        "F3", "F4", "F5", "F6", "F7", "+", "-", "}", "d", "t", "y", "C", ">", "w", "W", "v", "*", "p",
        "i", "x", "f", "q",
    ]

    private static func step(_ stage: inout Stage, _ random: inout SplitMix64) {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<78:
            stage.press(names.randomElement(using: &random) ?? "j")
        case 78..<80:
            stage.send(.key(.paste("mug price<30\nstatus=draft \u{1B}[2J 藍")))
        case 80..<85:
            let columns = Int.random(in: 1...200, using: &random)
            stage.send(.resized(columns: columns, rows: Int.random(in: 1...60, using: &random)))
        case 85..<89: stage.isHolding = true
        case 89..<94: stage.release()
        case 94..<96: stage.pause(10_000)
        case 96..<97:
            let index = Int.random(in: 0..<300, using: &random)
            stage.store.setPrice(.random(in: 1...9_999, using: &random), at: index)
        case 97..<98: stage.send(.storeChanged)
        case 98..<99: stage.dropOne(using: &random)
        default: stage.send(.resized(columns: 100, rows: 30))
        }
    }

    @Test(arguments: [UInt64(1), 20_261_114])
    func `twenty thousand random steps leave a model that agrees with itself`(seed: UInt64) {
        print("seed \(seed)")
        var random = SplitMix64(seed: seed)
        var stage = Stage(columns: 100, rows: 30)
        var drawn = Set<Int>()
        var picture: Picture?
        for step in 0..<(RandomTests.steps / 2) {
            RandomTests.step(&stage, &random)
            if let contradiction = stage.model.contradiction {
                Issue.record("seed \(seed), step \(step): \(contradiction)")
                return
            }
            // Drawing takes most of the time: every seventh state is drawn, and every one at an extent not seen before.
            let size = stage.model.size
            if step.isMultiple(of: 7) || drawn.insert(size.columns * 1_000 + size.rows).inserted {
                let canvas = stage.canvas
                picture = Picture(stage.model, size: size, theme: stage.theme, after: picture)
                if picture?.canvas != canvas {
                    Issue.record("seed \(seed), step \(step): a part was taken over that had changed")
                    return
                }
                if let cursor = canvas.cursor, !canvas.bounds.contains(cursor) {
                    Issue.record("seed \(seed), step \(step): cursor at \(cursor) of \(size)")
                    return
                }
            }
        }
        stage.release()
        stage.send(.resized(columns: 100, rows: 30))
        stage.press("ctrl-c esc esc esc esc esc")
        stage.press("esc y esc y esc y 1 esc y esc y esc y")
        if !stage.row(1).contains("[Products]") { stage.press("[") }
        stage.press("Home")
        stage.pause()
        #expect(stage.model.currentRecord != nil, "seed \(seed): the list comes back\n\(stage.screen)")
        #expect(stage.model.typeAhead.isEmpty)
    }

    @Test func `every extent from 1×1 to 200×60 is drawn`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("e")
        for columns in stride(from: 1, through: 200, by: 13) {
            for rows in 1...60 {
                stage.send(.resized(columns: columns, rows: rows))
                #expect(stage.canvas.rows == rows)
            }
        }
    }
}

extension Stage {
    /// Answers one of the effects held back with a problem, out of its order.
    mutating func dropOne(using random: inout SplitMix64) {
        guard let index = held.indices.randomElement(using: &random) else { return }
        if case .request(let id, _) = held.remove(at: index) {
            send(.reply(id, .failed(Problem(title: "The disk does not answer."))))
        }
    }
}
