// SPDX-License-Identifier: Apache-2.0
import Domain
import Host
import SQLite
import Storage
import Testing

/// Forgeries that hide behind something genuine: `audit verify` still finds them.
struct ForgeryTests {
    private let shop: Shop
    private let yarn: Identifier
    private let sock: Identifier
    private let hat: Identifier

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
        sock = try shop.product("Sock", in: yarn, sku: "S-1")
        hat = try shop.product("Hat", in: yarn, sku: "S-2")
        try shop.set(Product.self, sock, Edit(field: "price", value: .integer(300)))
    }

    @Test func `a record edited past the program is found even after the next change of it`() throws {
        try shop.raw("UPDATE product SET price = 100 WHERE sku = 'S-1'")
        try shop.set(Product.self, sock, Edit(field: "price", value: .integer(4_400)))
        let commit = try shop.rawInteger("SELECT max(n) FROM \"commit\"")
        #expect(
            try shop.verify().problems
                == [.beforeDiffers(commit: commit, resource: "products", record: "S-1", field: "Price")])
    }

    @Test(arguments: ["n = 1", "n = 4", "n = 900", "n = -3"])
    func `the row of a purged record cannot be altered unseen`(edit: String) throws {
        let shop = try Shop()
        let yarn = try shop.category("Yarn")
        for name in ["A", "B", "C"] { try shop.product(name, in: yarn) }
        try shop.commit(Shop.purge(Product.self, try shop.reader().find("C", in: Product.declaration.facts).id))
        try shop.expectIntact()
        try shop.damage("UPDATE purged SET \(edit)")
        #expect(try shop.verify().problems == [.purgedDiffers(resource: "products")])
    }

    @Test func `a schema number that was raised by hand is found`() throws {
        let shop = try Shop()
        try shop.raw("PRAGMA user_version = 2")
        #expect(try shop.verify().problems == [.schemaNumber(found: 2, known: 1)])
    }

    @Test func `a purged record that was put back is found`() throws {
        let row = "SELECT * FROM product WHERE sku = 'S-2'"
        try shop.raw("CREATE TABLE kept AS \(row)")
        try shop.commit(.purge(Product.declaration.facts, id: hat))
        try shop.raw("INSERT INTO product SELECT * FROM kept; DROP TABLE kept")
        #expect(
            try shop.verify().problems == [
                .purgedDiffers(resource: "products"), .recordPurged(resource: "products", record: "S-2"),
                .recordsMissing(resource: "products", expected: 1, found: 2),
            ])
    }

    @Test func `a record that stands twice in the place of another is found`() throws {
        let indexes = try shop.rawTexts(
            "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'product' AND sql LIKE 'CREATE UNIQUE%'")
        let names = try shop.rawTexts(
            "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'product' AND sql LIKE 'CREATE UNIQUE%'"
        )
        let columns = try shop.rawTexts("SELECT name FROM pragma_table_info('product') WHERE name <> 'n'")
            .map { "\"\($0)\"" }.joined(separator: ", ")
        try shop.raw(
            names.map { "DROP INDEX \($0); " }.joined()
                + """
                DELETE FROM product WHERE sku = 'S-2';
                INSERT INTO product(\(columns)) SELECT \(columns) FROM product WHERE sku = 'S-1'
                """)
        #expect(indexes.count == 3)
        #expect(
            try shop.verify().problems
                == names.sorted().map { .schemaDiffers("index \($0)") } + [.recordsSwapped(resource: "products")])
    }

    @Test(arguments: [
        ("UPDATE product SET colour = 'gru\u{308}n' WHERE sku = 'S-1'", "Colour"),
        ("UPDATE product SET enabled = 2 WHERE sku = 'S-1'", "Enabled"),
        ("UPDATE product SET tags = 'z' WHERE sku = 'S-1'", "Tags"),
        ("UPDATE product SET metadata = '{ }' WHERE sku = 'S-1'", "Metadata"),
    ])
    func `a value that only reads like the right one is found`(sql: String, field: String) throws {
        try shop.set(Product.self, sock, Edit(field: "colour", value: .text("gr\u{FC}n")))
        try shop.raw(sql)
        let problems = try shop.verify().problems
        #expect(
            problems.contains(.storedForm(resource: "products", record: "S-1", field: field))
                || problems.contains(.recordDiffers(resource: "products", record: "S-1", field: field)))
    }

    @Test func `a trigger that was added, and a guard that was dropped, are found`() throws {
        try shop.raw(
            """
            CREATE TRIGGER thief AFTER INSERT ON event BEGIN UPDATE product SET price = 1; END;
            DROP TRIGGER change_delete
            """)
        #expect(
            try shop.verify().problems == [.schemaDiffers("trigger change_delete"), .schemaDiffers("trigger thief")])
    }

    @Test(arguments: [
        "INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_evil', 'event', 0, "
            + "'CREATE TRIGGER sqlite_evil BEFORE INSERT ON event BEGIN SELECT raise(IGNORE); END')",
        "INSERT INTO sqlite_schema VALUES ('view', 'sqlite_evil', 'sqlite_evil', 0, "
            + "'CREATE VIEW sqlite_evil AS SELECT 1')",
    ])
    func `what is called as if it were SQLite's own is found`(sql: String) throws {
        try shop.raw("ANALYZE")
        #expect(try shop.verify().problems == [])
        try shop.raw("PRAGMA writable_schema = ON; \(sql)")
        let type = sql.contains("CREATE VIEW") ? "view" : "trigger"
        #expect(try shop.verify().problems == [.schemaDiffers("\(type) sqlite_evil")])
    }

    @Test func `a store that calls itself another device is found`() throws {
        try shop.raw("UPDATE identity SET generation = generation + 1")
        #expect(
            try shop.verify().problems
                == [.identityDiffers(field: "generation", known: "1", found: "2"), .deviceUnknown])
    }

    @Test func `undoes links that lead in a circle stop nobody`() throws {
        let group = try #require(try shop.rawTexts("SELECT grp FROM \"commit\" ORDER BY n DESC LIMIT 1").first)
        try shop.raw(
            """
            DROP TRIGGER commit_update;
            UPDATE "commit" SET header = replace(header, '"undoes":null', '"undoes":"\(group)"')
            WHERE grp = '\(group)'
            """)
        #expect(try !shop.reader().audit(AuditQuery(limit: 9)).isEmpty)
    }

    // MARK: The end known outside the store

    private func cutTail() throws {
        let newest = try shop.rawInteger("SELECT max(n) FROM \"commit\"")
        try shop.damage(
            """
            DELETE FROM "commit" WHERE n = \(newest); DELETE FROM change WHERE n / 512 = \(newest);
            DELETE FROM personal WHERE change_n / 512 = \(newest); UPDATE product SET price = NULL, updated_at =
            (SELECT created_at FROM product AS p WHERE p.n = product.n) WHERE sku = 'S-1'
            """)
    }

    private func ends(_ verification: Verification) -> [VerificationProblem] {
        verification.problems.filter {
            switch $0 {
            case .tailCut, .commitsLost, .anchorDiffers: true
            default: false
            }
        }
    }

    @Test func `a cut-off end is told until somebody accepts it, whatever is written after it`() throws {
        let count = try shop.rawInteger("SELECT count(*) FROM \"commit\"")
        try cutTail()
        #expect(try ends(shop.verify()) == [.tailCut(anchored: count, found: count - 1)])
        try shop.product("Other", in: yarn, sku: "S-9")
        #expect(try ends(shop.verify()) == [.commitsLost(known: count, found: count - 1)])
        try shop.product("More", in: yarn, sku: "S-10")
        #expect(try ends(shop.verify()) == [.commitsLost(known: count, found: count - 1)])
        #expect(try shop.writer.acceptLostEnd())
        #expect(try ends(shop.verify()) == [])
        #expect(try shop.reader().audit(AuditQuery(limit: 1, action: "end accepted")).count == 1)
        #expect(try !shop.writer.acceptLostEnd())
    }

    @Test func `an older copy that is put back is accepted as it is`() throws {
        try shop.writer.checkpoint()
        let older = try Files.read(shop.paths.store)
        try shop.product("Other", in: yarn, sku: "S-9")
        try shop.writer.checkpoint()
        try Files.write(older, to: shop.paths.store)
        let writer = try Writer(paths: shop.paths, surroundings: shop.surroundings)
        #expect(try shop.verify().problems.count == 1)
        #expect(try writer.acceptLostEnd())
        #expect(try shop.verify().problems == [])
    }

    @Test func `a walk down the log misses nothing where the clock was set back`() throws {
        var later = shop.surroundings
        later.now = { TestClock.start - 864_000_000_000 }
        let writer = try Writer(paths: shop.paths, surroundings: later)
        for price in 1...5 as ClosedRange<Int64> {
            _ = try writer.commit(
                Proposal(
                    [
                        .update(
                            Product.declaration.facts, id: sock, edits: [Edit(field: "price", value: .integer(price))])
                    ],
                    origin: "form"))
        }
        var place = AuditPlace()
        var numbers: [Int64] = []
        while true {
            var query = AuditQuery(limit: 2)
            query.place = place
            let entries = try shop.reader().audit(query)
            numbers += entries.map(\.number)
            place.pass(entries)
            if entries.isEmpty { break }
        }
        let count = try shop.rawInteger("SELECT count(*) FROM \"commit\" WHERE idx = 0")
        #expect(numbers.sorted() == Array(1...count))
    }
}
