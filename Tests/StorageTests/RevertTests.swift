// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

private typealias Category = Domain.Category

/// Taking back what anybody did, as an action of its own.
struct RevertTests {
    private let shop: Shop
    private let yarn: Identifier
    private let bo: Writer

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
        bo = try shop.member("bo", roles: ["manager"])
    }

    private func colour(_ text: String) -> Edit { Edit(field: "colour", value: .text(text)) }

    @Test func `a revert is a new action of whoever reverts, and can be undone and done again`() throws {
        let sock = try shop.product("Sock", in: yarn, sku: "S-1")
        try shop.set(Product.self, sock, colour("red"), by: bo)
        let commit = try shop.writer.newestCommit()
        try shop.product("Hat", in: yarn, by: bo)
        let outcome = try shop.writer.revert(.commit(commit), reason: "too loud")
        #expect(outcome.summary == "colour of S-1")
        #expect(outcome.changeCount == 1)
        let line = try #require(try shop.reader().audit(AuditQuery(limit: 1)).first)
        #expect(line.origin == "revert")
        #expect(line.reason == "revert of commit \(commit); too loud")
        #expect(line.summary == "colour of S-1")
        #expect(try shop.record(Product.self, sock).colour == "")
        _ = try shop.writer.undo()
        #expect(try shop.record(Product.self, sock).colour == "red")
        _ = try shop.writer.redo()
        #expect(try shop.record(Product.self, sock).colour == "")
        try shop.expectIntact()
    }

    @Test func `a dry run shows before and after and writes nothing`() throws {
        let sock = try shop.product("Sock", in: yarn, sku: "S-1")
        try shop.set(Product.self, sock, colour("red"))
        let commit = try shop.writer.newestCommit()
        let outcome = try shop.writer.revert(.commit(commit), Trial(isDryRun: true, rowsMax: 5))
        #expect(outcome.group == nil)
        #expect(outcome.changeCount == 1)
        let position = Product.declaration.fields.colour.position
        #expect(outcome.rows.map { [$0.before?[position], $0.after?[position]] } == [[.text("red"), .null]])
        #expect(try shop.writer.newestCommit() == commit)
        #expect(try shop.record(Product.self, sock).colour == "red")
    }

    @Test func `one commit of a group is reverted by itself, or the group as a whole`() throws {
        let yarn = yarn
        let receipt = try shop.writer.group(origin: "import", reason: "goods.csv") { (group) throws(StoreError) in
            try group.write(
                Proposal(
                    (0..<700).map { number in
                        Shop.create(Product.self) {
                            $0.name = "P\(number)"
                            $0.category = yarn
                        }
                    }, origin: "import"))
            return group.receipt
        }
        let last = try shop.writer.newestCommit()
        #expect(try shop.writer.revert(.commit(last)).summary == "200 changes of goods.csv · 700 changes")
        #expect(try shop.reader().count(Query(resource: "products", limit: 1)) == 500)
        _ = try shop.writer.undo()
        #expect(try shop.writer.revert(.group(receipt.group)).changeCount == 700)
        #expect(try shop.reader().count(Query(resource: "products", limit: 1)) == 0)
        try shop.expectIntact()
    }

    @Test func `what a later commit changed is refused with its name, its field and that commit`() throws {
        let sock = try shop.product("Sock", in: yarn, sku: "S-1")
        let made = try shop.writer.newestCommit()
        try shop.set(Product.self, sock, colour("red"))
        let red = try shop.writer.newestCommit()
        try shop.set(Product.self, sock, colour("blue"), by: bo)
        let blue = try shop.writer.newestCommit()
        let at = try #require(try shop.stored(Product.self, sock)).stamps.updatedAt
        try shop.set(Product.self, sock, Edit(field: "country", value: .text("SE")))
        func changed(_ field: String) -> StoreError {
            .revertRefused(.changedLater(record: "S-1", field: field, by: "Bo", at: at, commit: blue))
        }
        #expect(refusal { _ = try shop.writer.revert(.commit(red)) } == changed("colour"))
        #expect(refusal { _ = try shop.writer.revert(.commit(made)) } == changed("Colour"))
        try shop.commit(Shop.delete(Product.self, sock), by: bo)
        let gone = try shop.writer.newestCommit()
        let then = try #require(try shop.stored(Product.self, sock)).stamps.updatedAt
        #expect(
            refusal { _ = try shop.writer.revert(.commit(blue)) }
                == .revertRefused(.deletedLater(record: "S-1", by: "Bo", at: then, commit: gone)))
    }

    @Test func `a record that others refer to now does not go, its children neither`() throws {
        let hats = try shop.category("Hats")
        let category = try shop.writer.newestCommit()
        let cap = try shop.product("Cap", in: hats, sku: "C-1", by: bo)
        let product = try shop.writer.newestCommit()
        try shop.add(Variant.self, by: bo) {
            $0.product = cap
            $0.sku = "C-1-S"
            $0.options = .map(of: [MapEntry(key: "Size", value: .text("S"))])
        }
        #expect(
            refusal { _ = try shop.writer.revert(.commit(category)) }
                == .revertRefused(.referenced(record: "Hats", by: ["product Cap"])))
        #expect(
            refusal { _ = try shop.writer.revert(.commit(product)) }
                == .revertRefused(.referenced(record: "C-1", by: ["variant C-1-S"])))
        try shop.expectIntact()
    }

    @Test func `purges, the founding, what was undone and what never was are not reverted`() throws {
        let sock = try shop.product("Sock", in: yarn)
        try shop.commit(Shop.purge(Product.self, sock))
        let purge = try shop.writer.newestCommit()
        #expect(
            refusal { _ = try shop.writer.revert(.commit(purge)) } == .revertRefused(.purged(record: "Sock")))
        #expect(refusal { _ = try shop.writer.revert(.commit(1)) } == .revertRefused(.founding))
        #expect(refusal { _ = try shop.writer.revert(.commit(999)) } == .revertRefused(.unknownGroup("commit 999")))
        try shop.product("Hat", in: yarn)
        let made = try shop.writer.newestCommit()
        _ = try shop.writer.undo()
        #expect(refusal { _ = try shop.writer.revert(.commit(made)) } == .revertRefused(.alreadyUndone))
    }

    @Test func `a revert asks for the permission of the opposite`() throws {
        let cai = try shop.member("cai", roles: ["crafter"])
        try shop.product("Sock", in: yarn)
        let made = try shop.writer.newestCommit()
        guard case .denied(let denial)? = refusal({ _ = try cai.revert(.commit(made)) }) else {
            Issue.record("it is not denied")
            return
        }
        #expect(denial.permission == "products:delete")
    }
}
