// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

private typealias Category = Domain.Category

/// What comes back from the trash, and what has to come back first.
struct RestoreTests {
    private let shop: Shop
    private let yarn: Identifier

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
    }

    private func failure(
        _ resource: String, _ record: String, _ field: String, _ target: String, _ value: Identifier
    ) -> StoreError {
        .invalid([
            ValidationFailure(
                resource: resource, record: record, index: 0, field: field, value: value.text,
                rule: .parentDeleted(resource: target))
        ])
    }

    private func policy(_ role: Identifier) throws -> Identifier {
        try shop.add(Policy.self) {
            $0.name = "P"
            $0.role = role
            $0.permission = "products:delete"
            $0.effect = "deny"
        }
    }

    @Test func `a policy does not come back before its role`() throws {
        let packer = try shop.add(Role.self) { $0.name = "packer" }
        let policy = try policy(packer)
        try shop.commit(Shop.delete(Policy.self, policy))
        try shop.commit(Shop.delete(Role.self, packer))
        #expect(
            refusal { try shop.commit(Shop.restore(Policy.self, policy)) }
                == failure("policies", "P", "role", "roles", packer))
        try shop.commit(Shop.restore(Role.self, packer), Shop.restore(Policy.self, policy))
        #expect(try shop.isLive(Policy.self, policy))
        try shop.expectIntact()
    }

    @Test func `a policy that went with its role comes back with it, in an undo too`() throws {
        let packer = try shop.add(Role.self) { $0.name = "packer" }
        let policy = try policy(packer)
        try shop.commit(Shop.delete(Role.self, packer))
        #expect(try !shop.isLive(Policy.self, policy))
        try shop.commit(Shop.restore(Role.self, packer))
        #expect(try shop.isLive(Policy.self, policy))
        try shop.commit(Shop.delete(Role.self, packer))
        _ = try shop.writer.undo()
        #expect(try shop.isLive(Role.self, packer))
        #expect(try shop.isLive(Policy.self, policy))
        try shop.expectIntact()
    }

    @Test func `a product does not come back before its owner, a member not before their roles`() throws {
        let packer = try shop.add(Role.self) { $0.name = "packer" }
        let bo = try shop.add(Member.self) {
            $0.name = "Bo"
            $0.userName = "bo"
            $0.roles = .set(of: [packer.text])
        }
        let sock = try shop.product("Sock", in: yarn) { $0.owner = bo }
        try shop.commit(Shop.delete(Product.self, sock))
        try shop.commit(Shop.delete(Member.self, bo))
        try shop.commit(Shop.delete(Role.self, packer))
        #expect(
            refusal { try shop.commit(Shop.restore(Product.self, sock)) }
                == failure("products", "Sock", "owner", "members", bo))
        #expect(
            refusal { try shop.commit(Shop.restore(Member.self, bo)) }
                == failure("members", "Bo", "roles", "roles", packer))
        try shop.commit(
            Shop.restore(Product.self, sock), Shop.restore(Member.self, bo), Shop.restore(Role.self, packer))
        #expect(try shop.isLive(Product.self, sock))
        try shop.expectIntact()
    }

    @Test func `a product does not come back before its category, a category not before its parent`() throws {
        let sub = try shop.category("Sub") { [yarn] in $0.parent = yarn }
        let sock = try shop.product("Sock", in: sub)
        try shop.commit(Shop.delete(Product.self, sock))
        try shop.commit(Shop.delete(Category.self, sub))
        try shop.commit(Shop.delete(Category.self, yarn))
        #expect(
            refusal { try shop.commit(Shop.restore(Product.self, sock)) }
                == productFailure("Sock", "category", .categoryMissing, value: sub.text))
        #expect(
            refusal { try shop.commit(Shop.restore(Category.self, sub)) }
                == failure("categories", "Yarn › Sub", "parent", "categories", yarn))
        try shop.commit(
            Shop.restore(Category.self, yarn), Shop.restore(Category.self, sub), Shop.restore(Product.self, sock))
        #expect(try shop.isLive(Product.self, sock))
        try shop.expectIntact()
    }

    @Test func `one batch may restore a record, change it and delete it again`() throws {
        let sock = try shop.product("Sock", in: yarn)
        try shop.commit(Shop.delete(Product.self, sock))
        let red = Edit(field: "colour", value: .text("red"))
        try shop.commit(
            Shop.restore(Product.self, sock), Shop.update(Product.self, sock, red), Shop.delete(Product.self, sock))
        #expect(try !shop.isLive(Product.self, sock))
        #expect(try shop.record(Product.self, sock).colour == "red")
        try shop.expectIntact()
        try shop.commit(
            Shop.restore(Product.self, sock), Shop.delete(Product.self, sock), Shop.restore(Product.self, sock))
        #expect(try shop.isLive(Product.self, sock))
        try shop.expectIntact()
    }

    @Test func `restoring what is live changes nothing, and restoring what was purged finds nothing`() throws {
        let sock = try shop.product("Sock", in: yarn)
        let before = try shop.reader().storeFacts().commits
        try shop.commit(Shop.restore(Product.self, sock))
        #expect(try shop.reader().storeFacts().commits == before)
        try shop.commit(Shop.purge(Product.self, sock))
        #expect(
            refusal { try shop.commit(Shop.restore(Product.self, sock)) }
                == .notFound(resource: "products", key: sock.text))
    }
}
