// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing

/// Forms of the whole program: another process that writes, the person's editor, a scanner.
@Suite struct FormTests {
    private func show(_ shop: Shop, _ key: String) throws -> String {
        try shop.satchel("--store", shop.store, "show", "products", key)
    }

    /// Opens the form of the first product and goes to a field.
    private func open(_ pane: Pane, at label: String) throws {
        try pane.press("E")
        try pane.waitFor("Edit product")
        for number in 1...40 {
            try pane.waitFor("field \(number) of")
            let isThere = try pane.screen.split(separator: "\n").contains { line in
                line.hasPrefix("▌") && line.dropFirst(3).hasPrefix(label)
            }
            if isThere { return }
            try pane.press("Tab")
        }
        Issue.record("no field \(label)")
    }

    @Test func `two who change one field both see it, and neither is overwritten unasked`() throws {
        let shop = try Shop(products: 5)
        let pane = try Pane(shop)
        try pane.start()
        try open(pane, at: "Price")
        try pane.type("24.50")
        try shop.satchel("--store", shop.store, "set", "products", "YARN-000", "price=23.50", "colour=red")
        try pane.press("F2")
        try pane.waitFor("changed meanwhile: Price")
        try pane.waitFor("theirs           23.50")
        #expect(try show(shop, "YARN-000").contains("23.50"))
        try pane.press("m")
        try pane.waitFor("Saved: price of YARN-000")
        let saved = try show(shop, "YARN-000")
        #expect(saved.contains("24.50") && saved.contains("red"))
        try open(pane, at: "Price")
        try pane.type("99")
        try shop.satchel("--store", shop.store, "set", "products", "YARN-000", "price=31")
        try pane.press("F2")
        try pane.waitFor("changed meanwhile: Price")
        try pane.press("r")
        try pane.waitFor("shows what the store holds now")
        try pane.waitFor("31.00")
        try pane.press("Escape")
        try pane.waitFor("[Products]")
        try pane.press("q")
        try pane.waitFor("ready$")
        try shop.satchel("--store", shop.store, "audit", "verify")
    }

    @Test func `a text goes through the editor, and nothing of it is left`() throws {
        let shop = try Shop(products: 5)
        let pane = try Pane(shop)
        let script = "\(shop.folder)/editor"
        let file = try #require(fopen(script, "w"))
        fputs("#!/bin/sh\nstat -c '%a' \"$1\" \"$(dirname \"$1\")\" > \(shop.folder)/modes\n", file)
        fputs("cp \"$1\" \"$1~\"\nprintf 'Warm\\nand soft\\n' > \"$1\"\n", file)
        fclose(file)
        chmod(script, 0o755)
        _ = try Run.command(["mkdir", "\(shop.folder)/tmp"])
        func start(_ editor: String) throws {
            try pane.type("clear; TMPDIR=\(shop.folder)/tmp XDG_RUNTIME_DIR= EDITOR='\(editor)' VISUAL= ")
            try pane.type("\(Shop.program) --store \(shop.store)")
            try pane.press("Enter")
            try pane.waitFor("moss 000")
        }
        try start(script)
        try open(pane, at: "Description")
        try pane.press("C-x", "e")
        try pane.waitFor("Warm↵and soft")
        try pane.press("F2")
        try pane.waitFor("Saved: description")
        #expect(try Run.command(["cat", "\(shop.folder)/modes"]).output == "600\n700\n")
        #expect(try Run.command(["ls", "\(shop.folder)/tmp"]).output == "")
        try pane.press("q")
        try pane.waitFor("ready$")
        for (editor, words) in [
            ("false", "ended with 1"), ("/no/such", "cannot be started"), ("kill -9 $$;", "ended by signal 9"),
            ("printf \"\\\\377\" >", "no UTF-8 text"),
        ] {
            try start(editor)
            try open(pane, at: "Description")
            try pane.press("C-x", "e")
            try pane.waitFor(words)
            try pane.waitFor("Warm↵and soft")
            try pane.press("Escape")
            try pane.waitFor("[Products]")
            try pane.press("q")
            try pane.waitFor("ready$")
            #expect(try Run.command(["ls", "\(shop.folder)/tmp"]).output == "")
        }
    }

    @Test func `a scan finds the product, and what is typed behind it changes it`() throws {
        let shop = try Shop()
        let pane = try Pane(shop)
        try pane.start()
        try pane.press("Right")
        try pane.type("YARN-021")
        try pane.press("Enter")
        try pane.waitFor("▌  YARN-021")
        try pane.press("e")
        try pane.type("19.90")
        try pane.press("Enter")
        try pane.waitFor("Saved price of YARN-021")
        #expect(try show(shop, "YARN-021").contains("19.90"))
        // A single digit is a pane still.
        try pane.press("5")
        try pane.waitFor("price of YARN-021")
    }
}
