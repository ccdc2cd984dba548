// SPDX-License-Identifier: Apache-2.0
import Glibc
import Host
import Testing

@Suite struct BadInputTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
    }

    private func refused(_ name: String, _ bytes: [UInt8]) throws -> Run {
        try place.write(name, bytes)
        let run = try place.shop("import", name, "--into", "products")
        #expect(try place.shop("list", "products") == Run(), "nothing is imported")
        return run
    }

    private func refused(_ text: String) throws -> Run { try refused("p.csv", Array(text.utf8)) }

    @Test func `broken UTF-8 names row and column`() throws {
        let good = String(repeating: "Ünï,Yarn\n", count: 40)
        let run = try refused("p.csv", Array("name,category\n\(good)Alp".utf8) + [0xC3, 0x28] + Array(",Yarn\n".utf8))
        #expect(run.exit == 3)
        #expect(run.errors.hasPrefix("satchel: row 42, column 1: the bytes C3 28 are no UTF-8 text\n"))
    }

    @Test func `a NUL byte names its row`() throws {
        let run = try refused("p.csv", Array("name,category\nAlp".utf8) + [0] + Array("aca,Yarn\n".utf8))
        #expect(
            run
                == Run(
                    exit: 3, errors: "satchel: row 2, column 1: it holds a NUL byte\nsatchel: nothing was imported\n"))
    }

    @Test func `escape sequences are refused and never reach the terminal`() throws {
        let run = try refused("name,category\n\u{1B}[31mred,Yarn\n")
        #expect(run.exit == 3)
        #expect(run.errors.contains("holds the control character U+001B"))
        #expect(!run.errors.contains("\u{1B}"))
        let typed = try place.shop("add", "products", "name=\u{1B}]0;x\u{7}", "category=Yarn")
        #expect(typed.exit == 3)
        #expect(!typed.errors.contains("\u{1B}"))
    }

    @Test func `a row that is too long is told also where it is the only one`() throws {
        let run = try refused("name,category\nAlpaca,Yarn,3\n")
        #expect(run.exit == 3)
        #expect(run.errors.contains("row 2 has 3 cells, the header has 2"))
    }

    @Test func `two rows with one new id are named, near each other as far apart`() throws {
        func id(_ number: Int) -> String { "01KX" + String(String(10_000_000 + number).dropFirst()).leftPadded(22) }
        func rows(_ count: Int, twice: Int) -> String {
            var text = "id,name,category\n"
            for number in 1...count { text += "\(id(number)),Alpaca \(number),Yarn\n" }
            return text + "\(id(twice)),Other,Yarn\n"
        }
        for (count, twice) in [(3, 2), (5_200, 5_199), (5_200, 7)] {
            let run = try refused(rows(count, twice: twice))
            #expect(run.exit == 3)
            #expect(
                run.errors.contains(
                    "row \(count + 2), id: “\(id(twice))” stands twice: id is also given by row \(twice + 1)"))
        }
    }

    @Test func `failing rows are told also where they cannot be written down`() throws {
        let name = String(repeating: "x", count: 252)
        _ = try place.shell("printf 'name,category,price\\nAlpaca,Yarn,-3\\n' > \(name)")
        let long = try place.shop("import", name, "--into", "products")
        #expect(long.exit == 3)
        #expect(long.errors.contains("row 2, price: “-3.00” must be more than 0"))
        #expect(
            long.errors.contains(
                "the failing rows could not be written to a file: \(name).bad.csv: File name too long"))
    }

    @Test func `a pipe is read as a file is`() throws {
        try place.write("p.csv", "name,category\nAlpaca,Yarn\n")
        for (number, command) in [
            "mkfifo f; cat p.csv > f & $SATCHEL --store shop.db import f --into products",
            "sed s/Alpaca/Mohair/ p.csv | $SATCHEL --store shop.db import /dev/stdin --into products",
            "sed s/Alpaca/Silk/ p.csv | $SATCHEL --store shop.db import - --into products",
        ].enumerated() {
            let run = try place.shell(command)
            #expect(run.output == "imported 1 row into products: 1 created, 0 updated, 0 unchanged\n", "\(number)")
        }
        #expect(
            try place.shop("list", "products", "--columns", "name") == Run(output: "Name\nAlpaca\nMohair\nSilk\n"))
        try place.write("g.jsonl", #"{"op":"delete","resource":"products","key":"Silk"}"#)
        let fifo = try place.shell("mkfifo g; cat g.jsonl > g & $SATCHEL --store shop.db batch g")
        #expect(fifo.output == "did 1 operation, 1 change\n")
    }

    @Test func `a cell of 100 MB is refused in little memory`() throws {
        let made = try place.shell("(printf 'name,category\\n\"'; head -c 100000000 /dev/zero | tr '\\0' x) > p.csv")
        try #require(made.exit == 0)
        let run = try place.shell("ulimit -v 600000; exec $SATCHEL --store shop.db import p.csv --into products")
        #expect(
            run
                == Run(
                    exit: 3,
                    errors:
                        "satchel: row 2, column 1: the cell has more than 1048576 bytes\n"
                        + "satchel: is a quote opened there and never closed?\nsatchel: nothing was imported\n"
                ))
    }

    @Test func `10,000 columns are refused`() throws {
        let names = (0..<10_000).map { "c\($0)" }.joined(separator: ",")
        #expect(
            try refused("name,category,\(names)\n")
                == Run(
                    exit: 3,
                    errors: "satchel: row 1: the row has more than 1000 columns\nsatchel: nothing was imported\n"))
    }

    @Test(arguments: [
        ("Alpaca,Yarn,8.50\nMohair,Yarn,9.50\n", "p.csv: the first row seems to be no header: column 3 is “8.50”"),
        ("name,category,Name\na,Yarn,b\n", "p.csv: the header names “Name” twice, in columns 1 and 3"),
        ("name,category\n", "p.csv: the file has a header and no row"),
        ("", "p.csv: the file is empty"),
        ("name,,category\na,b,Yarn\n", "p.csv: column 2 has no name"),
        ("alpha,beta\n1,2\n", "p.csv: no column of the file is known"),
    ])
    func `a header that cannot be used says why`(text: String, reason: String) throws {
        let run = try refused(text)
        #expect(run.exit == 3)
        #expect(run.errors.hasPrefix("satchel: \(reason)\n"))
    }

    @Test func `a folder and a missing file are told apart`() throws {
        try Files.makeFolder(place.path("folder"))
        #expect(
            try place.shop("import", "folder", "--into", "products")
                == Run(exit: 1, errors: "satchel: folder: this is a folder, not a file\n"))
        #expect(
            try place.shop("import", "none.csv", "--into", "products")
                == Run(exit: 1, errors: "satchel: none.csv: there is no such file\n"))
    }

    @Test func `a filter without end names the limit it is over, and no SQL`() throws {
        let deep = String(repeating: "!", count: 100_000) + "sock"
        let shown = String(repeating: "!", count: 73)
        #expect(
            try place.shop("list", "products", "--filter", deep)
                == Run(
                    exit: 2,
                    errors: """
                        satchel: the filter is not understood: more than 12 parentheses and negations stand inside \
                        each other
                        satchel:   \(shown)…
                        satchel:   \(String(repeating: " ", count: 12))^

                        """))
        let wide = Array(repeating: "price>1", count: 2_000).joined(separator: " or ")
        for (command, option) in [("list", "--filter"), ("export", "--filter"), ("list", "--sort")] {
            let text = option == "--sort" ? Array(repeating: "price", count: 2_000).joined(separator: ",") : wide
            let run = try place.shop(command, "products", option, text)
            #expect(run.exit == 2)
            #expect(!run.errors.contains("SELECT"), "\(run.errors.prefix(200))")
        }
    }

    @Test func `a filter that does not parse shows the place`() throws {
        #expect(
            try place.shop("list", "products", "--filter", "status=published prise>=10")
                == Run(
                    exit: 2,
                    errors: """
                        satchel: the filter is not understood: “prise” is no field of products
                        satchel:   status=published prise>=10
                        satchel:                    ^^^^^
                        satchel: accepted: price

                        """))
        #expect(
            try place.shop("list", "products", "--filter", "名=1")
                == Run(
                    exit: 2,
                    errors: """
                        satchel: the filter is not understood: “名” is no field of products
                        satchel:   名=1
                        satchel:   ^^

                        """))
        let sort = try place.shop("list", "products", "--sort", "name,tags")
        #expect(sort.exit == 2)
        #expect(sort.errors.contains("satchel:   name,tags\nsatchel:        ^^^^\n"))
    }

    // MARK: Stores that cannot be used

    @Test func `a missing store says how to make one`() throws {
        #expect(
            try place.satchel("--store", "none.db", "list", "products")
                == Run(
                    exit: 1,
                    errors: """
                        satchel: none.db: there is no store
                        satchel: make one: satchel init none.db --name NAME --currency EUR

                        """))
    }

    @Test func `what is no store says what it is`() throws {
        try place.write("text.db", String(repeating: "this is only text. ", count: 300))
        try place.write("empty.db", "")
        try Files.makeFolder(place.path("folder.db"))
        _ = try place.shell("sqlite3 other.db 'CREATE TABLE t(a)'")
        for (name, reason) in [
            ("text.db", "it is no SQLite database"), ("empty.db", "it is empty"), ("folder.db", "it is a folder"),
            ("other.db", "it is a database of another program"),
        ] {
            #expect(
                try place.satchel("--store", name, "list", "products")
                    == Run(exit: 1, errors: "satchel: \(name): this is no store that can be read, \(reason)\n"))
        }
    }

    @Test func `a newer schema can be read and not written`() throws {
        _ = try place.shell("sqlite3 shop.db 'PRAGMA user_version=99'")
        let list = try place.shop("list", "roles")
        #expect(list.exit == 0)
        #expect(
            list.errors == "satchel: the store has schema 99, this program knows up to 1: it is only read\n")
        let run = try place.shop("add", "products", "name=x", "category=Yarn")
        #expect(run.exit == 1)
        #expect(run.errors.hasPrefix("satchel: shop.db: the store has schema 99, this program knows up to "))
        #expect(run.errors.hasSuffix("satchel: update satchel to change it; reading works\n"))
    }

    @Test func `a truncated store is told`() throws {
        _ = try place.shell(
            "sqlite3 shop.db 'PRAGMA wal_checkpoint(TRUNCATE)'; truncate -s 30000 shop.db; rm -f shop.db-*")
        let run = try place.shop("list", "products")
        #expect(run.exit == 1)
        #expect(run.errors.contains("shop.db: this is no store that can be read, the database is damaged"))
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everything"))
    func `a store that cannot be written is read`() throws {
        Files.setMode(place.path("shop.db"), 0o400)
        #expect(try place.shop("list", "roles").exit == 0)
        #expect(
            try place.shop("add", "products", "name=x", "category=Yarn")
                == Run(
                    exit: 6,
                    errors: """
                        satchel: shop.db: the store cannot be written
                        satchel: its file and its folder must be writable; reading works

                        """))
    }

    @Test func `no space is told and nothing is changed`() throws {
        _ = try place.shop("add", "products", "name=Cowl", "category=Garments", "price=20")
        let full = try place.shell("exec $SATCHEL --store shop.db export products > /dev/full")
        #expect(
            full
                == Run(
                    exit: 1,
                    errors: "satchel: standard output: there is no space left\nsatchel: free some and retry\n"))
        let rows = (0..<3_000).map { "N\($0),Product \($0),Yarn,5.00\n" }.joined()
        try place.write("p.csv", "sku,name,category,price\n\(rows)")
        let run = try place.shell(
            "trap '' XFSZ; ulimit -f 700; exec $SATCHEL --store shop.db import p.csv --into products")
        #expect(run.exit == 1, "\(run.errors)")
        #expect(try place.shop("list", "products", "--columns", "sku") == Run(output: "SKU\nGARM-0001\n"))
        #expect(try place.shop("audit", "verify").exit == 0)
    }

    @Test func `a store that another process writes is busy`() throws {
        let run = try place.shell(
            "SATCHEL_LOCK_WAIT_SECONDS=0 flock shop.db.lock $SATCHEL --store shop.db add products name=x category=Yarn")
        #expect(
            run
                == Run(
                    exit: 8,
                    errors: "satchel: shop.db: another process is writing\nsatchel: nothing was changed; try again\n"))
    }
}

extension String {
    /// The text behind as many zeros as it takes to that length.
    fileprivate func leftPadded(_ count: Int) -> String { String(repeating: "0", count: count - self.count) + self }
}
