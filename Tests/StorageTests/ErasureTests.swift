// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

/// Personal values sealed beside the journal: proved on both sides of a change, and gone only by an erasure.
struct ErasureTests {
    private let shop: Shop
    /// Commits: 1 the founding, 2 the member, 3 their new name and no e-mail.
    private let bo: Identifier

    init() throws {
        shop = try Shop()
        bo = try shop.add(Member.self) {
            $0.name = "Bo Ek"
            $0.userName = "bo"
            $0.email = "bo@ek.example"
        }
        try shop.set(
            Member.self, bo, Edit(field: "name", value: .text("Bo Alm")), Edit(field: "email", value: .null))
    }

    private func problems() throws -> [VerificationProblem] {
        try shop.verify().problems
    }

    @Test func `salt and seal set to nothing by hand are no erasure`() throws {
        try shop.raw("UPDATE personal SET salt = NULL, sealed = NULL WHERE field = 'name' AND change_n = \(3 * 512)")
        #expect(
            try problems() == [
                .sealedDiffers(commit: 3, field: "name"), .sealedDiffers(commit: 3, field: "name"),
            ])
    }

    @Test func `an actor's name set to nothing by hand is no erasure`() throws {
        try shop.raw("UPDATE personal SET salt = NULL, sealed = NULL WHERE field = 'actor_name' AND change_n / 512 = 2")
        #expect(try problems() == [.sealedDiffers(commit: 2, field: "actor_name")])
    }

    @Test func `a key taken away by hand is no erasure`() throws {
        let mine = try shop.rawTexts("SELECT hex(subject) FROM personal WHERE change_n = \(2 * 512) LIMIT 1")[0]
        try shop.raw("DELETE FROM seal_key WHERE hex(subject) = '\(mine)'")
        #expect(
            try problems() == [
                .sealedDiffers(commit: 2, field: "email"), .sealedDiffers(commit: 2, field: "name"),
                .sealedDiffers(commit: 3, field: "name"), .sealedDiffers(commit: 3, field: "email"),
                .sealedDiffers(commit: 3, field: "name"),
            ])
    }

    @Test(arguments: ["name", "email"])
    func `the before side of a personal value is proved like the after side`(field: String) throws {
        try shop.raw(
            """
            UPDATE personal SET (salt, sealed) = (SELECT salt, sealed FROM personal AS p WHERE p.change_n = \(2 * 512)
            AND p.field <> '\(field)' LIMIT 1) WHERE change_n = \(3 * 512) AND field = '\(field)' AND side = 0
            """)
        #expect(try problems() == [.sealedDiffers(commit: 3, field: field)])
        try shop.raw("DELETE FROM personal WHERE change_n = \(3 * 512) AND field = '\(field)' AND side = 0")
        #expect(try problems() == [.sealedDiffers(commit: 3, field: field)])
    }

    @Test func `the personal values of a purged member are still proved`() throws {
        try shop.commit(Shop.purge(Member.self, bo))
        try shop.expectIntact()
        try shop.raw("UPDATE personal SET sealed = zeroblob(60) WHERE change_n = \(4 * 512) AND field = 'name'")
        #expect(try problems() == [.sealedDiffers(commit: 4, field: "name")])
    }

    @Test func `an erasure destroys salts and keys of what is personal, never a leaf's salt`() throws {
        let before = try shop.rawTexts("SELECT hex(salt) || hex(payload) FROM change ORDER BY n")
        let hashes = try shop.rawTexts("SELECT hex(hash) FROM \"commit\" ORDER BY n")
        try shop.writer.eraseMember(bo)
        #expect(
            try Array(shop.rawTexts("SELECT hex(salt) || hex(payload) FROM change ORDER BY n").dropLast()) == before)
        #expect(try Array(shop.rawTexts("SELECT hex(hash) FROM \"commit\" ORDER BY n").dropLast()) == hashes)
        try shop.expectIntact()
    }

    @Test func `what was sealed after an erasure is not excused by it`() throws {
        try shop.writer.eraseMember(bo)
        try shop.expectIntact()
        try shop.set(Member.self, bo, Edit(field: "phone", value: .text("+46 8 123")))
        try shop.expectIntact()
        try shop.raw("UPDATE personal SET salt = NULL, sealed = NULL WHERE field = 'phone'")
        #expect(try problems() == [.sealedDiffers(commit: 5, field: "phone")])
    }

    @Test func `the erasure of one member excuses no other`() throws {
        let eve = try shop.add(Member.self) {
            $0.name = "Eve"
            $0.userName = "eve"
        }
        try shop.writer.eraseMember(bo)
        try shop.raw(
            "UPDATE personal SET salt = NULL, sealed = NULL WHERE change_n = \(4 * 512) AND field = 'name'")
        #expect(try problems() == [.sealedDiffers(commit: 4, field: "name")])
        try shop.writer.eraseMember(eve)
        try shop.expectIntact()
    }

    @Test func `a deleted member is erased like any other, and stays deleted`() throws {
        try shop.commit(Shop.delete(Member.self, bo))
        try shop.writer.eraseMember(bo)
        try shop.expectIntact()
        #expect(try !shop.isLive(Member.self, bo))
        #expect(try shop.record(Member.self, bo).name == "erased member")
        #expect(try shop.rawInteger("SELECT count(*) FROM personal WHERE field = 'name' AND sealed IS NOT NULL") == 1)
    }

    @Test func `an erasure keeps nothing from being undone that was done before it`() throws {
        let yarn = try shop.category("Yarn")
        try shop.writer.eraseMember(bo)
        #expect(try shop.reader().nextUndo()?.summary == "created category Yarn")
        let undone = try shop.writer.undo()
        #expect(undone.summary == "created category Yarn")
        #expect(undone.passedOver.map(\.reason) == [.erasure])
        #expect(try !shop.isLive(Domain.Category.self, yarn))
        #expect(try shop.record(Member.self, bo).name == "erased member")
        try shop.expectIntact()
    }

    @Test func `an undo of a change that was erased since is refused, for nobody knows what to write back`() throws {
        try shop.writer.eraseMember(bo)
        let groups = try shop.reader().audit(AuditQuery(limit: 9, record: bo)).compactMap(\.group)
        #expect(groups.count == 3)
        for (group, field) in zip(groups, ["Name", "E-mail"]) {
            #expect(
                refusal { _ = try shop.writer.undo(group: group) }
                    == .undoRefused(.erased(record: "erased member", field: field)))
        }
        #expect(try shop.record(Member.self, bo).name == "erased member")
    }
}
