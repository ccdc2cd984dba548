// SPDX-License-Identifier: Apache-2.0
import Testing

/// What came after a purged record is not taken for it.
@Suite struct PurgeTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        _ = try place.shop("add", "products", "name=Alpaca", "category=Yarn", "price=8")
    }

    @Test func `a record that took the place of a purged one is not deleted by its words`() throws {
        #expect(try place.shop("search", "alpaca").output.contains("Alpaca"))
        #expect(try place.shop("purge", "products", "YARN-0001", "--yes").exit == 0)
        _ = try place.shop("add", "products", "name=Mohair", "category=Yarn", "price=9")
        #expect(try place.shop("search", "alpaca").output == "")
        #expect(try place.shop("delete", "products", "--filter", "alpaca", "--yes").exit == 4)
        #expect(try place.shop("list", "products", "--columns", "name") == Run(output: "Name\nMohair\n"))
    }

    @Test func `doubles of a large import are named by their rows also where records were purged`() throws {
        #expect(try place.shop("purge", "products", "YARN-0001", "--yes").exit == 0)
        var text = "sku,name,category\n"
        for number in 1...5_000 { text += "A-\(number),Mohair \(number),Yarn\n" }
        try place.write("p.csv", text + "A-4999,Other,Yarn\n")
        let run = try place.shop("import", "p.csv", "--into", "products")
        #expect(run.exit == 3)
        #expect(run.errors.contains("row 5002, sku: “A-4999” stands twice: SKU is also given by row 5000"))
    }
}
