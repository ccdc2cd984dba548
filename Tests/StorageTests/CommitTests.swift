// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

private typealias Category = Domain.Category

/// The order of a commit, what it reports, and what it leaves behind.
struct CommitTests {
    private let shop: Shop
    private let yarn: Identifier

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
    }

    private func product(_ name: String, sku: String = "", _ fill: (inout Record<Product>) -> Void = { _ in })
        -> Domain.Operation
    {
        let yarn = yarn
        return Shop.create(Product.self) {
            $0.name = name
            $0.category = yarn
            $0.sku = sku
            fill(&$0)
        }
    }

    private func failure(
        _ record: String, _ index: Int, _ field: String?, _ value: String?, _ rule: FailureRule
    ) -> ValidationFailure {
        ValidationFailure(
            resource: "products", record: record, index: index, field: field, value: value, rule: rule)
    }

    @Test func `all field failures and all uniqueness failures of a batch are reported together`() throws {
        try shop.product("Sock", in: yarn, sku: "S-1")
        let bad = product("Hat", sku: "a b") {
            $0.values[Product.declaration.fields.gtin.position] = .text("4006381333930")
            $0.values[Product.declaration.fields.country.position] = .text("SWE")
        }
        let error = refusal { try shop.commit(bad, product("sock", sku: "s-1"), product("", sku: "N-1")) }
        #expect(
            error
                == .invalid([
                    failure("new product", 0, "sku", "a b", .badFormat(.sku)),
                    failure("new product", 0, "gtin", "4006381333930", .checkDigit(expected: 1)),
                    failure("new product", 0, "country", "SWE", .badFormat(.country)),
                    failure("N-1", 2, "name", nil, .required),
                    failure("new product", 1, "sku", "s-1", .taken(key: "SKU", by: "Sock")),
                    failure("s-1", 1, "name", "sock", .taken(key: "name in its category", by: "Sock")),
                ]))
        #expect(try shop.reader().count(Query(resource: "products", limit: 1)) == 1)
    }

    @Test func `a key given twice in one batch is told with the other place`() throws {
        #expect(
            refusal { try shop.commit(product("A", sku: "S-1"), product("B", sku: "s-1"), product("a", sku: "S-2")) }
                == .invalid([
                    failure("new product", 1, "sku", "s-1", .twice(key: "SKU", at: "S-1")),
                    failure("S-2", 2, "name", "a", .twice(key: "name in its category", at: "S-1")),
                ]))
    }

    @Test func `permission comes before fields, fields before rules`() throws {
        let bo = try shop.member("bo", roles: ["viewer"])
        let worst = product("", sku: "a b") { $0.price = -1 }
        #expect(
            refusal { try shop.commit(worst, by: bo) }
                == .denied(
                    Denial(
                        permission: "products:create", actor: "Bo", reason: .notGranted, grantors: ["Ada Öst"])))
        #expect(
            refusal { try shop.commit(product("A", sku: "a b") { $0.price = -1 }) }
                == .invalid([failure("new product", 0, "sku", "a b", .badFormat(.sku))]))
        #expect(
            refusal { try shop.commit(product("A") { $0.price = -1 }) }
                == .invalid([failure("A", 0, "price", "-0.01", .priceNotPositive)]))
    }

    @Test func `a batch is written whole or not at all, and each failing item is named`() throws {
        let error = refusal {
            try shop.commit(product("A"), product("B") { $0.price = 0 }, product("C"), product("D") { $0.price = -3 })
        }
        #expect(
            error
                == .invalid([
                    failure("B", 1, "price", "0.00", .priceNotPositive),
                    failure("D", 3, "price", "-0.03", .priceNotPositive),
                ]))
        #expect(try shop.reader().count(Query(resource: "products", limit: 1)) == 0)
        try shop.expectIntact()
    }

    @Test func `a failing index is the operation's place, also behind a deletion that takes children along`() throws {
        let sock = try shop.product("Sock", in: yarn)
        for size in ["S", "M"] {
            try shop.add(Variant.self) {
                $0.product = sock
                $0.options = .map(of: [MapEntry(key: "Size", value: .text(size))])
            }
        }
        try shop.product("Hat", in: yarn, sku: "H")
        #expect(
            refusal { try shop.commit(Shop.delete(Product.self, sock), product("Cap", sku: "h")) }
                == .invalid([failure("new product", 1, "sku", "h", .taken(key: "SKU", by: "Hat"))]))
    }

    @Test func `two products swap their SKUs in one batch, and three go round`() throws {
        let ids = try ["A", "B", "C"].map { try shop.product($0, in: yarn, sku: "S-\($0)") }
        func sku(_ id: Identifier, _ text: String) -> Domain.Operation {
            Shop.update(Product.self, id, Edit(field: "sku", value: .text(text)))
        }
        try shop.commit(sku(ids[0], "S-B"), sku(ids[1], "S-A"))
        #expect(try ids.map { try shop.record(Product.self, $0).sku } == ["S-B", "S-A", "S-C"])
        try shop.commit(sku(ids[0], "S-A"), sku(ids[1], "S-C"), sku(ids[2], "S-B"))
        #expect(try ids.map { try shop.record(Product.self, $0).sku } == ["S-A", "S-C", "S-B"])
        _ = try shop.writer.undo()
        #expect(try ids.map { try shop.record(Product.self, $0).sku } == ["S-B", "S-A", "S-C"])
        try shop.expectIntact()
    }

    @Test func `one batch may change a record twice`() throws {
        let sock = try shop.product("Sock", in: yarn, sku: "S-1")
        try shop.commit(
            Shop.update(Product.self, sock, Edit(field: "colour", value: .text("red"))),
            Shop.update(Product.self, sock, Edit(field: "country", value: .text("SE"))))
        let record = try shop.record(Product.self, sock)
        #expect(record.colour == "red")
        #expect(record.country == "SE")
        try shop.expectIntact()
    }

    @Test func `one batch may create a record, change it and delete it again`() throws {
        let id = Identifier(high: 0x0193_2A5B_C4D8_7001, low: 0x8000_0000_0000_0001)
        let yarn = yarn
        try shop.commit(
            Shop.create(Product.self, id: id) {
                $0.name = "Sock"
                $0.category = yarn
                $0.sku = "S-1"
            }, Shop.update(Product.self, id, Edit(field: "colour", value: .text("red"))),
            Shop.delete(Product.self, id))
        #expect(try shop.stored(Product.self, id)?.isDeleted == true)
        #expect(try shop.record(Product.self, id).colour == "red")
        try shop.expectIntact()
    }

    @Test func `a SKU that a deletion of the same batch frees may be taken in it, in either order`() throws {
        let sock = try shop.product("Sock", in: yarn, sku: "S-1")
        try shop.commit(Shop.delete(Product.self, sock), product("Sock", sku: "S-1"))
        let second = try shop.reader().find("S-1", in: Product.declaration.facts).id
        try shop.commit(product("Sock", sku: "S-1"), Shop.delete(Product.self, second))
        #expect(try shop.reader().find("S-1", in: Product.declaration.facts).id != second)
        try shop.expectIntact()
    }

    @Test func `the SKU of a deleted product may be used again, and then keeps it from coming back`() throws {
        let sock = try shop.product("Sock", in: yarn, sku: "S-1")
        try shop.commit(Shop.delete(Product.self, sock))
        try shop.product("Hat", in: yarn, sku: "S-1")
        #expect(
            refusal { try shop.commit(Shop.restore(Product.self, sock)) }
                == productFailure("S-1", "sku", .taken(key: "SKU", by: "Hat"), value: "S-1"))
    }

    @Test func `a variant's SKU is none of a product's, and the other way round`() throws {
        let sock = try shop.product("Sock", in: yarn, sku: "S-1")
        let variant: (String) -> Domain.Operation = { sku in
            Shop.create(Variant.self) {
                $0.product = sock
                $0.sku = sku
                $0.options = .map(of: [MapEntry(key: "Size", value: .text("M"))])
            }
        }
        #expect(
            refusal { try shop.commit(variant("s-1")) }
                == .invalid([
                    ValidationFailure(
                        resource: "variants", record: "new variant", index: 0, field: "sku", value: "s-1",
                        rule: .taken(key: "SKU", by: "Sock"))
                ]))
        try shop.commit(variant("V-1"))
        #expect(
            refusal { try shop.product("Hat", in: yarn, sku: "v-1") }
                == productFailure("new product", "sku", .taken(key: "SKU", by: "V-1"), value: "v-1"))
    }

    @Test func `an empty SKU is filled from the category's pattern, above all numbers used or given before`() throws {
        let numbered = try shop.category("Numbered") { $0.skuPattern = "YARN-{n:4}" }
        func add(_ name: String, sku: String = "") throws -> String {
            try shop.record(Product.self, shop.product(name, in: numbered, sku: sku)).sku
        }
        #expect(try add("A") == "YARN-0001")
        #expect(try add("B", sku: "yarn-0007") == "yarn-0007")
        #expect(try add("C", sku: "YARN-x9") == "YARN-x9")
        #expect(try add("D") == "YARN-0008")
        let last = try shop.reader().find("YARN-0008", in: Product.declaration.facts).id
        try shop.commit(Shop.delete(Product.self, last))
        #expect(try add("E") == "YARN-0009")
        let records = try shop.commit(
            Shop.create(Product.self) {
                $0.name = "F"
                $0.category = numbered
            },
            Shop.create(Product.self) {
                $0.name = "G"
                $0.category = numbered
            })
        #expect(try records.map { try shop.record(Product.self, $0).sku } == ["YARN-0010", "YARN-0011"])
    }

    @Test func `a change of nothing writes nothing`() throws {
        let sock = try shop.product("Sock", in: yarn)
        let before = try shop.reader().storeFacts().commits
        try shop.set(Product.self, sock, Edit(field: "name", value: .text(" Sock ")))
        #expect(try shop.reader().storeFacts().commits == before)
    }

    @Test func `a field that is computed or not known cannot be set`() throws {
        #expect(
            refusal {
                try shop.set(
                    Category.self, yarn, Edit(field: "path", value: .text("x")), Edit(field: "glow", value: .null))
            }
                == .invalid([
                    ValidationFailure(
                        resource: "categories", record: "Yarn", index: 0, field: "path", value: nil, rule: .derived),
                    ValidationFailure(
                        resource: "categories", record: "Yarn", index: 0, field: "glow", value: nil,
                        rule: .unknownField(near: [])),
                ]))
    }

    @Test func `a field that is computed cannot be given at create either`() throws {
        #expect(
            refusal {
                try shop.commit(
                    Shop.create(Category.self) {
                        $0.name = "Sub"
                        $0.path = "Top › Sub"
                    })
            }
                == .invalid([
                    ValidationFailure(
                        resource: "categories", record: "Sub", index: 0, field: "path", value: nil, rule: .derived)
                ]))
    }

    @Test func `one key of a map is set or removed without touching the others`() throws {
        let sock = try shop.product("Sock", in: yarn) {
            $0.metadata = .map(of: [MapEntry(key: "a", value: .integer(1)), MapEntry(key: "b", value: .text("x"))])
        }
        try shop.set(
            Product.self, sock, Edit(field: "metadata", key: "b", value: .null),
            Edit(field: "metadata", key: "c", value: .boolean(true)))
        #expect(
            try shop.record(Product.self, sock).metadata
                == .map([MapEntry(key: "a", value: .integer(1)), MapEntry(key: "c", value: .boolean(true))]))
    }

    @Test func `every record carries who made and changed it, and when`() throws {
        let bo = try shop.member("bo", roles: ["manager"])
        let me = try shop.reader().identity.member
        let boId = try shop.reader().find("bo", in: Member.declaration.facts).id
        let sock = try shop.product("Sock", in: yarn)
        let made = try #require(try shop.stored(Product.self, sock)).stamps
        #expect(made.createdAt == made.updatedAt && made.createdBy == me && made.updatedBy == me)
        #expect(made.deletedAt == nil && made.deletedBy == nil && made.revision == nil)
        try shop.commit(Shop.delete(Product.self, sock), by: bo)
        let gone = try #require(try shop.stored(Product.self, sock)).stamps
        #expect(gone.createdAt == made.createdAt && gone.createdBy == me)
        #expect(gone.updatedAt > made.updatedAt && gone.updatedBy == boId)
        #expect(gone.deletedAt == gone.updatedAt && gone.deletedBy == boId)
    }
}
