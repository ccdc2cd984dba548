// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct TotalTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        try place.write(
            "p.jsonl",
            """
            {"name":"A","category":"Yarn","price":"10.00","weight":"100","tax_rate":"25"}
            {"name":"B","category":"Yarn","price":"10.01","weight":"0.5"}
            {"name":"C","category":"Yarn","price":1500,"currency":"JPY","reorder_level":"2 skein","unit":"skein"}
            {"name":"D","category":"Yarn","reorder_level":3}
            {"name":"E","category":"Kits","price":"9000000000.00"}
            {"name":"F","category":"Kits","price":"9000000000.00"}

            """)
    }

    @Test func `totals are exact, and each currency and unit stands apart`() throws {
        let imported = try place.shop("import", "p.jsonl", "--into", "products")
        try #require(imported.exit == 0, "\(imported.errors)")
        #expect(
            try place.shop(
                "list", "products", "--filter", "category=Yarn", "--total", "price,weight,reorder_level,tax_rate")
                == Run(
                    output: """
                        Field       Unit   Count    Sum    Min    Max  Average
                        Price       EUR        2  20.01  10.00  10.01    10.00
                        Price       JPY        1   1500   1500   1500     1500
                        Weight      g          2  100.5    0.5    100    50.25
                        Reorder at  piece      1      3      3      3        3
                        Reorder at  skein      1      2      2      2        2
                        Tax rate    %          1     25     25     25       25

                        """))
        #expect(
            try place.shop("list", "products", "--filter", "category=Kits", "--total", "price", "--json")
                == Run(
                    output: """
                        [
                        {"field":"price","unit":"EUR","count":2,"sum":"18000000000.00","min":"9000000000.00",\
                        "max":"9000000000.00","average":"9000000000.00"}
                        ]

                        """))
        #expect(try place.shop("list", "variants", "--total", "price", "--json") == Run(output: "[]\n"))
    }

    @Test func `a total of what is no number says what can be added up`() throws {
        #expect(
            try place.shop("list", "products", "--total", "price,name")
                == Run(
                    exit: 2,
                    errors: "satchel: --total cannot be “name”; accepted: price, compare_at_price, tax_rate, "
                        + "reorder_level, weight, length, width, height\n"))
        #expect(
            try place.shop("list", "products", "--total", "price", "--limit", "1")
                == Run(
                    exit: 2,
                    errors: "satchel: --limit cannot be used here: --total is about all records that match\n"))
    }
}

@Suite struct ReferenceNameTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        _ = try place.shop("add", "products", "name=Cowl", "category=Garments", "sku=C-1")
        _ = try place.shop("add", "roles", "name=narrow", "permissions=products:read,products:export")
        _ = try place.shop("add", "members", "user_name=mara", "name=Mara", "roles=narrow")
    }

    @Test func `of a record that a member may not read only the id is told`() throws {
        let words = ["--store", "shop.db", "--as", "mara"]
        for (command, expected) in [
            (
                ["list", "products", "--columns", "name,category,owner"],
                "Name  Category                    Owner\nCowl  ID  ID\n"
            ),
            (
                ["list", "products", "--columns", "category,owner", "--json"],
                "[\n{\"category\":{\"id\":\"ID\",\"name\":null},\"owner\":{\"id\":\"ID\",\"name\":null}}\n]\n"
            ),
            (["export", "products", "--columns", "sku,category,owner"], "sku,category,owner\nC-1,ID,ID\n"),
        ] {
            #expect(try place.satchel(words + command).steady == Run(output: expected))
        }
        #expect(
            try place.shop("export", "products", "--columns", "sku,category,owner")
                == Run(output: "sku,category,owner\nC-1,Garments,ada\n"))
        _ = try place.shop("set", "products", "C-1", "owner=mara")
        #expect(
            try place.satchel(words + ["list", "products", "--columns", "owner"]) == Run(output: "Owner\nMara\n"),
            "oneself is known")
    }
}

@Suite struct ExportConditionTests {
    @Test func `an export holds only what the member may export`() throws {
        let place = try Workplace()
        try place.makeShop()
        for (sku, name) in [("C-1", "Cowl"), ("H-1", "Hat")] {
            _ = try place.shop("add", "products", "name=\(name)", "category=Garments", "sku=\(sku)", "price=3")
        }
        _ = try place.shop("set", "products", "H-1", "status=published")
        let permissions = "permissions=products:read,products:export where status=draft"
        _ = try place.shop("add", "roles", "name=narrow", permissions)
        _ = try place.shop("add", "members", "user_name=mara", "name=Mara", "roles=narrow")
        #expect(
            try place.satchel("--store", "shop.db", "--as", "mara", "export", "products", "--columns", "sku")
                == Run(output: "sku\nC-1\n"))
    }
}

@Suite struct WarningTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        _ = try place.shop("add", "products", "name=Cowl", "category=Garments", "sku=C-1")
        _ = try place.shop("delete", "products", "C-1")
    }

    private let warning =
        "SKU C-1 belonged to Cowl, which is deleted and cannot come back while this one has it"

    @Test func `a SKU that a deleted record had is told`() throws {
        let added = try place.shop("add", "products", "name=Hat", "category=Garments", "sku=c-1")
        #expect(added.exit == 0)
        #expect(added.errors == "satchel: \(warning.replacing("SKU C-1", with: "SKU c-1"))\n")
        #expect(try place.shop("set", "products", "c-1", "price=5").errors == "", "told once")
        #expect(try place.shop("set", "products", "c-1", "sku=C-2").errors == "")
        #expect(try place.shop("set", "products", "C-2", "sku=C-1").errors == "satchel: \(warning)\n")
    }

    @Test func `an import tells of them, in its report as well`() throws {
        try place.write("p.csv", "sku,name,category\nC-1,Hat,Garments\nC-2,Bag,Garments\n")
        let run = try place.shop("import", "p.csv", "--into", "products", "--json")
        #expect(run.exit == 0)
        #expect(run.output.hasSuffix("\"bad_rows\":null,\"warnings\":[\"\(warning)\"]}\n"))
        #expect(run.errors == "satchel: \(warning)\n")
    }

    @Test func `a batch tells of them`() throws {
        try place.write(
            "b.jsonl",
            #"{"op":"create","resource":"variants","values":{"product":"{{result[0].id}}","sku":"C-1","#
                + #""options":{"s":"S"}}}"#
        )
        try place.write(
            "c.jsonl",
            #"{"op":"create","resource":"products","values":{"name":"Bag","category":"Garments"}}"# + "\n"
                + (try place.text("b.jsonl")) + "\n")
        let run = try place.shop("batch", "c.jsonl")
        #expect(run.exit == 0, "\(run.errors)")
        #expect(run.errors == "satchel: \(warning)\n")
    }
}

@Suite struct ImportStateTests {
    @Test func `an import whose store is moved away meanwhile says what was written, and where to`() throws {
        let place = try Workplace()
        try place.makeShop()
        let run = try place.shell(
            """
            (echo name,category; seq -f 'B %.0f,Yarn' 20000) > many.csv
            "$SATCHEL" --store shop.db import many.csv --into products --on-error skip > out.txt 2> err.txt &
            import=$!
            until "$SATCHEL" --store shop.db import status | grep -q running || ! kill -0 $import; do :; done
            mv shop.db moved.db; mv shop.db-wal moved.db-wal
            wait $import; echo "exit $?"; cat out.txt err.txt
            "$SATCHEL" --store moved.db import status --json
            """)
        #expect(
            run.steady.output == """
                exit 0
                imported 20000 rows into products: 20000 created, 0 updated, 0 unchanged
                satchel: shop.db was moved or removed meanwhile: what is said here was written to the file that stood \
                there before, wherever that is now
                [
                {"at":"TIME","ended":"TIME","state":"done","actor_name":"Ada","resource":"products",\
                "detail":"many.csv: 20000 created, 0 updated"}
                ]

                """)
    }

    @Test func `an import that was killed is told from one that runs`() throws {
        let place = try Workplace()
        try place.makeShop()
        try place.write("p.csv", "name,category\nA,Yarn\n")
        // Stopped while it writes; row by row, because a bulk would keep every reader out.
        let run = try place.shell(
            """
            (echo name,category; seq -f 'B %.0f,Yarn' 60000) > many.csv
            "$SATCHEL" --store shop.db import many.csv --into products --on-error skip > /dev/null 2>&1 &
            import=$!
            until "$SATCHEL" --store shop.db import status | grep -q running || ! kill -0 $import; do :; done
            kill -STOP $import
            "$SATCHEL" --store shop.db import status
            kill -KILL $import; wait $import 2> /dev/null
            "$SATCHEL" --store shop.db import status --json
            """)
        #expect(
            run.steady.output == """
                When              Who  State    Into      File
                WHEN  Ada  running  products  many.csv
                [
                {"at":"TIME","ended":null,"state":"interrupted","actor_name":"Ada","resource":"products","detail":"many.csv"}
                ]

                """)
        #expect(try place.shop("list", "products") == Run())
        #expect(try place.shop("import", "p.csv", "--into", "products").exit == 0)
        let states = try place.shop("import", "status").steady.output
        #expect(states.contains("done         products  p.csv: 1 created, 0 updated\n"))
        #expect(states.contains("interrupted  products  many.csv: nothing was imported\n"))
        #expect(try place.shop("audit", "verify").exit == 0)
    }
}
