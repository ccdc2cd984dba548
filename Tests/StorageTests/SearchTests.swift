// SPDX-License-Identifier: Apache-2.0
import Domain
import Host
import SQLite
import Storage
import Testing

/// Full-text search beside the store.
struct SearchTests {
    private let shop: Shop
    private let yarn: Identifier

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
    }

    /// The names of what a text finds, once the index has caught up.
    private func names(_ text: String, catchesUp: Bool = true) throws -> [String] {
        if catchesUp { try SearchBuilder(paths: shop.paths).catchUp() }
        let context = FilterViewpoint(currency: "EUR", today: CalendarDate(daysSince1970: 0), me: nil)
        let filter = try FilterParser.parse(text, for: Product.declaration.facts, in: context)
        let query = Query(resource: "products", filter: filter, sort: [SortTerm(field: "name")], limit: 50)
        let reader = try shop.reader()
        let found = try reader.window(query).records.map { Record<Product>(values: $0.values).name }
        #expect(try reader.count(query) == Int64(found.count))
        return found
    }

    @Test func `every word must be there, the last one as a beginning`() throws {
        try shop.product("Merino sock", in: yarn) { $0.description = "soft and warm" }
        try shop.product("Merino hat", in: yarn) { $0.colour = "warm red" }
        #expect(try names("merino") == ["Merino hat", "Merino sock"])
        #expect(try names("mer") == ["Merino hat", "Merino sock"])
        #expect(try names("warm mer") == ["Merino hat", "Merino sock"])
        #expect(try names("mer warm") == [])
        #expect(try names("merino so") == ["Merino sock"])
        #expect(try names("soft warm sock") == ["Merino sock"])
    }

    @Test func `accents and case are ignored, also in words that fold to others`() throws {
        try shop.product("Größe Straße", in: yarn)
        try shop.product("Crème Brûlée", in: yarn)
        try shop.product("ﬁne ŒUVRE", in: yarn)
        #expect(try names("CREME") == ["Crème Brûlée"])
        #expect(try names("brûl") == ["Crème Brûlée"])
        #expect(try names("GRÖSSE") == ["Größe Straße"])
        #expect(try names("straße") == ["Größe Straße"])
        #expect(try names("strasse") == ["Größe Straße"])
        #expect(try names("fine œuvre") == ["ﬁne ŒUVRE"])
    }

    @Test func `words are split as they are in the text: hyphens, dots, tags`() throws {
        try shop.product("Hand-dyed 4.5mm", in: yarn) { $0.tags = .set(of: ["self striping", "sale"]) }
        #expect(try names("dyed") == ["Hand-dyed 4.5mm"])
        #expect(try names("hand-dyed") == ["Hand-dyed 4.5mm"])
        #expect(try names("5mm") == ["Hand-dyed 4.5mm"])
        #expect(try names("striping sale") == ["Hand-dyed 4.5mm"])
        #expect(try names("\"4.5mm\"") == ["Hand-dyed 4.5mm"])
    }

    @Test func `a SKU or a GTIN is found by itself, whole or by its beginning`() throws {
        try shop.product("Sock", in: yarn, sku: "YARN-0042") {
            $0.values[Product.declaration.fields.gtin.position] = .text("4006381333931")
        }
        #expect(try names("yarn-0042") == ["Sock"])
        #expect(try names("YARN-00") == ["Sock"])
        #expect(try names("4006381333931") == ["Sock"])
        #expect(try names("0042") == [])
    }

    @Test func `words of an older version find nothing, the new ones do`() throws {
        let id = try shop.product("Red sock", in: yarn)
        #expect(try names("red") == ["Red sock"])
        try shop.set(Product.self, id, Edit(field: "name", value: .text("Blue sock")))
        #expect(try names("red") == [])
        #expect(try names("blue so") == ["Blue sock"])
        try shop.set(Product.self, id, Edit(field: "name", value: .text("Red hat")))
        #expect(try names("blue") == [])
        #expect(try names("red") == ["Red hat"])
    }

    @Test func `deleted records are not found, restored ones are`() throws {
        let id = try shop.product("Red sock", in: yarn)
        #expect(try names("sock") == ["Red sock"])
        try shop.commit(Shop.delete(Product.self, id))
        #expect(try names("sock") == [])
        try shop.commit(Shop.restore(Product.self, id))
        #expect(try names("sock") == ["Red sock"])
        try shop.commit(Shop.purge(Product.self, id))
        #expect(try names("sock") == [])
    }

    @Test func `what came after a purged record is not found by its words`() throws {
        let id = try shop.product("Red sock", in: yarn)
        #expect(try names("sock") == ["Red sock"])
        try shop.commit(Shop.purge(Product.self, id))
        let other = try shop.product("Blue hat", in: yarn)
        #expect(try names("sock", catchesUp: false) == [])
        #expect(try names("sock") == [])
        #expect(try names("hat") == ["Blue hat"])
        #expect(try shop.stored(Product.self, other)?.row == 2)
        #expect(try shop.rawTexts("SELECT resource || ' ' || n FROM purged") == ["products 1"])
        let index = try Connection(path: shop.paths.search, mode: .readOnly)
        #expect(try index.texts("SELECT resource || ' ' || n FROM stale_row") == ["products 1"])
    }

    @Test func `rows are never numbered twice, in one batch as over many`() throws {
        var rows: [Int64] = []
        for name in ["A", "B", "C"] {
            let id = try shop.product(name, in: yarn)
            rows.append(try #require(try shop.stored(Product.self, id)).row)
            try shop.commit(Shop.purge(Product.self, id))
        }
        let first = Identifier(high: 1, low: 1)
        try shop.commit(
            Shop.create(Product.self, id: first) {
                $0.name = "D"
                $0.category = yarn
            }, Shop.purge(Product.self, first),
            Shop.create(Product.self) {
                $0.name = "E"
                $0.category = yarn
            },
            Shop.create(Product.self) {
                $0.name = "F"
                $0.category = yarn
            })
        let last = try shop.reader().window(Query(resource: "products", sort: [SortTerm(field: "name")], limit: 9))
        #expect(rows == [1, 2, 3])
        #expect(last.records.map(\.row) == [5, 6])
    }

    @Test func `the record itself says whether it holds a word`() throws {
        let id = try shop.product("Red sock", in: yarn)
        let record = try #require(try shop.stored(Product.self, id))
        let reader = try shop.reader()
        let products = Product.declaration.facts
        #expect(reader.holds(wordsOf: .and([.word("sock", isPrefix: false)]), record, in: products))
        #expect(!reader.holds(wordsOf: .word("hat", isPrefix: true), record, in: products))
        #expect(reader.holds(wordsOf: .all, record, in: products))
    }

    @Test func `the index says how far it is behind, and catches up`() throws {
        _ = try names("x")
        let builder = try SearchBuilder(paths: shop.paths)
        #expect(try builder.lag() == 0)
        try shop.product("Red sock", in: yarn)
        try shop.product("Blue sock", in: yarn)
        #expect(try builder.lag() == 2)
        #expect(try names("sock", catchesUp: false) == ["Blue sock", "Red sock"], "the records answer meanwhile")
        try builder.catchUp()
        #expect(try builder.lag() == 0)
        #expect(try names("sock", catchesUp: false) == ["Blue sock", "Red sock"])
    }

    @Test func `the index can be deleted or damaged, and is built again`() throws {
        try shop.product("Red sock", in: yarn)
        #expect(try names("sock") == ["Red sock"])
        SearchBuilder.forget(shop.paths)
        #expect(Files.kind(shop.paths.search) == .missing)
        #expect(try names("sock", catchesUp: false) == ["Red sock"])
        #expect(try names("sock") == ["Red sock"])
        SearchBuilder.forget(shop.paths)
        try Files.write(Array("this is no database at all".utf8), to: shop.paths.search)
        #expect(try names("sock") == ["Red sock"])
        #expect(Files.mode(shop.paths.search) == 0o600)
    }

    /// Copies the store's files; putting them back is what a person does who takes an old copy out of a drawer.
    private func files() throws -> [String: [UInt8]] {
        try shop.writer.checkpoint()
        return ["": try Files.read(shop.paths.store)]
    }

    private func putBack(_ files: [String: [UInt8]]) throws {
        for suffix in ["-wal", "-shm"] { Files.remove(shop.paths.store + suffix) }
        for (suffix, bytes) in files { try Files.write(bytes, to: shop.paths.store + suffix) }
    }

    @Test func `an older file of the store that is put back is indexed anew, shorter or grown again`() throws {
        try shop.product("Red sock", in: yarn)
        let old = try files()
        let category = yarn
        try shop.product("Blue sock", in: yarn)
        try shop.product("Green sock", in: yarn)
        #expect(try names("sock") == ["Blue sock", "Green sock", "Red sock"])
        // Grown again past the commit that the index holds.
        try putBack(old)
        let writer = try shop.writer(as: "ada")
        for name in ["White cap", "Grey cap", "Black cap"] { try shop.product(name, in: category, by: writer) }
        #expect(try names("cap") == ["Black cap", "Grey cap", "White cap"])
        #expect(try names("sock") == ["Red sock"])
        // Shorter than what the index holds.
        try putBack(old)
        #expect(try SearchBuilder(paths: shop.paths).lag() == 3)
        #expect(try names("cap") == [])
        #expect(try names("sock") == ["Red sock"])
        #expect(try SearchBuilder(paths: shop.paths).lag() == 0)
    }

    @Test func `an index of another store is not used`() throws {
        try shop.product("Red sock", in: yarn)
        let other = try Shop(seed: 2)
        try other.product("Green sock", in: try other.category("Yarn"))
        try SearchBuilder(paths: other.paths).catchUp()
        _ = try names("x")
        SearchBuilder.forget(shop.paths)
        try Files.write(try Files.read(other.paths.search), to: shop.paths.search)
        #expect(try names("sock") == ["Red sock"])
    }

    @Test func `reading only finds words in the records and writes no index`() throws {
        try shop.product("Red sock", in: yarn, sku: "S-0042")
        try shop.product("Blue sock", in: yarn) { $0.price = 900 }
        let context = FilterViewpoint(currency: "EUR", today: CalendarDate(daysSince1970: 0), me: nil)
        func found(_ text: String) throws -> [String] {
            let reader = try Reader(paths: shop.paths, as: .program, isReadOnly: true)
            let filter = try FilterParser.parse(text, for: Product.declaration.facts, in: context)
            let query = Query(resource: "products", filter: filter, sort: [SortTerm(field: "name")], limit: 50)
            let names = try reader.window(query).records.map { Record<Product>(values: $0.values).name }
            #expect(try reader.count(query) == Int64(names.count))
            return names
        }
        for _ in 0..<2 {
            #expect(try found("sock") == ["Blue sock", "Red sock"])
            #expect(try found("blue so") == ["Blue sock"])
            #expect(try found("sock price>5") == ["Blue sock"])
            #expect(try found("s-0042") == ["Red sock"])
            #expect(try found("hat") == [])
            #expect(try SearchBuilder.lag(shop.paths) == 4)
            #expect(Files.kind(shop.paths.search) == .missing)
        }
        try SearchBuilder(paths: shop.paths).catchUp()
        #expect(try SearchBuilder.lag(shop.paths) == 0)
        #expect(try found("blue so") == ["Blue sock"])
        // An index that is behind is passed over.
        try shop.product("Grey sock", in: yarn)
        #expect(try found("sock") == ["Blue sock", "Grey sock", "Red sock"])
        #expect(try SearchBuilder.lag(shop.paths) == 1)
    }

    @Test func `words combine with conditions, and inside or they are looked for in the records`() throws {
        try shop.product("Red sock", in: yarn) { $0.price = 100 }
        try shop.product("Blue sock", in: yarn) { $0.price = 900 }
        try shop.product("Cap", in: yarn) { $0.price = 900 }
        #expect(try names("price>5 sock") == ["Blue sock"])
        #expect(try names("red or price>5") == ["Blue sock", "Cap", "Red sock"])
        #expect(try names("!sock") == ["Cap"])
    }
}
