// SPDX-License-Identifier: Apache-2.0
import Host
import Testing

@Suite struct FollowTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
    }

    @Test func `following the audit log shows each action as it comes, and ends in order`() throws {
        let run = try place.shell(
            """
            mkfifo lines
            "$SATCHEL" --store shop.db audit export --follow --since today > lines &
            exec 3< lines
            read first <&3; echo "$first"
            "$SATCHEL" --store shop.db add products name=Cowl category=Garments > /dev/null
            read second <&3; echo "$second"
            read third <&3; echo "$third"
            kill -TERM $!; wait $!; echo "exit $?"
            """)
        #expect(run.errors == "")
        let lines = run.steady.output.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[0].contains(#""kind":"commit","number":1,"#))
        #expect(lines[0].contains(#""summary":"new store","#))
        #expect(lines[1].contains(#""kind":"export","number":1,"#))
        #expect(lines[1].contains(#""summary":"export audit log: followed","#))
        #expect(lines[2].contains(#""summary":"created product GARM-0001","#))
        #expect(lines[3] == "exit 0")
    }

    @Test func `following ends when nobody reads`() throws {
        let run = try place.shell(
            "(\"$SATCHEL\" --store shop.db audit export --follow --since today; echo \"exit $?\" >&2) | head -n 1")
        #expect(run.errors == "exit 0\n")
        #expect(run.output.split(separator: "\n").count == 1)
    }

    @Test func `a reader that has had enough is no failure`() throws {
        try place.write(
            "p.csv", "name,category\n" + (0..<4_000).map { "Product number \($0),Yarn\n" }.joined())
        #expect(try place.shop("import", "p.csv", "--into", "products").exit == 0)
        let run = try place.shell(
            "(\"$SATCHEL\" --store shop.db list products; echo \"exit $?\" >&2) | head -c 5")
        #expect(run == Run(output: "SKU  ", errors: "exit 0\n"))
    }

    @Test func `following takes JSON Lines without an end only`() throws {
        #expect(
            try place.shop("audit", "export", "--follow", "--format", "csv")
                == Run(
                    exit: 2,
                    errors: "satchel: --format cannot be used here: --follow writes jsonl and nothing else\n"))
        #expect(
            try place.shop("audit", "export", "--follow", "--until", "today")
                == Run(
                    exit: 2, errors: "satchel: --until cannot be used here: --follow goes on until it is stopped\n"))
    }

    @Test func `the log shows runs by importance, for people and scripts`() throws {
        _ = try place.shop("list", "products")
        _ = try place.shop("show", "products", "none")
        let all = try place.shop("log")
        #expect(all.output.split(separator: "\n").count == 3)
        #expect(
            all.steady.output.contains("WHEN info  done correlation=ID module=command line action=list duration_ms="))
        let refused = try place.shop("log", "--level", "warn", "--json").steady
        #expect(refused.output.hasPrefix("[\n{\"timestamp\":\"TIME\",\"level\":\"warn\",\"message\":\"refused\","))
        #expect(refused.output.split(separator: "\n").count == 3)
        #expect(try place.shop("log", "--limit", "1").output.contains("action=log"))
        let unknown = try place.shop("log", "--level", "loud")
        #expect(
            unknown
                == Run(
                    exit: 2,
                    errors: "satchel: --level cannot be “loud”; accepted: error, warn, info, debug, trace\n"))
    }

    @Test func `the log goes back into files that were turned over, and is followed into new ones`() throws {
        func line(_ name: String) -> String {
            #"{"timestamp":"2026-01-01T00:00:00Z","level":"info","message":"\#(name)"}"# + "\n"
        }
        try place.write("state/satchel/satchel.log.1", line("old") + "{\"cut")
        try place.write("state/satchel/satchel.log", line("new"))
        let run = try place.shell(
            """
            mkfifo lines
            log=state/satchel/satchel.log
            "$SATCHEL" log --follow --json --limit 2 > lines &
            exec 3< lines
            read a <&3; read b <&3
            printf '%s\\n' '\(line("third").dropLast())' >> $log
            read c <&3
            mv $log $log.1
            printf '%s\\n' '\(line("fourth").dropLast())' > $log
            read d <&3
            kill -INT $!; wait $!; echo "exit $?"
            echo "$a$b$c$d"
            """)
        #expect(run.errors == "")
        let names = run.output.split(separator: "\"message\":\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(names == ["old", "new", "third", "fourth"])
        #expect(run.output.hasPrefix("exit 0\n"))
    }

    @Test func `the log is turned over by age`() throws {
        let old = #"{"timestamp":"2020-01-01T00:00:00Z","level":"info","message":"done"}"# + "\n"
        try place.write("state/satchel/satchel.log", old)
        _ = try place.satchel("version", variables: ["SATCHEL_LOG_AGE_DAYS": "3650"])
        #expect(try place.text("state/satchel/satchel.log").hasPrefix(old))
        _ = try place.satchel("version", variables: ["SATCHEL_LOG_AGE_DAYS": "1"])
        #expect(try place.text("state/satchel/satchel.log.1").hasPrefix(old))
        #expect(try place.text("state/satchel/satchel.log").split(separator: "\n").count == 1)
    }
}
