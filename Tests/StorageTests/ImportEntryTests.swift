// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

/// What is known of imports afterwards.
struct ImportEntryTests {
    private let shop: Shop
    private let yarn: Identifier

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
        try shop.writer.event(.importStarted, resource: "products", detail: "p.csv")
    }

    private func importSock(_ body: (GroupWriter) throws(StoreError) -> Void = { _ in }) throws {
        let sock = Shop.create(Product.self) {
            $0.name = "Sock"
            $0.category = yarn
        }
        try shop.writer.group(origin: Origin.importing, reason: "import p.csv") { (group) throws(StoreError) in
            try group.write(Proposal([sock], origin: Origin.importing))
            try body(group)
        }
    }

    @Test func `an import that stands in the journal was done, though the program died right after it`() throws {
        #expect(try shop.reader().imports(limit: 5).map(\.state) == [.open])
        try importSock()
        #expect(try shop.reader().imports(limit: 5).map(\.state) == [.done])
        _ = try shop.writer.undo()
        #expect(try shop.reader().imports(limit: 5).map(\.state) == [.undone])
    }

    @Test func `the event at the end of an import stands exactly if the import does`() throws {
        #expect(throws: StoreError.cancelled) {
            try importSock { (group) throws(StoreError) in
                try group.note(.imported, resource: "products", detail: "p.csv: 1 created, 0 updated")
                throw .cancelled
            }
        }
        #expect(try shop.reader().imports(limit: 5).map(\.state) == [.open])
        try importSock { (group) throws(StoreError) in
            try group.note(.imported, resource: "products", detail: "p.csv: 1 created, 0 updated")
        }
        #expect(try shop.reader().imports(limit: 5).map(\.detail) == ["p.csv: 1 created, 0 updated"])
        try shop.expectIntact()
    }

    @Test func `who imported is named to whom may read members only`() throws {
        try importSock()
        try shop.add(Role.self) {
            $0.name = "log"
            $0.permissions = .set(of: ["audit:view"])
        }
        _ = try shop.member("eve", roles: ["log"])
        let ada = try shop.reader().find("ada", in: Member.declaration.facts).id
        let reader = try Reader(paths: shop.paths, as: .named("eve"))
        #expect(try reader.imports(limit: 5).map(\.actorName) == [ada.text])
        #expect(try shop.reader().imports(limit: 5).map(\.actorName) == ["Ada Öst"])
    }
}
