// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface

extension Stage {
    /// What the category of yarns asks of its products in these stages.
    static let schema = [
        "ply": "integer required 1..12", "needle_mm": "decimal 1..25 unit=mm", "fibre": "one:wool|silk|mix",
        "dyed_on": "date label=Dyed_on", "vegan": "yes/no",
    ]

    /// A form for a new yarn, whose category asks for fields of its own; the cursor stands in the price.
    static func newYarn(columns: Int = 120, rows: Int = 36, seenBy viewer: Viewer? = nil) -> Stage {
        var stage = Stage(columns: columns, rows: rows)
        stage.store.schemas[FakeStore.yarn] = schema
        if let viewer { stage.send(.viewer(viewer)) }
        stage.pause()
        stage.press("n")
        stage.type("Sock")
        stage.press("enter")
        stage.type("yarn")
        stage.press("enter")
        return stage
    }

    /// Goes to the field of a label, down from where the cursor is.
    mutating func go(to label: String) {
        for _ in 0..<40 {
            if screen.split(separator: "\n").contains(where: { line in
                line.hasPrefix("▌") && line.dropFirst(3).drop { $0 == " " || $0 == "~" }.hasPrefix(label)
            }) {
                return
            }
            press("tab")
        }
    }

    /// A form in whose field for a day the calendar is open: Sat 14 November 2026.
    static func atDate() -> Stage {
        var stage = newYarn()
        stage.go(to: "Dyed on")
        stage.press("F4")
        return stage
    }

    /// A form that met two changes of others: of price and colour.
    static func inClash() -> Stage {
        var stage = Stage(columns: 120, rows: 36)
        stage.pause()
        stage.press("j E")
        stage.go(to: "Price")
        stage.type("24.50")
        stage.go(to: "Colour")
        stage.type("mine")
        stage.store.setPrice(2_350, at: 3)
        stage.store.set("colour", .text("theirs"), at: 3)
        stage.press("F2")
        return stage
    }

    /// What of the new products was made.
    var made: [Record<Product>] { store.records.dropFirst(300).map { Record<Product>(values: $0.values) } }
}
