// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

/// The one evaluator of permissions.
struct AccessTests {
    private func grant(_ text: String, _ effect: Grant.Effect) throws -> Grant {
        let permission = try #require(Permission(text: text))
        let condition = try permission.condition.map { text in
            try FilterParser.parse(text, for: Product.declaration.facts, in: Sample.context)
        }
        return Grant(effect: effect, permission: permission, condition: condition, source: "test")
    }

    private func access(_ grants: String..., denials: [String] = [], isActive: Bool = true) throws -> Access {
        Access(
            actor: Actor(id: Sample.first, name: "Bo", userName: "bo", isActive: isActive),
            grants: try grants.map { try grant($0, .allow) } + denials.map { try grant($0, .deny) })
    }

    @Test func `nothing is allowed that is not granted`() throws {
        let denial = try access().denial(.read, on: "products")
        #expect(denial == Denial(permission: "products:read", actor: "Bo", reason: .notGranted))
    }

    @Test(arguments: [
        ("products:purge", ["delete", "purge", "read", "transfer", "update"]),
        ("products:delete", ["delete", "read", "transfer", "update"]),
        ("products:update", ["read", "transfer", "update"]), ("products:restore", ["read", "restore"]),
        ("products:create", ["create", "read"]), ("products:read", ["read"]), ("products:feature", ["feature"]),
        ("*:read", ["read"]), ("roles:*", []),
    ])
    func `a permission implies what it cannot do without`(text: String, expected: [String]) throws {
        let access = try access(text)
        let allowed = Permission.Action.allCases.filter { access.mayEver($0, on: "products") }.map(\.rawValue).sorted()
        #expect(allowed == expected)
    }

    @Test func `wildcards cover every action and every resource`() throws {
        let all = try access("*:*")
        #expect(Permission.Action.allCases.allSatisfy { all.isUnconditional($0, on: "anything") })
        let products = try access("products:*")
        #expect(Permission.Action.allCases.allSatisfy { products.mayEver($0, on: "products") })
        #expect(!products.mayEver(.read, on: "roles"))
    }

    @Test func `an implied permission inherits the condition`() throws {
        let access = try access("products:delete where price<100")
        let evaluator = FilterEvaluator(resource: Product.declaration.facts)
        var cheap = Record<Product>()
        cheap.price = 100
        var dear = cheap
        dear.price = 10_000
        for action in [Permission.Action.delete, .update, .read] {
            #expect(access.denial(action, on: "products", states: [cheap.values], evaluator: evaluator) == nil)
            #expect(
                access.denial(action, on: "products", states: [cheap.values, dear.values], evaluator: evaluator)?.reason
                    == .condition("price<100"))
            #expect(!access.isUnconditional(action, on: "products"))
        }
        #expect(
            access.readFilter(on: "products") == .and([.or([.compare(.init(field: "price"), .less, .integer(10_000))])])
        )
    }

    @Test func `a denial denies what it names, not what that implies, and wins`() throws {
        let access = try access("*:*", denials: ["products:update"])
        #expect(access.denial(.update, on: "products")?.reason == .policy("test"))
        #expect(access.denial(.read, on: "products") == nil)
        #expect(access.denial(.update, on: "roles") == nil)
        let nothing = try self.access("*:*", denials: ["products:*"])
        #expect(nothing.readFilter(on: "products") == Filter.none)
    }

    @Test func `who is not active may do nothing`() throws {
        #expect(try access("*:*", isActive: false).denial(.read, on: "products")?.reason == .inactive)
    }

    @Test func `every permission of the standard roles reads, and is written as it is read`() {
        for role in StandardRoles.all {
            for text in role.permissions { #expect(Permission(text: text)?.text == text, "\(role.name): \(text)") }
        }
        #expect(StandardRoles.all.map(\.name) == ["admin", "manager", "crafter", "seller", "auditor", "viewer"])
    }
}
