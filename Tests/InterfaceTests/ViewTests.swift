// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

/// Filter, order and columns under a name.
struct ViewTests {
    private func stage(columns: Int = 80, rows: Int = 24, permissions: [String] = ["*:*"]) -> Stage {
        var stage = Stage(columns: columns, rows: rows, permissions: permissions)
        stage.pause()
        return stage
    }

    private func saved(_ stage: Stage) -> [[String]] {
        stage.store.views.map { record in
            let view = Record<SavedView>(values: record.values)
            return [view.name, view.resource, view.filter, view.sort, view.columns]
        }
    }

    @Test func `a list is saved under a name, shown again and told apart once it changed`() {
        var stage = stage()
        stage.press("/")
        stage.type("mug price>30")
        stage.press("enter s p p enter l < <")
        stage.press("W")
        #expect(stage.row(-3).hasPrefix("Save filter, order and columns as:"))
        stage.type("Dear mugs")
        stage.press("enter")
        #expect(stage.row(-2) == " ✓ Saved the view Dear mugs. w shows it, u undoes it.")
        #expect(
            saved(stage) == [["Dear mugs", "products", "mug price>30", "-price", "sku,name,category:10,price,status"]])
        #expect(stage.row(1).hasSuffix("view: Dear mugs"))
        stage.press("s p enter")
        #expect(stage.row(1).hasSuffix("view: Dear mugs ~ changed"))
        stage.press("esc g C s Backspace enter")
        #expect(stage.row(-3).hasSuffix("1 of 300"))
        stage.press("w")
        #expect(stage.screen.contains("▌ Dear mugs     mug price>30 · by price, falling"))
        stage.type("dear")
        stage.press("enter")
        stage.pause()
        #expect(stage.row(1).hasSuffix("view: Dear mugs"))
        #expect(stage.row(-3).hasPrefix("/ mug price>30") && stage.row(-3).hasSuffix("1 of 33"))
        #expect(stage.row(4).contains("MUG-0298"))
    }

    @Test func `a name that is taken is replaced only when the person says so`() {
        var stage = stage()
        stage.store.addView("Mine", filter: "mug", sort: "name")
        stage.press("s p enter W")
        stage.type("mine")
        stage.press("enter")
        #expect(stage.row(-3).hasPrefix("? Replace the view Mine? u brings it back.  y yes · n no"))
        stage.press("enter")
        #expect(saved(stage) == [["Mine", "products", "mug", "name", ""]])
        stage.press("W")
        stage.type("Mine")
        stage.press("enter y")
        #expect(saved(stage) == [["Mine", "products", "", "price", ""]])
        #expect(stage.row(1).hasSuffix("view: Mine"))
        stage.press("W enter y")
        #expect(stage.row(-2) == " i The view Mine is saved like this already.")
    }

    @Test func `enter pressed before the views came takes none of another name`() {
        var stage = stage()
        stage.store.addView("Dear mugs", filter: "mug price>30")
        stage.isHolding = true
        stage.press("w")
        stage.type("de")
        stage.press("enter")
        stage.type("ar")
        stage.release()
        #expect(stage.row(-3).hasPrefix("View of products: dear"))
        stage.press("enter")
        stage.pause()
        #expect(stage.row(1).hasSuffix("view: Dear mugs"))
    }

    @Test func `in the filter line ctrl-x v keeps the filter and asks for the name`() {
        var stage = stage()
        stage.press("/")
        stage.type("mug price>x")
        stage.press("ctrl-x v")
        #expect(stage.row(-2).hasPrefix(" ✗ The filter is not complete: “x” is no number."))
        stage.press("Backspace 3 ctrl-x v")
        stage.type("Cheap")
        stage.press("enter")
        #expect(saved(stage) == [["Cheap", "products", "mug price>3", "", ""]])
    }

    @Test func `a view that cannot be read any more says why and changes nothing`() {
        var stage = stage(columns: 120, rows: 36)
        stage.store.addView("Good", filter: "mug")
        stage.store.addView("Old", filter: "colur=red")
        stage.store.addView("Older", columns: "sku,weigth")
        stage.press("w")
        #expect(stage.screen.contains("✗ The view Old cannot be shown: in its filter “colur” is no field of products."))
        stage.type("old")
        stage.press("enter")
        #expect(
            stage.row(-2).hasPrefix(
                " ✗ The view Old cannot be shown: in its filter “colur” is no field of products. Expected: colour."))
        #expect(stage.row(-3).hasSuffix("1 of 300"))
        stage.press("w")
        stage.type("older")
        stage.press("enter")
        #expect(stage.model.toast?.text.contains("in its columns “weigth” is no field of products") == true)
    }

    @Test func `without views it says how one is made, without the right it is not offered`() {
        var stage = stage()
        stage.press("w enter")
        #expect(stage.row(-2).hasPrefix(" i No view of products is saved yet: W saves filter, order and columns."))
        var guest = self.stage(permissions: ["products:*", "views:read"])
        guest.press("W")
        #expect(guest.model.toast?.text.hasSuffix("is not possible: needs views:create.") == true)
        guest.press("w")
        #expect(guest.row(-3).hasPrefix("View of products: "))
    }
}
