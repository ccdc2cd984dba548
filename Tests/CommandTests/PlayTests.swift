// SPDX-License-Identifier: Apache-2.0
import Domain
import Host
import Interface
import Interchange
import Testing

/// Scripts of keys, played on real stores without a terminal.
struct PlayTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        _ = try place.shop("add", "products", "name=Mug ash", "category=Yarn", "price=28")
        _ = try place.shop("add", "products", "name=Bowl", "category=Yarn", "price=12")
    }

    private func play(_ script: String, _ options: String...) throws -> Run {
        try place.write("a.keys", script)
        return try place.satchel(["--store", "shop.db", "play", "a.keys"] + options)
    }

    @Test func `a script finds a record, changes it, and shows the screen at its end`() throws {
        let run = try play(
            """
            # another price
            filter.open
            type "mug"
            filter.take
            keys right right e
            type "33.50"
            cell.save
            """, "--size", "80x24")
        #expect(run.exit == 0)
        let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 25 && lines[0].hasPrefix("[1 Inventory]"))
        #expect(run.output.contains("✓ Saved price of YARN-0001: 28.00 → 33.50. u undoes it."))
        #expect(try place.shop("show", "products", "Mug ash").output.contains("33.50"))
        #expect(try place.shop("undo").output == "undone: price of YARN-0001\n")
    }

    @Test func `what goes wrong ends a script with its reason, and nothing behind it is done`() throws {
        let script = "record.new\ntype \"Vase\"\nform.save\ncommand.none"
        #expect(try play(script).exit == 1)
        let run = try play(
            "record.new\ntype \"Vase\"\nform.save\ncancel\ncancel\nlist.last\nrecord.delete\nquestion.yes")
        #expect(run.exit == 1)
        #expect(
            run.errors.hasPrefix(
                "satchel: a.keys: ended before its end: Not saved: 1 field needs mending: Category."))
        #expect(try place.shop("list", "products", "--columns", "name").output.contains("Bowl"))
        let json = try play("keys Z", "--json")
        #expect(json.output.hasPrefix(#"{"steps":1,"failed":false,"message":"#), "\(json)")
    }

    @Test func `a script that is none names each line that is wrong, and opens nothing`() throws {
        let run = try play("filter.opne\nsize 9\nkeys F99 a")
        #expect(run.exit == 1)
        #expect(
            run.errors == """
                satchel: the script is not accepted
                satchel: a.keys:1:1: “filter.opne” is no command; accepted: filter.open, filter.save, filter.take
                satchel: a.keys:2:1: size: “9” is not accepted; accepted: columns and rows, like 80x24
                satchel: a.keys:3:1: keys: “F99” is no key; accepted: a key like e, F2, ctrl-x, alt-1, PgDn, \
                shift-tab, space, or a sequence of keys with blanks between

                """)
        #expect(try place.shop("play", "a.keys", "--size", "big").exit == 2)
        #expect(try place.shop("play").exit == 2)
    }

    @Test func `a script from standard input, in a store that is only read, changes nothing`() throws {
        let run = try place.shell(
            "printf 'list.last\\ncell.edit\\n' | \"$SATCHEL\" --store shop.db --read-only play - --keep-going")
        #expect(run.exit == 0)
        #expect(run.output.contains("READ-ONLY"))
        #expect(run.output.contains("is not possible: the store is open for reading only"))
    }

    /// Keys that do anything but quit.
    private static let names = """
        j k down up PgDn PgUp ctrl-d ctrl-u Home End G g enter esc h l left right e F2 / tab s H u U R 1 5 8 ? : J K
        ctrl-c Backspace Del ctrl-a ctrl-e ctrl-w space a m o r = < > 9 . ctrl-p F1 ] [ " ( ! ctrl-x F9 shift-down n E
        F3 d y t b v * V x F4 F5 F6 F7 i c C w W @ é 藍
        """.split(whereSeparator: \.isWhitespace).map(String.init)

    private func randomScript(_ count: Int, _ random: inout SplitMix64) -> String {
        (0..<count).map { _ in
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<2:
                "size \(Int.random(in: 1...200, using: &random))x\(Int.random(in: 1...60, using: &random))\n"
            case 2..<3: "paste \"mug price<30\\nstatus=draft \\u001b[2J 藍\"\n"
            case 3..<4: "scan \"YARN-0001\"\n"
            default: "keys \(Self.names.randomElement(using: &random) ?? "j")\n"
            }
        }.joined()
    }

    @Test(arguments: [UInt64(1), 20_261_121])
    func `random keys and extents leave a store that is whole and a screen that agrees with itself`(seed: UInt64) throws
    {
        print("seed \(seed)")
        var random = SplitMix64(seed: seed)
        let (stepsMax, pieceMax) = (Machine.environment("SATCHEL_SOAK") == "1" ? 5_000_000 : 50_000, 10_000)
        var steps = 0
        while steps < stepsMax {
            let run = try play(randomScript(min(pieceMax, stepsMax - steps), &random), "--keep-going", "--json")
            #expect(run.exit == 0, "seed \(seed), after step \(steps): \(run.errors)")
            let end = try JSONParser.parse(Array(run.output.utf8))
            #expect(end["contradiction"] == .null, "seed \(seed), before step \(steps + pieceMax)")
            // A palette can quit: what is left of the piece is not played.
            steps += max(1, Int(end["steps"]?.integer ?? 0))
            if run.exit != 0 { break }
        }
        #expect(try place.shop("audit", "verify").output.hasPrefix("intact: "), "seed \(seed)")
        #expect(try place.shell("sqlite3 shop.db 'PRAGMA integrity_check'").output == "ok\n")
    }
}
