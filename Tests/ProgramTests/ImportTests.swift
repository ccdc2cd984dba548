// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing

/// An import in a real terminal.
@Suite struct ImportTests {
    private func write(_ text: String, to path: String) throws {
        let file = try #require(fopen(path, "w"))
        fputs(text, file)
        fclose(file)
    }

    @Test func `a file is chosen, three bad rows are mended or left out, and one undo takes it all back`() throws {
        let shop = try Shop(products: 3)
        let before = try shop.satchel("--store", shop.store, "list", "products")
        try write(
            "sku;name;category;ean;price\nNEW-1;Moss;Yarn;4006381333931;24,00\nNEW-2;Tar;Yarn;;1.2.34\n"
                + "NEW-3;Sea;Yarn;4,00638E+12;12,50\nNEW-1;Sky;Yarn;;9,00\nYARN-001;Sock yarn moss 001;Yarn;;11,50\n",
            to: "\(shop.folder)/delivery.csv")
        let pane = try Pane(shop)
        try pane.start()
        try pane.press("i")
        try pane.waitFor("[1 file]")
        try pane.type("\(shop.folder)/deliv")
        try pane.press("Tab")
        try pane.waitFor("delivery.csv ")
        try pane.press("Enter")
        try pane.waitFor("5 rows · UTF-8 · separator ;")
        try pane.press("Enter")
        try pane.waitFor("3 rows are bad")
        // Typed ahead of what it needs: each key waits for the row that is tried.
        try pane.press("f", "e")
        try pane.type("99,00")
        try pane.press("Enter", "e")
        try pane.type("4006381333931")
        try pane.press("Enter", "Space")
        try pane.waitFor("Import 4 rows into products?")
        try pane.press("y")
        try pane.waitFor("Imported 4 rows from delivery.csv: 3 new, 0 changed, 1 same; 1 left out")
        #expect(try shop.satchel("--store", shop.store, "show", "products", "NEW-2").contains("99.00"))
        try pane.press("u")
        try pane.waitFor("Undone: import delivery.csv")
        #expect(try shop.satchel("--store", shop.store, "list", "products") == before)
        try pane.press("q")
        try pane.waitFor("ready$")
        try shop.satchel("--store", shop.store, "audit", "verify")
    }

    @Test func `a file that is none is told in its place, and nothing hangs on a pipe`() throws {
        let shop = try Shop(products: 3)
        try write("sku,name\nA,\"never closed\n", to: "\(shop.folder)/torn.csv")
        #expect(mkfifo("\(shop.folder)/pipe.csv", 0o600) == 0)
        let pane = try Pane(shop)
        try pane.start()
        try pane.press("i")
        try pane.waitFor("[1 file]")
        try pane.type("\(shop.folder)/torn.csv")
        try pane.press("Enter")
        try pane.waitFor("a quote is opened and never closed")
        try pane.press("C-u")
        try pane.type("\(shop.folder)/pipe.csv")
        try pane.press("Enter")
        try pane.waitFor("this is a device or a pipe, not a file")
        try pane.press("Escape")
        try pane.waitFor("[Products]")
    }
}
