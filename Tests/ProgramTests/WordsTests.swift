import Testing

/// What is said in a terminal only.
@Suite struct WordsTests {
    @Test func `a terminal that cannot move its cursor is told in one line, as a mistake of use`() throws {
        let shop = try Shop(products: 5)
        let pane = try Pane(shop, columns: 130)
        try pane.type("TERM=dumb \(Shop.program) --store \(shop.store); echo code $?")
        try pane.press("Enter")
        try pane.waitFor("\ncode 2")
        #expect(try pane.screen.contains("needs a terminal that can move its cursor, which “dumb” cannot; here, use"))
    }

    @Test func `an empty list says so, below it on a terminal and beside it in a pipe`() throws {
        let shop = try Shop(products: 5)
        let pane = try Pane(shop)
        try pane.type("\(Shop.program) --store \(shop.store) list products --filter zebra")
        try pane.press("Enter")
        try pane.waitFor("\n0 products\nready$")
        try pane.type("\(Shop.program) --store \(shop.store) list products --filter zebra | wc -c")
        try pane.press("Enter")
        try pane.waitFor("satchel: 0 products\n0\n")
    }

    @Test func `how far an import is shows while it runs and is wiped at its end`() throws {
        let shop = try Shop(products: 5)
        let pane = try Pane(shop)
        let (file, seen) = ("\(shop.folder)/p.csv", "\(shop.folder)/seen")
        let command = "\(Shop.program) --store \(shop.store) import \(file) --into products"
        try pane.type("(echo name,category; seq -f 'P%.0f,Yarn' 60000) > \(file); script -qc '\(command)' \(seen)")
        try pane.press("Enter")
        try pane.waitFor("imported 60000 rows into products: 60000 created, 0 updated, 0 unchanged\nready$")
        #expect(try !pane.screen.contains(" of 60000 rows"))
        try pane.type("clear; grep -c 'importing: [0-9]* of 60000 rows, [0-9]* a second' \(seen)")
        try pane.press("Enter")
        try pane.waitFor("1\nready$")
    }
}
