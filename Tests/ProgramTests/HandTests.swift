// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing

/// Copying, the mouse, messages, quitting, and another window on the same store.
@Suite struct HandTests {
    // MARK: Copying

    @Test func `a copied text reaches tmux's own buffer`() throws {
        let pane = try Pane(try Shop(products: 5), columns: 120)
        try pane.tmux("set", "-s", "set-clipboard", "on")
        try pane.start()
        try pane.press("Right", "y", "v")
        try pane.waitFor("Copied to the terminal's clipboard: category of YARN-000, Yarn")
        #expect(try pane.tmux("show-buffer") == "Yarn")
        try pane.press("Right", "y", "v")
        try pane.waitFor("price of YARN-000, 10.50")
        #expect(try pane.tmux("show-buffer") == "10.50")
    }

    @Test func `a command or a file takes what is copied, and what goes wrong is said`() throws {
        let shop = try Shop(products: 5)
        let (taken, file) = ("\(shop.folder)/taken", "\(shop.folder)/file")
        let pane = try Pane(shop, columns: 140)
        func start(_ variable: String) throws {
            try pane.type("clear; \(variable) \(Shop.program) --store \(shop.store)")
            try pane.press("Enter")
            try pane.waitFor("moss 000")
        }
        try start("SATCHEL_COPY_COMMAND='cat > \(taken)'")
        try pane.press("y", "r")
        try pane.waitFor("Copied with cat: row of YARN-000")
        #expect(try Run.command(["cat", taken]).output.hasPrefix("YARN-000\tSock yarn moss 000\tYarn\t10.50"))
        try pane.press("q")
        try pane.waitFor("ready$")
        try start("SATCHEL_COPY_COMMAND='exit 7'")
        try pane.press("y", "r")
        try pane.waitFor("Not copied: “exit” ended with 7. It is “copy_command” in the configuration.")
        try pane.press("q")
        try pane.waitFor("ready$")
        try start("SATCHEL_COPY_FILE=\(file)")
        try pane.press("y", "y")
        try pane.waitFor("Copied to \(file): id of YARN-000")
        #expect(try Run.command(["cat", file]).output.count == 26)
        try pane.press("q")
        try pane.waitFor("ready$")
    }

    // MARK: The mouse

    @Test func `the mouse chooses rows, tabs and panes once it is on, and a click that fetches the window only that`()
        throws
    {
        let pane = try Pane(try Shop(), columns: 120, rows: 30)
        try pane.start()
        let click = "\u{1B}[<0;10;9M\u{1B}[<0;10;9m"
        try pane.type(click)
        try pane.type("j")
        try pane.waitForRow("▌", "YARN-001")
        try pane.press("g", "M")
        try pane.waitFor("The mouse is on")
        #expect(try pane.tmux("display-message", "-p", "#{mouse_standard_flag}#{mouse_sgr_flag}") == "11\n")
        try pane.type(click)
        try pane.waitForRow("▌", "YARN-004")
        // The focus comes with the click: it only fetched the window.
        try pane.type("\u{1B}[O\u{1B}[I\u{1B}[<0;10;12M\u{1B}[<0;10;12m")
        try pane.type("k")
        try pane.waitForRow("▌", "YARN-003")
        try pane.type("\u{1B}[<65;10;9M")
        try pane.waitForRow("▌", "YARN-006")
        try pane.type("\u{1B}[<0;15;2M")
        try pane.waitFor("[Categories]")
        try pane.type("\u{1B}[<0;17;1M")
        try pane.waitFor("[5 Audit]")
        try pane.press("g", "M")
        try pane.waitFor("The mouse is off")
        #expect(try pane.tmux("display-message", "-p", "#{mouse_any_flag}") == "0\n")
        try pane.press("g", "M", "q")
        try pane.waitFor("ready$")
        #expect(try pane.tmux("display-message", "-p", "#{mouse_any_flag}") == "0\n")
    }

    // MARK: Modes

    @Test func `read-only offers nothing that writes`() throws {
        let pane = try Pane(try Shop(products: 5), columns: 120, rows: 50)
        try pane.start("--read-only")
        try pane.waitFor("READ-ONLY")
        #expect(!(try pane.screen.contains("e cell")))
        try pane.press("?")
        try pane.waitFor("Search and filter the list")
        #expect(!(try pane.screen.contains("Change this cell")))
        try pane.press("Escape")
        try pane.waitFor("Search and filter the list", isGone: true)
        try pane.press(":")
        try pane.type("delete")
        try pane.waitFor(": delete")
        #expect(!(try pane.screen.contains("Delete the record")))
    }

    @Test func `what was said is kept with its severity, found and copied`() throws {
        let shop = try Shop(products: 5)
        let pane = try Pane(shop, columns: 120, rows: 30)
        try pane.start()
        try pane.press("Right", "Right", "e")
        try pane.type("abc")
        try pane.press("Enter")
        try pane.waitFor("✗")
        try pane.press("Escape")
        try pane.waitFor("esc keep", isGone: true)
        try pane.press("y", "v")
        try pane.waitFor("Copied to the terminal's clipboard")
        try pane.press("g", "m")
        try pane.waitFor("Messages")
        try pane.waitFor("✗")
        try pane.waitFor("✓ Copied to the terminal's clipboard")
        try pane.press("F6")
        try pane.waitFor("clipboard: 2 messages")
    }

    @Test func `quitting asks only where something would be lost`() throws {
        let shop = try Shop(products: 5)
        let pane = try Pane(shop, columns: 120, rows: 30)
        try pane.start()
        try pane.press("Right", "Right", "e")
        try pane.type("99.99")
        try pane.press("C-p")
        try pane.type("quit")
        try pane.press("Enter")
        try pane.waitFor("“99.99” in price of YARN-000 is not saved. Quit all the same?")
        try pane.press("n")
        try pane.waitFor("10.50 → 99.99")
        try pane.press("Enter")
        try pane.waitFor("Saved price")
        try pane.press("n")
        try pane.waitFor("New product")
        try pane.type("Half a name")
        try pane.press("Escape")
        try pane.waitFor("New product", isGone: true)
        try pane.press("q")
        try pane.waitFor("ready$")
    }

    // MARK: Two windows

    @Test func `two windows on one store see each other's changes and keep their places`() throws {
        let shop = try Shop()
        let (one, two) = (try Pane(shop, name: "one", columns: 120), try Pane(shop, name: "two", columns: 120))
        try one.start()
        try two.start()
        for _ in 0..<4 { try two.press("Down") }
        try two.waitForRow("▌", "YARN-004")
        try two.press("/")
        try two.type("moss")
        try one.press("Right", "Right", "e")
        try one.type("71.25")
        try one.press("Enter")
        try one.waitFor("Saved price of YARN-000: 10.50 → 71.25")
        try two.waitFor("71.25")
        try two.waitFor("/ moss")
        try two.press("Enter", "Down", "Down")
        try two.waitForRow("▌", "YARN-002")
        try two.press("Right", "Right", "e")
        try two.type("72.50")
        try two.press("Enter")
        try two.waitFor("Saved price of YARN-002")
        try one.waitFor("72.50")
        try one.waitForRow("▌", "YARN-000")
        // Both change the same cell: the second is told and keeps what it typed.
        try one.press("e")
        try one.type("80.00")
        try two.press("Up", "Up")
        try two.waitForRow("▌", "YARN-000")
        try two.press("e")
        try two.type("81.00")
        try two.press("Enter")
        try two.waitFor("Saved price of YARN-000")
        try one.waitFor("the store holds 81.00 now")
        try one.press("Enter")
        try one.waitFor("“80.00” was not written")
        try one.waitFor("80.00")
        try shop.satchel("--store", shop.store, "audit", "verify")
    }
}
