// SPDX-License-Identifier: Apache-2.0
import Digest
import Domain
import Glibc
import Host
import SQLite
import Storage
import Testing

/// The index of words is asked only while it holds what the store does; otherwise the records are.
struct SearchTrustTests {
    private let shop: Shop
    private let yarn: Identifier

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
        try shop.product("Red sock", in: yarn, sku: "S-0042")
        try shop.product("Blue sock", in: yarn) { $0.description = "of Größe 4" }
        try shop.product("Stocking", in: yarn)
    }

    private func query(_ text: String) throws -> Query {
        let context = FilterViewpoint(currency: "EUR", today: CalendarDate(daysSince1970: 0), me: nil)
        let filter = try FilterParser.parse(text, for: Product.declaration.facts, in: context)
        return Query(resource: "products", filter: filter, sort: [SortTerm(field: "name")], limit: 50)
    }

    private func name(_ record: StoredRecord) -> String { Record<Product>(values: record.values).name }

    /// What a text finds as a window, as a stream of all and as a count, each by a reader of its own.
    private func found(_ text: String) throws -> [String] {
        let query = try query(text)
        let names = try shop.reader().window(query).records.map(name)
        var all = query
        all.limit = .max
        var streamed: [String] = []
        try shop.reader().stream(all) { streamed.append(name($0)) }
        #expect(streamed.sorted() == names.sorted())
        #expect(try shop.reader().count(query) == Int64(names.count))
        return names
    }

    private func catchUp() throws { try SearchBuilder(paths: shop.paths).catchUp() }

    /// Changes the index past the program.
    private func raw(_ sql: String) throws {
        let index = try Connection(path: shop.paths.search, mode: .readWrite)
        try index.execute(sql)
    }

    private static let texts = [
        "sock", "ock", "so", "sock red", "grosse", "größe", "s-0042", "s", "0042", "of 4", "red", "re blue", "hat",
    ]

    @Test func `without an index the same is found as with one`() throws {
        let without = try Self.texts.map(found)
        try catchUp()
        #expect(try Self.texts.map(found) == without)
        #expect(without[0] == ["Blue sock", "Red sock"])
        #expect(without[1] == [])
    }

    @Test func `an index that is behind is not asked`() throws {
        try catchUp()
        try shop.product("Grey sock", in: yarn)
        #expect(try found("sock") == ["Blue sock", "Grey sock", "Red sock"])
    }

    @Test func `an index that was made anew is found by a reader that had the old one`() throws {
        try catchUp()
        let reader = try shop.reader()
        #expect(try reader.hasIndexOfWords())
        SearchBuilder.forget(shop.paths)
        try shop.product("Grey sock", in: yarn)
        try catchUp()
        #expect(try reader.hasIndexOfWords())
        #expect(try reader.window(query("grey")).records.map(name) == ["Grey sock"])
    }

    @Test func `a folder in place of the index is told and the records answer`() throws {
        mkdir(shop.paths.search, 0o700)
        #expect(throws: StoreError.self) { try catchUp() }
        #expect(try found("sock") == ["Blue sock", "Red sock"])
    }

    @Test func `words taken out of the index past the program are missed, and taken in again`() throws {
        try catchUp()
        try raw("INSERT INTO product_text(product_text) VALUES ('delete-all')")
        #expect(try SearchBuilder.hasLostWords(shop.paths))
        #expect(try SearchBuilder.lag(shop.paths) > 0)
        #expect(try found("sock") == ["Blue sock", "Red sock"])
        let builder = try SearchBuilder(paths: shop.paths)
        try builder.catchUp()
        #expect(builder.foundDamage)
        #expect(try SearchBuilder.hasLostWords(shop.paths) == false)
        #expect(try IndexFile(shop.paths).hits("sock") == 2)
    }

    @Test func `a place in the journal that was set by hand is not believed`() throws {
        try catchUp()
        try shop.product("Grey sock", in: yarn)
        let end = try shop.rawInteger("SELECT max(n) FROM \"commit\"")
        let hash = try shop.rawTexts("SELECT hex(hash) FROM \"commit\" ORDER BY n DESC LIMIT 1")[0]
        try raw("UPDATE progress SET last_commit = \(end), last_hash = x'\(hash)'")
        #expect(try found("grey") == ["Grey sock"])
    }

    @Test func `a damaged page is passed over, and the index made anew`() throws {
        try catchUp()
        try raw("UPDATE product_text_data SET block = x'ffffffffffffffffffffff' WHERE id > 10")
        let reader = try shop.reader()
        #expect(try reader.window(query("sock")).records.map(name) == ["Blue sock", "Red sock"])
        #expect(reader.takeSearchTrouble() == .damaged)
        try catchUp()
        #expect(try found("sock") == ["Blue sock", "Red sock"])
        #expect(try reader.window(query("sock")).records.count == 2)
        #expect(reader.takeSearchTrouble() == nil)
    }

    @Test func `a damaged file is kept where nothing may be written`() throws {
        try catchUp()
        try raw("UPDATE product_text_data SET block = x'ffffffffffffffffffffff' WHERE id > 10")
        let reader = try Reader(paths: shop.paths, as: .program, isReadOnly: true)
        #expect(try reader.window(query("sock")).records.count == 2)
        #expect(reader.takeSearchTrouble() == .damaged)
        #expect(Files.kind(shop.paths.search) != .missing)
        #expect(SearchBuilder.isSound(shop.paths) == false)
    }

    /// Replaces bytes of the index's blocks past the program.
    private func replace(_ old: String, _ new: String) throws {
        func hex(_ text: String) -> String { Hex.text(Array(text.utf8)).uppercased() }
        let index = try Connection(path: shop.paths.search, mode: .readWrite)
        let blocks = try index.texts("SELECT id || ' ' || hex(block) FROM product_text_data WHERE id > 100")
        for block in blocks where block.contains(hex(old)) {
            let parts = block.split(separator: " ")
            let bytes = parts[1].replacing(hex(old), with: hex(new))
            try index.execute("UPDATE product_text_data SET block = x'\(bytes)' WHERE id = \(parts[0])")
        }
    }

    @Test(arguments: [("eladon", "fladon"), ("eladon\u{4}", "eladon\u{1}"), ("eladon\u{4}", "eladon\u{9}")])
    func `one changed byte of the index hides nothing`(old: String, new: String) throws {
        try shop.product("Celadon mug", in: yarn)
        try catchUp()
        // The first product's row is one of those whose words are looked up in the record.
        try shop.set(Product.self, try shop.reader().find("Red sock", in: Product.declaration.facts).id, red)
        try catchUp()
        #expect(SearchBuilder.isSound(shop.paths) == true)
        try replace(old, new)
        #expect(SearchBuilder.isSound(shop.paths) == false)
        #expect(try found("celadon") == ["Celadon mug"])
        #expect(try shop.reader().similar(["celadon"], in: Product.declaration.facts) == nil)
        let builder = try SearchBuilder(paths: shop.paths)
        try builder.catchUp()
        #expect(builder.foundDamage)
        #expect(SearchBuilder.isSound(shop.paths) == true)
        #expect(try found("celadon") == ["Celadon mug"])
        #expect(try IndexFile(shop.paths).hits("celadon") == 1)
    }

    @Test func `an index is what was written after each kind of write`() throws {
        for round in 0..<40 {
            let id = try shop.product("Cup \(round) \(String(repeating: "x", count: round))", in: yarn)
            if round % 3 == 0 { try shop.set(Product.self, id, red) }
            if round % 5 == 0 { try shop.commit(Shop.delete(Product.self, id)) }
            try catchUp()
            #expect(SearchBuilder.isSound(shop.paths) == true)
        }
        #expect(try IndexFile(shop.paths).hits("cup") == 32)
    }

    private let red = Edit(field: "colour", value: .text("red"))

    @Test func `a file that is no database is made anew`() throws {
        try catchUp()
        #expect(SearchBuilder.isSound(shop.paths) == true)
        for suffix in ["-wal", "-shm"] { Files.remove(shop.paths.search + suffix) }
        try Files.write(Array(repeating: 0x5A, count: 20_000), to: shop.paths.search)
        #expect(try found("sock") == ["Blue sock", "Red sock"])
        let builder = try SearchBuilder(paths: shop.paths)
        try builder.catchUp()
        #expect(builder.foundDamage)
        #expect(try IndexFile(shop.paths).hits("sock") == 2)
    }

    @Test func `a table that is gone from the index comes back`() throws {
        try catchUp()
        try raw("DROP TABLE product_text")
        #expect(try found("sock") == ["Blue sock", "Red sock"])
        try catchUp()
        #expect(try IndexFile(shop.paths).hits("sock") == 2)
    }

    @Test func `rows that changed places past the program are not shown for each other`() throws {
        try catchUp()
        try shop.raw(
            """
            UPDATE product SET n = -1 WHERE name = 'Red sock'; UPDATE product SET n = 1 WHERE name = 'Stocking';
            UPDATE product SET n = 3 WHERE n = -1
            """)
        #expect(try found("red") == ["Red sock"])
        try catchUp()
        #expect(try found("stocking") == ["Stocking"])
        #expect(try found("red") == ["Red sock"])
    }

    @Test func `a page of many hits goes on in the records when the index falls behind`() throws {
        let count = 1_100
        try shop.writer.group(origin: "import") { (group) throws(StoreError) in
            for start in stride(from: 0, to: count, by: 500) {
                let operations = (start..<min(count, start + 500)).map { number in
                    Shop.create(Product.self) {
                        $0.name = "Merino \(number)"
                        $0.category = yarn
                    }
                }
                try group.write(Proposal(operations, origin: "import"))
            }
        }
        try catchUp()
        let reader = try shop.reader()
        var page = try query("merino")
        let first = try reader.window(page)
        try shop.product("Silk", in: yarn)
        page.cursor = first.records.last?.cursor
        let second = try reader.window(page)
        let names = try shop.rawTexts("SELECT name FROM product WHERE name LIKE 'Merino%' ORDER BY name_sort, n")
        let last = try #require(first.records.last.map(name))
        let place = try #require(names.firstIndex(of: last))
        #expect(second.records.map(name) == Array(names[(place + 1)...].prefix(50)))
    }
}
