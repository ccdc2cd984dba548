// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Testing

/// What a category asks for, as fields of the form.
struct FormMapTests {
    private func metadata(_ stage: Stage) -> [String: Value] {
        Dictionary((stage.made.last?.metadata.map ?? []).map { ($0.key, $0.value) }) { $1 }
    }

    @Test func `the fields of the category stand in the form, each with its own input`() {
        var stage = Stage.newYarn()
        #expect(stage.screen.contains("   Fields of category Yarn"))
        #expect(stage.screen.contains("   ply *"))
        #expect(stage.screen.contains("   needle mm"))
        stage.go(to: "ply")
        stage.type("4")
        stage.go(to: "Dyed on")
        stage.type("14")
        stage.press("enter")
        #expect(
            stage.screen.contains("  ~Dyed on        2026-11-14                                    Sat 14 Nov 2026"))
        stage.type("si")
        #expect(stage.screen.contains("                ▌ silk"))
        stage.press("enter")
        stage.type("2.5 mm")
        stage.press("enter")
        #expect(stage.screen.contains("  ~needle mm      2.5 mm"))
        stage.press("space F2")
        #expect(
            metadata(stage) == [
                "ply": .integer(4), "dyed_on": .text("2026-11-14"), "fibre": .text("silk"), "needle_mm": .text("2.5"),
                "vegan": .boolean(true),
            ])
    }

    @Test func `what the category does not accept stands at the field, all at once on save`() {
        var stage = Stage.newYarn()
        stage.go(to: "ply")
        stage.type("13")
        stage.press("enter")
        #expect(stage.screen.contains("✗ is out of range; 1 to 12"))
        stage.go(to: "fibre")
        stage.type("cotton")
        stage.press("enter")
        #expect(stage.row(-2) == " ✗ “cotton” is none of: wool, silk, mix.")
        stage.press("esc")
        stage.go(to: "needle mm")
        stage.type("x")
        stage.press("F2")
        #expect(stage.row(-2).hasPrefix(" ✗ Not saved: 3 fields need mending: ply, fibre, needle mm."))
        #expect(stage.row(-3).hasPrefix("3 things to mend: ply, fibre, needle mm"))
        #expect(stage.screen.contains("▌ ~ply *          13"))
        stage.press("F7")
        #expect(stage.screen.contains("▌ ~fibre          cotton"))
        #expect(stage.made.isEmpty)
    }

    @Test func `a value that must be given is asked for`() {
        var stage = Stage.newYarn()
        stage.press("F2")
        #expect(stage.row(-2).hasPrefix(" ✗ Not saved: 1 field needs mending: ply."))
    }

    @Test func `the fields follow the category, and nothing typed is lost`() {
        var stage = Stage.newYarn()
        stage.go(to: "ply")
        stage.type("4")
        for _ in 0..<9 { stage.press("up") }
        stage.go(to: "Category")
        stage.type("pott")
        stage.press("enter")
        #expect(!stage.screen.contains("Fields of category"))
        #expect(stage.screen.contains("  ~Metadata       ply=4"))
        for _ in 0..<9 { stage.press("up") }
        stage.go(to: "Category")
        stage.type("yarn")
        stage.press("enter")
        #expect(stage.screen.contains("  ~ply *          4"))
        #expect(!stage.screen.contains("ply=4"))
    }

    @Test func `keys that the category does not ask for are edited together, and one that it does goes to its field`() {
        var stage = Stage.newYarn()
        stage.press("ctrl-x f")
        stage.go(to: "Other metadata")
        stage.type("shade=moss, ply=3")
        stage.press("up")
        #expect(stage.screen.contains("  ~ply *          3"))
        #expect(stage.screen.contains("  ~Other metadata shade=moss"))
        stage.press("F2")
        #expect(metadata(stage) == ["ply": .integer(3), "shade": .text("moss")])
    }

    @Test func `only the keys that were changed are written, each against what was seen`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.store.schemas[FakeStore.yarn] = Stage.schema
        stage.store.set(
            "metadata", .map(of: [.init(key: "ply", value: .integer(4)), .init(key: "lot", value: .text("A"))]), at: 1)
        stage.pause()
        stage.press("/")
        stage.type("moss 0002")
        stage.press("enter E")
        stage.go(to: "ply")
        stage.type("6")
        stage.press("F2")
        let edits = stage.sent.compactMap { effect -> [Edit]? in
            guard case .request(_, .commit(let proposal)) = effect,
                case .update(_, _, let edits)? = proposal.operations.first
            else { return nil }
            return edits
        }
        #expect(edits.last == [Edit(field: "metadata", key: "ply", value: .integer(6), base: .integer(4))])
    }

    @Test func `a draft brings the fields of the category back`() {
        var stage = Stage.newYarn()
        stage.go(to: "needle mm")
        stage.type("3.25")
        stage.pause()
        #expect(stage.store.drafts.first?.texts["metadata"] == "needle_mm=3.25")
        var next = Stage(columns: 120, rows: 36, drafts: stage.store.drafts)
        next.store.schemas[FakeStore.yarn] = Stage.schema
        next.press("n")
        #expect(next.screen.contains("  ~needle mm      3.25 mm"))
    }

    @Test func `the options of a product's variants are fields of the next one`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.pause()
        stage.press("j O")
        #expect(stage.row(1).hasPrefix("Variants of MUG-0004 · Mug · glaze 0004"))
        #expect(stage.row(4).hasPrefix("   No variants yet. n makes one."))
        stage.press("n")
        #expect(stage.row(1).hasPrefix("New variant  of Mug · glaze 0004"))
        stage.press("enter")
        #expect(stage.screen.contains("▌  Options *"))
        stage.type("Size=S, Colour=blue")
        stage.press("F2")
        stage.pause()
        #expect(stage.screen.contains("Colour blue, Size S"))
        stage.press("n")
        #expect(stage.screen.contains("   Options of this product's variants"))
        stage.go(to: "Size")
        stage.type("L")
        stage.press("F2")
        let made = stage.store.others["variants", default: []].map { Record<Variant>(values: $0.values) }
        #expect(
            made.map(\.options) == [
                .map(of: [.init(key: "Colour", value: .text("blue")), .init(key: "Size", value: .text("S"))]),
                .map(of: [.init(key: "Size", value: .text("L"))]),
            ])
        #expect(made.allSatisfy { $0.product == stage.store.records[3].id })
        stage.press("esc")
        #expect(stage.row(1).hasPrefix("[Products]"))
    }

    @Test func `a variant without any option is refused at its first option`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("j O n F2")
        #expect(stage.row(-2).hasPrefix(" ✗ Not saved: 1 field needs mending: Options."))
    }
}
