// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

/// A pane for a new resource is one file and one registration: list, filter, form and detail come from the declaration.
struct SamplePaneTests {
    private func stage() -> Stage {
        var stage = Stage(columns: 120, rows: 24, panes: [.kilns] + Panes.all)
        stage.store.extra = [
            "kilns": (Kiln.declaration.facts, ["Old faithful", "Raku"].enumerated().map { Self.kiln($1, $0) })
        ]
        stage.press("R")
        stage.pause()
        return stage
    }

    private static func kiln(_ name: String, _ number: Int) -> StoredRecord {
        var kiln = Record<Kiln>()
        kiln.name = name
        kiln.cone = number == 0 ? "6" : "10"
        kiln.price = 120_000
        kiln.currency = "EUR"
        return StoredRecord(
            row: Int64(number + 1), id: Identifier(high: 300, low: UInt64(number)), values: kiln.values,
            stamps: .init(
                createdAt: FakeStore.now, createdBy: FakeStore.anna, updatedAt: FakeStore.now,
                updatedBy: FakeStore.anna, deletedAt: nil, deletedBy: nil, revision: nil))
    }

    @Test func `its list, tab and detail are there`() {
        let stage = stage()
        #expect(stage.row(0).hasPrefix("[2 Firing] 1 Inventory"))
        #expect(stage.row(1).hasPrefix("[Kilns]"))
        #expect(stage.row(3).hasPrefix("   Name▴"))
        #expect(stage.row(4).hasPrefix("▌  Old faithful"))
        #expect(stage.row(4).contains("1200.00"))
        #expect(stage.screen.contains("Bought") && stage.screen.contains("Raku"))
    }

    @Test func `its fields are filtered by, and completed`() {
        var stage = stage()
        stage.press("/")
        stage.type("cone=1")
        #expect(stage.screen.contains("10"))
        stage.type("0")
        stage.pause()
        #expect(stage.row(4).contains("Raku") && !stage.screen.contains("Old faithful"))
        stage.type(" glaze=3")
        #expect(stage.row(-3).contains("“glaze” is no field of kilns"))
    }

    @Test func `its form checks what is typed`() {
        var stage = stage()
        stage.press("n")
        #expect(stage.row(1).hasPrefix("New kiln"))
        stage.press("F2")
        #expect(stage.model.toast?.text.hasPrefix("Not saved: ") == true)
        stage.type("Anagama")
        stage.press("F2")
        #expect(
            stage.asked.contains {
                if case .commit(let proposal) = $0.request,
                    case .create(let resource, _, _)? = proposal.operations.first
                {
                    return resource === Kiln.declaration.facts
                }
                return false
            })
    }
}
