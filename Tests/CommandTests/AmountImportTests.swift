// SPDX-License-Identifier: Apache-2.0
import Testing

/// Currencies that a file writes beside its amounts.
@Suite struct AmountImportTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
    }

    @Test(arguments: ["12 USD", "$12.50", "£9", "12 kr", "12 XYZ", "USD 12", "-$5", "50 ¢"])
    func `an amount in another currency than the store's is refused, new or not`(amount: String) throws {
        let refusal = "price: “\(amount)” is not in EUR; accepted: an amount in EUR, as 24.50"
        try place.write("p.csv", "sku,name,category,price\nS-1,Socke,Yarn,\(amount)\n")
        let new = try place.shop("import", "p.csv", "--into", "products")
        #expect(new.exit == 3 && new.errors.contains("row 2, \(refusal)\n"), "\(new.errors)")
        _ = try place.shop("add", "products", "sku=S-1", "name=Socke", "category=Yarn", "price=7")
        let update = try place.shop("import", "p.csv", "--into", "products")
        #expect(update.exit == 3 && update.errors.contains("row 2, \(refusal)\n"), "\(update.errors)")
        #expect(try place.shop("list", "products", "--columns", "price").output == "   Price\n7.00 EUR\n")
    }

    @Test func `a sign or code of the right currency is only how the amount is written`() throws {
        try place.write(
            "p.csv",
            """
            sku,name,category,price,currency
            A,Acorn,Yarn,€5,
            B,Birch,Yarn,6 EUR,EUR
            C,Cedar,Yarn,$7,USD
            D,Daisy,Yarn,1200,JPY

            """)
        #expect(try place.shop("import", "p.csv", "--into", "products").exit == 0)
        // What stands says which currency is meant, where the file does not.
        try place.write("u.csv", "sku,price\nC,$8\nD,1300\n")
        #expect(try place.shop("import", "u.csv", "--into", "products").exit == 0)
        #expect(
            try place.shop("list", "products", "--columns", "sku,price", "--sort", "sku").output
                == "SKU     Price\nA    5.00 EUR\nB    6.00 EUR\nC    8.00 USD\nD    1300 JPY\n")
    }

    @Test func `the currency of the column, or of the record, contradicts the sign`() throws {
        try place.write(
            "p.csv", "sku,name,category,price,currency\nA,Acorn,Yarn,12 USD,EUR\nB,Birch,Yarn,€5,USD\n")
        let run = try place.shop("import", "p.csv", "--into", "products")
        #expect(run.errors.contains("row 2, price: “12 USD” is not in EUR"))
        #expect(run.errors.contains("row 3, price: “€5” is not in USD"))
        _ = try place.shop("add", "products", "sku=C", "name=Cedar", "category=Yarn", "currency=USD", "price=5")
        _ = try place.shop("add", "products", "sku=D", "name=Daisy", "category=Yarn", "currency=JPY", "price=500")
        try place.write("u.csv", "sku,price\nC,€8\nD,13.50\n")
        let update = try place.shop("import", "u.csv", "--into", "products")
        #expect(update.errors.contains("row 2, price: “€8” is not in USD"))
        #expect(update.errors.contains("row 3, price: “13.50” has more decimals than JPY (0)"))
        try place.write("u.jsonl", #"{"sku":"C","price":"€8"}"# + "\n")
        #expect(try place.shop("import", "u.jsonl", "--into", "products").errors.contains("“€8” is not in USD"))
    }

    @Test func `a large file of new records is held to the same`() throws {
        let rows = (1...5_000).map { "P \($0),Yarn,\($0 == 4_000 ? "12 USD" : "12")\n" }.joined()
        try place.write("p.csv", "name,category,price\n" + rows)
        let run = try place.shop("import", "p.csv", "--into", "products")
        #expect(run.exit == 3 && run.errors.contains("row 4001, price: “12 USD” is not in EUR"), "\(run.errors)")
    }

    @Test func `a currency belongs to no weight and no tax rate`() throws {
        try place.write("p.csv", "name,category,weight,tax_rate\nAcorn,Yarn,$12,7 EUR\n")
        let run = try place.shop("import", "p.csv", "--into", "products")
        #expect(run.errors.contains("row 2, weight: “$12” is no number"))
        #expect(run.errors.contains("row 2, tax_rate: “7 EUR” is no number"))
    }

    @Test func `with a decimal comma JSON is held to the same`() throws {
        try place.write("p.jsonl", #"{"name":"Acorn","category":"Yarn","price":"12,50 USD"}"# + "\n")
        let run = try place.shop("import", "p.jsonl", "--into", "products", "--decimal", ",")
        #expect(run.exit == 3 && run.errors.contains("“12,50 USD” is not in EUR"))
    }
}
