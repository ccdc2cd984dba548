// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

private typealias Category = Domain.Category

private func failure(
    _ resource: String, _ record: String, _ field: String?, _ rule: FailureRule, value: String? = nil, index: Int = 0
) -> StoreError {
    .invalid([
        ValidationFailure(resource: resource, record: record, index: index, field: field, value: value, rule: rule)
    ])
}

/// The rules of categories, variants, settings and saved views.
struct RecordRuleTests {
    private let shop: Shop

    init() throws {
        shop = try Shop()
    }

    @Test func `a category's parent exists and is not deleted`() throws {
        let nobody = Identifier(high: 1, low: 2)
        #expect(
            refusal { try shop.category("Sub") { $0.parent = nobody } }
                == failure("categories", "Sub", "parent", .notFound(resource: "categories"), value: nobody.text))
        let yarn = try shop.category("Yarn")
        try shop.commit(Shop.delete(Category.self, yarn))
        #expect(
            refusal { try shop.category("Sub") { $0.parent = yarn } }
                == failure("categories", "Sub", "parent", .parentDeleted(resource: "categories"), value: yarn.text))
    }

    @Test func `a category is never its own ancestor, directly or further up`() throws {
        let a = try shop.category("A")
        let b = try shop.category("B") { $0.parent = a }
        let c = try shop.category("C") { $0.parent = b }
        func parent(_ id: Identifier) -> Edit { Edit(field: "parent", value: .identifier(id)) }
        #expect(
            refusal { try shop.set(Category.self, a, parent(a)) }
                == failure("categories", "A", "parent", .parentCycle, value: "A"))
        #expect(
            refusal { try shop.set(Category.self, a, parent(c)) }
                == failure("categories", "A", "parent", .parentCycle, value: "A › B › C"))
    }

    @Test func `a category lies at most twelve levels deep, with what hangs below it`() throws {
        var parent: Identifier?
        var ids: [Identifier] = []
        for level in 1...12 {
            let above = parent
            let id = try shop.category("L\(level)") { $0.parent = above }
            ids.append(id)
            parent = id
        }
        let deepest = try #require(parent)
        #expect(
            refusal { try shop.category("L13") { $0.parent = deepest } }
                == failure(
                    "categories", "L13", "parent", .tooDeep(max: 12),
                    value: (1...12).map { "L\($0)" }.joined(separator: " › ")))
        let top = try shop.category("Top")
        #expect(
            refusal { try shop.set(Category.self, ids[0], Edit(field: "parent", value: .identifier(top))) }
                == failure("categories", "L1", "parent", .tooDeep(max: 12), value: "Top"))
    }

    @Test func `a path follows the names above it, and so do the paths below`() throws {
        let a = try shop.category("A")
        let b = try shop.category("B") { $0.parent = a }
        let c = try shop.category("C") { $0.parent = b }
        #expect(try shop.record(Category.self, c).path == "A › B › C")
        try shop.set(Category.self, a, Edit(field: "name", value: .text("Ä")))
        #expect(try shop.record(Category.self, c).path == "Ä › B › C")
        try shop.set(Category.self, b, Edit(field: "parent", value: .null))
        #expect(try shop.record(Category.self, c).path == "B › C")
        try shop.expectIntact()
    }

    @Test func `a category's path is unique, in any case; the same name may stand elsewhere`() throws {
        let a = try shop.category("A")
        try shop.category("B") { $0.parent = a }
        #expect(
            refusal { try shop.category("b") { $0.parent = a } }
                == failure("categories", "new category", "name", .taken(key: "category path", by: "B"), value: "b"))
        try shop.category("B")
    }

    @Test func `the lowest price of a category is not above the highest`() throws {
        #expect(
            refusal {
                try shop.category("A") {
                    $0.priceMin = 200
                    $0.priceMax = 100
                }
            } == failure("categories", "A", "price_min", .rangeReversed, value: "2.00"))
    }

    @Test func `a category's schema is made of field definitions`() throws {
        let schema = Value.map(of: [MapEntry(key: "ply", value: .text("number"))])
        #expect(
            refusal { try shop.category("A") { $0.metadataSchema = schema } }
                == failure("categories", "A", "metadata_schema", .badFormat(.schema), value: #"{"ply":"number"}"#))
    }

    @Test func `a category that is used cannot be deleted, and says by whom`() throws {
        let yarn = try shop.category("Yarn")
        try shop.category("Sub") { $0.parent = yarn }
        let sock = try shop.product("Sock", in: yarn)
        #expect(
            refusal { try shop.commit(Shop.delete(Category.self, yarn)) }
                == failure("categories", "Yarn", nil, .referenced(by: ["category Sub", "product Sock"])))
        try shop.commit(Shop.delete(Product.self, sock))
        #expect(
            refusal { try shop.commit(Shop.purge(Category.self, yarn)) }
                == failure("categories", "Yarn", nil, .referenced(by: ["category Sub", "product Sock"])))
    }

    @Test func `a record and what it is the last user of go in one batch`() throws {
        let yarn = try shop.category("Yarn")
        let sock = try shop.product("Sock", in: yarn)
        try shop.commit(Shop.delete(Product.self, sock), Shop.delete(Category.self, yarn))
        #expect(try !shop.isLive(Category.self, yarn))
    }

    @Test func `a variant belongs to a product that is there`() throws {
        let yarn = try shop.category("Yarn")
        let sock = try shop.product("Sock", in: yarn)
        let red = Value.map(of: [MapEntry(key: "Colour", value: .text("red"))])
        let nobody = Identifier(high: 1, low: 2)
        #expect(
            refusal {
                try shop.add(Variant.self) {
                    $0.product = nobody
                    $0.sku = "S-R"
                    $0.options = red
                }
            } == failure("variants", "S-R", "product", .notFound(resource: "products"), value: nobody.text))
        let variant = try shop.add(Variant.self) {
            $0.product = sock
            $0.sku = "S-R"
            $0.options = red
        }
        try shop.commit(Shop.delete(Product.self, sock))
        #expect(try !shop.isLive(Variant.self, variant))
        #expect(
            refusal { try shop.commit(Shop.restore(Variant.self, variant)) }
                == failure("variants", "S-R", "product", .parentDeleted(resource: "products"), value: sock.text))
    }

    @Test func `a variant's price is above 0 when it has one`() throws {
        let yarn = try shop.category("Yarn")
        let sock = try shop.product("Sock", in: yarn)
        #expect(
            refusal {
                try shop.add(Variant.self) {
                    $0.product = sock
                    $0.sku = "S-R"
                    $0.options = .map(of: [MapEntry(key: "Size", value: .text("M"))])
                    $0.price = 0
                }
            } == failure("variants", "S-R", "price", .priceNotPositive, value: "0.00"))
    }

    @Test func `a deleted product takes its variants along and brings them back, but none that went before`() throws {
        let yarn = try shop.category("Yarn")
        let sock = try shop.product("Sock", in: yarn)
        let ids = try ["S", "M", "L"].map { size in
            try shop.add(Variant.self) {
                $0.product = sock
                $0.sku = "SOCK-\(size)"
                $0.options = .map(of: [MapEntry(key: "Size", value: .text(size))])
            }
        }
        try shop.commit(Shop.delete(Variant.self, ids[0]))
        try shop.commit(Shop.delete(Product.self, sock))
        #expect(try ids.map { try shop.isLive(Variant.self, $0) } == [false, false, false])
        try shop.commit(Shop.restore(Product.self, sock))
        #expect(try ids.map { try shop.isLive(Variant.self, $0) } == [false, true, true])
        try shop.expectIntact()
    }

    @Test func `settings stand once and cannot be deleted`() throws {
        let id = try #require(
            shop.reader().window(Query(resource: "settings", limit: 1)).records.first
        ).id
        #expect(
            refusal {
                try shop.add(Settings.self) {
                    $0.name = "Other"
                    $0.currency = "EUR"
                }
            } == failure("settings", "Other", nil, .settingsOnce))
        #expect(
            refusal { try shop.commit(Shop.delete(Settings.self, id)) }
                == failure("settings", "Northlight", nil, .settingsOnce))
        #expect(
            refusal { try shop.commit(Shop.purge(Settings.self, id)) }
                == failure("settings", "Northlight", nil, .settingsOnce))
        try shop.set(Settings.self, id, Edit(field: "name", value: .text("Southlight")))
        #expect(try shop.reader().settings().name == "Southlight")
    }

    @Test func `a saved view's resource, filter, sort and columns must be known`() throws {
        func view(_ fill: (inout Record<SavedView>) -> Void) -> StoreError? {
            refusal {
                try shop.add(SavedView.self) {
                    $0.name = "Mine"
                    $0.resource = "products"
                    fill(&$0)
                }
            }
        }
        #expect(
            view { $0.resource = "things" }
                == failure("views", "Mine", "resource", .notAChoice(Resources.all.map(\.name)), value: "things"))
        #expect(
            view { $0.filter = "glow=1" }
                == failure(
                    "views", "Mine", "filter", .badFilter("“glow” is no field of products"), value: "glow=1"))
        #expect(
            view { $0.sort = "tags" }
                == failure(
                    "views", "Mine", "sort", .badFilter("products cannot be ordered by “tags”"), value: "tags"))
        #expect(
            view { $0.columns = "sku, glow" }
                == failure("views", "Mine", "columns", .unknownField(near: []), value: "glow"))
        for text in ["sku:0", "sku:501", "sku,name,sku"] {
            let value = text == "sku,name,sku" ? "sku" : text
            #expect(
                view { $0.columns = text } == failure("views", "Mine", "columns", .badFormat(.columns), value: value))
        }
        let wide = view {
            $0.name = "Wide"
            $0.columns = "sku:12, name,metadata.ply,updated_by:9"
        }
        #expect(wide == nil)
        #expect(
            view {
                $0.filter = "price<10 tag in (a,b)"
                $0.sort = "-price,name,updated"
                $0.columns = "sku,name,created"
            } == nil)
    }
}

/// The rules of members, roles and policies.
struct PeopleRuleTests {
    private let shop: Shop

    init() throws {
        shop = try Shop()
    }

    @Test(arguments: [
        ("invited", "active", true), ("invited", "deleted", true), ("invited", "suspended", false),
        ("active", "suspended", true), ("active", "deleted", true), ("active", "invited", false),
        ("suspended", "active", true), ("suspended", "deleted", true), ("suspended", "invited", false),
        ("deleted", "active", false), ("deleted", "invited", false), ("deleted", "suspended", false),
    ])
    func `a member's state follows its order`(from: String, to: String, isAllowed: Bool) throws {
        let id = try shop.add(Member.self) {
            $0.name = "Bo"
            $0.userName = "bo"
            $0.state = from
        }
        #expect(
            refusal { try shop.set(Member.self, id, Edit(field: "state", value: .text(to))) }
                == (isAllowed
                    ? nil : failure("members", "Bo", "state", .memberStateMove(from: from, to: to), value: to)))
    }

    @Test func `the last active member who can manage members keeps that`() throws {
        let me = try shop.reader().identity.member
        let admin = try shop.role("admin")
        let last = failure("members", "Ada Öst", nil, .lastAdministrator, value: nil)
        #expect(refusal { try shop.set(Member.self, me, Edit(field: "roles", value: .null)) } == last)
        #expect(refusal { try shop.set(Member.self, me, Edit(field: "state", value: .text("suspended"))) } == last)
        #expect(
            refusal {
                try shop.set(Role.self, admin, Edit(field: "permissions", value: .set(of: ["products:*"])))
            } == failure("roles", "admin", nil, .lastManagingRole, value: nil))
        _ = try shop.member("bo", roles: ["admin"])
        try shop.set(Member.self, me, Edit(field: "roles", value: .null))
        #expect(try shop.record(Member.self, me).roles == .null)
    }

    @Test func `a role that members hold cannot be deleted`() throws {
        let viewer = try shop.role("viewer")
        _ = try shop.member("bo", roles: ["viewer"])
        #expect(
            refusal { try shop.commit(Shop.delete(Role.self, viewer)) }
                == failure("roles", "viewer", nil, .referenced(by: ["member Bo"])))
    }

    @Test func `the conditions of a role's permissions must parse and look at the record alone`() throws {
        func refused(_ permission: String, _ reason: String) {
            #expect(
                refusal {
                    try shop.add(Role.self) {
                        $0.name = "r"
                        $0.permissions = .set(of: [permission])
                    }
                } == failure("roles", "r", "permissions", .badFilter(reason), value: permission))
        }
        refused("products:update where glow=1", "“glow” is no field of products")
        refused("*:update where owner=me", "a condition needs one resource, not every one")
        refused(
            "products:update where updated>=2026-01-01",
            "it may look at the record's own fields, which “updated” is not")
        let own = "it may compare the record's own fields only, like status=draft"
        refused("products:update where merino", own)
        refused("products:update where is:deleted", own)
        refused(
            "products:update where category=yarn",
            "“yarn” names no record: category wants a name, a path or an id that is there")
    }

    @Test func `a condition that looks into another record is refused, for nobody could answer it`() throws {
        #expect(
            refusal {
                try shop.add(Role.self) {
                    $0.name = "r"
                    $0.permissions = .set(of: ["products:update where category.name=yarn"])
                }
            }
                == failure(
                    "roles", "r", "permissions",
                    .badFilter("it may look at the record's own fields only, not at “category.name”"),
                    value: "products:update where category.name=yarn"))
    }

    @Test func `a name in a condition becomes the id of what it means, and stays that when the record is renamed`()
        throws
    {
        let yarn = try shop.category("Yarn")
        let sock = try shop.category("Sock") { $0.parent = yarn }
        let role = try shop.add(Role.self) {
            $0.name = "r"
            $0.permissions = .set(of: ["products:update where category=Yarn/Sock or owner=me", "products:read"])
        }
        #expect(
            try shop.record(Role.self, role).permissions
                == .set(of: ["products:read", "products:update where category=\(sock.text) or owner=me"]))
        let policy = try shop.add(Policy.self) {
            $0.name = "p"
            $0.role = role
            $0.permission = "products:transfer"
            $0.effect = "allow"
            $0.condition = "category in (yarn, sock)"
        }
        #expect(try shop.record(Policy.self, policy).condition == "category in (\(yarn.text), \(sock.text))")
        let toe = try shop.product("Toe", in: sock)
        let skein = try shop.product("Skein", in: yarn)
        try shop.set(Category.self, sock, Edit(field: "name", value: .text("Stocking")))
        let access = try shop.member("bo", roles: ["r"]).access()
        func may(_ product: Identifier) throws -> Bool {
            let values = try shop.record(Product.self, product).values
            let evaluator = FilterEvaluator(resource: Product.declaration.facts)
            return access.denial(.update, on: "products", states: [values], evaluator: evaluator) == nil
        }
        #expect(try may(toe))
        #expect(try !may(skein))
    }

    @Test func `a policy names either a role or a member`() throws {
        let me = try shop.reader().identity.member
        let viewer = try shop.role("viewer")
        func policy(_ role: Identifier?, _ member: Identifier?) -> StoreError? {
            refusal {
                try shop.add(Policy.self) {
                    $0.name = "P"
                    $0.role = role
                    $0.member = member
                    $0.permission = "products:delete"
                    $0.effect = "deny"
                }
            }
        }
        #expect(policy(nil, nil) == failure("policies", "P", "role", .policySubject, value: ""))
        #expect(policy(viewer, me) == failure("policies", "P", "role", .policySubjects, value: ""))
        #expect(policy(viewer, nil) == nil)
    }

    @Test func `a policy's condition must parse`() throws {
        let viewer = try shop.role("viewer")
        #expect(
            refusal {
                try shop.add(Policy.self) {
                    $0.name = "P"
                    $0.role = viewer
                    $0.permission = "products:delete"
                    $0.effect = "deny"
                    $0.condition = "price<"
                }
            } == failure("policies", "P", "condition", .badFilter("a value is missing"), value: "price<"))
    }

    @Test func `a member's roles and a policy's subject must be there`() throws {
        let nobody = Identifier(high: 1, low: 2)
        #expect(
            refusal {
                try shop.add(Member.self) {
                    $0.name = "Bo"
                    $0.userName = "bo"
                    $0.roles = .set(of: [nobody.text])
                }
            } == failure("members", "Bo", "roles", .notFound(resource: "roles"), value: nobody.text))
    }

    @Test func `user names are unique in any case`() throws {
        #expect(
            refusal {
                try shop.add(Member.self) {
                    $0.name = "Other"
                    $0.userName = "ADA"
                }
            } == failure("members", "Other", "user_name", .taken(key: "user name", by: "Ada Öst"), value: "ADA"))
    }

    @Test func `six standard roles stand in a new store`() throws {
        let window = try shop.reader().window(
            Query(resource: "roles", sort: [SortTerm(field: "name")], limit: 20))
        #expect(
            window.records.map { Record<Role>(values: $0.values).name }
                == ["admin", "auditor", "crafter", "manager", "seller", "viewer"])
    }

    // MARK: Variants

    @Test func `a product has no two variants with the same options`() throws {
        let yarn = try shop.category("Yarn")
        let sock = try shop.product("Sock", in: yarn)
        let hat = try shop.product("Hat", in: yarn)
        func make(_ size: Value, of product: Identifier) throws -> Identifier {
            try shop.add(Variant.self) {
                $0.product = product
                $0.options = .map(of: [MapEntry(key: "size", value: size)])
            }
        }
        func rule(_ body: () throws -> Void) -> FailureRule? {
            guard case .invalid(let failures)? = refusal(body) else { return nil }
            return failures.first?.rule
        }
        let small = try make(.text("S"), of: sock)
        #expect(rule { _ = try make(.text("s"), of: sock) } == .sameOptions)
        let other = try make(.text("S"), of: hat)
        let large = try make(.text("L"), of: sock)
        let edit = Edit(field: "options", key: "size", value: .text("S"))
        #expect(rule { try shop.set(Variant.self, large, edit) } == .sameOptions)
        #expect(
            rule { try shop.set(Variant.self, other, Edit(field: "product", value: .identifier(sock))) } == .sameOptions
        )
        try shop.commit(Shop.delete(Variant.self, small))
        try shop.set(Variant.self, large, edit)
        #expect(rule { try shop.commit(Shop.restore(Variant.self, small)) } == .sameOptions)
        // In one step they may change places.
        let medium = try make(.text("M"), of: sock)
        try shop.commit(
            Shop.update(Variant.self, large, Edit(field: "options", key: "size", value: .text("XL"))),
            Shop.update(Variant.self, medium, edit))
        try shop.expectIntact()
    }

    @Test func `of many that refer to a record some are named and the others counted`() throws {
        let yarn = try shop.category("Yarn")
        for number in 1...8 { try shop.product("P\(number)", in: yarn) }
        guard case .invalid(let failures)? = refusal({ try shop.commit(Shop.delete(Domain.Category.self, yarn)) }),
            case .referenced(let names, let more)? = failures.first?.rule
        else {
            Issue.record("the category went")
            return
        }
        #expect(names.count == 5 && more == 3)
    }

    @Test func `a product that stands is judged by its category's rules as they are now`() throws {
        let yarn = try shop.category("Yarn") { $0.priceMax = 2_000 }
        let sock = try shop.product("Sock", in: yarn) { $0.price = 1_500 }
        func failure() throws -> FailureRule? {
            let category = try shop.record(Domain.Category.self, yarn).values
            return CategoryFit(yarn, category).failure(try shop.record(Product.self, sock).values)?.rule
        }
        #expect(try failure() == nil)
        try shop.set(Domain.Category.self, yarn, Edit(field: "price_max", value: .integer(1_000)))
        #expect(try failure() == .priceOutsideCategory(category: "Yarn", min: nil, max: "10.00"))
        // What is changed is judged, what was there before is not.
        try shop.set(Product.self, sock, Edit(field: "colour", value: .text("red")))
        #expect(refusal { try shop.set(Product.self, sock, Edit(field: "price", value: .integer(1_400))) } != nil)
        try shop.set(Product.self, sock, Edit(field: "price", value: .integer(900)))
        #expect(try failure() == nil)
    }
}
