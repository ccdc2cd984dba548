// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

private typealias Category = Domain.Category

/// The order of the rules, without a store: they are pure, and see only what they are given.
struct RuleOrderTests {
    /// A change and its surroundings.
    private struct World {
        var product = Record<Product>()
        var category = Record<Category>()
        var isCategoryThere = false
        var isCategoryDeleted = false
        var productCount: Int64 = 0
        var featuredCount = 0
        var action = ChangeAction.created
        var before: [Value]?
        var isTransfer = false
        var may = RuleInput.Ability(update: false, feature: false)

        init() {
            product.name = "Sock"
            product.category = Sample.second
            product.currency = "EUR"
            category.name = "Yarn"
            category.currency = "EUR"
        }

        var input: RuleInput {
            var facts = Facts(storeCurrency: "EUR", actor: Sample.first)
            facts.featuredCount = featuredCount
            if isCategoryThere {
                facts.categories[Sample.second] = Facts.CategoryFacts(
                    values: category.values, isDeleted: isCategoryDeleted, productCount: productCount)
            }
            let change = Change(
                resource: Product.declaration.facts, record: Sample.third, action: action, before: before,
                after: product.values)
            return RuleInput(change, isTransfer: isTransfer, facts: facts, may: may)
        }

        /// The rule that names itself.
        var broken: String? {
            let input = input
            return ProductRules.all.first { $0.check(input) != nil }?.name
        }
    }

    /// Everything is wrong: each step mends what the rule before it found.
    private static let mending: [(rule: String, mend: @Sendable (inout World) -> Void)] = [
        ("draft upon creation", { $0.product.status = "draft" }),
        ("category exists", { $0.isCategoryThere = true }),
        ("category exists", { $0.isCategoryDeleted = false }),
        ("category is active", { $0.category.isActive = true }),
        ("type fits category", { $0.product.type = "digital" }),
        ("price", { $0.product.price = 1 }),
        ("price in the category's range", { $0.product.price = 1_000 }),
        ("metadata fits the category's schema", { $0.product.metadata = ply(13) }),
        ("metadata fits the category's schema", { $0.product.metadata = ply(4) }),
        ("whole units", { $0.product.reorderLevel = 2_000_000 }),
        ("category has room", { $0.productCount = 2 }),
        ("featured", { $0.may = .init(update: false, feature: true) }),
        ("featured", { $0.featuredCount = 9 }),
    ]

    private static func ply(_ number: Int64) -> Value { .map(of: [MapEntry(key: "ply", value: .integer(number))]) }

    private static var worst: World {
        var world = World()
        world.product.status = "published"
        world.isCategoryDeleted = true
        world.category.isActive = false
        world.category.productType = "digital"
        world.product.price = 0
        world.category.priceMin = 1_000
        world.category.metadataSchema = .map(of: [MapEntry(key: "ply", value: .text("integer required 1..12"))])
        world.product.reorderLevel = 1_500_000
        world.category.productsMax = 3
        world.productCount = 3
        world.product.isFeatured = true
        world.featuredCount = 10
        return world
    }

    @Test func `every rule of products stands in its order, and the first that fails names itself`() {
        var world = Self.worst
        var found: [String] = []
        for (_, mend) in Self.mending {
            found.append(world.broken ?? "none")
            mend(&world)
        }
        #expect(found == Self.mending.map(\.rule))
        #expect(world.broken == nil)
        let names = ProductRules.all.map(\.name).filter { $0 != "category is another one" }
        #expect(names.filter(found.contains) == names)
    }

    @Test func `a transfer to the category a product has is refused before all that follows`() {
        var world = Self.worst
        world.action = .updated
        world.isTransfer = true
        world.isCategoryThere = true
        world.isCategoryDeleted = false
        world.before = world.product.values
        #expect(world.broken == "category is another one")
        world.isTransfer = false
        #expect(world.broken == "price")
    }

    @Test func `at most ten are featured: one that is already does not count against itself`() {
        var world = World()
        world.isCategoryThere = true
        world.featuredCount = 10
        world.may = .init(update: true, feature: true)
        world.product.isFeatured = true
        #expect(world.broken == "featured")
        world.action = .updated
        world.before = world.product.values
        world.product.colour = "red"
        #expect(world.broken == nil)
        world.action = .restored
        #expect(world.broken == "featured")
        world.featuredCount = 9
        #expect(world.broken == nil)
    }

    @Test func `the limits of a category hold at both their ends`() {
        var world = World()
        world.isCategoryThere = true
        world.category.priceMin = 1_000
        world.category.priceMax = 2_000
        for (price, rule) in [
            (999, "price in the category's range"), (1_000, nil), (2_000, nil),
            (2_001, "price in the category's range"),
        ] as [(Int64, String?)] {
            world.product.price = price
            #expect(world.broken == rule, "\(price)")
        }
        world.product.price = nil
        #expect(world.broken == nil)
    }

    @Test func `the names of rules are unique in their resource`() {
        for resource in Resources.all {
            let names = resource.shape.rules.map(\.name)
            #expect(Set(names).count == names.count, "\(resource.name)")
        }
    }

    @Test func `what the design words itself is said in those words`() {
        #expect(FailureRule.draftUponCreation.sentence.contains("Product status must be draft upon creation"))
        #expect(FailureRule.categoryInactive("Yarn").sentence.contains("Category is not active"))
    }

    @Test func `each resource has a default sort that parses, and is named by fields it has`() throws {
        for resource in Resources.all {
            let shape = resource.shape
            #expect(!shape.defaultSort.isEmpty, "\(resource.name)")
            let sort = try SortTerm.parse(shape.defaultSort.joined(separator: ","), for: resource)
            #expect(sort.map(\.text) == shape.defaultSort, "\(resource.name)")
            let named = shape.lookupFields + [shape.labelField] + shape.uniqueKeys.flatMap(\.fields)
            #expect(named.allSatisfy { resource.field($0) != nil }, "\(resource.name)")
        }
    }

    @Test func `every amount names a currency of its own record, every quantity a unit`() throws {
        for resource in Resources.all {
            for field in resource.fields {
                if case .money(let sibling) = field.kind {
                    #expect(resource.field(sibling)?.kind == .code(.currency), "\(resource.name).\(field.key)")
                }
                if case .quantity(.sibling(let sibling)) = field.kind {
                    #expect(resource.field(sibling)?.kind == .code(.unit), "\(resource.name).\(field.key)")
                }
                if case .quantity(.fixed(let unit)) = field.kind {
                    #expect(Unit(code: unit)?.code == unit, "\(resource.name).\(field.key)")
                }
            }
        }
    }

    @Test func `an amount is written with the decimals of its record's currency`() throws {
        let facts = Product.declaration.facts
        let field = try #require(facts.field("price"))
        var product = Record<Product>()
        product.price = 1_250
        for (currency, text) in [("EUR", "12.50"), ("JPY", "1250"), ("KWD", "1.250")] {
            product.currency = currency
            #expect(Rendering.text(.integer(1_250), field, in: product.values, of: facts) == text)
        }
    }
}
