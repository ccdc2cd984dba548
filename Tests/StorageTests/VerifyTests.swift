// SPDX-License-Identifier: Apache-2.0
import Domain
import Host
import SQLite
import Storage
import Testing

/// `audit verify`: whatever is altered past the program is found, and the first broken commit named.
struct VerifyTests {
    private let shop: Shop
    private let sock: Identifier
    private let hat: Identifier
    /// Commits: 1 the founding, 2 the category, 3 sock, 4 its price, 5 hat, 6 the member, 7 its new name.
    private let bo: Identifier

    init() throws {
        shop = try Shop()
        let yarn = try shop.category("Yarn")
        sock = try shop.product("Sock", in: yarn, sku: "S-1")
        try shop.set(Product.self, sock, Edit(field: "price", value: .integer(1_250)))
        hat = try shop.product("Hat", in: yarn, sku: "S-2")
        bo = try shop.add(Member.self) {
            $0.name = "Bo Ek"
            $0.userName = "bo"
            $0.email = "bo@ek.example"
        }
        try shop.set(Member.self, bo, Edit(field: "name", value: .text("Bo Alm")))
        try shop.writer.event(.export, resource: "products", detail: "products.csv")
        try shop.writer.event(.export, resource: "products", detail: "again.csv")
    }

    private func change(_ commit: Int64) -> Int64 { commit * 512 }

    @Test func `a clean store verifies, with everything counted and the end anchored`() throws {
        var expected = Verification()
        expected.commits = 7
        expected.changes = Int64(try shop.rawInteger("SELECT count(*) FROM change"))
        expected.events = 2
        expected.records = 13
        expected.isAnchored = true
        #expect(try shop.verify() == expected)
        #expect(expected.isIntact)
    }

    @Test func `one altered byte of a payload is found, and the record it no longer proves`() throws {
        try shop.damage("UPDATE change SET payload = replace(payload, '\"1250\"', '\"1251\"') WHERE n = \(change(4))")
        #expect(
            try shop.verify().problems
                == [.changesAltered(commit: 4), .recordDiffers(resource: "products", record: "S-1", field: "Price")])
    }

    @Test func `an altered salt, root, link or hash is found`() throws {
        try shop.damage("UPDATE change SET salt = zeroblob(16) WHERE n = \(change(5))")
        #expect(try shop.verify().problems == [.changesAltered(commit: 5)])
        try shop.damage("UPDATE \"commit\" SET root = zeroblob(32) WHERE n = 4")
        #expect(
            try shop.verify().problems
                == [.changesAltered(commit: 4), .headerAltered(commit: 4), .changesAltered(commit: 5)])
        try shop.damage("UPDATE \"commit\" SET hash = zeroblob(32) WHERE n = 6")
        #expect(
            try shop.verify().problems == [
                .changesAltered(commit: 4), .headerAltered(commit: 4), .changesAltered(commit: 5),
                .headerAltered(commit: 6), .chainBroken(commit: 7),
            ])
    }

    @Test func `one altered byte of a header is found`() throws {
        try shop.damage(
            "UPDATE \"commit\" SET header = replace(header, '\"origin\":\"form\"', '\"origin\":\"farm\"') WHERE n = 5")
        #expect(try shop.verify().problems == [.headerAltered(commit: 5)])
    }

    @Test func `a header that cannot be read is found`() throws {
        try shop.damage("UPDATE \"commit\" SET header = replace(header, '\"v\":1', '\"v\":9') WHERE n = 5")
        #expect(try shop.verify().problems.first == .headerUnreadable(commit: 5))
    }

    @Test(arguments: [
        ("UPDATE product SET price = 1 WHERE sku = 'S-1'", "Price"),
        ("UPDATE product SET colour = 'red' WHERE sku = 'S-1'", "Colour"),
        ("UPDATE product SET metadata = '{\"a\":1}' WHERE sku = 'S-1'", "Metadata"),
        ("UPDATE product SET updated_at = updated_at + 1 WHERE sku = 'S-1'", "updated"),
        ("UPDATE product SET updated_by = zeroblob(16) WHERE sku = 'S-1'", "updated"),
        ("UPDATE product SET created_at = created_at - 1 WHERE sku = 'S-1'", "created"),
        ("UPDATE product SET deleted_at = 1, deleted_by = zeroblob(16) WHERE sku = 'S-1'", "deleted"),
    ])
    func `an edited record is found and its field named`(sql: String, field: String) throws {
        try shop.raw(sql)
        #expect(
            try shop.verify().problems == [.recordDiffers(resource: "products", record: "S-1", field: field)])
    }

    @Test func `who deleted a record is proved like who changed it`() throws {
        try shop.commit(Shop.delete(Product.self, hat))
        try shop.raw("UPDATE product SET deleted_by = zeroblob(16) WHERE sku = 'S-2'")
        #expect(
            try shop.verify().problems == [.recordDiffers(resource: "products", record: "S-2", field: "deleted")])
    }

    @Test func `an edited personal value is found`() throws {
        try shop.raw("UPDATE member SET name = 'Eve', name_key = 'eve', name_sort = 'eve' WHERE user_name = 'bo'")
        #expect(
            try shop.verify().problems == [.recordDiffers(resource: "members", record: "Eve", field: "Name")])
    }

    @Test func `a sealed value that was damaged or taken away does not pass for an erased one`() throws {
        // Both sides of the change, before and after.
        let both = [VerificationProblem](repeating: .sealedDiffers(commit: 7, field: "name"), count: 2)
        try shop.raw("UPDATE personal SET sealed = zeroblob(60) WHERE field = 'name' AND change_n = \(change(7))")
        #expect(try shop.verify().problems == both)
        try shop.raw("DELETE FROM personal WHERE field = 'name' AND change_n = \(change(7))")
        #expect(try shop.verify().problems == both)
    }

    @Test func `the sealed name of an actor is compared with the header's hash`() throws {
        let first = try shop.rawInteger("SELECT min(change_n) FROM personal WHERE field = 'actor_name'")
        try shop.raw(
            """
            UPDATE personal SET (salt, sealed) = (SELECT salt, sealed FROM personal AS p
            WHERE p.field = 'actor_name' AND p.change_n = \(first))
            WHERE field = 'actor_name' AND change_n = \(first + 512)
            """)
        #expect(try shop.verify().problems == [.sealedDiffers(commit: 2, field: "actor_name")])
    }

    @Test func `a stored key that is not what it derives from is found`() throws {
        try shop.raw("UPDATE product SET sku_key = 'x' WHERE sku = 'S-1'")
        #expect(
            try shop.verify().problems == [.derivedDiffers(resource: "products", record: "S-1", field: "sku_key")])
        try shop.raw("UPDATE category SET path = 'X', path_key = 'x', path_sort = 'x'")
        #expect(
            try shop.verify().problems.contains(.derivedDiffers(resource: "categories", record: "Yarn", field: "path")))
    }

    @Test func `a record that the journal does not know is found`() throws {
        try shop.raw(
            """
            INSERT INTO role(id, name, name_key, name_sort, created_at, created_by, updated_at, updated_by)
            VALUES (zeroblob(16), 'root', 'root', 'root', 1, zeroblob(16), 1, zeroblob(16))
            """)
        #expect(
            try shop.verify().problems == [
                .recordUnjournaled(resource: "roles", record: "root"),
                .recordsMissing(resource: "roles", expected: 6, found: 7),
            ])
    }

    @Test func `a record that was removed is found`() throws {
        try shop.raw("DELETE FROM product WHERE sku = 'S-2'")
        #expect(try shop.verify().problems == [.recordsMissing(resource: "products", expected: 2, found: 1)])
    }

    @Test func `a cut-off tail is found by the anchor, also when the records were turned back with it`() throws {
        let before = try shop.verify().changes
        try shop.product(
            "Last", in: try shop.reader().find("Yarn", in: Domain.Category.declaration.facts).id, sku: "S-3")
        try shop.damage(
            """
            DELETE FROM "commit" WHERE n = 8; DELETE FROM change WHERE n >= \(change(8)); DELETE FROM personal
            WHERE change_n >= \(change(8)); DELETE FROM product WHERE sku = 'S-3'
            """)
        let result = try shop.verify()
        #expect(result.changes == before)
        #expect(result.problems == [.tailCut(anchored: 8, found: 7)])
    }

    @Test func `a tail that was cut off and grown again is found by the anchor`() throws {
        let yarn = try shop.reader().find("Yarn", in: Domain.Category.declaration.facts).id
        try shop.product("Last", in: yarn, sku: "S-3")
        let anchors = shop.paths.stateFolder + "/anchors"
        let name = try #require(try shop.fileNames(anchors).first)
        let anchor = try Files.read(anchors + "/" + name)
        try shop.damage(
            """
            DELETE FROM "commit" WHERE n = 8; DELETE FROM change WHERE n >= \(change(8)); DELETE FROM personal
            WHERE change_n >= \(change(8)); DELETE FROM product WHERE sku = 'S-3'
            """)
        try shop.product("Other", in: yarn, sku: "S-3")
        try Files.write(anchor, to: anchors + "/" + name)
        #expect(
            try shop.verify().problems == [.commitsLost(known: 8, found: 7), .anchorDiffers(commit: 8)])
    }

    @Test func `a commit taken out of the middle is found`() throws {
        try shop.damage("DELETE FROM \"commit\" WHERE n = 5; DELETE FROM change WHERE n = \(change(5))")
        let sealed = try shop.rawInteger("SELECT count(*) FROM personal")
        #expect(
            try shop.verify().problems == [
                .sequenceGap(commit: 6, expected: 5, found: 6), .chainBroken(commit: 6),
                .sealedCount(expected: sealed - 1, found: sealed),
                .recordUnjournaled(resource: "products", record: "S-2"),
                .recordsMissing(resource: "products", expected: 1, found: 2),
            ])
    }

    @Test func `a commit without its changes, and changes without their commit, are found`() throws {
        try shop.damage("DELETE FROM change WHERE n = \(change(4))")
        #expect(
            try shop.verify().problems.prefix(2) == [
                .changeCount(commit: 4, expected: 1, found: 0), .changesAltered(commit: 4),
            ])
        try shop.damage("DELETE FROM \"commit\" WHERE n = 5")
        #expect(try shop.verify().problems.contains(.changeWithoutCommit(commit: 5)))
    }

    @Test func `a change that stands under another record than it says is found`() throws {
        try shop.damage("UPDATE change SET record = zeroblob(16) WHERE n = \(change(4))")
        #expect(try shop.verify().problems.first == .changeColumns(commit: 4))
    }

    @Test func `an altered, missing or cut-off event is found`() throws {
        try shop.damage("UPDATE event SET body = replace(body, 'products.csv', 'products.tsv') WHERE n = 1")
        #expect(try shop.verify().problems == [.eventAltered(1)])
        try shop.damage("UPDATE event SET body = replace(body, 'products.tsv', 'products.csv') WHERE n = 1")
        #expect(try shop.verify().problems == [])
        try shop.damage("DELETE FROM event WHERE n = 2")
        #expect(try shop.verify().problems == [.eventTailCut(anchored: 2, found: 1)])
        try shop.damage("DELETE FROM event WHERE n = 1")
        #expect(try shop.verify().problems == [.eventTailCut(anchored: 2, found: 0)])
    }

    @Test func `without an anchor a store verifies and says that its end is not anchored`() throws {
        Folder.remove(shop.paths.stateFolder)
        let result = try shop.verify()
        #expect(result.problems == [])
        #expect(!result.isAnchored)
    }

    /// The anchor's file, whatever its name is.
    private func anchor() throws -> String {
        let folder = shop.paths.stateFolder + "/anchors"
        return folder + "/" + (try #require(try shop.fileNames(folder).first))
    }

    @Test func `an anchor that is empty or no anchor is a finding, and stays for somebody to look at`() throws {
        let path = try anchor()
        let whole = try Files.read(path)
        for broken in [[], Array("{}".utf8), Array(whole.dropLast()), whole.map { $0 == 0x22 ? 0x27 : $0 }] {
            try Files.write(broken, to: path)
            #expect(try shop.verify().problems == [.anchorUnreadable(path: path)])
            #expect(try !shop.verify().isAnchored)
            #expect(try shop.reader().storeFacts().unreadableAnchor == path)
            try shop.writer.event(.export, detail: "once more")
            #expect(try Files.read(path) == broken)
        }
        Files.remove(path)
        try shop.writer.event(.export, detail: "and again")
        #expect(try shop.verify().problems == [])
        #expect(try shop.verify().isAnchored)
    }

    @Test func `an anchor of which one line is damaged is the one before it, and heals at the next change`() throws {
        let path = try anchor()
        for line in 0..<2 {
            var bytes = try Files.read(path)
            #expect(bytes.count == 1_536)
            for offset in 0..<512 { bytes[(1 + line) * 512 + offset] = 0 }
            try Files.write(bytes, to: path)
            #expect(try shop.verify().problems == [])
            #expect(try shop.verify().isAnchored)
            for _ in 0..<2 { try shop.writer.event(.export, detail: "line \(line)") }
            #expect(!(try Files.read(path)).contains(0))
        }
        try shop.damage("DELETE FROM event WHERE n = 6")
        #expect(try shop.verify().problems == [.eventTailCut(anchored: 6, found: 5)])
    }

    @Test func `an erased member's values are gone and the chain still verifies`() throws {
        try shop.writer.eraseMember(bo)
        try shop.expectIntact()
        let record = try shop.record(Member.self, bo)
        #expect(record.name == "erased member")
        #expect(record.email == "" && record.phone == "" && record.state == "deleted")
        #expect(record.userName == "erased-\(bo.text.suffix(8).lowercased())")
        let history = try shop.reader().history(of: bo, in: Member.declaration.facts, limit: 9)
        let names = history.flatMap(\.differences).filter { ["Name", "E-mail"].contains($0.label) }
        #expect(names.allSatisfy { [$0.before, $0.after].allSatisfy { $0 == nil || $0 == "erased" } })
        #expect(
            try shop.rawInteger("SELECT count(*) FROM personal WHERE sealed IS NOT NULL AND field <> 'actor_name'") == 1
        )
        try shop.writer.checkpoint()
        let bytes = String(decoding: try Files.read(shop.paths.store), as: UTF8.self)
        #expect(!bytes.contains("bo@ek.example") && !bytes.contains("Bo Alm") && !bytes.contains("Bo Ek"))
        #expect(try shop.reader().audit(AuditQuery(limit: 1, action: "key erased")).count == 1)
    }

    @Test func `a verification can be stopped`() throws {
        #expect(refusal { _ = try shop.reader().verify { commits, _ in commits < 3 } } == .cancelled)
    }
}
