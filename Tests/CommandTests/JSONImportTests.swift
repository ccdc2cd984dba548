// SPDX-License-Identifier: Apache-2.0
import Host
import Testing

@Suite struct JSONImportTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
    }

    private static let alpaca = #"{"sku":"A-1","name":"Alpaca","category":"Yarn","price":"8.50","enabled":true}"#
    private static let mohair =
        #"{"sku":"A-2","name":"Mohair","category":{"id":null,"name":"Yarn"},"price":9,"tags":["soft","new"]}"#

    private func lines() throws -> Run { try place.shop("list", "products", "--columns", "sku,price,tags") }

    @Test(arguments: [
        ("[\(alpaca),\n\(mohair)]", "an array"),
        ("\(alpaca)\n\n\(mohair)\n", "JSON Lines"),
        ("\u{FEFF}\(alpaca)\r\n\(mohair)", "JSON Lines of Windows"),
        (#"{"resource":"products","schema":1,"count":2,"data":["# + "\(alpaca),\(mohair)]}", "an export"),
        ("{\n  \"data\": [\n\(alpaca),\n\(mohair)\n  ]\n}\n", "an answer of a web service"),
    ])
    func `each form is found by its content`(text: String, form: String) throws {
        try place.write("products", text)
        #expect(
            try place.shop("import", "products", "--into", "products", "--dry-run")
                == Run(output: "would import 2 records into products: 2 created, 0 updated, 0 unchanged\n"), "\(form)")
        #expect(
            try place.shop("import", "products", "--into", "products")
                == Run(output: "imported 2 records into products: 2 created, 0 updated, 0 unchanged\n"))
        #expect(try lines() == Run(output: "SKU     Price  Tags\nA-1  8.50 EUR\nA-2  9.00 EUR  new, soft\n"))
        #expect(try place.shop("undo").exit == 0)
        #expect(try place.shop("list", "products") == Run())
    }

    @Test func `UTF-16 is read as well`() throws {
        let units = "[{\"name\":\"Ålder 藍\",\"category\":\"Yarn\"}]".utf16.flatMap {
            [UInt8($0 & 0xFF), UInt8($0 >> 8)]
        }
        try place.write("p.json", [0xFF, 0xFE] + units)
        #expect(try place.shop("import", "p.json", "--into", "products").exit == 0)
        #expect(try place.shop("list", "products", "--columns", "name") == Run(output: "Name\nÅlder 藍\n"))
    }

    @Test func `every failure names record, key, value and what is accepted`() throws {
        let records = [
            #"{"name":"A","category":"Yarn","price":"1,234"}"#,
            #"{"name":"B","category":"Yarn","enabled":"maybe","weight":true}"#,
            #"{"name":"C","category":"Yarn","tags":[1],"metadata":{"x":{"y":1}}}"#,
            #"{"name":5,"category":["Yarn"],"description":{"en":"x"}}"#,
            #"{"category":"Yarn","price":-2}"#,
            #"{"id":"01","name":"D","category":"Yarn","reorder_level":[1]}"#,
        ]
        let failures = [
            (
                1,
                "price: “1,234” could be 1.234 or 1234; accepted: an amount like 1234.50, with a point before the "
                    + "decimals"
            ),
            (2, "enabled: “maybe” is neither yes nor no; accepted: yes or no"),
            (2, "weight: “true” is no number; accepted: a number like 24.50"),
            (3, "tags: “[1]” is no list; accepted: a list of texts"),
            (
                3,
                "metadata: “{\"x\":{\"y\":1}}” is no map of keys and values; accepted: keys with plain values, like "
                    + "{\"ply\": 4}"
            ),
            (4, "category: “[\"Yarn\"]” is no text"),
            (4, "description: “{\"en\":\"x\"}” is no text"),
            (5, "name: must be given"), (6, "id: “01” is none of the products; see: satchel list products"),
            (6, "reorder_level: “[1]” is no number; accepted: a number like 24.50"),
        ]
        for (name, separator, place) in [("p.jsonl", "\n", "line"), ("p.json", ",", "item")] {
            let text = records.joined(separator: separator)
            try self.place.write(name, name == "p.json" ? "[\(text)]" : text)
            #expect(
                try self.place.shop("import", name, "--into", "products")
                    == Run(
                        exit: 3,
                        errors: (["10 failures in 6 records"] + failures.map { "\(place) \($0.0), \($0.1)" }
                            + [
                                "the failing records are in \(name).bad.jsonl; mend and import that file",
                                "nothing was imported",
                            ]).map { "satchel: \($0)\n" }.joined()))
        }
        #expect(try place.shop("list", "products") == Run())
    }

    @Test(arguments: [
        (#"[{"name":"A","category":"Yarn"},"#, "the file is cut off: it ends in line 1; expected: {"),
        (
            #"[{"name":"A","category":"Ya"#,
            "the file is cut off: it ends in line 1; expected: the rest of what began there"
        ),
        ("[\n{\"name\":\"A\"}\n", "the file is cut off: it ends in line 3; expected: a comma or ]"),
        (#"{"data":[{"name":"A"}]"#, "the file is cut off: it ends in line 1; expected: a comma or }"),
        ("{\"name\":\"A\"}\n{\"name\":\"B\"", "line 2, byte 12: this is no JSON; expected: a comma or }"),
        (
            "[{\"name\":\"A\"},\n {\"name\":\"A\",\"name\":\"B\"}]",
            "item 2, line 2, byte 20: this is no JSON; expected: each key once, “name” stands twice"
        ),
        ("[{\"name\":1e}]", "item 1, line 1, byte 12: this is no JSON; expected: a digit"),
        ("[{\"name\":\"A\"}] x", "line 1, byte 16: this is no JSON; expected: the end of the file"),
        (
            "[{\"name\":\"A\"},\n5]",
            "item 2, line 2, byte 1: a record is a number; accepted: an object like {\"name\": \"Cowl\"}"
        ),
        (#"{"count":3,"data":[{"name":"A"}]}"#, "the file says it holds 3 records and holds 1"),
        (
            #"{"count":"1","count":1,"data":[]}"#,
            "line 1, byte 21: this is no JSON; expected: each key once, “count” stands twice"
        ),
        (#"{"resource":"members","data":[{"name":"A"}]}"#, "this is an export of members, not of products"),
        (#"[{"":1,"name":"A"}]"#, "item 1: a key is empty"),
        (#"[{"title":"A","name":"B"}]"#, "the keys title and name both mean name"),
        (#"[{"alpha":1}]"#, "no key of the file is known"),
    ])
    func `a file that cannot be used says why and where`(text: String, reason: String) throws {
        try place.write("p", text)
        let run = try place.shop("import", "p", "--into", "products", "--on-error", "skip")
        #expect(run.exit == 3)
        #expect(run.errors.hasPrefix("satchel: p: \(reason)\n"), "\(run.errors)")
        #expect(try place.shop("list", "products") == Run())
    }

    @Test func `broken text names its line`() throws {
        try place.write("p.jsonl", Array("{\"name\":\"Ä\"}\n{\"name\":\"Ö".utf8) + [0xC3, 0x28] + Array("\"}\n".utf8))
        let run = try place.shop("import", "p.jsonl", "--into", "products")
        #expect(run.exit == 3)
        #expect(run.errors.hasPrefix("satchel: p.jsonl: line 2: the bytes C3 28 are no UTF-8 text\n"), "\(run.errors)")
    }

    @Test func `failing records go to JSON Lines that can be mended and imported`() throws {
        try place.write(
            "p.json", #"[{"name":"A","category":"Yarn"},{"name":"B","category":"Yarn","price":-1,"ply":[2]}]"#)
        let skipped = try place.shop("import", "p.json", "--into", "products", "--on-error", "skip")
        #expect(
            skipped
                == Run(
                    output: """
                        unknown keys, kept in metadata: ply
                        item 2, ply: “[2]” is no map of keys and values; accepted: keys with plain values, like \
                        {"ply": 4}
                        imported 1 of 2 records into products: 1 created, 0 updated, 0 unchanged; 1 failed and were skipped
                        the failing records are in p.json.bad.jsonl

                        """))
        let bad = try place.text("p.json.bad.jsonl")
        #expect(
            bad == """
                {"name":"B","category":"Yarn","price":-1,"ply":[2],"import_error":"ply is no map of keys and values \
                (keys with plain values, like {\\"ply\\": 4})"}

                """)
        try place.write("mended.jsonl", bad.replacing("-1", with: "1").replacing("[2]", with: "2"))
        #expect(try place.shop("import", "mended.jsonl", "--into", "products").exit == 0)
        #expect(
            try place.shop("list", "products", "--columns", "name,metadata.ply")
                == Run(output: "Name  ply\nA\nB     2\n"))
    }

    @Test func `a key that is missing leaves the field, null empties it`() throws {
        try place.write(
            "p.jsonl",
            #"{"sku":"A-1","name":"A","category":"Yarn","colour":"red","metadata":{"ply":4,"dye":"x"},"tags":["a"]}"#)
        #expect(try place.shop("import", "p.jsonl", "--into", "products").exit == 0)
        try place.write(
            "q.jsonl",
            """
            {"sku":"A-1","metadata":{"ply":null,"lot":"7"},"tags":null}
            {"sku":"A-2","name":"B","category":"Yarn","colour":"blue","metadata.ply":3}

            """)
        #expect(
            try place.shop("import", "q.jsonl", "--into", "products")
                == Run(output: "imported 2 records into products: 1 created, 1 updated, 0 unchanged\n"))
        #expect(
            try place.shop("list", "products", "--columns", "sku,colour,tags,metadata")
                == Run(
                    output: "SKU  Colour  Tags  Metadata\nA-1  red           dye=x, lot=7\nA-2  blue          ply=3\n"))
    }

    @Test func `a mapping names keys`() throws {
        try place.write("de.json", #"[{"Artikel":"Cowl","Preis":"1234,50","Gruppe":"WOLLE","Notiz":"x"}]"#)
        try place.write(
            "map.json",
            #"{"resource":"products","decimal":",","columns":{"Artikel":"name","Preis":"price","Notiz":null,"#
                + #""Gruppe":{"field":"category","transforms":[{"map":{"WOLLE":"Yarn"}}]}}}"#)
        #expect(
            try place.shop("import", "de.json", "--into", "products", "--map", "map.json")
                == Run(output: "imported 1 record into products: 1 created, 0 updated, 0 unchanged\n"))
        #expect(
            try place.shop("list", "products", "--columns", "name,price,category")
                == Run(output: "Name        Price  Category\nCowl  1234.50 EUR  Yarn\n"))
    }

    @Test func `a million records are never held at once`() throws {
        let line = #"{\"name\":\"%d\",\"category\":\"Yarn\",\"note\":\"$x\"}\n"#
        let made = try place.shell(
            "x=$(head -c 1000000 /dev/zero | tr '\\0' x); "
                + "for n in $(seq 400); do printf \"\(line)\" $n; done > p.jsonl; wc -c < p.jsonl")
        try #require(made.output.hasPrefix("4000"), "\(made)")
        let run = try place.shell(
            "ulimit -v 300000; exec $SATCHEL --store shop.db import p.jsonl --into products --drop-unknown --dry-run")
        #expect(run.exit == 0, "\(run.errors)")
        #expect(run.output.hasSuffix("would import 400 records into products: 400 created, 0 updated, 0 unchanged\n"))
    }

    @Test(.enabled(if: Machine.environment("SATCHEL_SOAK") == "1"))
    func `a column of more different names than are kept is looked up row by row`() throws {
        let count = 100_100
        let products = (0..<count).map { "S-\($0),P \($0),Yarn\n" }.joined()
        try place.write("p.csv", "sku,name,category\n" + products)
        #expect(try place.shop("import", "p.csv", "--into", "products").exit == 0)
        let variants = (0..<count).map { #"{"sku":"V-\#($0)","product":"S-\#($0)","options":{"size":"S"}}"# + "\n" }
        try place.write("v.jsonl", variants.joined())
        let run = try place.shop("import", "v.jsonl", "--into", "variants")
        #expect(
            run == Run(output: "imported \(count) records into variants: \(count) created, 0 updated, 0 unchanged\n"))
    }
}
