// SPDX-License-Identifier: Apache-2.0
import Testing

/// What a search says of how much it found.
@Suite struct SearchEndTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        var text = "sku,name,category\n"
        for number in 1...60 { text += "A-\(number),Alpaca \(number),Yarn\n" }
        try place.write("p.csv", text)
        try #require(try place.shop("import", "p.csv", "--into", "products").exit == 0)
    }

    @Test func `what is not all of it says so, on standard error`() throws {
        let run = try place.shop("search", "alpaca")
        #expect(run.output.split(separator: "\n").count == 51)
        #expect(run.errors == "satchel: 50 of 60 products; --limit N for more\n")
        #expect(try place.shop("search", "alpaca", "--limit", "3").errors.hasPrefix("satchel: 3 of 60 products; "))
        #expect(try place.shop("search", "alpaca", "--limit", "60").errors == "")
        let json = try place.shop("search", "alpaca", "--json")
        #expect(json.errors == "" && json.output.split(separator: "\n").count == 52)
    }

    @Test func `a search that finds nothing says so`() throws {
        #expect(try place.shop("search", "zzzzqqqq") == Run(errors: "satchel: 0 products\n"))
        #expect(try place.shop("search", "zzzzqqqq", "--json") == Run(output: "[]\n"))
    }
}
