// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

private typealias Category = Domain.Category

/// Older versions of a record.
struct VersionTests {
    private let shop: Shop
    private let yarn: Identifier
    private let sock: Identifier
    private let products = Product.declaration.facts

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
        sock = try shop.product("Sock", in: yarn, sku: "S-1") {
            $0.metadata = .map(of: [MapEntry(key: "a", value: .integer(1)), MapEntry(key: "b", value: .integer(2))])
        }
    }

    private func refused(_ commit: Int64) -> VersionRefusal? {
        guard
            case .versionRefused(let refusal)? = refusal({ _ = try shop.writer.restore(sock, in: products, at: commit) }
            )
        else { return nil }
        return refusal
    }

    @Test func `every field gets the value it had after a commit, keys of maps too`() throws {
        let commit = try shop.writer.newestCommit()
        let then = try shop.record(Product.self, sock)
        try shop.set(
            Product.self, sock, Edit(field: "colour", value: .text("red")),
            Edit(field: "metadata", key: "a", value: .null), Edit(field: "metadata", key: "c", value: .text("x")))
        let red = try shop.record(Product.self, sock)
        try shop.set(
            Product.self, sock, Edit(field: "colour", value: .text("blue")), Edit(field: "price", value: .integer(900)))
        let dry = try shop.writer.restore(sock, in: products, at: commit, Trial(isDryRun: true, rowsMax: 1))
        #expect(dry.rows.map(\.after) == [then.values])
        #expect(try shop.record(Product.self, sock).colour == "blue")
        let outcome = try shop.writer.restore(sock, in: products, at: commit)
        #expect(outcome.changeCount == 1)
        #expect(try shop.record(Product.self, sock) == then)
        let line = try #require(try shop.reader().audit(AuditQuery(limit: 1)).first)
        #expect(line.origin == "version")
        #expect(line.reason == "version of commit \(commit)")
        #expect(try shop.writer.restore(sock, in: products, at: commit).changeCount == 0)
        _ = try shop.writer.undo()
        _ = try shop.writer.restore(sock, in: products, at: commit + 1)
        #expect(try shop.record(Product.self, sock) == red)
        try shop.expectIntact()
    }

    @Test func `random edits can all be gone back to`() throws {
        var random = SplitMix64(seed: Seed.of("versions"))
        var versions: [(commit: Int64, record: Record<Product>)] = []
        for step in 0..<40 {
            let key = ["a", "b", "c"][Int.random(in: 0..<3, using: &random)]
            let value: Value = Bool.random(using: &random) ? .null : .integer(Int64(step))
            let colour: Value = Bool.random(using: &random) ? .null : .text("c\(step)")
            try shop.set(
                Product.self, sock, Edit(field: "metadata", key: key, value: value),
                Edit(field: "colour", value: colour))
            versions.append((try shop.writer.newestCommit(), try shop.record(Product.self, sock)))
            if step.isMultiple(of: 5) {
                let version = versions[Int.random(in: versions.indices, using: &random)]
                _ = try shop.writer.restore(sock, in: products, at: version.commit)
                #expect(try shop.record(Product.self, sock) == version.record)
            }
        }
        try shop.expectIntact()
    }

    @Test func `what is not there, not yet or no longer, is refused by name`() throws {
        let made = try shop.writer.newestCommit()
        #expect(refused(made - 1) == .notYetMade(record: "S-1", commit: made))
        #expect(refused(made + 5) == .unknownCommit(made + 5, newest: made))
        #expect(refused(0) == .unknownCommit(0, newest: made))
        try shop.commit(Shop.delete(Product.self, sock))
        #expect(refused(made) == .deleted(record: "S-1"))
        try shop.commit(Shop.purge(Product.self, sock))
        #expect(refused(made) == .purged(record: "S-1"))
    }

    @Test func `a reference to what is gone is refused as any other`() throws {
        let made = try shop.writer.newestCommit()
        let felt = try shop.category("Felt")
        try shop.commit(.transfer(products, id: sock, to: felt))
        try shop.commit(Shop.delete(Category.self, yarn))
        #expect(
            refusal { _ = try shop.writer.restore(sock, in: products, at: made) }
                == productFailure("S-1", "category", .categoryMissing, value: yarn.text))
    }

    @Test func `an erased value does not come back`() throws {
        _ = try shop.member("bo", roles: ["manager"])
        let facts = Member.declaration.facts
        let id = try shop.reader().find("bo", in: facts).id
        let made = try shop.writer.newestCommit()
        try shop.set(Member.self, id, Edit(field: "locale", value: .text("sv")))
        let named = try shop.writer.newestCommit()
        try shop.writer.eraseMember(id)
        #expect(
            refusal { _ = try shop.writer.restore(id, in: facts, at: made) }
                == .versionRefused(.erased(record: "erased member", field: "Name")))
        let erased = try shop.writer.newestCommit()
        #expect(erased > named)
        #expect(try shop.writer.restore(id, in: facts, at: erased).changeCount == 0)
    }

    @Test func `a field of a newer program is refused rather than lost`() throws {
        let made = try shop.writer.newestCommit()
        try shop.set(Product.self, sock, Edit(field: "colour", value: .text("red")))
        try shop.raw(
            """
            DROP TRIGGER change_update;
            UPDATE change SET payload = replace(payload, '"before":{', '"before":{"aura":"warm",')
            WHERE n = (SELECT max(n) FROM change)
            """)
        #expect(refused(made) == .unknownField(record: "S-1", field: "aura"))
    }
}
