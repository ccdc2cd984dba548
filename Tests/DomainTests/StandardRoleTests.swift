// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

/// What each standard role may, resource by resource, as the design lists it.
struct StandardRoleTests {
    private static let everything = Permission.Action.allCases.map(\.rawValue).sorted().joined(separator: " ")

    /// Role, resource, actions in alphabetical order; an update implies a transfer, what changes implies reading.
    private static let table: [(role: String, resource: String, actions: String)] = [
        ("admin", "products", everything), ("admin", "members", everything), ("admin", "anything", everything),
        ("manager", "products", everything), ("manager", "materials", everything),
        ("manager", "templates", everything), ("manager", "passports", everything),
        ("manager", "categories", "create export read transfer update"),
        ("manager", "events", "create export read transfer update"), ("manager", "analytics", "export view"),
        ("manager", "audit", "export view"), ("manager", "sales", "export"), ("manager", "members", "export read"),
        ("crafter", "products", "create delete read restore transfer update"),
        ("crafter", "materials", "create read transfer update"), ("crafter", "attachments", "create read"),
        ("crafter", "categories", "read"), ("crafter", "events", "read"), ("crafter", "cost", "run"),
        ("crafter", "passports", "create read transfer update"), ("crafter", "sales", ""), ("crafter", "audit", ""),
        ("crafter", "roles", ""),
        ("seller", "events", "read transfer update"), ("seller", "sales", "create read refund"),
        ("seller", "orders", "create read transfer update"), ("seller", "products", "read"),
        ("seller", "passports", "read"), ("seller", "attachments", "read"), ("seller", "stock", "count"),
        ("seller", "audit", ""), ("seller", "roles", ""),
        ("auditor", "products", "export read"), ("auditor", "anything", "export read"),
        ("auditor", "audit", "export read view"),
        ("viewer", "products", "read"), ("viewer", "anything", "read"), ("viewer", "analytics", "read view"),
        ("viewer", "audit", "read"),
    ]

    private func access(_ permissions: [String], denials: [String] = []) throws -> Access {
        func grant(_ text: String, _ effect: Grant.Effect) throws -> Grant {
            let permission = try #require(Permission(text: text))
            let condition = try permission.condition.map { condition in
                try FilterParser.parse(
                    condition, for: try #require(permission.resource.flatMap(Resources.named)), in: Sample.context)
            }
            return Grant(effect: effect, permission: permission, condition: condition, source: text)
        }
        return Access(
            actor: Actor(id: Sample.first, name: "Bo", userName: "bo", isActive: true),
            grants: try permissions.map { try grant($0, .allow) } + denials.map { try grant($0, .deny) })
    }

    @Test(arguments: table)
    func `a standard role may what the design says`(role: String, resource: String, actions: String) throws {
        let definition = try #require(StandardRoles.all.first { $0.name == role })
        let access = try access(definition.permissions)
        let allowed = Permission.Action.allCases.filter { access.mayEver($0, on: resource) }.map(\.rawValue)
        #expect(allowed.sorted().joined(separator: " ") == actions)
    }

    @Test func `a crafter deletes and restores their own alone, and updates any`() throws {
        let definition = try #require(StandardRoles.all.first { $0.name == "crafter" })
        let access = try access(definition.permissions)
        #expect(!access.isUnconditional(.delete, on: "products") && !access.isUnconditional(.restore, on: "products"))
        #expect(access.isUnconditional(.update, on: "products") && access.isUnconditional(.read, on: "products"))
    }

    @Test(arguments: [
        "analytics:view", "analytics:export", "audit:view", "cost:run", "tenant:settings", "integrations:manage",
        "stock:count", "passports:publish", "passports:approve", "sales:refund", "products:feature", "products:import",
        "*:read", "products:*", "*:*", "products:update where owner=me",
    ])
    func `every permission of the design is read, and written as it is read`(text: String) {
        #expect(Permission(text: text)?.text == text)
    }

    @Test func `to manage implies all but purging`() throws {
        let access = try access(["products:manage"])
        let allowed = Permission.Action.allCases.filter { access.mayEver($0, on: "products") }.map(\.rawValue).sorted()
        #expect(allowed == ["create", "delete", "manage", "read", "restore", "transfer", "update"])
    }

    @Test func `a denial with a condition narrows what may be read, and each grant widens it`() throws {
        let access = try access(
            ["products:read where colour=red", "products:update where price<5"],
            denials: ["products:read where status=archived"])
        let filter = try FilterParser.parse(
            "(colour=red or price<5) !status=archived", for: Product.declaration.facts, in: Sample.context)
        #expect(access.readFilter(on: "products") == filter)
        #expect(access.readFilter(on: "roles") == Filter.none)
    }

    @Test func `conditions hold before and after an update, after a create, before a delete`() throws {
        let access = try access(["products:purge where price<5"])
        let evaluator = FilterEvaluator(resource: Product.declaration.facts)
        var low = Record<Product>()
        low.price = 100
        var high = low
        high.price = 900
        func may(_ action: Permission.Action, _ states: Record<Product>...) -> Bool {
            access.denial(action, on: "products", states: states.map(\.values), evaluator: evaluator) == nil
        }
        #expect(may(.update, low, low))
        #expect(!may(.update, low, high))
        #expect(!may(.update, high, low))
        #expect(may(.delete, low) && !may(.delete, high))
        #expect(may(.read, low) && !may(.read, high))
    }
}
