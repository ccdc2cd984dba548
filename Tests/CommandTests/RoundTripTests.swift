// SPDX-License-Identifier: Apache-2.0
import Glibc
import Host
import Testing

@Suite struct RoundTripTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
    }

    /// The order in which a whole export goes into another store: what is referred to comes first.
    private static let order = [
        "settings", "roles", "members", "categories", "products", "variants", "policies", "views",
    ]
    private static let formats = ["csv", "json", "jsonl"]

    private struct Seed: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        }

        /// A JSON text of characters that files, spreadsheets and terminals treat in their own ways.
        mutating func text() -> String {
            let pieces = [
                "a", "B", "ü", "藍", " ", ",", ";", "\\\"", "'", "=", "+", "-", "@", "\\\\", "{", "}", "[", "1", "0",
                ".5",
                "|", "#", "\\n", "\\t",
            ]
            let inner = (0..<Int.random(in: 0...8, using: &self)).map { _ in pieces.randomElement(using: &self) ?? "x" }
            return "\"" + (["=", "'", "-", "x", "ü"].randomElement(using: &self) ?? "x") + inner.joined() + "z\""
        }

        /// The same without what a single line may not hold.
        mutating func line() -> String { text().replacing("\\n", with: "").replacing("\\t", with: "") }

        /// One of several that must differ.
        mutating func line(_ number: Int) -> String { "\(line().dropLast())\(number)\"" }

        mutating func number(_ range: ClosedRange<Int>, decimals: Int) -> String {
            let digits = String(Int.random(in: range, using: &self))
            let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
            return decimals == 0 ? digits : "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
        }
    }

    /// Operations that make records of every resource, with values of every kind.
    private func operations(_ seed: inout Seed, count: Int) -> String {
        var lines: [String] = []
        func add(_ resource: String, _ values: String) {
            lines.append(#"{"op":"create","resource":"\#(resource)","values":{\#(values)}}"#)
        }
        add(
            "roles",
            #""name":"\#(seed.line().dropFirst().dropLast()) \"a\", b","description":\#(seed.text()),"#
                + #""permissions":["products:read","members:*"]"#
        )
        add(
            "members",
            #""user_name":"mara","name":\#(seed.line()),"roles":["{{result[0].id}}"],"email":"m@example.org""#)
        add(
            "categories",
            #""name":"Top","metadata_schema":{"ply":"integer 1..12"},"price_min":"0.01","tax_rate":"25.5""#)
        add("categories", #""name":\#(seed.line()),"parent":"{{result[2].id}}","owner":"{{result[1].id}}""#)
        for index in 0..<count {
            let currency = ["EUR", "JPY", "BHD"].randomElement(using: &seed) ?? "EUR"
            let price = seed.number(1...9_999_999, decimals: currency == "EUR" ? 2 : currency == "JPY" ? 0 : 3)
            let owner = Bool.random(using: &seed) ? #","owner":"{{result[1].id}}""# : ""
            add(
                "products",
                #""sku":"S-\#(index)","name":\#(seed.line(index)),"category":"{{result[3].id}}","price":"\#(price)","#
                    + #""currency":"\#(currency)","description":\#(seed.text()),"#
                    + #""tags":[\#(seed.line()),\#(seed.line())],"#
                    + #""metadata":{"n":\#(seed.number(0...99, decimals: 0)),"t":\#(seed.line()),"b":true,"#
                    + #"\#(seed.line()):"x"},"weight":"\#(seed.number(1...9_999_999, decimals: 3))","#
                    + #""tax_rate":"\#(seed.number(0...9_999, decimals: 2))","reorder_level":3,"free":false\#(owner)"#)
            add(
                "variants",
                #""product":"{{result[\#(4 + index * 2)].id}}","sku":"V-\#(index)","#
                    + #""options":{"size":\#(seed.line()),"n":2},"#
                    + #""price":"\#(price)","currency":"\#(currency)","position":\#(index)"#)
        }
        add(
            "policies",
            #""name":\#(seed.line()),"role":"{{result[0].id}}","permission":"products:delete","effect":"deny""#)
        add(
            "views",
            #""name":\#(seed.line()),"resource":"products","filter":"price>1 name~\"x\"","owner":"{{result[1].id}}""#)
        return lines.joined(separator: "\n") + "\n"
    }

    private func fill(_ name: String) throws -> UInt64 {
        let given = getenv("SATCHEL_SEED").flatMap { UInt64(String(cString: $0)) }
        let number = given ?? UInt64.random(in: 0...UInt64(UInt32.max))
        print("\(name): SATCHEL_SEED=\(number)")
        var seed = Seed(state: number)
        try place.write("fill.jsonl", operations(&seed, count: 20))
        let filled = try place.shop("batch", "fill.jsonl")
        try #require(filled.exit == 0, "seed \(number): \(filled.errors)")
        return number
    }

    private func commits(_ store: String) throws -> Substring {
        let json = try place.satchel("--store", store, "status", "--json").output
        return json[(json.firstRange(of: "\"commits\":")?.upperBound ?? json.startIndex)...].prefix { $0.isNumber }
    }

    @Test func `an own export imports again without a change, in every format`() throws {
        let seed = try fill("own exports")
        let before = try commits("shop.db")
        for format in Self.formats {
            #expect(try place.shop("export", "all", "--out", format, "--format", format).exit == 0)
            for name in Self.order + ["devices"] {
                let run = try place.shop("import", "\(format)/\(name).\(format)", "--into", name)
                #expect(run.exit == 0, "seed \(seed), \(name).\(format): \(run.errors)")
                #expect(run.output.contains(": 0 created, 0 updated, "), "seed \(seed), \(name): \(run.output)")
            }
        }
        #expect(try commits("shop.db") == before)
    }

    @Test func `a whole export fills another store, which then exports the same`() throws {
        let seed = try fill("another store")
        for format in Self.formats {
            let store = "copy-\(format).db"
            try #require(try place.satchel("init", store, "--user", "ada", "--member", "Ada").exit == 0)
            #expect(try place.shop("export", "all", "--out", format, "--format", format).exit == 0)
            for name in Self.order {
                let run = try place.satchel("--store", store, "import", "\(format)/\(name).\(format)", "--into", name)
                #expect(run.exit == 0, "seed \(seed), \(name).\(format): \(run.errors)")
            }
            for name in Self.order where name != "members" && name != "roles" && name != "settings" {
                let words = ["export", name, "--format", "csv"]
                let left = try place.satchel(["--store", "shop.db"] + words).output
                let right = try place.satchel(["--store", store] + words).output
                // The other store has categories of its own.
                let missing = Set(left.split(separator: "\n")).subtracting(right.split(separator: "\n"))
                #expect(missing == [], "seed \(seed), \(name).\(format)")
            }
            #expect(try place.satchel("--store", store, "audit", "verify").exit == 0)
        }
    }

    @Test func `an export of nothing imports as nothing`() throws {
        for format in Self.formats {
            _ = try place.shop("export", "products", "--format", format, "--out", "none.\(format)")
            #expect(
                try place.shop("import", "none.\(format)", "--into", "products")
                    == Run(
                        output: "imported 0 \(format == "csv" ? "rows" : "records") into products: 0 created, "
                            + "0 updated, 0 unchanged\n"))
        }
    }

    @Test(arguments: formats)
    func `an export of another resource is refused by name`(format: String) throws {
        _ = try place.shop("export", "categories", "--format", format, "--out", "c.\(format)")
        #expect(
            try place.shop("import", "c.\(format)", "--into", "products")
                == Run(
                    exit: 3,
                    errors: """
                        satchel: c.\(format): this is an export of categories, not of products
                        satchel: nothing was imported
                        satchel: import it with --into categories

                        """))
    }

    @Test func `standard input is read in every format and leaves nothing behind`() throws {
        _ = try place.shop("add", "products", "name=Cowl", "category=Garments", "price=20")
        for format in Self.formats {
            let run = try place.shell(
                "$SATCHEL --store shop.db export products --format \(format) "
                    + "| $SATCHEL --store shop.db import - --into products --json")
            #expect(run.exit == 0, "\(run.errors)")
            #expect(run.output.hasPrefix(#"{"resource":"products","file":"standard input","dry_run":false,"rows":1,"#))
        }
        let failed = try place.shell(
            "printf 'name,category,price\\nA,Yarn,-1\\n' | $SATCHEL --store shop.db import - --into products")
        #expect(failed.exit == 3)
        #expect(failed.errors.contains("the failing rows are in standard-input.bad.csv; mend and import that file"))
        #expect(
            try place.text("standard-input.bad.csv").hasPrefix("name,category,price,import_error\nA,Yarn,-1,"))
        let empty = try place.shop("import", "-", "--into", "products")
        #expect(empty == Run(exit: 3, errors: "satchel: standard input: the file is empty\n"))
        #expect(try place.shell("ls -A | grep '^.satchel' || true") == Run())
        let last = try place.shop("audit", "list", "--action", "imported", "--json")
        #expect(last.output.contains(#""summary":"imported standard input: 0 created, 0 updated""#))
    }

    @Test func `rows that refer to rows of the same file may stand in any order`() throws {
        for (name, text) in [
            ("c.csv", "name,parent\nLeaf,Top › Branch\nBranch,Top\nTop,\n"),
            (
                "d.jsonl",
                "{\"name\":\"Leaf\",\"parent\":\"Root › Twig\"}\n"
                    + "{\"name\":\"Twig\",\"parent\":\"Root\"}\n{\"name\":\"Root\"}\n"
            ),
        ] {
            try place.write(name, text)
            let run = try place.shop("import", name, "--into", "categories")
            #expect(run.exit == 0, "\(run.errors)")
            #expect(run.output.contains(": 3 created"))
        }
        try place.write("e.csv", "name,parent\nA,B\nB,A\nC,None\n")
        #expect(
            try place.shop("import", "e.csv", "--into", "categories").errors.hasPrefix(
                """
                satchel: 3 failures in 3 rows
                satchel: row 2, parent: “B” is none of the categories
                """))
    }

    @Test func `a name that begins like a formula is found`() throws {
        _ = try place.shop("add", "categories", "name=-Sale")
        try place.write("p.csv", "name,category\nA,'-Sale\n")
        #expect(try place.shop("import", "p.csv", "--into", "products").exit == 0)
        try place.write("q.csv", "name,category\nB,-Sale\n")
        #expect(try place.shop("import", "q.csv", "--into", "products", "--raw").exit == 0)
        #expect(
            try place.shop("list", "products", "--columns", "name,category")
                == Run(output: "Name  Category\nA     -Sale\nB     -Sale\n"))
    }
}
