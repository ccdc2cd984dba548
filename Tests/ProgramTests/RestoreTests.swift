import Glibc
import Testing

/// The terminal is as it was, whichever way the program ends.
@Suite struct RestoreTests {
    @Test(arguments: [
        SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGUSR1, SIGALRM, SIGXCPU,
        SIGVTALRM,
    ])
    func `a signal leaves the terminal as it was and the store whole`(signal: Int32) throws {
        let shop = try Shop(products: 5)
        let pane = try Pane(shop)
        let before = try pane.settings("before")
        try pane.start()
        #expect(kill(try pane.processNumber(), signal) == 0)
        try pane.waitFor("moss 000", isGone: true)
        #expect(try pane.settings("after") == before)
        try shop.satchel("--store", shop.store, "audit", "verify")
    }

    @Test func `quitting leaves the terminal as it was`() throws {
        let shop = try Shop(products: 5)
        let pane = try Pane(shop)
        let before = try pane.settings("before")
        try pane.start()
        try pane.press("Right", "e")
        try pane.type("99")
        try pane.press("Enter")
        try pane.waitFor("Saved price")
        try pane.press("q")
        try pane.waitFor("moss 000", isGone: true)
        #expect(try pane.settings("after") == before)
        // What was written stands in the store's own file.
        let beside = try Run.command(["sh", "-c", "ls \(shop.folder)"]).output.split(separator: "\n")
        #expect(!beside.contains("shop.db-wal") && !beside.contains("shop.db-shm"))
    }

    @Test func `a store that is removed is told, and what was typed stays`() throws {
        let shop = try Shop(products: 5)
        let pane = try Pane(shop)
        try pane.start()
        try pane.press("Right", "e")
        try pane.type("98")
        _ = try Run.command(["rm", shop.store])
        try pane.press("Enter")
        try pane.waitFor("the store was removed while it was open")
        try pane.waitFor("98")
        #expect(try Run.command(["ls", shop.store]).exit != 0)
        try pane.press("Escape")
        try pane.waitFor("esc keep", isGone: true)
        try pane.press("q")
        try pane.waitFor("ready$")
    }

    @Test func `a stop gives the shell back, and fg brings the screen back`() throws {
        let shop = try Shop(products: 5)
        let pane = try Pane(shop)
        try pane.start()
        try pane.press("C-z")
        try pane.waitFor("ready$")
        try pane.type("fg")
        try pane.press("Enter")
        try pane.waitFor("YARN-000")
        try pane.press("q")
        try pane.waitFor("ready$")
    }

    @Test func `killed in the middle of an edit, the store is whole`() throws {
        let shop = try Shop(products: 5)
        let pane = try Pane(shop)
        try pane.start()
        try pane.press("Right", "e")
        try pane.type("99")
        #expect(kill(try pane.processNumber(), SIGKILL) == 0)
        let check = try shop.satchel("--store", shop.store, "audit", "verify")
        #expect(!check.isEmpty)
        #expect(try shop.satchel("--store", shop.store, "show", "products", "YARN-000").contains("10.50"))
    }
}
