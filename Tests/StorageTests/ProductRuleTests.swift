// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

private typealias Category = Domain.Category

/// The rules of products, each named by its test.
struct ProductRuleTests {
    private let shop: Shop
    private let yarn: Identifier

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
    }

    @Test func `a product's category must exist`() throws {
        let nobody = Identifier(high: 1, low: 2)
        #expect(
            refusal { try shop.product("Sock", in: nobody) }
                == productFailure("Sock", "category", .categoryMissing, value: nobody.text))
        try shop.commit(Shop.delete(Category.self, yarn))
        #expect(
            refusal { try shop.product("Sock", in: yarn) }
                == productFailure("Sock", "category", .categoryMissing, value: yarn.text))
    }

    @Test func `a product's category must be active, to come in; what is in may stay and be changed`() throws {
        let sock = try shop.product("Sock", in: yarn)
        try shop.set(Category.self, yarn, Edit(field: "active", value: .boolean(false)))
        #expect(
            refusal { try shop.product("Hat", in: yarn) }
                == productFailure("Hat", "category", .categoryInactive("Yarn"), value: "Yarn"))
        try shop.set(Product.self, sock, Edit(field: "colour", value: .text("red")))
        #expect(try shop.record(Product.self, sock).colour == "red")
    }

    @Test func `a product's type must fit its category`() throws {
        let patterns = try shop.category("Patterns") { $0.productType = "digital" }
        #expect(
            refusal { try shop.product("Sock", in: patterns) }
                == productFailure(
                    "Sock", "type", .typeNotInCategory(category: "Patterns", type: "digital"), value: "physical"))
        try shop.product("Sock", in: patterns) { $0.type = "digital" }
    }

    @Test(arguments: [Int64(0), -1])
    func `a price of 0 or less is refused unless the product is free`(price: Int64) throws {
        #expect(
            refusal { try shop.product("Sock", in: yarn) { $0.price = price } }
                == productFailure("Sock", "price", .priceNotPositive, value: price == 0 ? "0.00" : "-0.01"))
        try shop.product("Gift", in: yarn) {
            $0.price = 0
            $0.isFree = true
        }
    }

    @Test func `a price may be empty in a draft; leaving draft needs a price or free`() throws {
        let sock = try shop.product("Sock", in: yarn)
        let publish = Edit(field: "status", value: .text("published"))
        #expect(
            refusal { try shop.set(Product.self, sock, publish) }
                == productFailure("Sock", "price", .priceMissing, value: ""))
        try shop.set(Product.self, sock, publish, Edit(field: "price", value: .integer(100)))
        let gift = try shop.product("Gift", in: yarn)
        try shop.set(Product.self, gift, publish, Edit(field: "free", value: .boolean(true)))
        #expect(try shop.record(Product.self, gift).status == "published")
    }

    @Test func `a price lies in its category's range, in the category's currency`() throws {
        let dear = try shop.category("Dear") {
            $0.priceMin = 1_000
            $0.priceMax = 2_000
        }
        let rule = FailureRule.priceOutsideCategory(category: "Dear", min: "10.00", max: "20.00")
        for (price, text) in [(Int64(999), "9.99"), (2_001, "20.01")] {
            #expect(
                refusal { try shop.product("Sock", in: dear) { $0.price = price } }
                    == productFailure("Sock", "price", rule, value: text))
        }
        #expect(
            refusal {
                try shop.product("Sock", in: dear) {
                    $0.price = 1_500
                    $0.currency = "SEK"
                }
            } == productFailure("Sock", "price", .currencyNotOfCategory("EUR"), value: "15.00"))
        try shop.product("Low", in: dear) { $0.price = 1_000 }
        try shop.product("High", in: dear) { $0.price = 2_000 }
        try shop.product("Later", in: dear)
        try shop.product("Free", in: dear) { $0.isFree = true }
    }

    @Test func `metadata fits the category's schema, defaults are filled, other keys are allowed`() throws {
        let skeins = try shop.category("Skeins") {
            $0.metadataSchema = .map(of: [
                MapEntry(key: "ply", value: .text("integer required 1..12")),
                MapEntry(key: "needle", value: .text("decimal default=3.50")),
                MapEntry(key: "dyed", value: .text("yes/no")), MapEntry(key: "kind", value: .text("one:lace|aran")),
            ])
        }
        func metadata(_ entries: (String, Value)...) -> Value {
            .map(of: entries.map { MapEntry(key: $0.0, value: $0.1) })
        }
        func refused(_ value: Value, _ rule: FailureRule, _ text: String) {
            #expect(
                refusal { try shop.product("Sock", in: skeins) { $0.metadata = value } }
                    == productFailure("Sock", "metadata", rule, value: text))
        }
        refused(.null, .metadataMissing(category: "Skeins", key: "ply"), "")
        refused(
            metadata(("ply", .integer(13))), .metadataMismatch(key: "ply", expected: "a whole number, 1 to 12"),
            "13")
        refused(
            metadata(("ply", .integer(4)), ("kind", .text("sock"))),
            .metadataMismatch(key: "kind", expected: "lace, aran"), "sock")
        let id = try shop.product("Sock", in: skeins) {
            $0.metadata = metadata(("ply", .text("4")), ("dyed", .text("yes")), ("own", .text("x")))
        }
        #expect(
            try shop.record(Product.self, id).metadata
                == metadata(
                    ("ply", .integer(4)), ("dyed", .boolean(true)), ("own", .text("x")), ("needle", .text("3.5"))))
    }

    @Test func `a category holds at most its number of products, within one batch too`() throws {
        let small = try shop.category("Small") { $0.productsMax = 2 }
        try shop.product("A", in: small)
        func create(_ name: String) -> Domain.Operation {
            Shop.create(Product.self) {
                $0.name = name
                $0.category = small
            }
        }
        let full = FailureRule.categoryFull(category: "Small", max: 2)
        #expect(
            refusal { try shop.commit(create("B"), create("C")) }
                == productFailure("C", "category", full, value: "Small", index: 1))
        let b = try shop.product("B", in: small)
        #expect(refusal { try shop.product("C", in: small) } == productFailure("C", "category", full, value: "Small"))
        try shop.commit(Shop.delete(Product.self, b))
        try shop.product("C", in: small)
        #expect(
            refusal { try shop.commit(Shop.restore(Product.self, b)) }
                == productFailure("B", "category", full, value: "Small"))
    }

    @Test func `a new product must be a draft, unless the actor could make the move that follows`() throws {
        let packer = try shop.add(Role.self) {
            $0.name = "packer"
            $0.permissions = .set(of: ["products:create", "categories:read"])
        }
        #expect(try shop.role("packer") == packer)
        let bo = try shop.member("bo", roles: ["packer"])
        let published: (inout Record<Product>) -> Void = {
            $0.status = "published"
            $0.price = 100
        }
        #expect(
            refusal { try shop.product("Sock", in: yarn, by: bo, published) }
                == productFailure("Sock", "status", .draftUponCreation, value: "published"))
        try shop.product("Sock", in: yarn, by: bo)
        let mine = try shop.product("Hat", in: yarn, published)
        let history = try shop.reader().history(of: mine, in: Product.declaration.facts, limit: 9)
        #expect(history.map(\.action) == [.created])
        #expect(history.first?.differences.first { $0.label == "Status" }?.after == "published")
    }

    @Test func `only who holds products feature may feature a product`() throws {
        let bo = try shop.member("bo", roles: ["crafter"])
        #expect(
            refusal { try shop.product("Sock", in: yarn, by: bo) { $0.isFeatured = true } }
                == productFailure("Sock", "featured", .featureNotAllowed, value: "yes"))
        let sock = try shop.product("Sock", in: yarn) { $0.isFeatured = true }
        // What is featured already may be changed otherwise.
        try shop.set(Product.self, sock, Edit(field: "colour", value: .text("red")), by: bo)
    }

    @Test func `at most ten products are featured, a featured one not counting itself`() throws {
        var ids: [Identifier] = []
        for number in 1...10 { ids.append(try shop.product("P\(number)", in: yarn) { $0.isFeatured = true }) }
        #expect(
            refusal { try shop.product("P11", in: yarn) { $0.isFeatured = true } }
                == productFailure("P11", "featured", .featuredFull(max: 10), value: "yes"))
        try shop.set(Product.self, ids[0], Edit(field: "colour", value: .text("red")))
        try shop.set(Product.self, ids[0], Edit(field: "featured", value: .boolean(false)))
        try shop.product("P11", in: yarn) { $0.isFeatured = true }
    }

    @Test func `units counted whole refuse fractions`() throws {
        #expect(
            refusal { try shop.product("Sock", in: yarn) { $0.reorderLevel = 1_500_000 } }
                == productFailure("Sock", "reorder_level", .fractionOfWholeUnit("piece"), value: "1.5"))
        try shop.product("Wool", in: yarn) {
            $0.unit = "kg"
            $0.reorderLevel = 1_500_000
        }
    }

    @Test func `what is not given is filled in: currency, owner, type, status, stock tracking`() throws {
        let shop = try Shop(currency: "JPY")
        let category = try shop.category("Things")
        let id = try shop.product("Sock", in: category)
        let service = try shop.product("Lesson", in: category) { $0.type = "service" }
        var expected = Record<Product>()
        expected.name = "Sock"
        expected.category = category
        expected.currency = "JPY"
        expected.owner = try shop.reader().identity.member
        expected.isTracked = true
        #expect(try shop.record(Product.self, id) == expected)
        #expect(try shop.record(Product.self, service).isTracked == false)
    }

    @Test func `a transfer asks for another category that exists, is active, fits and has room`() throws {
        let facts = Product.declaration.facts
        let sock = try shop.product("Sock", in: yarn)
        let closed = try shop.category("Closed") { $0.isActive = false }
        let digital = try shop.category("Digital") { $0.productType = "digital" }
        let full = try shop.category("Full") { $0.productsMax = 0 }
        func transfer(to category: Identifier) -> StoreError? {
            refusal { try shop.commit(.transfer(facts, id: sock, to: category)) }
        }
        #expect(transfer(to: yarn) == productFailure("Sock", "category", .sameCategory("Yarn"), value: "Yarn"))
        let nobody = Identifier(high: 1, low: 1)
        #expect(transfer(to: nobody) == productFailure("Sock", "category", .categoryMissing, value: nobody.text))
        #expect(
            transfer(to: closed) == productFailure("Sock", "category", .categoryInactive("Closed"), value: "Closed"))
        #expect(
            transfer(to: digital)
                == productFailure(
                    "Sock", "type", .typeNotInCategory(category: "Digital", type: "digital"), value: "physical"))
        #expect(
            transfer(to: full)
                == productFailure("Sock", "category", .categoryFull(category: "Full", max: 0), value: "Full"))
        let hats = try shop.category("Hats")
        try shop.commit(.transfer(facts, id: sock, to: hats))
        let entry = try shop.reader().history(of: sock, in: facts, limit: 1).first
        #expect(entry?.differences == [.init(label: "Category", before: "Yarn", after: "Hats")])
    }

    @Test func `the rules stand in their order: the first that fails names itself alone`() throws {
        let closed = try shop.category("Closed") {
            $0.isActive = false
            $0.productType = "digital"
            $0.productsMax = 0
        }
        let worst: (inout Record<Product>) -> Void = {
            $0.price = -5
            $0.reorderLevel = 1
        }
        #expect(
            refusal { try shop.product("Sock", in: closed, worst) }
                == productFailure("Sock", "category", .categoryInactive("Closed"), value: "Closed"))
        try shop.set(Category.self, closed, Edit(field: "active", value: .boolean(true)))
        #expect(
            refusal { try shop.product("Sock", in: closed, worst) }
                == productFailure(
                    "Sock", "type", .typeNotInCategory(category: "Closed", type: "digital"), value: "physical"))
        try shop.set(Category.self, closed, Edit(field: "product_type", value: .null))
        #expect(
            refusal { try shop.product("Sock", in: closed, worst) }
                == productFailure("Sock", "price", .priceNotPositive, value: "-0.05"))
    }
}
