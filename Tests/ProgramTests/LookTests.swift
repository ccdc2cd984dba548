// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing

/// What travels to terminals of all kinds.
@Suite struct LookTests {
    /// Terminals of more and fewer colours than most systems describe, compiled by `tic`.
    private static let sources = """
        sat-direct|true colour,
        \tRGB, colors#0x1000000, pairs#0x7FFF, use=xterm-256color,
        \tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m,
        \tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m,
        sat-16|sixteen colours,
        \tcolors#16, pairs#256, use=xterm-256color,
        \tsetaf=\\E[%?%p1%{8}%<%t%p1%{30}%+%e%p1%{82}%+%;%dm,
        \tsetab=\\E[%?%p1%{8}%<%t%p1%{40}%+%e%p1%{92}%+%;%dm,

        """

    /// What kinds of colours a wire carried.
    private func kinds(_ wire: Wire) -> Set<String> {
        var kinds: Set<String> = []
        for look in wire.looks {
            if look.contains("38:2") || look.contains("48:2") || look.contains("38;2;") { kinds.insert("true") }
            if look.contains("38;5;") || look.contains("48;5;") { kinds.insert("256") }
            for number in look.split(separator: ";").compactMap({ Int($0) }) where !look.contains("8;5;") {
                if (90...97).contains(number) || (100...107).contains(number) { kinds.insert("bright") }
                if (30...37).contains(number) || (40...47).contains(number) { kinds.insert("8") }
            }
        }
        return kinds
    }

    @Test(arguments: [
        ("sat-direct", "", ["true"]), ("xterm-256color", "", ["256"]), ("sat-16", "", ["8", "bright"]),
        ("xterm", "", ["8"]), ("linux", "", ["8"]), ("vt100", "", []), ("xterm-256color", "1", []),
        ("sat-direct", "1", []),
    ])
    func `each terminal gets the colours it has, and none where NO_COLOR is set`(
        term: String, noColor: String, expected: [String]
    ) throws {
        let shop = try Shop(products: 3)
        let source = "\(shop.folder)/terminals"
        let file = try #require(fopen(source, "w"))
        fputs(Self.sources, file)
        fclose(file)
        let compiled = try Run.command(["tic", "-x", "-o", "\(shop.folder)/terminfo", source])
        try #require(compiled.exit == 0, "\(compiled.output)")
        let wire = try Wire(
            shop, "--theme dusk",
            variables: ["TERM": term, "NO_COLOR": noColor, "TERMINFO_DIRS": "\(shop.folder)/terminfo:"])
        try wire.waitForList()
        wire.type("q")
        #expect(try wire.end() == .exit(0))
        let kinds = kinds(wire)
        #expect(kinds.isSubset(of: expected) && kinds.isEmpty == expected.isEmpty, "\(term): \(kinds)")
        #expect(expected.last.map { kinds.contains($0) } ?? true, "\(term): \(kinds)")
    }

    @Test(arguments: [
        ("what-is-this", "TERM what-is-this is unknown here: the terminal is taken for xterm-256color"),
        ("''", "TERM is not set: the terminal is taken for xterm-256color"),
    ])
    func `an unknown terminal is taken for a common one, which is said in a line`(term: String, notice: String) throws {
        let wire = try Wire(try Shop(products: 3), shell: "TERM=\(term) exec")
        try wire.waitForList()
        try wire.waitFor(notice)
        wire.type("q")
        #expect(try wire.end() == .exit(0))
    }

    @Test func `arrows of both forms move, and an escape's delay can be set`() throws {
        let shop = try Shop(products: 5)
        let pane = try Pane(shop)
        try pane.start()
        try pane.type("\u{1B}[B")
        try pane.waitForRow("▌", "YARN-001")
        try pane.type("\u{1B}OB")
        try pane.waitForRow("▌", "YARN-002")
        try pane.type("\u{1B}OA")
        try pane.waitForRow("▌", "YARN-001")
        try pane.press("q")
        try pane.waitFor("ready$")
        // With a long delay what follows within it belongs to the escape, as on a line that tears sequences apart.
        let slow = try Wire(shop, variables: ["SATCHEL_ESCAPE_DELAY_MS": "4000"])
        try slow.waitForList()
        slow.type("/")
        slow.settle()
        slow.type("\u{1B}")
        slow.settle(milliseconds: 300)
        slow.type("[A")
        slow.settle(milliseconds: 300)
        let start = slow.bytes.count
        slow.type("x")
        try slow.waitFor("Nothing matches", since: start)
    }

    @Test func `in ASCII no other byte of the program's own reaches the terminal`() throws {
        let wire = try Wire(try Shop(products: 40), "--ascii", columns: 120, rows: 30)
        try wire.waitForList()
        let walk = [
            "j", "G", "\r", "\u{1B}", "H", "\u{1B}", "s", "s", " ", "y", "r", "\u{1B}", "g", "m", "\u{1B}", "?",
            "\u{1B}[6~", "\u{1B}", ":", "co", "\u{1B}", "e", "1", "\r", "/", "status=", "\t", "\u{1B}", "n", "a", "\r",
            "\u{1B}", "5", "\r", "\u{1B}", "8", "]", "]", "]", "]", "1", "d", "n", "t", "\u{1B}", "g",
        ]
        for keys in walk {
            wire.type(keys)
            wire.settle(milliseconds: 120)
        }
        wire.settle()
        wire.type("\u{1B}")
        wire.settle()
        wire.type("q")
        #expect(try wire.end() == .exit(0))
        let other = wire.bytes.indices.filter { wire.bytes[$0] >= 0x80 }
        let near = other.first.map { wire.bytes[max(0, $0 - 60)..<min(wire.bytes.count, $0 + 20)] } ?? []
        #expect(other.count == 0, "\(String(reflecting: String(decoding: near, as: UTF8.self)))")
    }

    @Test func `for a screen reader a move sends the cursor and nothing to read`() throws {
        let wire = try Wire(try Shop(products: 40), "--accessible", columns: 100, rows: 30)
        try wire.waitForList()
        #expect(!wire.text.contains("─") && !wire.text.contains("▌"))
        #expect(wire.showsCursor)
        wire.type("j")
        let moved = wire.settle(milliseconds: 100)
        let readable = String(decoding: moved, as: UTF8.self).split(separator: "\u{1B}[").map { part in
            part.drop { $0.isNumber || $0 == ";" || $0 == "?" }.dropFirst()
        }
        #expect(!moved.isEmpty && moved.count <= 16, "\(moved)")
        #expect(readable.joined().allSatisfy { $0.isNewline }, "\(String(decoding: moved, as: UTF8.self))")
    }

    @Test(arguments: [(80, 24), (120, 36)])
    func `a move costs its marker, the detail follows, and at rest nothing is sent`(columns: Int, rows: Int) throws {
        let wire = try Wire(try Shop(products: 200), columns: columns, rows: rows)
        try wire.waitForList()
        var costs: [Int] = []
        for _ in 0..<60 {
            let start = wire.bytes.count
            wire.type("j")
            // The first thing that is sent is the move; what follows the cursor comes later.
            wire.take(withinMilliseconds: 5_000)
            costs.append(wire.bytes.count - start)
            wire.settle(milliseconds: 30)
        }
        let sorted = costs.sorted()
        #expect(sorted[costs.count / 2] <= 48, "\(sorted)")
        // Past the edge it jumps by half a page: not each move draws the list anew.
        #expect(costs.filter { $0 > 48 }.count < 20, "\(costs)")
        wire.settle(milliseconds: 1_200)
        let before = try spentTicks(wire.process)
        let idle = wire.settle(milliseconds: 2_500)
        #expect(idle.isEmpty, "\(String(decoding: idle, as: UTF8.self))")
        #expect(try spentTicks(wire.process) - before <= 10)
    }

    @Test func `over SSH the terminal is asked once how far it is, and its late answer is not left to the shell`()
        throws
    {
        let shop = try Shop(products: 3)
        let near = try Wire(shop)
        try near.waitForList()
        #expect(!near.text.contains("\u{1B}[5n"))
        let far = try Wire(shop, variables: ["SSH_CONNECTION": "192.0.2.7 50000 192.0.2.1 22"])
        try far.waitForList()
        #expect(far.text.ranges(of: "\u{1B}[5n").count == 1)
        far.type("q")
        far.type("\u{1B}[0n")
        #expect(try far.end() == .exit(0))
        far.expectRestored()
    }

    /// The processor time of a process, in hundredths of a second.
    private func spentTicks(_ process: pid_t) throws -> Int {
        let text = try Run.command(["cat", "/proc/\(process)/stat"]).output
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        return (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
    }

    @Test func `where ambiguous characters are wide the program's own are ASCII`() throws {
        let wire = try Wire(try Shop(products: 5), variables: ["SATCHEL_AMBIGUOUS": "wide"])
        try wire.waitForList()
        #expect(wire.text.replacing(/\u{1B}\[[0-9;]*m/, with: "").contains(">  YARN-000"), "\(wire.text)")
        #expect(wire.bytes.allSatisfy { $0 < 0x80 })
    }

    @Test func `what a record holds is obeyed nowhere: list, detail, cell, hints, history, messages, copies`() throws {
        let shop = try Shop(products: 1)
        _ = try Run.command([
            "sqlite3", shop.store,
            "UPDATE product SET colour = char(155) || '31mred' || char(8238), "
                + "name = 'moss 000' || char(27) || ']0;x' || char(7) || char(27) || '[2J'",
        ])
        let wire = try Wire(shop, columns: 120, rows: 30)
        try wire.waitFor("moss 000")
        for keys in [
            "y", "v", "y", "r", "H", "\u{1B}", "\r", "\u{1B}", "e", "\u{1B}", "c", "\u{1B}", "d", "n", "g", "m",
        ] {
            wire.type(keys)
            wire.settle(milliseconds: 120)
        }
        let sent = wire.text
        #expect(!sent.contains("\u{1B}]0;") && !sent.contains("\u{202E}") && !sent.contains("\u{9B}"))
        #expect(sent.contains("]0;x"))
        let copies = sent.split(separator: "\u{1B}]52;c;").dropFirst().map { $0.prefix { $0 != "\u{7}" } }
        #expect(copies.count == 2)
        for copy in copies {
            let plain = try Run.command(["sh", "-c", "echo \(copy) | base64 -d"]).output
            #expect(plain.contains("moss 000") && !plain.contains("\u{1B}") && !plain.contains("\u{7}"), "\(plain)")
        }
    }
}
