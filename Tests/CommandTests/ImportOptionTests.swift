// SPDX-License-Identifier: Apache-2.0
import Testing

/// What a file leaves open, said on the command line.
@Suite struct ImportOptionTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
    }

    @Test func `the mapping takes the order of dates and the terms of prices, and refuses other words`() throws {
        try place.write("p.csv", "sku,name,category,price\nA-1,Alpaca,Yarn,10\n")
        #expect(try place.shop("set", "settings", "Northlight", "tax_rate=25").exit == 0)
        let saved = try place.shop(
            "import", "p.csv", "--into", "products", "--prices", "without tax", "--dates", "day-month-year",
            "--save-map", "m.json")
        #expect(saved.exit == 0, "\(saved.errors)")
        #expect(try place.text("m.json").contains(#""dates":"day-month-year","prices":"without tax","resource""#))
        #expect(try place.shop("show", "products", "A-1").output.contains("12.50"))
        try place.write("p.csv", "sku,name,category,price\nA-1,Alpaca,Yarn,20\n")
        #expect(try place.shop("import", "p.csv", "--into", "products", "--map", "m.json").exit == 0)
        #expect(try place.shop("show", "products", "A-1").output.contains("25.00"))
        try place.write("m.json", #"{"resource": "products", "dates": "weekly", "columns": {}}"#)
        #expect(
            try place.shop("import", "p.csv", "--into", "products", "--map", "m.json").errors.contains(
                "“dates” is “weekly”, expected is year-month-day or day-month-year or month-day-year"))
    }

    @Test func `a price without a tax rate cannot be turned into one with the tax`() throws {
        try place.write("p.csv", "sku,name,category,price,tax_rate\nA-1,Alpaca,Yarn,10,\nA-2,Mohair,Yarn,10,5.5\n")
        let run = try place.shop("import", "p.csv", "--into", "products", "--prices", "without tax")
        #expect(
            run.errors.contains(
                "row 2, price: “10.00” cannot be turned into a price as the store keeps it: no tax rate is known; "
                    + "accepted: a tax rate of the product, its category or the store"))
        #expect(try place.shop("set", "categories", "Yarn", "tax_rate=20").exit == 0)
        #expect(try place.shop("import", "p.csv", "--into", "products", "--prices", "without tax").exit == 0)
        let listed = try place.shop("export", "products", "--columns", "sku,price", "--sort", "sku").output
        #expect(listed == "sku,price\nA-1,12.00\nA-2,10.55\n")
    }

    @Test func `rows that add, or that change, are taken alone`() throws {
        try place.write("p.csv", "sku,name,category,price\nA-1,Alpaca,Yarn,8\n")
        #expect(try place.shop("import", "p.csv", "--into", "products").exit == 0)
        try place.write("p.csv", "sku,name,category,price\nA-1,Alpaca,Yarn,9\nA-2,Mohair,Yarn,5\n")
        #expect(
            try place.shop("import", "p.csv", "--into", "products", "--rows", "add").output
                == "imported 1 of 2 rows into products: 1 created, 0 updated, 0 unchanged; 1 passed over\n")
        #expect(
            try place.shop("import", "p.csv", "--into", "products", "--rows", "change", "--dry-run").output.contains(
                "would import 2 rows into products: 0 created, 1 updated, 1 unchanged\n"))
    }
}
