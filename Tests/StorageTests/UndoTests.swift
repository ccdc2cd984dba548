// SPDX-License-Identifier: Apache-2.0
import Domain
import Host
import Storage
import Synchronization
import Testing

private typealias Category = Domain.Category

/// Undo and redo by group.
struct UndoTests {
    private let shop: Shop
    private let yarn: Identifier

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
    }

    private func colour(_ text: String) -> Edit {
        Edit(field: "colour", value: text.isEmpty ? .null : .text(text))
    }

    @Test func `undo of a create deletes, redo brings back`() throws {
        let sock = try shop.product("Sock", in: yarn, sku: "S-1")
        let undone = try shop.writer.undo()
        #expect(undone.summary == "created product S-1")
        #expect(undone.changeCount == 1)
        #expect(try !shop.isLive(Product.self, sock))
        #expect(try shop.writer.redo().summary == "created product S-1")
        #expect(try shop.isLive(Product.self, sock))
        try shop.expectIntact()
    }

    @Test func `undo of a delete restores the record with its children`() throws {
        let sock = try shop.product("Sock", in: yarn)
        let ids = try ["S", "M"].map { size in
            try shop.add(Variant.self) {
                $0.product = sock
                $0.options = .map(of: [MapEntry(key: "Size", value: .text(size))])
            }
        }
        try shop.commit(Shop.delete(Variant.self, ids[0]))
        try shop.commit(Shop.delete(Product.self, sock))
        _ = try shop.writer.undo()
        #expect(try shop.isLive(Product.self, sock))
        #expect(try ids.map { try shop.isLive(Variant.self, $0) } == [false, true])
        _ = try shop.writer.redo()
        #expect(try !shop.isLive(Product.self, sock))
        #expect(try ids.map { try shop.isLive(Variant.self, $0) } == [false, false])
        try shop.expectIntact()
    }

    @Test func `what somebody else has set back already is settled, and undo goes on`() throws {
        let mara = try shop.member("mara", roles: ["admin"])
        let sock = try shop.product("Sock", in: yarn, sku: "S-1") { $0.colour = "red" }
        let hat = try shop.product("Hat", in: yarn, sku: "H-1") { $0.colour = "red" }
        try shop.set(Product.self, hat, colour("grey"))
        try shop.set(Product.self, sock, colour("blue"))
        try shop.set(Product.self, sock, colour("red"), by: mara)
        let settled = try shop.writer.undo()
        #expect(settled.summary == "colour of S-1")
        #expect(settled.changeCount == 0)
        try shop.expectIntact()
        // A redo of nothing is nothing, and is taken back again.
        let redone = try shop.writer.redo()
        #expect(redone.changeCount == 0)
        let again = try shop.writer.undo()
        #expect(again.changeCount == 0)
        let next = try shop.writer.undo()
        #expect(next.summary == "colour of H-1")
        #expect(next.changeCount == 1)
        #expect(try shop.record(Product.self, hat).colour == "red")
        let newest = try shop.reader().audit(AuditQuery(limit: 3)).map(\.summary)
        #expect(newest == ["undone: colour of H-1", "undone: colour of S-1", "redone: colour of S-1"])
        try shop.expectIntact()
    }

    @Test func `two who undo at once take back different actions`() throws {
        let count = 60
        let products = try (0..<count).map { try shop.product("Sock \($0)", in: yarn) }
        let failures = Mutex<[String]>([])
        let joins = (0..<2).map { number in
            let paths = shop.paths
            var surroundings = Shop.surroundings(seed: UInt64(number) + 7)
            surroundings.lockWaitMilliseconds = 60_000
            return Worker.start("undo") { [surroundings] in
                do {
                    let writer = try Writer(paths: paths, surroundings: surroundings)
                    for _ in 0..<count / 2 { _ = try writer.undo() }
                } catch {
                    failures.withLock { $0.append("\(error)") }
                }
            }
        }
        for join in joins { join.wait() }
        #expect(failures.withLock { $0 } == [])
        #expect(try products.filter { try shop.isLive(Product.self, $0) } == [])
        let forks = "SELECT undoes FROM \"commit\" WHERE undoes IS NOT NULL GROUP BY undoes HAVING count(*) > 1"
        #expect(try shop.rawTexts(forks) == [])
        try shop.expectIntact()
    }

    @Test func `undo of an update writes the old values back, of a map only its keys`() throws {
        let sock = try shop.product("Sock", in: yarn) {
            $0.metadata = .map(of: [MapEntry(key: "a", value: .integer(1)), MapEntry(key: "b", value: .integer(2))])
        }
        let before = try shop.record(Product.self, sock)
        try shop.set(
            Product.self, sock, colour("red"), Edit(field: "metadata", key: "a", value: .null),
            Edit(field: "metadata", key: "c", value: .text("x")))
        let changed = try shop.record(Product.self, sock)
        #expect(try shop.writer.undo().summary == "colour, metadata of Sock")
        #expect(try shop.record(Product.self, sock) == before)
        _ = try shop.writer.redo()
        #expect(try shop.record(Product.self, sock) == changed)
    }

    @Test func `a purge cannot be undone, and neither it nor what it put out of reach keeps the rest from it`() throws {
        let hat = try shop.product("Hat", in: yarn)
        let sock = try shop.product("Sock", in: yarn)
        try shop.set(Product.self, hat, colour("red"))
        try shop.set(Product.self, sock, colour("red"))
        try shop.commit(Shop.purge(Product.self, sock))
        let purge = try #require(Identifier(text: try shop.rawTexts("SELECT max(grp) FROM \"commit\"")[0]))
        #expect(refusal { _ = try shop.writer.undo(group: purge) } == .undoRefused(.purged(record: "Sock")))
        let undone = try shop.writer.undo()
        #expect(undone.summary == "colour of Hat")
        #expect(undone.passedOver.map(\.summary) == ["purged product Sock", "colour of Sock"])
        #expect(try shop.record(Product.self, hat).colour == "")
        #expect(try shop.writer.redo().summary == "colour of Hat")
        _ = try shop.writer.undo()
        let next = try shop.writer.undo()
        #expect(next.summary == "created product Hat")
        #expect(
            next.passedOver.map(\.summary) == ["purged product Sock", "colour of Sock", "created product Sock"])
        try shop.expectIntact()
    }

    @Test func `where a purge is all there is to undo, that is refused as one`() throws {
        let bo = try shop.member("bo", roles: ["manager"])
        let sock = try shop.product("Sock", in: yarn)
        try shop.commit(Shop.purge(Product.self, sock), by: bo)
        #expect(refusal { _ = try bo.undo() } == .undoRefused(.purged(record: "Sock")))
    }

    @Test func `undo is refused when a later commit changed the field`() throws {
        let sock = try shop.product("Sock", in: yarn, sku: "S-1")
        let bo = try shop.member("bo", roles: ["manager"])
        try shop.set(Product.self, sock, colour("red"))
        try shop.set(Product.self, sock, colour("blue"), by: bo)
        let at = try #require(try shop.stored(Product.self, sock)).stamps.updatedAt
        let commit = try shop.writer.newestCommit()
        #expect(
            refusal { _ = try shop.writer.undo() }
                == .undoRefused(.changedLater(record: "S-1", field: "colour", by: "Bo", at: at, commit: commit)))
        try shop.set(Product.self, sock, Edit(field: "country", value: .text("SE")), by: bo)
        _ = try bo.undo()
        _ = try bo.undo()
        _ = try shop.writer.undo()
        #expect(try shop.record(Product.self, sock).colour == "")
    }

    @Test func `undo of a create is refused when a later commit changed the record`() throws {
        let sock = try shop.product("Sock", in: yarn, sku: "S-1")
        let bo = try shop.member("bo", roles: ["manager"])
        let bos = try shop.reader().find("bo", in: Member.declaration.facts).id
        _ = try shop.writer.undo()
        #expect(try shop.stored(Member.self, bos)?.isDeleted == true)
        _ = try shop.writer.redo()
        try shop.set(Product.self, sock, colour("blue"), by: bo)
        let at = try #require(try shop.stored(Product.self, sock)).stamps.updatedAt
        let commit = try shop.writer.newestCommit()
        _ = try shop.writer.undo()
        #expect(
            refusal { _ = try shop.writer.undo() }
                == .undoRefused(.changedLater(record: "S-1", field: "Colour", by: "Bo", at: at, commit: commit)))
    }

    @Test func `undo of a redone create is refused too when a later commit changed the record`() throws {
        let bo = try shop.member("bo", roles: ["manager"])
        let sock = try shop.product("Sock", in: yarn, sku: "S-1")
        _ = try shop.writer.undo()
        _ = try shop.writer.redo()
        try shop.set(Product.self, sock, colour("blue"), by: bo)
        let at = try #require(try shop.stored(Product.self, sock)).stamps.updatedAt
        let commit = try shop.writer.newestCommit()
        #expect(
            refusal { _ = try shop.writer.undo() }
                == .undoRefused(.changedLater(record: "S-1", field: "Colour", by: "Bo", at: at, commit: commit)))
        #expect(try shop.isLive(Product.self, sock))
    }

    @Test func `undo is refused when something refers to the record now`() throws {
        let bo = try shop.member("bo", roles: ["manager"])
        let hats = try shop.category("Hats")
        try shop.product("Cap", in: hats, by: bo)
        #expect(
            refusal { _ = try shop.writer.undo() } == .undoRefused(.referenced(record: "Hats", by: ["product Cap"])))
        _ = try bo.undo()
        _ = try shop.writer.undo()
        #expect(try !shop.isLive(Category.self, hats))
    }

    @Test func `a batch that creates a record and what refers to it is undone and redone in one step`() throws {
        let hats = Identifier(high: 0x0193_2A5B_C4D8_7001, low: 0x8000_0000_0000_0001)
        let records = try shop.commit(
            Shop.create(Category.self, id: hats) { $0.name = "Hats" },
            Shop.create(Product.self) {
                $0.name = "Cap"
                $0.category = hats
            })
        _ = try shop.writer.undo()
        #expect(try !shop.isLive(Category.self, hats))
        #expect(try !shop.isLive(Product.self, records[1]))
        _ = try shop.writer.redo()
        #expect(try shop.isLive(Product.self, records[1]))
        try shop.expectIntact()
    }

    @Test func `a batch that creates a record and changes it is undone after others have worked on`() throws {
        let bo = try shop.member("bo", roles: ["manager"])
        let id = Identifier(high: 0x0193_2A5B_C4D8_7001, low: 0x8000_0000_0000_0001)
        let yarn = yarn
        try shop.commit(
            Shop.create(Product.self, id: id) {
                $0.name = "Sock"
                $0.category = yarn
            }, Shop.update(Product.self, id, colour("red")))
        try shop.product("Hat", in: yarn, by: bo)
        _ = try shop.writer.undo()
        #expect(try !shop.isLive(Product.self, id))
    }

    @Test func `the stacks belong to the member: one does not take back what another did`() throws {
        let bo = try shop.member("bo", roles: ["manager"])
        try shop.product("Ada's", in: yarn)
        #expect(refusal { _ = try bo.undo() } == .undoRefused(.nothingToUndo))
        let bos = try shop.product("Bo's", in: yarn, by: bo)
        #expect(try shop.writer.undo().summary == "created product Ada's")
        #expect(try shop.isLive(Product.self, bos))
    }

    @Test func `what the founding of a store made is no step to undo`() throws {
        let fresh = try Shop(industry: "yarn", addsCategories: true)
        #expect(refusal { _ = try fresh.writer.undo() } == .undoRefused(.nothingToUndo))
        #expect(refusal { _ = try fresh.writer.redo() } == .undoRefused(.nothingToRedo))
    }

    @Test func `the stacks outlive the program`() throws {
        let sock = try shop.product("Sock", in: yarn)
        try shop.set(Product.self, sock, colour("red"))
        _ = try shop.writer.undo()
        let again = try shop.writer(as: "ada")
        _ = try again.redo()
        #expect(try shop.record(Product.self, sock).colour == "red")
        _ = try again.undo()
        _ = try again.undo()
        #expect(try !shop.isLive(Product.self, sock))
    }

    @Test func `any action can be taken back by its group, once`() throws {
        let sock = try shop.product("Sock", in: yarn, sku: "S-1")
        let receipt = try shop.writer.commit(
            Proposal([Shop.update(Product.self, sock, colour("red"))], origin: "form"))
        try shop.product("Hat", in: yarn)
        _ = try shop.writer.undo(group: receipt.group)
        #expect(try shop.record(Product.self, sock).colour == "")
        #expect(refusal { _ = try shop.writer.undo(group: receipt.group) } == .undoRefused(.alreadyUndone))
        let nobody = Identifier(high: 1, low: 1)
        #expect(
            refusal { _ = try shop.writer.undo(group: nobody) } == .undoRefused(.unknownGroup(nobody.text)))
    }

    @Test func `a group of many commits is one undo and one redo`() throws {
        let category = yarn
        let before = try shop.reader().storeFacts().commits
        try shop.writer.group(origin: "import", reason: "goods.csv") { (group) throws(StoreError) in
            for part in 0..<3 {
                let operations = (0..<(part == 2 ? 100 : 600)).map { number in
                    Shop.create(Product.self) {
                        $0.name = "P\(part)-\(number)"
                        $0.category = category
                    }
                }
                try group.write(Proposal(operations, origin: "import"))
            }
        }
        #expect(try shop.reader().storeFacts().commits == before + 5)
        let line = try #require(try shop.reader().audit(AuditQuery(limit: 1)).first)
        #expect(line.kind == .commit(commits: 5, changes: 1_300, isUndone: false))
        #expect(line.summary == "goods.csv · 1300 changes")
        #expect(
            try headers(newest: 5).map { [$0.index, $0.isLast ? 1 : 0, $0.count] } == [
                [0, 0, 500], [1, 0, 100], [2, 0, 500], [3, 0, 100], [4, 1, 100],
            ])
        #expect(try shop.writer.undo().changeCount == 1_300)
        #expect(try shop.reader().count(Query(resource: "products", limit: 1)) == 0)
        #expect(try shop.writer.redo().changeCount == 1_300)
        #expect(try shop.reader().count(Query(resource: "products", limit: 1)) == 1_300)
        try shop.expectIntact()
    }

    private func headers(newest count: Int) throws -> [CommitHeader] {
        try shop.rawTexts("SELECT header FROM \"commit\" ORDER BY n DESC LIMIT \(count)").reversed()
            .compactMap { CommitHeader(Array($0.utf8)) }
    }
}

/// Random actions, undos and redos of one member against a plain pair of stacks.
struct UndoModelTests {
    /// What a store holds in these tests: the colour of each live product.
    private typealias State = [Identifier: String]

    private struct Model {
        var now: State = [:]
        var undo: [State] = []
        var redo: [State] = []

        mutating func act(_ next: State) {
            undo.append(now)
            redo = []
            now = next
        }
    }

    @Test func `undo and redo lead through the same states as a pair of stacks`() throws {
        var random = SplitMix64(seed: Seed.of("undo model"))
        for _ in 0..<4 {
            let shop = try Shop(seed: random.next())
            let yarn = try shop.category("Yarn")
            var model = Model()
            for step in 0..<60 {
                try take(step, &random, shop, yarn, &model)
                let stored = try state(of: shop)
                guard stored == model.now else {
                    Issue.record("step \(step): \(stored) is not \(model.now)")
                    return
                }
            }
            try shop.expectIntact()
        }
    }

    private func take(
        _ step: Int, _ random: inout SplitMix64, _ shop: Shop, _ yarn: Identifier, _ model: inout Model
    ) throws {
        let live = model.now.keys.sorted()
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<2:
            let id = try shop.product("P\(step)", in: yarn)
            model.act(model.now.merging([id: ""]) { $1 })
        case 2..<4 where !live.isEmpty:
            let id = live[Int.random(in: 0..<live.count, using: &random)]
            try shop.set(Product.self, id, Edit(field: "colour", value: .text("c\(step)")))
            model.act(model.now.merging([id: "c\(step)"]) { $1 })
        case 4 where !live.isEmpty:
            let id = live[Int.random(in: 0..<live.count, using: &random)]
            try shop.commit(Shop.delete(Product.self, id))
            var next = model.now
            next[id] = nil
            model.act(next)
        case 5 where live.count > 1:
            try shop.commit(
                Shop.update(Product.self, live[0], Edit(field: "colour", value: .text("b\(step)"))),
                Shop.delete(Product.self, live[1]))
            var next = model.now
            next[live[0]] = "b\(step)"
            next[live[1]] = nil
            model.act(next)
        case 6..<9:
            guard let last = model.undo.popLast() else { return }
            _ = try shop.writer.undo()
            model.redo.append(model.now)
            model.now = last
        default:
            guard let next = model.redo.popLast() else {
                #expect(refusal { _ = try shop.writer.redo() } == .undoRefused(.nothingToRedo))
                return
            }
            _ = try shop.writer.redo()
            model.undo.append(model.now)
            model.now = next
        }
    }

    private func state(of shop: Shop) throws -> State {
        let window = try shop.reader().window(Query(resource: "products", limit: 500))
        return Dictionary(
            uniqueKeysWithValues: window.records.map { ($0.id, Record<Product>(values: $0.values).colour) })
    }
}
