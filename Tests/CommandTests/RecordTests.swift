// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct RecordTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        _ = try place.shop(
            "add", "products", "name=Merino DK", "category=Yarn", "price=12.50", "tags=soft,new", "metadata.ply=4",
            "weight=0.1 kg", "colour=moss")
    }

    private static let merino = """
        {"id":"ID","sku":"YARN-0001","name":"Merino DK","category":{"id":"ID","name":"Yarn"},"gtin":null,\
        "description":null,"type":"physical","price":"12.50","compare_at_price":null,"currency":"EUR",\
        "status":"draft","enabled":true,"free":false,"tracked":true,"tax_rate":null,"featured":false,\
        "colour":"moss","owner":{"id":"ID","name":"Ada"},"unit":"piece","reorder_level":null,\
        "stock_policy":"warn","weight":"100","length":null,"width":null,"height":null,"country":null,\
        "composition":null,"tags":["new","soft"],"metadata":{"ply":4},"created":"TIME",\
        "created_by":{"id":"ID","name":"Ada"},"updated":"TIME","updated_by":{"id":"ID","name":"Ada"},\
        "deleted":null}
        """

    @Test func `show prints one object with every field, null when empty`() throws {
        #expect(try place.shop("show", "products", "yarn-0001", "--json").steady == Run(output: Self.merino + "\n"))
    }

    @Test func `list prints an array of the same objects, and an empty one`() throws {
        #expect(try place.shop("list", "products", "--json").steady == Run(output: "[\n\(Self.merino)\n]\n"))
        #expect(try place.shop("list", "variants", "--json") == Run(output: "[]\n"))
    }

    @Test func `list to a pipe is aligned and whole`() throws {
        _ = try place.shop("add", "products", "name=Alpaca", "category=Fibre", "price=8")
        let output = """
            SKU        Name       Category      Price  Status  Colour
            FIBR-0001  Alpaca     Fibre      8.00 EUR  draft
            YARN-0001  Merino DK  Yarn      12.50 EUR  draft   moss

            """
        #expect(try place.shop("list", "products") == Run(output: output))
        #expect(
            try place.shop(
                "list", "products", "--filter", "price>=10", "--columns", "sku,metadata.ply", "--sort", "-price")
                == Run(output: "SKU        ply\nYARN-0001  4\n"))
        #expect(
            try place.shop("list", "products", "--sort", "-price,name", "--limit", "1", "--columns", "sku")
                == Run(output: "SKU\nYARN-0001\n"))
    }

    @Test func `show prints labels and values`() throws {
        let run = try place.shop("show", "products", "Merino DK").steady
        #expect(run.output.hasPrefix("SKU            YARN-0001\nName           Merino DK\nCategory       Yarn\n"))
        #expect(run.output.contains("Weight         100 g\nTags           new, soft\nMetadata       ply=4\n"))
    }

    @Test func `set changes one record, tags by member, and nothing is empty`() throws {
        #expect(
            try place.shop("set", "products", "YARN-0001", "price=13", "tags+=red", "tags-=new", "colour=")
                == Run(output: "changed YARN-0001\n"))
        let columns = "price,tags,colour"
        #expect(
            try place.shop("list", "products", "--columns", columns, "--json")
                == Run(output: "[\n{\"price\":\"13.00\",\"tags\":[\"red\",\"soft\"],\"colour\":null}\n]\n"))
        #expect(
            try place.shop("set", "products", "YARN-0001", "price=13") == Run(output: "nothing to change: YARN-0001\n"))
    }

    @Test func `set by filter counts, refuses to ask without a terminal, and does it with yes`() throws {
        #expect(
            try place.shop("set", "products", "--filter", "price>1", "price=9")
                == Run(exit: 2, errors: "satchel: change 1 product: without a terminal this needs --yes\n"))
        #expect(
            try place.shop("set", "products", "--filter", "price>1", "price=9", "--yes")
                == Run(output: "changed 1 product\n"))
        #expect(
            try place.shop("set", "products", "--filter", "price>100", "price=9", "--yes")
                == Run(exit: 4, errors: "satchel: none of the products matches; nothing was changed\n"))
        #expect(try place.shop("undo") == Run(output: "undone: price of YARN-0001\n"))
    }

    @Test func `all wrong values are told together, with what is accepted`() throws {
        let run = try place.shop("set", "products", "YARN-0001", "price=1.234", "gtin=4006381333932", "weight=2 h")
        #expect(
            run
                == Run(
                    exit: 3,
                    errors: """
                        satchel: nothing was changed: 3 values are not accepted
                        satchel: products YARN-0001: Price “1.234” has more decimals than EUR (2); accepted: at most 2 decimals
                        satchel: products YARN-0001: Weight “2 h” cannot be turned into g; accepted: a quantity in g
                        satchel: products YARN-0001: GTIN “4006381333932” has a wrong check digit, it would be 1

                        """))
    }

    @Test func `failures are data with JSON`() throws {
        let run = try place.shop("set", "products", "YARN-0001", "price=-3", "--json").steady
        #expect(
            run
                == Run(
                    exit: 3,
                    errors: """
                        {"error":{"code":"invalid","message":"nothing was changed: 1 value is not accepted",\
                        "correlation":"ID","failures":[{"record":"YARN-0001","row":null,"field":"price",\
                        "value":"-3.00","rule":"price_not_positive","expected":"a price above 0, or free=yes"}],\
                        "failure_count":1}}

                        """))
    }

    @Test func `a SKU that is taken is a conflict that names the other record`() throws {
        let run = try place.shop("add", "products", "name=Other", "category=Yarn", "sku=yarn-0001")
        #expect(run.exit == 5)
        #expect(run.errors.contains("is taken: SKU belongs to"))
    }

    @Test func `a key that nothing or several have is not found`() throws {
        _ = try place.shop("add", "products", "name=Alpaca", "category=Yarn", "price=8")
        #expect(
            try place.shop("show", "products", "nothing")
                == Run(
                    exit: 4, errors: "satchel: “nothing” is none of the products\nsatchel: see: satchel list products\n"
                ))
        #expect(
            try place.shop("show", "products", "YARN")
                == Run(
                    exit: 4,
                    errors: """
                        satchel: “YARN” could be several of the products: YARN-0001, YARN-0002
                        satchel: give more of it, or the id

                        """))
    }

    @Test func `delete, restore and purge`() throws {
        #expect(try place.shop("delete", "products", "YARN-0001") == Run(output: "deleted YARN-0001\n"))
        #expect(try place.shop("list", "products") == Run())
        #expect(
            try place.shop("list", "products", "--deleted", "--columns", "sku") == Run(output: "SKU\nYARN-0001\n"))
        #expect(try place.shop("restore", "products", "YARN-0001") == Run(output: "restored YARN-0001\n"))
        #expect(
            try place.shop("purge", "products", "YARN-0001").steady
                == Run(
                    exit: 2,
                    errors: "satchel: purge the live product YARN-0001 Merino DK, id ID, which cannot be undone: "
                        + "without a terminal this needs --yes\n"))
        #expect(
            try place.shop("purge", "products", "YARN-0001", "--yes").steady
                == Run(output: "purged the live YARN-0001 Merino DK, id ID\n"))
        #expect(try place.shop("show", "products", "YARN-0001", "--deleted").exit == 4)
    }

    @Test func `transfer moves to another category and not to its own`() throws {
        #expect(
            try place.shop("transfer", "products", "YARN-0001", "--to", "Kits")
                == Run(output: "transferred YARN-0001\n"))
        let again = try place.shop("transfer", "products", "YARN-0001", "--to", "Kits")
        #expect(again.exit == 3)
        #expect(again.errors.contains("Category “Kits” is the category it has already"))
    }

    @Test func `undo and redo say what they did, and when there is nothing`() throws {
        _ = try place.shop("set", "products", "YARN-0001", "price=13")
        #expect(try place.shop("undo") == Run(output: "undone: price of YARN-0001\n"))
        #expect(try place.shop("redo") == Run(output: "done again: price of YARN-0001\n"))
        #expect(try place.shop("redo") == Run(exit: 1, errors: "satchel: there is nothing to redo\n"))
        #expect(try place.shop("undo", "x").exit == 4)
    }

    @Test func `history shows each change field by field`() throws {
        _ = try place.shop("set", "products", "YARN-0001", "price=13", "--reason", "dearer wool")
        let run = try place.shop("history", "products", "YARN-0001", "--limit", "1").steady
        #expect(
            run.output == """
                WHEN Ada updated YARN-0001 (command line, dearer wool, commit 4)
                    Price: 12.50 → 13.00

                """)
        let json = try place.shop("history", "products", "YARN-0001", "--limit", "1", "--json").steady
        #expect(
            json.output == """
                [
                {"at":"TIME","action":"updated","resource":"products","record":"ID","name":"YARN-0001",\
                "actor":"Ada","origin":"command line","reason":"dearer wool","commit":4,\
                "fields":[{"label":"Price","before":"12.50","after":"13.00"}]}
                ]

                """)
    }

    @Test func `search finds by SKU and by words`() throws {
        #expect(try place.shop("search", "meri").output.contains("YARN-0001  Merino DK"))
        #expect(try place.shop("search", "yarn-0001").output.contains("Merino DK"))
        #expect(try place.shop("search", "nothing") == Run(errors: "satchel: 0 products\n"))
    }

    @Test func `a saved view gives filter, sort and columns`() throws {
        _ = try place.shop(
            "add", "views", "name=Cheap", "resource=products", "filter=price<20", "sort=-price", "columns=sku,price")
        #expect(
            try place.shop("list", "products", "--view", "cheap")
                == Run(output: "SKU            Price\nYARN-0001  12.50 EUR\n"))
        _ = try place.shop(
            "add", "views", "name=Wide", "resource=products", "filter=price<20", "columns=sku:30,price:4")
        #expect(
            try place.shop("list", "products", "--view", "wide")
                == Run(output: "SKU            Price\nYARN-0001  12.50 EUR\n"))
    }
}
