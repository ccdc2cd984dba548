// SPDX-License-Identifier: Apache-2.0
import Testing

/// Keys that a live record shares with deleted ones.
@Suite struct TrashTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        try add("D-1", "Old")
        _ = try place.shop("delete", "products", "D-1")
        try add("D-1", "New")
    }

    private func add(_ sku: String, _ name: String) throws {
        let run = try place.shop("add", "products", "sku=\(sku)", "name=\(name)", "category=Yarn", "price=5")
        try #require(run.exit == 0, "\(run.errors)")
    }

    private func names(_ words: String...) throws -> String {
        try place.satchel(["--store", "shop.db", "list", "products", "--columns", "name"] + words).output
    }

    @Test func `show --deleted and purge mean the deleted record of a key`() throws {
        #expect(try place.shop("show", "products", "D-1").output.contains("New"))
        #expect(try place.shop("show", "products", "D-1", "--deleted").output.contains("Old"))
        let asked = try place.shop("purge", "products", "D-1").steady
        #expect(
            asked
                == Run(
                    exit: 2,
                    errors: """
                        satchel: purge the deleted product D-1 Old, id ID, which cannot be undone: without a terminal \
                        this needs --yes

                        """))
        #expect(
            try place.shop("purge", "products", "D-1", "--yes").steady
                == Run(output: "purged the deleted D-1 Old, id ID\n"))
        #expect(try names() == "Name\nNew\n")
        #expect(try names("--deleted") == "")
    }

    @Test func `what lies in the trash is brought back though a live record has its key`() throws {
        let taken = try place.shop("restore", "products", "D-1")
        #expect(taken.exit == 5 && taken.errors.contains("is taken: SKU belongs to New"))
        _ = try place.shop("set", "products", "D-1", "sku=D-2")
        #expect(try place.shop("restore", "products", "D-1") == Run(output: "restored D-1\n"))
        #expect(try place.shop("restore", "products", "D-2") == Run(output: "nothing to restore: D-2\n"))
    }

    @Test func `several records of one key in the trash are told apart by name and id`() throws {
        _ = try place.shop("delete", "products", "D-1")
        for words in [
            ["restore", "products", "D-1"], ["purge", "products", "D-1", "--yes"], ["show", "products", "D-1"],
        ] {
            #expect(
                try place.satchel(["--store", "shop.db"] + words).steady
                    == Run(
                        exit: 4,
                        errors: """
                            satchel: “D-1” could be several of the products: Old (id ID), New (id ID)
                            satchel: give more of it, or the id

                            """))
        }
    }

    @Test func `a batch restores the deleted record of a key`() throws {
        _ = try place.shop("set", "products", "D-1", "sku=D-2", "--reason", "room")
        try place.write("b.jsonl", #"{"op":"restore","resource":"products","key":"Old"}"#)
        #expect(try place.shop("batch", "b.jsonl") == Run(output: "did 1 operation, 1 change\n"))
    }

    @Test func `a record that is named twice is meant once`() throws {
        #expect(try place.shop("delete", "products", "D-1", "d-1", "New") == Run(output: "deleted D-1\n"))
        #expect(try place.shop("restore", "products", "New", "New") == Run(output: "restored D-1\n"))
        #expect(
            try place.shop("transfer", "products", "D-1", "New", "--to", "Kits") == Run(output: "transferred D-1\n"))
    }
}
