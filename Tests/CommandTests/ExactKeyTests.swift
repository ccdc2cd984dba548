// SPDX-License-Identifier: Apache-2.0
import Testing

/// Where a beginning of a name is not enough.
@Suite struct ExactKeyTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
    }

    @Test func `what cannot be taken back wants the whole key`() throws {
        _ = try place.shop("add", "products", "sku=KRU-0001", "name=Krug", "category=Yarn")
        #expect(
            try place.shop("purge", "products", "KR", "--yes")
                == Run(exit: 4, errors: "satchel: “KR” is none of the products; did you mean KRU-0001?\n"))
        #expect(try place.shop("show", "products", "kr").exit == 0)
        #expect(try place.shop("purge", "products", "kru-0001", "--yes").exit == 0)
        _ = try place.shop("member", "add", "user_name=lea", "name=Lea Lund", "roles=crafter")
        #expect(
            try place.shop("member", "erase", "le", "--yes")
                == Run(exit: 4, errors: "satchel: “le” is none of the members; did you mean Lea Lund?\n"))
        #expect(try place.shop("member", "erase", "LEA", "--yes").exit == 0)
    }

    @Test(arguments: [
        ["member", "set", "le", "name=x"], ["member", "suspend", "le"], ["member", "delete", "le"],
        ["set", "members", "le", "name=x"], ["role", "set", "craf", "name=x"], ["list", "products", "--as", "le"],
        ["transfer", "products", "K", "--to", "Kit"], ["add", "products", "name=x", "category=Kit"],
        ["add", "members", "user_name=x", "name=X", "roles=craf"], ["set", "products", "K", "category=Kit"],
    ])
    func `what gives rights, and values that name a record, want the whole name`(words: [String]) throws {
        _ = try place.shop("member", "add", "user_name=lea", "name=Lea Lund", "roles=crafter")
        _ = try place.shop("add", "products", "sku=K", "name=Krug", "category=Yarn")
        let run = try place.satchel(["--store", "shop.db"] + words)
        #expect(run.exit == 3 || run.exit == 4, "\(run)")
        #expect(run.errors.contains("is none of the"), "\(run.errors)")
        #expect(["Lea Lund", "crafter", "Kits"].contains { run.errors.contains($0) }, "\(run.errors)")
    }

    @Test func `a batch is held to the same`() throws {
        _ = try place.shop("member", "add", "user_name=lea", "name=Lea Lund", "roles=crafter")
        try place.write(
            "b.jsonl",
            #"""
            {"op":"create","resource":"products","values":{"name":"Cowl","category":"Garm"}}
            {"op":"update","resource":"members","key":"le","values":{"name":"x"}}

            """#)
        #expect(
            try place.shop("batch", "b.jsonl").errors == """
                satchel: b.jsonl: nothing was changed: 2 failures
                satchel: operation 0 (line 1): category: “Garm” is none of the categories; accepted: Garments
                satchel: operation 1 (line 2): “le” is none of the members; accepted: Lea Lund

                """)
    }

    @Test func `the settings are there once and need no key`() throws {
        #expect(try place.shop("set", "settings", "locale=de").exit == 0)
        #expect(try place.shop("show", "settings").output.contains("de\n"))
        #expect(try place.shop("show", "settings", "--json").output.contains(#""locale":"de""#))
        #expect(try place.shop("set", "settings", "locle=de").errors.contains("did you mean locale?"))
        #expect(try place.shop("show", "products").errors.contains("show wants KEY"))
    }

    @Test func `only what has words to be found by is searched`() throws {
        #expect(
            try place.shop("search", "lea", "--in", "members")
                == Run(exit: 2, errors: "satchel: --in cannot be “members”; accepted: categories, products\n"))
        #expect(try place.satchel("search", "--help").output.contains("products unless given: categories, products"))
    }
}
