import Glibc
import Testing

/// The whole program in a real terminal.
@Suite struct ScreenTests {
    @Test func `a person finds a product, changes its price, takes it back and quits`() throws {
        let shop = try Shop()
        let pane = try Pane(shop)
        try pane.start()
        try pane.press("/")
        try pane.type("moss 007")
        try pane.waitFor("1 of 1")
        try pane.press("Enter", "Right", "e")
        try pane.waitFor("17.50")
        try pane.type("24.75")
        try pane.press("Enter")
        try pane.waitFor("Saved price of YARN-007: 17.50 → 24.75")
        #expect(try shop.satchel("--store", shop.store, "show", "products", "YARN-007").contains("24.75"))
        try pane.press("u")
        try pane.waitFor("Undone: price of YARN-007")
        #expect(try shop.satchel("--store", shop.store, "show", "products", "YARN-007").contains("17.50"))
        try pane.press("5")
        try pane.waitFor("undone: price of YARN-007")
        try pane.press("q")
        try pane.waitFor("ready$")
        try shop.satchel("--store", shop.store, "audit", "verify")
    }

    @Test func `the screen begins where it was left, --fresh begins anew, a broken file is told`() throws {
        let shop = try Shop()
        let pane = try Pane(shop)
        try pane.start()
        try pane.press("/")
        try pane.type("category=yran")
        try pane.waitFor("“yran” is none of the categories: Yarn")
        try pane.press("C-u")
        try pane.type("price>15")
        try pane.waitFor("1 of 25")
        try pane.press("Enter", "s", "p", "p", "Enter", "Right", "<", "<", "W")
        try pane.type("Dear")
        try pane.press("Enter")
        try pane.waitFor("Saved the view Dear")
        try pane.press("Down", "Down", "Down")
        try pane.waitFor("4 of 25")
        let left = try pane.screen.split(separator: "\n").prefix(16)
        try pane.press("q")
        try pane.waitFor("ready$")
        try pane.open()
        try pane.waitFor("4 of 25")
        try pane.waitFor("view: Dear")
        #expect(try pane.screen.split(separator: "\n").prefix(16) == left)
        #expect(try shop.satchel("--store", shop.store, "list", "products", "--view", "dear").contains("39.50"))
        try pane.press("5", "q")
        try pane.waitFor("ready$")
        try pane.open("--fresh")
        try pane.waitFor("1 of 30")
        try pane.press("q")
        try pane.waitFor("ready$")
        _ = try Run.command([
            "sh", "-c", "for file in \(shop.folder)/state/satchel/sessions/*; do echo { > $file; done",
        ])
        try pane.open()
        try pane.waitFor("The last session is not restored: its file is no JSON object.")
        try pane.waitFor("1 of 30")
    }

    @Test func `another process's change shows by itself and keeps the cursor`() throws {
        let shop = try Shop()
        let pane = try Pane(shop)
        try pane.start()
        try pane.press("Down", "Down")
        try shop.satchel("--store", shop.store, "set", "products", "YARN-002", "price=77.10")
        try pane.waitFor("77.10")
        #expect(try pane.screen.split(separator: "\n").contains { $0.hasPrefix("▌") && $0.contains("YARN-002") })
    }

    @Test func `what a terminal would obey is shown and not obeyed, in lists as in exports`() throws {
        let shop = try Shop(products: 1)
        _ = try Run.command([
            "sqlite3", shop.store, "UPDATE product SET colour = char(155) || '31mred', name = char(27) || ']0;x'",
        ])
        let pane = try Pane(shop)
        for words in ["export products --columns colour,name", "list products --columns colour,name"] {
            try pane.type("clear; \(Shop.program) --store \(shop.store) \(words)")
            try pane.press("Enter")
            try pane.waitFor("\u{FFFD}31mred")
            try pane.waitFor("\u{FFFD}]0;x")
        }
    }

    @Test func `read-only refuses a change and says why`() throws {
        let shop = try Shop()
        let pane = try Pane(shop)
        try pane.start("--read-only")
        try pane.waitFor("READ-ONLY")
        try pane.press("Right", "e")
        try pane.waitFor("reading only")
        #expect(try shop.satchel("--store", shop.store, "show", "products", "YARN-000").contains("10.50"))
    }

    @Test func `read-only finds words and makes no file for them`() throws {
        let shop = try Shop()
        for suffix in ["", "-wal", "-shm"] { unlink("\(shop.store).search\(suffix)") }
        let pane = try Pane(shop)
        try pane.start("--read-only")
        try pane.press("/")
        try pane.type("moss 007")
        try pane.waitFor("1 of 1")
        try pane.press("Enter", "q")
        try pane.waitFor("ready$")
        #expect(access("\(shop.store).search", F_OK) != 0)
    }

    @Test func `a member sees what they may read, and more as soon as they may`() throws {
        let shop = try Shop()
        func run(_ words: String...) throws { try shop.satchel(["--store", shop.store] + words) }
        try run("role", "add", "name=guest", "permissions=products:read where price<13")
        try run("member", "add", "user_name=gil", "name=Gil", "roles=guest")
        let pane = try Pane(shop)
        try pane.start("--as", "gil")
        try pane.waitFor("1 of 3")
        #expect(!(try pane.screen.contains("YARN-003")))
        try pane.press("5")
        try pane.waitFor("not allowed: audit:view")
        #expect(!(try pane.screen.contains("import products.csv")))
        try pane.press("1")
        try run("role", "set", "guest", "permissions+=products:read")
        try pane.waitFor("1 of 30")
        try run("member", "suspend", "gil")
        try pane.waitFor("Gil is not active")
        #expect(!(try pane.screen.contains("YARN-003")))
    }

    @Test(arguments: [(80, 24), (40, 12), (120, 36)])
    func `the list fits the terminal`(columns: Int, rows: Int) throws {
        let shop = try Shop()
        let pane = try Pane(shop, columns: columns, rows: rows)
        try pane.start()
        #expect(try pane.screen.contains("▌"))
        #expect(try pane.screen.split(separator: "\n").allSatisfy { $0.count <= columns })
    }

    @Test func `a window that is too small says so and comes back when it grows`() throws {
        let shop = try Shop()
        let pane = try Pane(shop, columns: 80, rows: 24)
        try pane.start()
        try pane.tmux("resize-window", "-x", "30", "-y", "8")
        try pane.waitFor("40")
        try pane.tmux("resize-window", "-x", "80", "-y", "24")
        try pane.waitFor("YARN-000")
    }
}
