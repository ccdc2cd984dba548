// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLite
import Storage
import Testing

private typealias Category = Domain.Category

/// What becomes of values on their way into the store.
struct StoredValueTests {
    private let shop: Shop
    private let yarn: Identifier

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
    }

    @Test func `text is stored in NFC and trimmed, whoever gives it`() throws {
        let sock = try shop.product("  Gru\u{308}n sock ", in: yarn, sku: " S-1 ") {
            $0.tags = .set(of: [" e\u{301}te\u{301} ", "\u{E9}t\u{E9}"])
            $0.metadata = .map(of: [MapEntry(key: " u\u{308} ", value: .text(" a\u{30A} "))])
        }
        try shop.set(Product.self, sock, Edit(field: "colour", value: .text(" o\u{308} ")))
        let record = try shop.record(Product.self, sock)
        func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
        #expect(scalars(record.name) == scalars("Gr\u{FC}n sock"))
        #expect(record.sku == "S-1")
        #expect(scalars(record.colour) == [0xF6])
        #expect(record.tags.list.map(scalars) == [[0xE9, 0x74, 0xE9]])
        #expect(record.metadata.map.map { scalars($0.key) } == [[0xFC]])
        #expect(record.metadata.map.compactMap(\.value.text).map(scalars) == [[0xE5]])
        try shop.expectIntact()
    }

    @Test func `keys of texts are stored, folded by the program and compared byte by byte`() throws {
        try shop.product("GRÖSSE Éclair ß", in: yarn, sku: "Ä-ß-1")
        #expect(
            try shop.rawTexts(
                "SELECT name_key || '|' || name_sort || '|' || sku_key FROM product")
                == ["grösse éclair ss|grosse eclair ss|ä-ss-1"])
        let schema = Schema.declaredSQL.uppercased()
        #expect(!schema.contains("COLLATE") && !schema.contains("NOCASE") && !schema.contains("LOWER("))
    }

    @Test(arguments: Resources.all.map(\.name))
    func `each unique key is kept by an index of its own as well`(name: String) throws {
        let resource = try #require(Resources.named(name))
        let table = resource.shape.singular
        let indexes = try shop.rawTexts(
            "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name LIKE '\(table)_unique_%' ORDER BY name")
        #expect(indexes.count == resource.shape.uniqueKeys.count)
        for (index, key) in zip(indexes, resource.shape.uniqueKeys) {
            #expect(index.hasPrefix("CREATE UNIQUE INDEX") && index.hasSuffix("WHERE deleted_at IS NULL"))
            #expect(key.fields.allSatisfy { index.contains($0) }, "\(index)")
        }
    }

    @Test func `a key that is taken past the program is refused by the index`() throws {
        try shop.product("Sock", in: yarn, sku: "S-1")
        try shop.product("Hat", in: yarn, sku: "S-2")
        let error = #expect(throws: SQLiteError.self) {
            try shop.raw("UPDATE product SET sku_key = 's-1' WHERE sku = 'S-2'")
        }
        #expect(error.map { ResultCode.SQLITE_CONSTRAINT ~= $0.code } == true)
    }

    @Test func `a product's name is unique in its category, and free in another`() throws {
        let hats = try shop.category("Hats")
        try shop.product("Merino", in: yarn)
        try shop.product("Merino", in: hats)
        #expect(
            refusal { try shop.product("MERINO", in: hats) }
                == productFailure(
                    "new product", "name", .taken(key: "name in its category", by: "Merino"), value: "MERINO"))
    }

    @Test func `a SKU that is used again tells whose it was, a variant's too`() throws {
        let sock = try shop.product("Sock", in: yarn, sku: "S-1")
        let variant = try shop.add(Variant.self) {
            $0.product = sock
            $0.sku = "V-1"
            $0.options = .map(of: [MapEntry(key: "Size", value: .text("M"))])
        }
        try shop.commit(Shop.delete(Variant.self, variant))
        try shop.commit(Shop.delete(Product.self, sock))
        func former(_ name: String, _ sku: String) throws -> [FormerHolder] {
            let id = try shop.product(name, in: yarn, sku: sku)
            let record = try #require(try shop.stored(Product.self, id))
            return try shop.reader().formerHolders(of: record, in: Product.declaration.facts)
        }
        #expect(try former("Hat", "s-1").map { [$0.key, $0.value, $0.record] } == [["SKU", "s-1", "Sock"]])
        #expect(try former("Cap", "V-1").map { [$0.key, $0.value, $0.record] } == [["SKU", "V-1", "V-1"]])
        #expect(try former("Bag", "B-1") == [])
        #expect(try former("Mug", "") == [])
    }

    @Test func `names swap their categories in one batch and in its undo`() throws {
        let hats = try shop.category("Hats")
        let ids = [try shop.product("Merino", in: yarn), try shop.product("Merino", in: hats)]
        func move(_ index: Int, _ category: Identifier) -> Domain.Operation {
            .transfer(Product.declaration.facts, id: ids[index], to: category)
        }
        try shop.commit(move(0, hats), move(1, yarn))
        #expect(try ids.map { try shop.record(Product.self, $0).category } == [hats, yarn])
        _ = try shop.writer.undo()
        #expect(try ids.map { try shop.record(Product.self, $0).category } == [yarn, hats])
        _ = try shop.writer.redo()
        #expect(try ids.map { try shop.record(Product.self, $0).category } == [hats, yarn])
        try shop.expectIntact()
    }

    @Test func `a currency is filled at create and never empty: taken away it is the store's again`() throws {
        let sock = try shop.product("Sock", in: yarn) {
            $0.price = 100
            $0.currency = "SEK"
        }
        #expect(try shop.record(Product.self, sock).currency == "SEK")
        try shop.set(Product.self, sock, Edit(field: "currency", value: .null))
        #expect(try shop.record(Product.self, sock).currency == "EUR")
        try shop.set(Category.self, yarn, Edit(field: "currency", value: .null))
        #expect(try shop.record(Category.self, yarn).currency == "EUR")
        for table in ["product", "category"] {
            #expect(try shop.rawInteger("SELECT count(*) FROM \(table) WHERE currency IS NULL") == 0)
        }
        try shop.expectIntact()
    }

    @Test(arguments: zip(Product.types, [true, false, false, false, false]))
    func `stock is tracked of physical goods unless said otherwise`(type: String, isTracked: Bool) throws {
        let usual = try shop.product("Usual", in: yarn) { $0.type = type }
        let other = try shop.product("Other", in: yarn) {
            $0.type = type
            $0.isTracked = !isTracked
        }
        #expect(try shop.record(Product.self, usual).isTracked == isTracked)
        #expect(try shop.record(Product.self, other).isTracked == !isTracked)
    }

    @Test func `metadata is merged and never replaced, also when it is given as a whole`() throws {
        func map(_ entries: (String, Value)...) -> Value {
            .map(entries.map { MapEntry(key: $0.0, value: $0.1) })
        }
        let sock = try shop.product("Sock", in: yarn) { $0.metadata = map(("a", .integer(1)), ("b", .text("x"))) }
        try shop.set(
            Product.self, sock, Edit(field: "metadata", value: map(("b", .null), ("c", .boolean(true)))))
        #expect(try shop.record(Product.self, sock).metadata == map(("a", .integer(1)), ("c", .boolean(true))))
        _ = try shop.writer.undo()
        #expect(try shop.record(Product.self, sock).metadata == map(("a", .integer(1)), ("b", .text("x"))))
        try shop.set(Product.self, sock, Edit(field: "metadata", value: .null))
        #expect(try shop.record(Product.self, sock).metadata == .null)
    }

    @Test func `two sides that set different keys of a map do not clash, the same key does`() throws {
        let sock = try shop.product("Sock", in: yarn) {
            $0.metadata = .map(of: [MapEntry(key: "a", value: .integer(1))])
        }
        func set(_ key: String, _ value: Int64, base: Value) throws {
            try shop.set(Product.self, sock, Edit(field: "metadata", key: key, value: .integer(value), base: base))
        }
        try set("b", 2, base: .null)
        try set("a", 5, base: .integer(1))
        let error = refusal { try set("a", 6, base: .integer(1)) }
        guard case .conflict(let conflicts)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(conflicts.map(\.field) == ["metadata.a"])
    }

    @Test func `a transfer asks for its own permission or that to update`() throws {
        try shop.add(Role.self) {
            $0.name = "mover"
            $0.permissions = .set(of: ["products:transfer", "products:read"])
        }
        let bo = try shop.member("bo", roles: ["mover"])
        let hats = try shop.category("Hats")
        let sock = try shop.product("Sock", in: yarn)
        try shop.commit(.transfer(Product.declaration.facts, id: sock, to: hats), by: bo)
        #expect(try shop.record(Product.self, sock).category == hats)
        #expect(
            refusal { try shop.set(Product.self, sock, Edit(field: "category", value: .identifier(yarn)), by: bo) }
                == .denied(
                    Denial(
                        permission: "products:update", actor: "Bo", reason: .notGranted, grantors: ["Ada Öst"])))
        let cai = try shop.member("cai", roles: ["viewer"])
        #expect(
            refusal { try shop.commit(.transfer(Product.declaration.facts, id: sock, to: yarn), by: cai) }
                == .denied(
                    Denial(
                        permission: "products:transfer", actor: "Cai", reason: .notGranted, grantors: ["Ada Öst"])))
    }

    @Test func `a record that a denial hides reads as not found`() throws {
        let bo = try shop.member("bo", roles: ["admin"])
        let id = try shop.reader().find("bo", in: Member.declaration.facts).id
        try shop.add(Policy.self) {
            $0.name = "no secrets"
            $0.member = id
            $0.permission = "products:read"
            $0.effect = "deny"
            $0.condition = "colour=secret"
        }
        let sock = try shop.product("Sock", in: yarn) { $0.colour = "secret" }
        let hat = try shop.product("Hat", in: yarn)
        let red = Edit(field: "country", value: .text("SE"))
        let hidden = StoreError.notFound(resource: "products", key: sock.text)
        #expect(refusal { try shop.set(Product.self, sock, red, by: bo) } == hidden)
        #expect(refusal { try shop.commit(Shop.delete(Product.self, sock), by: bo) } == hidden)
        #expect(refusal { try shop.commit(Shop.purge(Product.self, sock), by: bo) } == hidden)
        try shop.set(Product.self, hat, red, by: bo)
        let filter = try #require(try shop.reader().access(of: id).readFilter(on: "products"))
        let window = try shop.reader().window(Query(resource: "products", filter: filter, limit: 9))
        #expect(window.records.map(\.id) == [hat])
    }

    @Test(arguments: [
        ("100%", ["100% wool"]), ("a_b", ["a_b"]), ("%", ["100% wool"]), ("_", ["a_b"]), ("\\", ["c\\d"]),
    ])
    func `per cent, underline and backslash are literal in a filter`(part: String, names: [String]) throws {
        for name in ["100% wool", "1000 wool", "a_b", "aXb", "c\\d"] { try shop.product(name, in: yarn) }
        let context = FilterViewpoint(currency: "EUR", today: CalendarDate(daysSince1970: 0), me: nil)
        let quoted = part.replacing("\\", with: "\\\\")
        let filter = try FilterParser.parse("name~\"\(quoted)\"", for: Product.declaration.facts, in: context)
        let window = try shop.reader().window(Query(resource: "products", filter: filter, limit: 9))
        #expect(window.records.map { Record<Product>(values: $0.values).name } == names)
    }

    @Test func `settings with every field filled read back the same`() throws {
        let facts = Settings.declaration.facts
        let stored = try #require(try shop.reader().window(Query(resource: "settings", limit: 1)).records.first)
        var wanted = Record<Settings>(values: stored.values)
        wanted.name = "Süd & Söhne"
        wanted.type = "retailer"
        wanted.industry = "yarn"
        wanted.tenantClass = "enterprise"
        wanted.size = 12
        wanted.domain = "north.example"
        wanted.address = "Road 1\nTown"
        wanted.brandColour = "#A0B1C2"
        wanted.currency = "SEK"
        wanted.locale = "sv_SE"
        wanted.pricesIncludeTax = false
        wanted.taxRate = 2_500
        #expect(wanted.values.allSatisfy { !$0.isNull })
        let edits = facts.fields.map { Edit(field: $0.key, value: wanted.values[$0.position]) }
        try shop.commit(.update(facts, id: stored.id, edits: edits))
        #expect(try shop.reader().settings() == wanted)
        try shop.expectIntact()
    }
}
