// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing

/// Every way out: the terminal is as it was, the process is gone, its status tells why.
@Suite struct EndingTests {
    @Test(arguments: [
        SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE,
    ])
    func `a signal gives all of the terminal back, and the status tells the signal`(number: Int32) throws {
        let wire = try Wire(try Shop(products: 3), variables: ["SATCHEL_MOUSE": "yes"])
        try wire.waitForList()
        #expect(wire.modesLeftOn.contains("1049") && wire.modesLeftOn.contains("2004"))
        #expect(wire.modesLeftOn.contains("1000") && wire.modesLeftOn.contains("1004"))
        #expect(wire.mode != wire.modeBefore)
        #expect(kill(wire.process, number) == 0)
        #expect(try wire.end() == .signal(number))
        wire.expectRestored()
    }

    @Test func `quitting gives all of the terminal back`() throws {
        let wire = try Wire(try Shop(products: 3), variables: ["SATCHEL_MOUSE": "yes"])
        try wire.waitForList()
        wire.type("q")
        #expect(try wire.end() == .exit(0))
        wire.expectRestored()
    }

    @Test func `an error leaves the terminal as it was and says what it is`() throws {
        let shop = try Shop(products: 3)
        #expect(try Run.command(["rm", shop.store]).exit == 0)
        let wire = try Wire(shop)
        #expect(try wire.end() == .exit(1))
        #expect(!wire.text.contains("\u{1B}"))
        #expect(wire.text.contains("shop.db"))
        wire.expectRestored()
    }

    @Test(arguments: ["exec", "trap '' HUP; exec"])
    func `a terminal that goes away ends the program, also where the hang-up is ignored`(shell: String) throws {
        let wire = try Wire(try Shop(products: 3), shell: shell)
        try wire.waitForList()
        wire.hangUp()
        #expect(try wire.end() == .signal(SIGHUP))
    }

    @Test(arguments: [SIGHUP, SIGTERM])
    func `what was typed a moment before is kept and told at the next start`(number: Int32) throws {
        let shop = try Shop(products: 3)
        let wire = try Wire(shop)
        try wire.waitForList()
        wire.type("n")
        try wire.waitFor("New product")
        wire.type("Scarf of the evening")
        try wire.waitFor("evening")
        kill(wire.process, number)
        #expect(try wire.end() == .signal(number))
        let pane = try Pane(shop)
        try pane.start()
        try pane.waitFor("Not saved when the program ended: New product")
        try pane.press("n")
        try pane.waitFor("Scarf of the evening")
    }

    @Test func `a stop from outside and its end leave the screen whole`() throws {
        let wire = try Wire(try Shop(products: 3))
        try wire.waitForList()
        kill(wire.process, SIGSTOP)
        let start = wire.bytes.count
        kill(wire.process, SIGCONT)
        try wire.waitFor("moss 002", since: start)
        wire.type("q")
        #expect(try wire.end() == .exit(0))
        wire.expectRestored()
    }

    @Test func `in the background it waits for the foreground, at the size the window has by then`() throws {
        let pane = try Pane(try Shop(products: 5), columns: 100, rows: 30)
        try pane.start()
        let program = try pane.processNumber()
        try pane.press("C-z")
        try pane.waitFor("ready$")
        try pane.type("bg; echo behind")
        try pane.press("Enter")
        try pane.waitFor("behind\n")
        try pane.tmux("resize-window", "-x", "80", "-y", "20")
        try pane.type("clear; fg")
        try pane.press("Enter")
        try pane.waitFor("? help")
        let rows = try pane.screen.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(rows[19].contains("? help") && rows.allSatisfy { $0.count <= 80 })
        #expect(try pane.processNumber() == program)
        try pane.press("q")
        try pane.waitFor("ready$")
    }

    @Test func `a closed window leaves no process behind`() throws {
        let pane = try Pane(try Shop(products: 3))
        try pane.start()
        let program = try pane.processNumber()
        try pane.tmux("kill-server")
        let end = time(nil) + 20
        while kill(program, 0) == 0, time(nil) < end { _ = poll(nil, 0, 20) }
        #expect(kill(program, 0) != 0)
    }

    @Test func `a storm of new sizes ends at the last one`() throws {
        let wire = try Wire(try Shop(products: 40))
        try wire.waitForList()
        var random = UInt64(20_261_114)
        for _ in 0..<2_000 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            wire.resize(columns: Int(random >> 33 % 220) + 1, rows: Int(random >> 45 % 70) + 1)
            wire.take(withinMilliseconds: 0)
        }
        wire.resize(columns: 90, rows: 25)
        let start = wire.bytes.count
        wire.type("\u{C}")
        try wire.waitFor("moss 004", since: start)
        wire.settle()
        let drawn = String(decoding: wire.bytes[start...], as: UTF8.self)
        #expect(drawn.contains("\u{1B}[25d") || drawn.contains("\u{1B}[25;"), "the hints stand on the last row")
        wire.type("q")
        #expect(try wire.end() == .exit(0))
        wire.expectRestored()
    }
}
