// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

/// What is known of an undo before it is done, and while it is.
struct UndoOfferTests {
    private let shop: Shop
    private let yarn: Identifier

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
    }

    @Test func `an undo can be stopped in the middle`() throws {
        let yarn = yarn
        try shop.writer.group(origin: "import") { (group) throws(StoreError) in
            for part in 0..<6 {
                let operations = (0..<500).map { number in
                    Shop.create(Product.self) {
                        $0.name = "P\(part)-\(number)"
                        $0.category = yarn
                    }
                }
                try group.write(Proposal(operations, origin: "import"))
            }
        }
        let commit = try shop.writer.newestCommit()
        let stop = StopFlag()
        let moments = TestClock()
        let attendant = Attendant(stop: stop) {
            #expect($0.total == 3_000)
            if $0.done >= 1_500 { stop.raise() }
        } now: {
            moments.next()
        }
        #expect(refusal { _ = try shop.writer.undo(attendant) } == .cancelled)
        #expect(try shop.writer.newestCommit() == commit)
        #expect(try shop.reader().count(Query(resource: "products", limit: 1)) == 3_000)
        try shop.expectIntact()
    }

    @Test func `what the next undo and redo would do is told before`() throws {
        _ = try shop.member("bo", roles: ["manager"])
        let reader = try shop.reader()
        let fresh = try Shop()
        #expect(try fresh.reader().nextUndo() == nil)
        #expect(try reader.nextRedo() == nil)
        let sock = try shop.product("Sock", in: yarn, sku: "S-1")
        try shop.set(Product.self, sock, Edit(field: "colour", value: .text("red")))
        let at = try #require(try shop.stored(Product.self, sock)).stamps.updatedAt
        let offer = try #require(try shop.reader().nextUndo())
        #expect(offer.summary == "colour of S-1")
        #expect(offer.changeCount == 1)
        #expect(offer.at == at)
        _ = try shop.writer.undo()
        #expect(try shop.reader().nextRedo()?.summary == "colour of S-1")
        #expect(try shop.reader().nextUndo()?.summary == "created product S-1")
        let bos = try shop.reader().find("bo", in: Member.declaration.facts).id
        #expect(try Reader(paths: shop.paths, as: .member(bos)).nextUndo() == nil)
    }
}
