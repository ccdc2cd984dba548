// SPDX-License-Identifier: Apache-2.0
import Domain
import Host
import Storage
import Testing

/// Changes of many records: what a preview says, what is written, what a stop leaves.
struct BulkEditTests {
    private let shop: Shop
    private let yarn: Identifier
    private let products = Product.declaration.facts

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
    }

    private func edit(_ action: BulkEdit.Action, _ selection: BulkEdit.Selection) -> BulkEdit {
        BulkEdit(action, products, selection, reason: "test", origin: "form")
    }

    private func colour(_ text: String) -> BulkEdit.Action { .set([Assignment("colour", wish: .text(text))]) }

    private static let all = BulkEdit.Selection.matching(.all, except: [])

    /// Products P0, P1 …, written as one group.
    private func fill(_ count: Int) throws {
        let yarn = yarn
        try shop.writer.group(origin: "import") { (group) throws(StoreError) in
            for start in stride(from: 0, to: count, by: 500) {
                let operations = (start..<min(count, start + 500)).map { number in
                    Shop.create(Product.self) {
                        $0.name = "P\(number)"
                        $0.category = yarn
                    }
                }
                try group.write(Proposal(operations, origin: "import"))
            }
        }
    }

    private func colours() throws -> Set<String> {
        var colours: Set<String> = []
        try shop.reader().stream(Query(resource: "products", limit: .max)) { record in
            colours.insert(Record<Product>(values: record.values).colour)
        }
        return colours
    }

    @Test func `a preview counts what would change, stay and fail, and writes nothing`() throws {
        let sock = try shop.product("Sock", in: yarn, sku: "S-1") { $0.price = 500 }
        try shop.product("Hat", in: yarn, sku: "S-2")
        try shop.product("Cap", in: yarn, sku: "S-3") { $0.price = 700 }
        try shop.commit(
            Shop.update(Product.self, sock, Edit(field: "status", value: .text("published"))))
        let commit = try shop.writer.newestCommit()
        let edit = edit(.set([Assignment("status", wish: .text("published"))]), Self.all)
        let preview = try shop.reader().preview(edit, rowsMax: 10)
        #expect(
            [preview.recordCount, preview.changeCount, preview.sameCount, preview.failureCount] == [3, 1, 1, 1])
        #expect(preview.rows.map(\.name) == ["S-3"])
        let position = Product.declaration.fields.status.position
        #expect(
            preview.rows.map { [$0.before?[position].text, $0.after?[position].text] } == [["draft", "published"]])
        let failure = ValidationFailure(
            resource: "products", record: "S-2", index: 1, field: "price", value: "", rule: .priceMissing)
        #expect(preview.problems.map(\.count) == [1])
        #expect(preview.problems.flatMap(\.examples).map(\.reason) == [.invalid(failure)])
        #expect(preview.knowsAllRefused)
        #expect(try shop.writer.newestCommit() == commit)
        #expect(refusal { _ = try shop.writer.run(edit) } == .invalid([failure]))
        let result = try shop.writer.run(edit.leavingOut(preview.refused))
        #expect([result.recordCount, result.changedCount, result.changeCount] == [2, 1, 1])
        try shop.expectIntact()
    }

    @Test func `ten thousand records are one group of small commits and one undo`() throws {
        let count: Int64 = 10_000
        try fill(Int(count))
        let commits = try shop.writer.newestCommit()
        let preview = try shop.reader().preview(edit(colour("red"), Self.all), rowsMax: 5)
        #expect(preview.changeCount == count)
        #expect(preview.rows.count == 5)
        let result = try shop.writer.run(edit(colour("red"), Self.all))
        #expect([result.recordCount, result.changedCount, result.changeCount] == [count, count, count])
        #expect(try shop.writer.newestCommit() - commits == count / Int64(Proposal.changesMax))
        #expect(try colours() == ["red"])
        let nothing = try shop.writer.run(edit(colour("red"), Self.all))
        #expect([nothing.recordCount, nothing.changedCount] == [count, 0])
        #expect(try shop.writer.undo().changeCount == count)
        #expect(try colours() == [""])
        try shop.expectIntact()
    }

    @Test func `failures of very many records are counted and few are listed`() throws {
        let count = BulkPreview.refusedMax + 100
        try fill(count)
        let edit = edit(.set([Assignment("status", wish: .text("published"))]), Self.all)
        let preview = try shop.reader().preview(edit, rowsMax: 5)
        #expect(preview.failureCount == Int64(count))
        #expect(preview.problems.map(\.count) == [Int64(count)])
        #expect(preview.problems.map(\.examples.count) == [BulkProblem.examplesMax])
        #expect(preview.refused.count == BulkPreview.refusedMax)
        #expect(!preview.knowsAllRefused)
    }

    @Test func `a stop in the middle leaves nothing, and one after the end changes nothing`() throws {
        try fill(3_000)
        let commit = try shop.writer.newestCommit()
        let moments = TestClock()
        let stop = StopFlag()
        var told: [WorkProgress] = []
        let attendant = Attendant(stop: stop) { progress in
            told.append(progress)
            if progress.done >= 1_700 { stop.raise() }
        } now: {
            moments.next()
        }
        #expect(refusal { _ = try shop.writer.run(edit(colour("red"), Self.all), attendant) } == .cancelled)
        #expect(told.last == WorkProgress(done: 1_700, total: 3_000))
        #expect(try shop.writer.newestCommit() == commit)
        #expect(try colours() == [""])
        let stopped = Attendant(stop: stop)
        #expect(refusal { _ = try shop.reader().preview(edit(.delete, Self.all), rowsMax: 1, stopped) } == .cancelled)
        let late = Attendant()
        let result = try shop.writer.run(edit(colour("red"), Self.all), late)
        #expect(result.changedCount == 3_000)
        try shop.expectIntact()
    }

    @Test func `progress is told at most ten times a second`() throws {
        try fill(1_000)
        var now: Int64 = 0
        var told: [Int64] = []
        let attendant = Attendant {
            told.append($0.done)
        } now: {
            now += 1_000
            return now
        }
        _ = try shop.writer.run(edit(colour("red"), Self.all), attendant)
        #expect(told == [0, 100, 200, 300, 400, 500, 600, 700, 800, 900])
    }

    @Test func `what somebody changed since the preview is a conflict, what else they changed is none`() throws {
        let bo = try shop.member("bo", roles: ["manager"])
        let sock = try shop.product("Sock", in: yarn, sku: "S-1") {
            $0.metadata = .map(of: [MapEntry(key: "ply", value: .integer(4))])
        }
        let hats = try shop.category("Hats")
        var red = edit(colour("red"), .records([sock]))
        red.seen = try shop.reader().preview(red, rowsMax: 0).commit
        try shop.set(Product.self, sock, Edit(field: "country", value: .text("SE")), by: bo)
        #expect(try shop.writer.run(red).changedCount == 1)
        var transfer = edit(.transfer(to: hats), .records([sock]))
        transfer.seen = try shop.writer.newestCommit()
        var ply = edit(.set([Assignment("metadata", key: "ply", wish: .text("6"))]), .records([sock]))
        ply.seen = transfer.seen
        let felt = try shop.category("Felt")
        try shop.commit(.transfer(products, id: sock, to: felt), by: bo)
        try shop.set(Product.self, sock, Edit(field: "metadata", key: "ply", value: .integer(8)), by: bo)
        #expect(conflicts { _ = try shop.writer.run(transfer) } == ["category"])
        #expect(conflicts { _ = try shop.writer.run(ply) } == ["metadata.ply"])
    }

    private func conflicts(_ body: () throws -> Void) -> [String] {
        guard case .conflict(let conflicts)? = refusal(body) else { return [] }
        return conflicts.map(\.field)
    }

    @Test func `the member's permissions hold, and say so before`() throws {
        let cai = try shop.member("cai", roles: ["crafter"])
        let id = try shop.reader().find("cai", in: Member.declaration.facts).id
        try shop.product("Ada's", in: yarn)
        let own = try shop.product("Cai's", in: yarn, by: cai)
        let edit = edit(.delete, Self.all)
        let preview = try Reader(paths: shop.paths, as: .member(id)).preview(edit, rowsMax: 5)
        #expect([preview.changeCount, preview.failureCount] == [1, 1])
        guard case .denied(let denial)? = preview.problems.first?.examples.first?.reason else {
            Issue.record("nothing is denied")
            return
        }
        #expect(denial.permission == "products:delete")
        let isDenied = if case .denied? = refusal({ _ = try cai.run(edit) }) { true } else { false }
        #expect(isDenied)
        #expect(try cai.run(edit.leavingOut(preview.refused)).changedCount == 1)
        #expect(try !shop.isLive(Product.self, own))
    }

    @Test func `money is read in each record's currency, members of sets are added`() throws {
        let yen = try shop.product("Yen", in: yarn) {
            $0.currency = "JPY"
            $0.tags = .set(of: ["a"])
        }
        let euro = try shop.product("Euro", in: yarn)
        let assignments = [
            Assignment("price", wish: .text("1200")), Assignment("tags", .add, wish: .text("b")),
            Assignment("tags", .remove, wish: .text("a")),
        ]
        #expect(try shop.writer.run(edit(.set(assignments), .records([yen, euro, yen]))).recordCount == 2)
        #expect(try [yen, euro].map { try shop.record(Product.self, $0).price } == [1_200, 120_000])
        #expect(try [yen, euro].map { try shop.record(Product.self, $0).tags.list } == [["b"], ["b"]])
    }

    @Test func `words and records that are left out narrow what is meant`() throws {
        let ids = try (1...3).map { try shop.product("Merino \($0)", in: yarn) }
        try shop.product("Alpaca", in: yarn)
        let words = BulkEdit.Selection.matching(.word("merino", isPrefix: false), except: [ids[1]])
        let preview = try shop.reader().preview(edit(.delete, words), rowsMax: 5)
        #expect([preview.recordCount, preview.changeCount] == [2, 2])
        #expect(try shop.writer.run(edit(.delete, words)).changedCount == 2)
        #expect(try ids.map { try shop.isLive(Product.self, $0) } == [false, true, false])
        let trash = BulkEdit.Selection.matching(.all, except: [ids[0]])
        #expect(try shop.writer.run(edit(.restore, trash)).changedCount == 1)
        #expect(try ids.map { try shop.isLive(Product.self, $0) } == [false, true, true])
    }
}
