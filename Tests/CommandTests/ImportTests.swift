// SPDX-License-Identifier: Apache-2.0
import Host
import Testing

@Suite struct ImportTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
    }

    @Test func `an import says what it did, and is one undo`() throws {
        try place.write("p.csv", "sku,name,category,price,shelf\nA-1,Alpaca,Yarn,8.50,3\nA-2,Bowl,Pots,9,4\n")
        #expect(
            try place.shop("import", "p.csv", "--into", "products")
                == Run(
                    exit: 3,
                    errors: """
                        satchel: 1 failure in 2 rows
                        satchel: row 3, category: “Pots” is none of the categories; see: satchel list categories
                        satchel: make the missing categories as well: --create-missing
                        satchel: the failing rows are in p.csv.bad.csv; mend and import that file
                        satchel: nothing was imported; --on-error skip imports the other rows

                        """))
        #expect(
            try place.shop("import", "p.csv", "--into", "products", "--create-missing", "--dry-run")
                == Run(
                    output: """
                        unknown columns, kept in metadata: shelf
                        would make categories: Pots
                        would import 2 rows into products: 2 created, 0 updated, 0 unchanged

                        """))
        #expect(try place.shop("list", "products") == Run())
        #expect(
            try place.shop("import", "p.csv", "--into", "products", "--create-missing", "--json")
                == Run(
                    output: """
                        {"resource":"products","file":"p.csv","dry_run":false,"rows":2,"created":2,"updated":0,\
                        "unchanged":0,"skipped":0,"failures":0,"left_out":[],"mapping":null,"encoding":"UTF-8",\
                        "unknown_columns":["shelf"],\
                        "created_categories":["Pots"],"bad_rows":null,"warnings":[]}

                        """))
        #expect(
            try place.shop("import", "p.csv", "--into", "products").output.contains(
                "\nimported 2 rows into products: 0 created, 0 updated, 2 unchanged\n"))
        let status = try place.shop("import", "status").steady.output
        #expect(status.contains("done    products  p.csv: 2 created, 0 updated"))
        #expect(status.contains("failed  products  p.csv: 1 row not accepted"))
        #expect(try place.shop("undo").exit == 0)
        #expect(try place.shop("list", "products") == Run())
    }

    @Test func `failing rows go to a file that can be mended and imported`() throws {
        try place.write("p.csv", "sku,name,category,price\nA-1,Alpaca,Yarn,8.50\nA-2,Mohair,Yarn,-2\nA-3,,Yarn,5\n")
        #expect(
            try place.shop("import", "p.csv", "--into", "products")
                == Run(
                    exit: 3,
                    errors: """
                        satchel: 2 failures in 3 rows
                        satchel: row 3, price: “-2.00” must be more than 0 unless the product is free; \
                        accepted: a price above 0, or free=yes
                        satchel: row 4, name: must be given
                        satchel: the failing rows are in p.csv.bad.csv; mend and import that file
                        satchel: nothing was imported; --on-error skip imports the other rows

                        """))
        #expect(
            try place.text("p.csv.bad.csv") == """
                sku,name,category,price,import_error
                A-2,Mohair,Yarn,-2,"price must be more than 0 unless the product is free (a price above 0, or free=yes)"
                A-3,,Yarn,5,name must be given

                """)
        #expect(try place.shop("list", "products") == Run())
        let skipped = try place.shop("import", "p.csv", "--into", "products", "--on-error", "skip")
        #expect(skipped.exit == 0)
        #expect(
            skipped.output.contains(
                "imported 1 of 3 rows into products: 1 created, 0 updated, 0 unchanged; 2 failed and were skipped\n"))
        try place.write(
            "mended.csv",
            try place.text("p.csv.bad.csv").replacing(",-2,", with: ",2,").replacing("A-3,,", with: "A-3,Silk,"))
        #expect(try place.shop("import", "mended.csv", "--into", "products").exit == 0)
        #expect(try place.shop("list", "products", "--columns", "sku") == Run(output: "SKU\nA-1\nA-2\nA-3\n"))
    }

    @Test func `more names than are kept are looked up row by row`() throws {
        _ = try place.shop("add", "products", "name=abcdefghijklmnopq", "category=Garments", "price=20")
        // Each row writes the one name in another way, so that all names differ.
        let letters = Array("abcdefghijklmnopq")
        let count = 100_010
        var file = "product,options\n"
        for number in 0..<count {
            let name = letters.enumerated().map { place, letter in
                number >> place & 1 == 1 ? letter.uppercased() : String(letter)
            }
            file += "\(name.joined()),\"{\"\"number\"\": \(number)}\"\n"
        }
        try place.write("v.csv", file)
        let run = try place.shop("import", "v.csv", "--into", "variants")
        #expect(run.exit == 0, "\(run.errors.prefix(500))")
        #expect(try place.shop("status", "--json").output.contains("\"variants\":\(count),"))
        try place.write("w.csv", file + "nobody,\"{\"\"number\"\": -1}\"\n")
        _ = try place.shop("undo")
        let refused = try place.shop("import", "w.csv", "--into", "variants")
        #expect(refused.exit == 3)
        #expect(refused.errors.contains("row \(count + 2), product: “nobody” is none of the products"))
    }

    @Test func `every row that fails is told in its order, unknown names among the others, blank rows not at all`()
        throws
    {
        try place.write(
            "p.csv",
            """
            sku,name,category,price
            A-1,Alpaca,Yarn,8.50
            ,,,
            A-2,Bowl,Yran,9
            A-3,Pot,Yran,x
            A-4,,Yarn,5,9
            ,,,,,,
            A-5,Silk,Yarn,-3

            """)
        let failures = """
            satchel: 5 failures in 5 rows
            satchel: row 4, category: “Yran” is none of the categories; accepted: Yarn (and in 1 more row)
            satchel: row 5, price: “x” is no number; accepted: a number like 24.50
            satchel: row 6 has 5 cells, the header has 4; accepted: as many cells as the header; text that holds the \
            delimiter stands in quotes
            satchel: row 8, price: “-3.00” must be more than 0 unless the product is free; accepted: a price above 0, \
            or free=yes
            satchel: make the missing categories as well: --create-missing

            """
        #expect(
            try place.shop("import", "p.csv", "--into", "products", "--dry-run")
                == Run(
                    exit: 3,
                    errors: failures + """
                        satchel: the failing rows would be written to p.csv.bad.csv
                        satchel: nothing was imported; --on-error skip imports the other rows

                        """))
        #expect(Files.kind(place.path("p.csv.bad.csv")) == .missing)
        let skipped = try place.shop("import", "p.csv", "--into", "products", "--on-error", "skip")
        #expect(
            skipped.output.hasSuffix(
                """
                imported 1 of 5 rows into products: 1 created, 0 updated, 0 unchanged; 4 failed and were skipped
                the failing rows are in p.csv.bad.csv

                """))
        #expect(try place.text("p.csv.bad.csv").split(separator: "\n").count == 5)
    }

    @Test func `a dry run shows what would change, and categories are made level by level`() throws {
        _ = try place.shop("add", "products", "sku=A-1", "name=Alpaca", "category=Yarn", "price=8.50")
        try place.write("u.csv", "sku,price,category\nA-1,9.50,Pots/Small\n")
        #expect(
            try place.shop("import", "u.csv", "--into", "products", "--create-missing", "--dry-run")
                == Run(
                    output: """
                        would make categories: Pots, Pots › Small
                        would change A-1: Category Yarn → Pots › Small, Price 8.50 EUR → 9.50 EUR
                        would import 1 row into products: 0 created, 1 updated, 0 unchanged

                        """))
        #expect(try place.shop("import", "u.csv", "--into", "products", "--create-missing").exit == 0)
        #expect(
            try place.shop("list", "categories", "--columns", "path", "--filter", "path~pots")
                == Run(output: "Path\nPots\nPots › Small\n"))
    }

    @Test func `a file none of whose columns is known gets a mapping to fill in`() throws {
        try place.write("de.csv", "Artikel;Preis\nAlpaca;8,50\n")
        let run = try place.shop("import", "de.csv", "--into", "products", "--save-map", "map.json")
        #expect(run.exit == 3)
        #expect(
            run.errors.hasPrefix(
                """
                satchel: de.csv: no column of the file is known
                satchel: its columns: Artikel, Preis
                satchel: the fields of products: sku, name, category, gtin,
                """))
        #expect(
            try place.text("map.json") == "{\"columns\":{\"Artikel\":null,\"Preis\":null},\"resource\":\"products\"}\n")
    }

    @Test func `the example of a number is written as the file writes numbers`() throws {
        try place.write("e.csv", "name;price;category\na;1.234,50;Yarn\nb;2x;Yarn\n")
        let run = try place.shop("import", "e.csv", "--into", "products", "--dry-run")
        #expect(run.errors.contains("row 3, price: “2x” is no number; accepted: a number like 1.024,50\n"))
    }

    @Test func `a mapping is saved and used again`() throws {
        try place.write("de.csv", "Artikel;Preis;Gruppe\nA-1;1.234,50;Yarn\n")
        try place.write(
            "map.json",
            #"{"resource":"products","decimal":",","columns":{"Artikel":"name","Preis":"price","Gruppe":"category"}}"#)
        let run = try place.shop(
            "import", "de.csv", "--into", "products", "--map", "map.json", "--save-map", "again.json")
        #expect(
            run.output == """
                imported 1 row into products: 1 created, 0 updated, 0 unchanged
                the mapping that was used is in again.json

                """)
        #expect(
            try place.text("again.json") == """
                {"columns":{"Artikel":"name","Preis":"price","Gruppe":"category"},"decimal":",","resource":"products"}

                """)
        #expect(try place.shop("import", "de.csv", "--into", "products", "--map", "again.json").exit == 0)
        try place.write("bad.json", #"{"resource":"products","columns":{"Artikel":"nam"}}"#)
        #expect(
            try place.shop("import", "de.csv", "--into", "products", "--map", "bad.json")
                == Run(
                    exit: 3,
                    errors: """
                        satchel: de.csv: the mapping of “Artikel” names “nam”, which is no field; did you mean name?

                        """))
    }

    @Test func `an ambiguous number shows both readings`() throws {
        try place.write("p.csv", "name,category,price\nAlpaca,Yarn,\"1,234\"\n")
        let run = try place.shop("import", "p.csv", "--into", "products")
        #expect(run.exit == 3)
        #expect(run.errors.contains("column price, row 2: “1,234” could be"))
        #expect(run.errors.contains("say which: --decimal . or --decimal ,"))
    }

    @Test func `an export brings back every kind of value`() throws {
        for words in [
            ["categories", "name=Pots, plain", "parent=Kits", "price_min=1", "price_max=900", "tax_rate=25.5"],
            ["members", "user_name=mara", "name=Mara Lind", "roles=crafter,viewer", "email=mara@example.org"],
            ["policies", "name=P", "role=manager", "permission=products:delete", "effect=deny", "condition=price<3"],
            [
                "products", "name==SUM(A1)", "category=Pots, plain", "price=1.5", "currency=EUR", "weight=1.234",
                "description=two\nlines, \"quoted\"", "tags=a,b c", "metadata.n=4", "metadata.t=+x",
                "gtin=4006381333931",
                "tax_rate=7.25", "country=SE", "owner=mara", "reorder_level=3", "composition=-5", "colour=Øre 藍",
            ],
            ["products", "name=Yen", "category=Yarn", "currency=JPY", "price=1500"],
            ["products", "name=Dinar", "category=Yarn", "currency=BHD", "price=1.234"],
            ["variants", "product=Yen", "sku=V-1", "options.size=S", "options.n=2", "price=1600", "currency=JPY"],
            ["views", "name=V", "resource=products", "filter=price>1", "sort=-price", "columns=sku,name"],
        ] {
            let added = try place.satchel(["--store", "shop.db", "add"] + words)
            try #require(added.exit == 0, "\(words): \(added.errors)")
        }
        #expect(try place.shop("export", "all", "--out", "all").exit == 0)
        let before = try place.shop("status", "--json").output
        for name in [
            "categories", "products", "variants", "members", "roles", "policies", "devices", "settings", "views",
        ] {
            let run = try place.shop("import", "all/\(name).csv", "--into", name)
            #expect(run.exit == 0, "\(name): \(run.errors)")
            #expect(run.output.contains(": 0 created, 0 updated, "), "\(name): \(run.output)")
        }
        func commits(_ json: String) -> Substring {
            json[(json.firstRange(of: "\"commits\":")?.upperBound ?? json.startIndex)...].prefix { $0.isNumber }
        }
        #expect(commits(try place.shop("status", "--json").output) == commits(before))
    }

    @Test func `an export is CSV, one JSON document or JSON Lines`() throws {
        _ = try place.shop("add", "products", "name=Cowl", "category=Garments", "price=20")
        #expect(
            try place.shop("export", "products", "--columns", "sku,name,price,category")
                == Run(output: "sku,name,price,category\nGARM-0001,Cowl,20.00,Garments\n"))
        #expect(
            try place.shop("export", "products", "--columns", "sku,category", "--format", "json").steady.output == """
                {"resource":"products","schema":1,"exported_at":"TIME","count":1,"data":[
                {"sku":"GARM-0001","category":{"id":"ID","name":"Garments"}}
                ]}

                """)
        #expect(
            try place.shop("export", "products", "--columns", "sku", "--format", "jsonl", "--out", "p.jsonl")
                == Run(output: "exported 1 product to p.jsonl\n"))
        #expect(try place.text("p.jsonl") == "{\"sku\":\"GARM-0001\"}\n")
        #expect(Files.mode(place.path("p.jsonl")) == 0o600)
    }

    @Test func `cells that a spreadsheet would run are guarded unless raw`() throws {
        _ = try place.shop("add", "products", "name==1+1", "category=Yarn")
        #expect(try place.shop("export", "products", "--columns", "name").output == "name\n'=1+1\n")
        #expect(try place.shop("export", "products", "--columns", "name", "--raw").output == "name\n=1+1\n")
    }
}
