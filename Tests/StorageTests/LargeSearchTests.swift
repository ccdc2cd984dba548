// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

/// A search with more hits than are sorted: pages, counts and streams leave nothing out.
struct LargeSearchTests {
    private let shop: Shop
    private let yarn: Identifier
    private let reader: Reader
    /// More than the hits that are still sorted as the list is.
    private static let count = 1_300

    init() throws {
        shop = try Shop()
        let yarn = try shop.category("Yarn")
        self.yarn = yarn
        let operations = (0..<Self.count).map { number in
            Shop.create(Product.self) {
                $0.name = "Merino \(number)"
                $0.category = yarn
                // Every hundredth is red, and the oldest hundred too.
                $0.colour = number < 100 || number.isMultiple(of: 100) ? "red" : "blue"
            }
        }
        try shop.writer.group(origin: "import") { (group) throws(StoreError) in
            for start in stride(from: 0, to: operations.count, by: 500) {
                let part = operations[start..<min(operations.count, start + 500)]
                try group.write(Proposal(Array(part), origin: "import"))
            }
        }
        try SearchBuilder(paths: shop.paths).catchUp()
        reader = try shop.reader()
    }

    private func query(_ text: String, limit: Int, sort: [SortTerm] = [SortTerm(field: "name")]) throws -> Query {
        let context = FilterViewpoint(currency: "EUR", today: CalendarDate(daysSince1970: 0), me: nil)
        let filter = try FilterParser.parse(text, for: Product.declaration.facts, in: context)
        return Query(resource: "products", filter: filter, sort: sort, limit: limit)
    }

    private func name(_ record: StoredRecord) -> String { Record<Product>(values: record.values).name }

    /// All pages of a search, put together in the list's order.
    private func pages(_ text: String, size: Int, isBackwards: Bool = false) throws -> [String] {
        var page = try query(text, limit: size)
        page.isBackwards = isBackwards
        var names: [String] = []
        while true {
            let window = try reader.window(page)
            let found = window.records.map(name)
            names = isBackwards ? found + names : names + found
            guard window.hasMore else { return names }
            #expect(window.records.count == size)
            page.cursor = isBackwards ? window.records.first?.cursor : window.records.last?.cursor
        }
    }

    private func newest(_ isWanted: (Int) -> Bool) -> [String] {
        (0..<Self.count).reversed().filter(isWanted).map { "Merino \($0)" }
    }

    private func isRed(_ number: Int) -> Bool { number < 100 || number.isMultiple(of: 100) }

    @Test(arguments: [false, true])
    func `a search with more than a thousand hits is newest first, forwards and backwards`(isBackwards: Bool) throws {
        #expect(try pages("merino", size: 40, isBackwards: isBackwards) == newest { _ in true })
        #expect(try reader.count(query("merino", limit: 1)) == 1_300)
    }

    @Test(arguments: [false, true])
    func `conditions beside such a search leave no page short`(isBackwards: Bool) throws {
        #expect(try pages("merino colour=red", size: 40, isBackwards: isBackwards) == newest(isRed))
        #expect(try reader.count(query("merino colour=red", limit: 1)) == 112)
        #expect(try pages("merino colour=green", size: 40, isBackwards: isBackwards) == [])
        #expect(try reader.count(query("merino colour=green", limit: 1)) == 0)
    }

    @Test func `a stream of such a search holds every hit`() throws {
        var names: [String] = []
        try reader.stream(query("merino", limit: .max)) { names.append(name($0)) }
        #expect(names == newest { _ in true })
        names = []
        try reader.stream(query("merino colour=red", limit: 105_000)) { names.append(name($0)) }
        #expect(names == newest(isRed))
    }

    @Test func `words that were changed since leave no page short either, and are not counted`() throws {
        let old = try reader.window(query("colour=blue", limit: 1_000)).records.prefix(150)
        for record in old {
            try shop.set(Product.self, record.id, Edit(field: "name", value: .text("Alpaca \(record.row)")))
        }
        try SearchBuilder(paths: shop.paths).catchUp()
        #expect(try pages("merino", size: 100).count == 1_150)
        #expect(try reader.count(query("merino", limit: 1)) == 1_150)
        #expect(try pages("alpaca", size: 100).count == 150)
    }

    @Test(arguments: [false, true])
    func `a product whose SKU it is comes first, however many others hold the words`(isBackwards: Bool) throws {
        try shop.product("Cap", in: yarn, sku: "MERINO-1")
        try shop.product("Hat", in: yarn, sku: "MERINO-12")
        try SearchBuilder(paths: shop.paths).catchUp()
        let holding = newest { number in "\(number)".hasPrefix("1") }
        #expect(
            try pages("merino", size: 40, isBackwards: isBackwards) == ["Cap", "Hat"] + newest { _ in true })
        #expect(try reader.count(query("merino", limit: 1)) == 1_302)
        #expect(Set(try pages("merino-1", size: 40, isBackwards: isBackwards)) == Set(["Cap", "Hat"] + holding))
        #expect(try pages("merino sku?", size: 1, isBackwards: isBackwards) == ["Cap", "Hat"])
    }

    @Test func `a thousand hits stand in the list's order, one more puts the newest first`() throws {
        let hits = try reader.window(query("blue merino", limit: 3))
        #expect(hits.records.map(name) == ["Merino 1299", "Merino 1298", "Merino 1297"])
        let shop = try Shop()
        let hats = try shop.category("Hats")
        let operations = (0..<1_000).map { number in
            Shop.create(Product.self) {
                $0.name = "Alpaca \(2_000 - number)"
                $0.category = hats
            }
        }
        _ = try shop.writer.commit(Proposal(operations, origin: "import"))
        func first() throws -> [String] {
            try SearchBuilder(paths: shop.paths).catchUp()
            return try shop.reader().window(query("alpaca", limit: 2)).records.map(name)
        }
        #expect(try first() == ["Alpaca 1001", "Alpaca 1002"])
        try shop.product("Alpaca 3000", in: hats)
        #expect(try first() == ["Alpaca 3000", "Alpaca 1001"])
    }

    @Test func `the trash is searched by words too`() throws {
        let record = try #require(try reader.window(query("name=\"merino 7\"", limit: 1)).records.first)
        try shop.commit(Shop.delete(Product.self, record.id))
        #expect(try pages("is:deleted merino", size: 5) == ["Merino 7"])
        #expect(try reader.count(query("is:deleted merino", limit: 1)) == 1)
        #expect(try pages("is:deleted alpaca", size: 5) == [])
    }
}
