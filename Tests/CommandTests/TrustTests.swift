// SPDX-License-Identifier: Apache-2.0
import Glibc
import Host
import SQLite
import Testing

/// What is said where something cannot be trusted: the index of words, a mapping, a text that acts on a terminal.
@Suite struct TrustTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        _ = try place.shop("add", "products", "name=Moss sock", "category=Yarn", "sku=M-1")
    }

    private func index(_ sql: String) throws {
        let index = try Connection(path: place.path("shop.db.search"), mode: .readWrite)
        try index.execute(sql)
    }

    private let names = ["list", "products", "--filter", "moss", "--columns", "name"]

    @Test func `a search that cannot keep an index reads the records and says so`() throws {
        let path = place.path("shop.db.search")
        for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
        mkdir(path, 0o700)
        let run = try place.satchel(["--store", "shop.db"] + names)
        #expect(run.exit == 0)
        #expect(run.output == "Name\nMoss sock\n")
        #expect(run.errors.hasPrefix("satchel: shop.db.search: "), "\(run.errors)")
        #expect(run.errors.hasSuffix("searches read the records, which takes longer\n"), "\(run.errors)")
        let export = try place.shop("export", "products", "--filter", "moss", "--columns", "sku")
        #expect(export.output == "sku\nM-1\n")
        #expect(try place.shop("search", "moss").output.contains("M-1"))
        #expect(try place.shop("doctor").output.contains("search         degraded"))
    }

    @Test func `an index that lost its words is told, made anew and then asked`() throws {
        #expect(try place.shop("search", "moss").errors == "")
        try index("INSERT INTO product_text(product_text) VALUES ('delete-all')")
        let path = "shop.db.search"
        #expect(try place.shop("doctor").output.contains("\(path) is damaged"))
        let run = try place.shop("search", "moss")
        #expect(run.output.contains("M-1"))
        #expect(run.errors == "satchel: \(path): the index of words was damaged and is made anew\n")
        #expect(try place.shop("search", "moss").errors == "")
        #expect(!(try place.shop("doctor").output.contains("is damaged")))
    }

    @Test func `damaged pages of the index are told, and the index made anew`() throws {
        _ = try place.shop("search", "moss")
        try index("UPDATE product_text_data SET block = x'ffffffffffff' WHERE id > 10")
        let path = "shop.db.search"
        #expect(try place.shop("doctor").output.contains("\(path) is damaged"))
        let run = try place.satchel(["--store", "shop.db"] + names)
        #expect(run.output == "Name\nMoss sock\n")
        #expect(run.errors == "satchel: \(path): the index of words was damaged and is made anew\n")
        #expect(try place.satchel(["--store", "shop.db"] + names) == Run(output: "Name\nMoss sock\n"))
    }

    @Test func `a word longer than any text is refused in words`() throws {
        let long = String(repeating: "a", count: 60_000)
        for filter in ["name~\"\(long)\"", long, "name=\(long)"] {
            let run = try place.shop("list", "products", "--filter", filter)
            #expect(run.exit == 2)
            #expect(run.errors.contains("the text is too long"), "\(run.errors.prefix(300))")
        }
        #expect(try place.shop("search", long).exit == 2)
        #expect(try place.shop("search", String(repeating: "a ", count: 20_000)).exit == 2)
    }

    @Test(arguments: [
        (#"{"resource":"products","columns":[{"from":"a","to":"name"}]}"#, "“columns” is an array"),
        (#"{"resource":"products","columns":"name"}"#, "“columns” is a text"),
        (#"{"resource":"products","decimal":1,"columns":{}}"#, "“decimal” is no text"),
        (#"{"resource":"products","columns":{"a":{"fild":"name"}}}"#, "“fild” of column “a”"),
        (#"{"resource":"products","columns":{"a":{"field":1}}}"#, "“field” of column “a”"),
        (
            #"{"resource":"products","columns":{"a":{"field":"name","transforms":"lower"}}}"#,
            "“transforms” of column “a”"
        ),
    ])
    func `a mapping of another shape is refused with the one expected`(mapping: String, words: String) throws {
        try place.write("m.json", mapping)
        try place.write("p.csv", "name,category\nHat,Yarn\n")
        let run = try place.shop("import", "p.csv", "--into", "products", "--map", "m.json")
        #expect(run.exit != 0)
        #expect(run.errors.contains(words), "\(run.errors)")
    }

    @Test func `JSON that goes out holds nothing that acts on a terminal or turns text round`() throws {
        for text in ["a\u{9B}b", "a\u{202E}b", "a\u{61C}b"] {
            for words in [["show", "products", text], ["set", "products", "M-1", "colour=\(text)"]] {
                let run = try place.satchel(["--store", "shop.db"] + words + ["--json"])
                #expect(run.exit != 0)
                let forbidden = run.errors.unicodeScalars.filter {
                    $0.value > 126 && "“”…\u{FFFD}".unicodeScalars.contains($0) == false
                }
                #expect(forbidden.isEmpty, "\(words): \(run.errors.debugDescription)")
            }
        }
    }

    @Test func `an empty key of a map is refused, not left out`() throws {
        try place.write("p.json", #"[{"name":"Hat","category":"Yarn","metadata":{"":"x"}}]"#)
        let run = try place.shop("import", "p.json", "--into", "products")
        #expect(run.exit == 3)
        #expect(run.errors.contains("holds an empty key"), "\(run.errors)")
    }

    @Test func `an undo that finds nothing left says so, and the next goes on`() throws {
        _ = try place.shop("member", "add", "user_name=mara", "name=Mara", "roles=admin")
        _ = try place.shop("set", "products", "M-1", "colour=red")
        _ = try place.shop("set", "products", "M-1", "price=5")
        _ = try place.shop("--as", "mara", "set", "products", "M-1", "price=")
        let run = try place.shop("undo")
        #expect(
            run
                == Run(
                    output:
                        "nothing was left to take back of “price of M-1”; the next undo is of the action before it\n"))
        #expect(try place.shop("undo").output == "undone: colour of M-1\n")
        #expect(try place.shop("audit", "verify").exit == 0)
    }

    @Test func `what gives more than one has is refused with who can do it`() throws {
        _ = try place.shop("role", "add", "name=hr", "permissions=members:read,members:update,roles:read")
        _ = try place.shop("member", "add", "user_name=eve", "name=Eve", "roles=hr")
        let run = try place.shop("--as", "eve", "member", "set", "eve", "roles+=admin")
        #expect(
            run
                == Run(
                    exit: 6,
                    errors: """
                        satchel: not allowed: members:manage
                        satchel: it would give *:*, which Eve has not: nobody gives more than they have
                        satchel: Ada can do it

                        """))
    }
}
