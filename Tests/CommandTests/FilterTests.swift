// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct FilterTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        for words in [
            ["categories", "name=Sock", "parent=Yarn"],
            ["products", "sku=T", "name=Toe", "category=Yarn/Sock", "price=28,00"],
            ["products", "sku=H", "name=Heel", "category=yarn › sock", "price=€ 145"],
            ["products", "sku=S", "name=Skein", "category=Yarn", "price=1.234,50"],
            ["products", "sku=C", "name=Cowl", "category=Garments", "price=5"],
        ] {
            let run = try place.satchel(["--store", "shop.db", "add"] + words)
            try #require(run.exit == 0, "\(run.errors)")
        }
    }

    private func found(_ filter: String) throws -> String {
        let run = try place.shop("list", "products", "--columns", "sku", "--sort", "sku", "--filter", filter)
        try #require(run.exit == 0, "\(run.errors)")
        return run.output.split(separator: "\n").dropFirst().joined(separator: " ")
    }

    @Test func `a category is named by path, with either sign between, or by its own name`() throws {
        #expect(try found("category=Yarn/Sock") == "H T")
        #expect(try found("category=\"Yarn › Sock\"") == "H T")
        #expect(try found("category=sock") == "H T")
        #expect(try found("category=Yarn") == "S")
        #expect(try found("category.path~yarn") == "H S T")
        #expect(try found("category in (Yarn, Sock)") == "H S T")
        #expect(try found("category!=Yarn/Sock") == "C S")
    }

    @Test func `a field of a record referred to is asked through any number of references`() throws {
        #expect(try found("category.parent=Yarn") == "H T")
        #expect(try found("category.parent.name=yarn") == "H T")
        #expect(try found("!category.parent?") == "C S")
        #expect(try found("owner.user_name=ada price<10") == "C")
        #expect(try found("created_by=ada price=5") == "C")
        #expect(try found("price=28,00") == "T")
    }

    @Test(arguments: [
        ("category=Yran", "“Yran” is none of the categories", "accepted: Yarn"),
        ("category=Yarn/Sok", "“Yarn/Sok” is none of the categories", "accepted: Yarn › Sock"),
        ("created_by=bob", "“bob” is none of the members", "see: satchel list members"),
        ("status=drft", "“drft” is none of the words allowed", "accepted: draft, published, archived"),
        ("is:live", "“is:live” is nothing that a record can be", "accepted: is:deleted"),
        ("price>5 AND price<9", "“AND” is not needed: side by side means and", "accepted: status=draft price>=10"),
    ])
    func `what no record can have is an error with what is near`(filter: String, reason: String, hint: String) throws {
        let run = try place.shop("list", "products", "--filter", filter)
        #expect(run.exit == 2)
        #expect(run.errors.hasPrefix("satchel: the filter is not understood: \(reason)\n"))
        #expect(run.errors.hasSuffix("satchel: \(hint)\n"))
    }

    @Test(arguments: ["", " ", "🧶", "***", "€", ".", "-", "\"\"", "!🧶", "-🧶", "()"])
    func `a filter that says nothing is refused and changes nothing`(filter: String) throws {
        let before = try place.shop("list", "products", "--json").output
        for words in [
            ["set", "products", "--filter", filter, "price=3", "--yes"],
            ["delete", "products", "--filter", filter, "--yes"],
            ["restore", "products", "--filter", filter, "--yes"], ["list", "products", "--filter", filter],
            ["transfer", "products", "--filter", filter, "--to", "Kits", "--yes"],
            ["export", "products", "--filter=\(filter)"],
        ] {
            let run = try place.satchel(["--store", "shop.db"] + words)
            #expect(run.exit == 2 && run.output.isEmpty, "\(words): \(run.output)")
        }
        #expect(try place.shop("list", "products", "--json").output == before)
    }

    @Test func `all records are meant by --all, and by nothing less`() throws {
        #expect(
            try place.shop("set", "products", "--filter", "", "price=3", "--yes")
                == Run(
                    exit: 2,
                    errors: """
                        satchel: the filter is empty: which records are meant is not said
                        satchel: all of them: set … --all

                        """))
        #expect(
            try place.shop("set", "products", "price=5", "--all")
                == Run(
                    exit: 2,
                    errors: """
                        satchel: change 3 products, 1 more is as wanted: without a terminal this needs --yes

                        """))
        #expect(try place.shop("set", "products", "price=5", "--all", "--yes") == Run(output: "changed 3 products\n"))
        #expect(try place.shop("delete", "products", "--all", "--filter", "price=5").exit == 2)
        #expect(try place.shop("delete", "products", "T", "--all").exit == 2)
        #expect(try place.shop("delete", "products", "--all", "--yes") == Run(output: "deleted 4 products\n"))
        #expect(try place.shop("restore", "products", "--all", "--yes") == Run(output: "restored 4 products\n"))
    }

    @Test(arguments: [
        ["list", "products", "--as", ""], ["list", "products", "--as="], ["list", "products", "--sort", ""],
        ["set", "products", "T", "price=3", "--reason", " "], ["export", "products", "--out", ""],
    ])
    func `an option that wants a value takes no empty one`(words: [String]) throws {
        let run = try place.satchel(["--store", "shop.db"] + words)
        #expect(run.exit == 2 && run.errors.contains(" wants a value: "), "\(run.errors)")
    }

    @Test func `an order that names no field says what is near`() throws {
        #expect(
            try place.shop("list", "products", "--sort", "name,-prise")
                == Run(
                    exit: 2,
                    errors: """
                        satchel: the order is not understood: “prise” is no field of products
                        satchel:   name,-prise
                        satchel:        ^^^^^^
                        satchel: did you mean price?

                        """))
    }

    @Test func `a condition over a category holds for its products only, whatever it is called later`() throws {
        for words in [
            ["role", "add", "name=sockist", "permissions=products:update where category=Yarn/Sock,categories:read"],
            ["member", "add", "user_name=mara", "name=Mara", "roles=sockist"],
            ["set", "categories", "Sock", "name=Socks"],
        ] {
            let run = try place.satchel(["--store", "shop.db"] + words)
            try #require(run.exit == 0, "\(run.errors)")
        }
        #expect(try place.shop("set", "products", "T", "price=3", "--as", "mara").exit == 0)
        #expect(try place.shop("set", "products", "S", "price=3", "--as", "mara").exit == 4)
        let wrong = try place.shop("role", "add", "name=x", "permissions=products:update where category=Sok")
        #expect(wrong.exit == 3)
        #expect(wrong.errors.contains("“Sok” names no record: category wants a name, a path or an id that is there"))
    }
}
