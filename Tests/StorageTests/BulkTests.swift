// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

/// Large imports: doubles by row, what a row means, the search index beside them, and after their undo.
struct BulkTests {
    private let shop: Shop
    private let yarn: Identifier

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
    }

    private func product(_ name: String, sku: String = "") -> Domain.Operation {
        let yarn = yarn
        return Shop.create(Product.self) {
            $0.name = name
            $0.category = yarn
            $0.sku = sku
        }
    }

    private func write(_ operations: [Domain.Operation], bulk: Bool = true, feed: SearchFeed? = nil) throws {
        try shop.writer.group(
            origin: "import", reason: "goods.csv", bulk: bulk ? BulkPlan(resource: "products") : nil
        ) { (group) throws(StoreError) in
            group.onWritten = { changes, row in feed?.add(changes, firstRow: row) }
            for start in stride(from: 0, to: operations.count, by: 500) {
                let part = operations[start..<min(operations.count, start + 500)]
                try group.write(Proposal(Array(part), origin: "import"))
            }
        }
    }

    private func names(_ text: String) throws -> [String] {
        let context = FilterViewpoint(currency: "EUR", today: CalendarDate(daysSince1970: 0), me: nil)
        let filter = try FilterParser.parse(text, for: Product.declaration.facts, in: context)
        let query = Query(resource: "products", filter: filter, sort: [SortTerm(field: "name")], limit: 20)
        return try shop.reader().window(query).records.map { Record<Product>(values: $0.values).name }
    }

    @Test func `doubles of a bulk are found at its end, each with the row of the first`() throws {
        let operations = (1...1_200).map { number in
            product(number == 900 ? "p5" : "P\(number)", sku: number == 1_100 ? "s-7" : "S-\(number)")
        }
        func twice(_ record: String, _ row: Int, _ field: String, _ key: String, _ first: Int64) -> ValidationFailure {
            ValidationFailure(
                resource: "products", record: record, index: row, field: field, value: record,
                rule: .twice(key: key, at: "table row \(first)"))
        }
        #expect(
            refusal { try write(operations) }
                == .invalid([
                    twice("s-7", 1_100, "sku", "SKU", 7), twice("p5", 900, "name", "name in its category", 5),
                ]))
        #expect(BulkRow.row("table row 7") == 7)
        #expect(try shop.reader().count(Query(resource: "products", limit: 1)) == 0)
        try shop.expectIntact()
    }

    @Test func `a bulk leaves the schema as it found it, and every key guarded`() throws {
        let before = try shop.rawTexts("SELECT sql FROM sqlite_schema WHERE type = 'index' ORDER BY name")
        try write((1...700).map { product("P\($0)", sku: "S-\($0)") })
        #expect(try shop.rawTexts("SELECT sql FROM sqlite_schema WHERE type = 'index' ORDER BY name") == before)
        #expect(
            refusal { try shop.product("Other", in: yarn, sku: "s-3") }
                == productFailure("new product", "sku", .taken(key: "SKU", by: "P3"), value: "s-3"))
        try shop.expectIntact()
    }

    @Test func `a row means the record of its id, then of its SKU, then of its name in the category`() throws {
        let sock = try shop.product("Sock", in: yarn, sku: "S-1")
        let hat = try shop.product("Hat", in: yarn, sku: "S-2")
        let facts = Product.declaration.facts
        func match(_ id: Identifier?, _ sku: String, _ name: String) throws -> Identifier? {
            var row = Record<Product>()
            row.sku = sku
            row.name = name
            row.category = yarn
            let values = row.values
            return try shop.writer.group(origin: "import") { (group) throws(StoreError) in
                guard case .record(let record) = try group.match(id: id, values: values, in: facts) else { return nil }
                return record.id
            }
        }
        #expect(try match(hat, "S-1", "Sock") == hat)
        #expect(try match(nil, "s-1", "Hat") == sock)
        #expect(try match(nil, "", "HAT") == hat)
        #expect(try match(nil, "S-9", "Hat") == hat)
        #expect(try match(nil, "S-9", "Cap") == nil)
        #expect(try match(Identifier(high: 1, low: 2), "S-1", "Hat") == sock, "an id of another store says nothing")
        #expect(try match(Identifier(high: 1, low: 2), "S-9", "Cap") == nil)
    }

    @Test func `a search index that is fed beside an import is whole when the import is`() throws {
        try shop.product("Old sock", in: yarn)
        let feed = try #require(SearchFeed(paths: shop.paths))
        try write((1...1_200).map { product("Merino \($0)", sku: "S-\($0)") }, feed: feed)
        feed.finish(commit: try shop.writer.newestCommit())
        #expect(try SearchBuilder(paths: shop.paths).lag() == 0)
        #expect(try names("merino 1200") == ["Merino 1200"])
        #expect(try names("sock") == ["Old sock"])
    }

    @Test func `a search index that was fed for an import that failed holds nothing of it`() throws {
        let feed = try #require(SearchFeed(paths: shop.paths))
        _ = refusal { try write([product("Merino", sku: "S-1"), product("merino", sku: "S-2")], feed: feed) }
        feed.cancel()
        try shop.product("Alpaca", in: yarn)
        try SearchBuilder(paths: shop.paths).catchUp()
        #expect(try names("merino") == [])
        #expect(try names("alpaca") == ["Alpaca"])
    }

    @Test func `what cannot be fed is left to the usual catching up`() throws {
        let sock = try shop.product("Old sock", in: yarn)
        let feed = try #require(SearchFeed(paths: shop.paths))
        try write(
            [product("Merino"), Shop.update(Product.self, sock, Edit(field: "name", value: .text("New sock")))],
            bulk: false, feed: feed)
        feed.finish(commit: try shop.writer.newestCommit())
        let builder = try SearchBuilder(paths: shop.paths)
        #expect(try builder.lag() == 1)
        try builder.catchUp()
        #expect(try names("merino") == ["Merino"])
        #expect(try names("old") == [])
        #expect(try names("new sock") == ["New sock"])
    }

    @Test func `after the undo of a large import the index is built anew and holds no dead hits`() throws {
        try shop.product("Merino stays", in: yarn)
        try write((1...10_100).map { product("Merino \($0)") })
        try SearchBuilder(paths: shop.paths).catchUp()
        _ = try shop.writer.undo()
        try SearchBuilder(paths: shop.paths).catchUp()
        let index = try IndexFile(shop.paths)
        #expect(try index.hits("merino") == 1)
        #expect(try index.staleRows == 0)
        #expect(try names("merino") == ["Merino stays"])
    }

    @Test func `a store that was put back to an older copy does not keep the newer index`() throws {
        try shop.writer.checkpoint()
        let old = try StoreCopy(shop.paths)
        for number in 1...3 { try shop.product("Merino \(number)", in: yarn) }
        try SearchBuilder(paths: shop.paths).catchUp()
        try shop.writer.checkpoint()
        try old.putBack()
        let writer = try shop.writer(as: "ada")
        for number in 1...4 { try shop.product("Alpaca \(number)", in: yarn, by: writer) }
        try SearchBuilder(paths: shop.paths).catchUp()
        #expect(try names("merino") == [])
        #expect(try names("alpaca") == (1...4).map { "Alpaca \($0)" })
    }

    @Test func `a mistyped word is put right by the words there are`() throws {
        try shop.product("Merino sock", in: yarn)
        try SearchBuilder(paths: shop.paths).catchUp()
        let facts = Product.declaration.facts
        #expect(try shop.reader().similar(["merinno", "sock"], in: facts) == ["merino", "sock"])
        #expect(try shop.reader().similar(["merino"], in: facts) == nil)
        #expect(try shop.reader().similar(["zzz"], in: facts) == nil)
    }
}
