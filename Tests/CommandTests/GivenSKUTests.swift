// SPDX-License-Identifier: Apache-2.0
import Testing

/// SKUs that the store gives out, beside those that a file gives.
@Suite struct GivenSKUTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
    }

    private func names() throws -> String {
        try place.shop("list", "products", "--columns", "sku,name", "--sort", "name").output
    }

    @Test(arguments: ["stop", "skip"])
    func `no number is given out that stands further down in the file`(onError: String) throws {
        try place.write(
            "p.csv", "sku,name,category\n,Acorn,Yarn\nYARN-0001,Birch,Yarn\nyarn-7,Cedar,Yarn\n,Daisy,Yarn\n")
        let run = try place.shop("import", "p.csv", "--into", "products", "--on-error", onError)
        #expect(run.output == "imported 4 rows into products: 4 created, 0 updated, 0 unchanged\n", "\(run.errors)")
        #expect(
            try names() == "SKU        Name\nYARN-0008  Acorn\nYARN-0001  Birch\nyarn-7     Cedar\nYARN-0009  Daisy\n")
    }

    @Test func `records of a JSON file keep theirs as well`() throws {
        try place.write(
            "p.jsonl",
            #"""
            {"name":"Acorn","category":"Yarn"}
            {"name":"Birch","category":"Yarn","sku":null}
            {"name":"Cedar","category":"Yarn","sku":"YARN-0002"}

            """#)
        let run = try place.shop("import", "p.jsonl", "--into", "products")
        #expect(run.exit == 0, "\(run.errors)")
        #expect(try names() == "SKU        Name\nYARN-0003  Acorn\nYARN-0004  Birch\nYARN-0002  Cedar\n")
    }

    @Test(arguments: [
        ("p.csv", "sku,name,category\n,Acorn,Yarn\n"), ("p.json", #"[{"sku":null,"name":"Acorn","category":"Yarn"}]"#),
    ])
    func `a file without an SKU leaves the one that the store gave`(name: String, text: String) throws {
        try place.write(name, text)
        #expect(try place.shop("import", name, "--into", "products").exit == 0)
        #expect(
            try place.shop("import", name, "--into", "products").output
                .hasSuffix(" into products: 0 created, 0 updated, 1 unchanged\n"))
        #expect(try names() == "SKU        Name\nYARN-0001  Acorn\n")
    }

    @Test func `a product that gives its SKU up gets another from the pattern, or keeps it`() throws {
        _ = try place.shop("add", "products", "name=Acorn", "category=Yarn")
        #expect(try place.shop("set", "products", "YARN-0001", "sku=").exit == 0)
        #expect(try names() == "SKU        Name\nYARN-0002  Acorn\n")
        _ = try place.shop("add", "categories", "name=Odd")
        _ = try place.shop("add", "products", "name=Birch", "category=Odd", "sku=B-1")
        #expect(
            try place.shop("set", "products", "B-1", "sku=")
                == Run(
                    exit: 3,
                    errors: """
                        satchel: nothing was changed: 1 value is not accepted
                        satchel: products B-1: SKU must be given

                        """))
        let bulk = try place.shop("set", "products", "--filter", "sku=B-1", "sku=", "--yes")
        #expect(bulk.exit == 3, "\(bulk)")
        // One that never had any may have none again.
        _ = try place.shop("add", "products", "name=Cedar", "category=Odd")
        #expect(try place.shop("set", "products", "Cedar", "sku=C-1").exit == 0)
        #expect(try place.shop("undo").exit == 0)
        #expect(try names() == "SKU        Name\nYARN-0002  Acorn\nB-1        Birch\n           Cedar\n")
    }
}
