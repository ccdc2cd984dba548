// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

/// What a member may not read is not named either, by no refusal, no undo, no log.
struct HiddenTests {
    private let shop: Shop
    private let yarn: Identifier
    private let eve: Writer
    private let secret: Identifier
    private let hidden = FailureRule.hiddenHolder

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
        try shop.add(Role.self) {
            $0.name = "mine"
            $0.permissions = .set(of: [
                "products:read where owner=me", "products:create where owner=me", "products:update where owner=me",
                "products:delete where owner=me", "categories:*", "roles:*",
            ])
        }
        eve = try shop.member("eve", roles: ["mine"])
        secret = try shop.product("Secret fleece", in: yarn, sku: "SEC-1") { $0.price = 900 }
    }

    private func probe(_ name: String, sku: String = "", id: Identifier? = nil) throws -> StoreError? {
        let operation = Shop.create(Product.self, id: id) {
            $0.name = name
            $0.category = yarn
            $0.sku = sku
        }
        return refusal { try shop.commit(operation, by: eve) }
    }

    @Test func `a key that is taken by what may not be read does not name it`() throws {
        #expect(
            try probe("Probe", sku: "SEC-1")
                == productFailure("new product", "sku", .taken(key: "SKU", by: hidden), value: "SEC-1"))
        #expect(
            try probe("secret FLEECE")
                == productFailure(
                    "new product", "name", .taken(key: "name in its category", by: hidden), value: "secret FLEECE"))
        #expect(
            try probe("Probe", id: secret)
                == productFailure("Probe", "id", .taken(key: "id", by: hidden), value: secret.text))
    }

    @Test func `who had a SKU before is named to whom may read that`() throws {
        try shop.commit(Shop.delete(Product.self, secret))
        let probe = try shop.product("Probe", in: yarn, sku: "SEC-1", by: eve)
        let reader = try Reader(paths: shop.paths, as: .named("eve"))
        let record = try #require(try reader.record(probe, in: Product.declaration.facts))
        let holders = try reader.formerHolders(of: record, in: Product.declaration.facts)
        #expect(holders.map(\.record) == [hidden])
        let reused = try reader.reusedSKUs(since: 0, includingChanged: true, limit: 5)
        #expect(reused.map(\.formerName) == [hidden])
        let all = try shop.reader().reusedSKUs(since: 0, includingChanged: true, limit: 5)
        #expect(all.map(\.formerName) == ["Secret fleece"])
    }

    @Test func `an import is told that a record is there, not which`() throws {
        var values = [Value](repeating: .null, count: Product.declaration.facts.fields.count)
        values[Product.declaration.fields.sku.position] = .text("sec-1")
        try eve.group(origin: Origin.importing) { (group) throws(StoreError) in
            let bySKU = try group.match(id: nil, values: values, in: Product.declaration.facts)
            guard case .hidden("SKU", "sku") = bySKU else { throw .notFound(resource: "products", key: "\(bySKU)") }
            let byId = try group.match(id: secret, values: values, in: Product.declaration.facts)
            guard case .hidden("id", "id") = byId else { throw .notFound(resource: "products", key: "\(byId)") }
        }
    }

    @Test func `names in a file mean what may be read, or oneself`() throws {
        let members = Member.declaration.facts
        let me = try shop.reader().find("eve", in: members).id
        let (ada, own, near) = try eve.group(origin: Origin.importing) { (group) throws(StoreError) in
            (
                try group.resolve("ada", in: members), try group.resolve("eve", in: members),
                try group.near("adaa", in: members)
            )
        }
        #expect(ada == [])
        #expect(own == [me])
        #expect(near == [])
    }

    @Test func `what others did to hidden records is neither taken back nor named`() throws {
        try shop.set(Product.self, secret, Edit(field: "price", value: .integer(950)))
        let group = try #require(try shop.reader().audit(AuditQuery(limit: 1)).first?.group)
        #expect(refusal { _ = try eve.undo(group: group) } == .undoRefused(.hidden))
        #expect(refusal { _ = try eve.revert(.group(group)) } == .revertRefused(.hidden))
        let commit = try shop.writer.newestCommit()
        let facts = Product.declaration.facts
        for commit in [1, commit - 1] {
            #expect(
                refusal { _ = try eve.restore(secret, in: facts, at: commit) }
                    == .notFound(resource: "products", key: secret.text))
        }
        #expect(try shop.record(Product.self, secret).price == 950)
    }

    @Test func `the beginning of a group means one's own to whom may not see the log`() throws {
        let reader = try Reader(paths: shop.paths, as: .named("eve"))
        #expect(try reader.groups(beginning: "0").isEmpty)
        try shop.product("Hat", in: yarn, by: eve)
        #expect(try reader.groups(beginning: "0").count == 1)
        #expect(try shop.reader().groups(beginning: "0").count == 3)
    }

    @Test func `who uses what is to be deleted is named to whom may read that`() throws {
        #expect(
            refusal { try shop.commit(Shop.delete(Domain.Category.self, yarn), by: eve) }
                == .invalid([
                    ValidationFailure(
                        resource: "categories", record: "Yarn", index: 0, field: nil, value: nil,
                        rule: .referenced(by: ["records of products that you may not read"]))
                ]))
        let role = try shop.role("mine")
        let refused = refusal { try shop.commit(Shop.delete(Role.self, role), by: eve) }
        #expect(String(describing: refused).contains("records of members that you may not read"))
    }

    @Test func `an undo's reason is told in words that may be read`() throws {
        let me = try shop.reader().find("eve", in: Member.declaration.facts).id
        try shop.add(Policy.self) {
            $0.name = "log"
            $0.member = me
            $0.permission = "audit:view"
            $0.effect = "allow"
        }
        try shop.set(Product.self, secret, Edit(field: "price", value: .integer(950)))
        _ = try shop.writer.undo()
        let reader = try Reader(paths: shop.paths, as: .named("eve"))
        #expect(try reader.audit(AuditQuery(limit: 1)).map(\.reason) == ["undo of price of \(secret.text)"])
        #expect(try shop.reader().audit(AuditQuery(limit: 1)).map(\.reason) == ["undo of price of SEC-1"])
    }

    @Test func `a check of the journal names what may be read`() throws {
        try shop.raw("UPDATE product SET price = 1 WHERE sku = 'SEC-1'")
        let reader = try Reader(paths: shop.paths, as: .named("eve"))
        let problem = VerificationProblem.recordDiffers(resource: "products", record: secret.text, field: "Price")
        #expect(try reader.verify().problems.contains(problem))
        let whole = VerificationProblem.recordDiffers(resource: "products", record: "SEC-1", field: "Price")
        #expect(try shop.verify().problems.contains(whole))
    }
}
