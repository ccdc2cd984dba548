// SPDX-License-Identifier: Apache-2.0
import Testing

/// Filters that mean something else than was thought, and would answer without a word.
@Suite struct FilterSlipTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
    }

    private func list(_ filter: String) throws -> Run {
        try place.shop("list", "products", "--columns", "sku", "--sort", "sku", "--filter", filter)
    }

    private func makeProducts() throws {
        for words in [
            ["sku=A", "name=Teller flach", "category=Yarn", "weight=2 kg", "price=6"],
            ["sku=B", "name=Teller tief", "category=Yarn", "weight=500", "price=4"],
        ] {
            let run = try place.satchel(["--store", "shop.db", "add", "products"] + words)
            try #require(run.exit == 0, "\(run.errors)")
        }
    }

    @Test(arguments: [
        ("status in draft", "“in” wants its values in parentheses", "status in (draft)"),
        ("-archvd", "“-archvd” is near to “archived”", "-archived; !archvd leaves out what holds the word"),
        ("price>5 USD", "“5 USD” is not in EUR", "an amount in EUR, as 24.50"),
        ("weight>1 fl oz", "“1 fl oz” cannot be turned into g", "a quantity in g"),
        ("price>abc", "“abc” is no number", "a number like 24.50"),
    ])
    func `a slip is refused with what is meant`(filter: String, reason: String, accepted: String) throws {
        let run = try list(filter)
        #expect(run.exit == 2)
        #expect(run.errors.hasPrefix("satchel: the filter is not understood: \(reason)\n"), "\(run.errors)")
        #expect(run.errors.hasSuffix("satchel: accepted: \(accepted)\n"), "\(run.errors)")
    }

    @Test(arguments: [
        ("weight>1 kg", "A"), ("price>5 EUR", "A"), ("price>5 eur", "A"), ("price<5 €", "B"), ("price>1 tief", "B"),
        ("weight in (2 kg, 500 g)", "A B"), ("weight>1 kg flach", "A"), ("-tief", "A"), ("-flac", "B"),
        ("status in (draft)", "A B"),
    ])
    func `a unit or currency behind a number belongs to it, any other word is searched`(filter: String, found: String)
        throws
    {
        try makeProducts()
        let run = try list(filter)
        #expect(
            run.exit == 0 && run.output.split(separator: "\n").dropFirst().joined(separator: " ") == found, "\(run)")
    }

    @Test func `where nothing is found a word behind a value is told to be one`() throws {
        try makeProducts()
        let hint = "satchel: “flach” is a word here; quote it: name=\"Teller flach\"\n"
        #expect(try list("name=Teller flach") == Run(errors: hint))
        #expect(try list("name~Teller flach").output == "SKU\nA\n")
        for words in [
            ["list", "products", "--json"], ["list", "products", "--total", "price"], ["export", "products"],
            ["set", "products", "price=3", "--yes"], ["delete", "products", "--yes"],
        ] {
            let run = try place.satchel(["--store", "shop.db"] + words + ["--filter", "name=Teller flach"])
            #expect(run.errors.hasSuffix(hint) || run.errors.contains(hint), "\(words): \(run.errors)")
        }
        #expect(
            try list("status=published category=Yarn name=Teller flach rund").errors
                == "satchel: “flach rund” is a word here; quote it: name=\"Teller flach rund\"\n")
    }
}
