// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

/// What the journal tells: the log with its questions, changes field by field, a record's history.
struct AuditTests {
    private let shop: Shop
    private let sock: Identifier
    private let bo: Writer
    private let boId: Identifier

    init() throws {
        shop = try Shop()
        let yarn = try shop.category("Yarn")
        sock = try shop.product("Sock", in: yarn, sku: "S-1") { $0.price = 1_250 }
        bo = try shop.member("bo", roles: ["manager"])
        boId = try shop.reader().find("bo", in: Member.declaration.facts).id
        try shop.set(Product.self, sock, Edit(field: "price", value: .integer(1_300)), by: bo)
        try shop.product("Hat", in: yarn, sku: "S-2")
        try shop.writer.event(.export, resource: "products", detail: "products.csv")
    }

    private func summaries(_ query: AuditQuery) throws -> [String] {
        try shop.reader().audit(query).map(\.summary)
    }

    @Test func `commits and events stand in one log, newest first`() throws {
        #expect(
            try summaries(AuditQuery(limit: 20)) == [
                "export products.csv", "created product S-2", "price of S-1", "created member Bo",
                "created product S-1",
                "created category Yarn", "new store",
            ])
        #expect(try summaries(AuditQuery(limit: 2)) == ["export products.csv", "created product S-2"])
    }

    @Test func `the log is asked by member, record, resource, action and time`() throws {
        #expect(try summaries(AuditQuery(limit: 9, member: boId)) == ["price of S-1"])
        #expect(try summaries(AuditQuery(limit: 9, record: sock)) == ["price of S-1", "created product S-1"])
        #expect(try summaries(AuditQuery(limit: 9, resource: "categories")) == ["created category Yarn"])
        #expect(try summaries(AuditQuery(limit: 9, action: "updated")) == ["price of S-1"])
        #expect(try summaries(AuditQuery(limit: 9, action: "export")) == ["export products.csv"])
        let lines = try shop.reader().audit(AuditQuery(limit: 20))
        let middle = lines[3].at
        #expect(try shop.reader().audit(AuditQuery(limit: 20, since: middle)) == Array(lines[...3]))
        #expect(try shop.reader().audit(AuditQuery(limit: 20, until: middle)) == Array(lines[4...]))
        #expect(try shop.reader().audit(AuditQuery(before: middle, limit: 2)) == Array(lines[4...5]))
    }

    @Test(arguments: [
        ("who=bo", ["price of S-1"]), ("who=bo what=created", []),
        ("record=S-1", ["price of S-1", "created product S-1"]),
        ("record=Yarn resource=categories", ["created category Yarn"]), ("what=export", ["export products.csv"]),
        ("price", ["price of S-1"]), ("bo pri", ["price of S-1"]), ("sock", []),
        ("s 1", ["price of S-1", "created product S-1"]), ("security=yes who=bo", []),
    ])
    func `a filter means lines by names, keys and words`(text: String, wanted: [String]) throws {
        let context = FilterViewpoint(currency: "EUR", today: CalendarDate(daysSince1970: 0), me: boId)
        let reader = try shop.reader()
        let filter = try AuditFilter.parse(text, in: context)
        #expect(try reader.audit(reader.auditQuery(filter, limit: 9)).map(\.summary) == wanted)
    }

    @Test func `words are looked for beyond the first lines`() throws {
        var filter = AuditFilter()
        filter.words = ["yarn"]
        let reader = try shop.reader()
        #expect(try reader.audit(reader.auditQuery(filter, limit: 1)).map(\.summary) == ["created category Yarn"])
    }

    @Test func `a filter by a record or member that never was says so`() throws {
        let reader = try shop.reader()
        var filter = AuditFilter()
        filter.record = "S-99"
        #expect(throws: StoreError.notFound(resource: "record", key: "S-99")) {
            try reader.auditQuery(filter, limit: 1)
        }
        filter.record = nil
        filter.who = .named("zoe")
        #expect(throws: StoreError.notFound(resource: "members", key: "zoe")) {
            try reader.auditQuery(filter, limit: 1)
        }
    }

    @Test func `a purged record is found by what it was called`() throws {
        try shop.commit(Shop.purge(Product.self, sock))
        let reader = try shop.reader()
        var filter = AuditFilter()
        filter.record = "S-1"
        #expect(try reader.auditQuery(filter, limit: 1).record == sock)
    }

    @Test func `a check tells how far it is, and can be stopped`() throws {
        var told: [WorkProgress] = []
        let result = try shop.reader().verify(Attendant { told.append($0) }, of: 40)
        #expect(result.problems.isEmpty)
        #expect(told.first?.total == 40)
        let stop = StopFlag()
        stop.raise()
        #expect(throws: StoreError.cancelled) { try shop.reader().verify(Attendant(stop: stop), of: 40) }
    }

    @Test func `security is members, roles, policies, purges and what was denied or exported`() throws {
        try shop.commit(Shop.purge(Product.self, sock))
        #expect(
            try summaries(AuditQuery(limit: 20, isSecurityOnly: true)) == [
                "purged product S-1", "export products.csv", "created member Bo", "new store",
            ])
    }

    @Test func `a change is shown field by field, before and after`() throws {
        let line = try #require(try shop.reader().audit(AuditQuery(limit: 1, member: boId)).first)
        let group = try #require(line.group)
        let changes = try shop.reader().changes(ofGroup: group, limit: 9)
        #expect(
            changes == [
                ChangeEntry(
                    action: .updated, resource: "products", record: sock, recordName: "S-1",
                    differences: [.init(label: "Price", before: "12.50", after: "13.00")], commit: 5, at: line.at,
                    actorName: "Bo", origin: "form", reason: nil)
            ])
    }

    @Test func `a record's history begins with the newest change and tells names, not ids`() throws {
        let history = try shop.reader().history(of: sock, in: Product.declaration.facts, limit: 9)
        #expect(history.map(\.action) == [.updated, .created])
        #expect(history.map(\.actorName) == ["Bo", "Ada Öst"])
        let category = history[1].differences.first { $0.label == "Category" }
        #expect(category == .init(label: "Category", before: nil, after: "Yarn"))
    }

    @Test func `a member's name stands as it was then`() throws {
        try shop.set(Member.self, boId, Edit(field: "name", value: .text("Bo Alm")))
        try shop.set(Product.self, sock, Edit(field: "price", value: .integer(1_400)), by: bo)
        let history = try shop.reader().history(of: sock, in: Product.declaration.facts, limit: 9)
        #expect(history.map(\.actorName) == ["Bo Alm", "Bo", "Ada Öst"])
    }

    @Test func `an undone action says so in the log`() throws {
        _ = try bo.undo()
        let lines = try shop.reader().audit(AuditQuery(limit: 2, member: boId))
        #expect(lines.map(\.summary) == ["undone: price of S-1", "price of S-1"])
        #expect(lines[1].kind == .commit(commits: 1, changes: 1, isUndone: true))
    }

    @Test func `the outbox is every own commit that no remote has acknowledged`() throws {
        let facts = try shop.reader().storeFacts()
        #expect(facts.commits == 6)
        #expect(facts.unsent == 6)
        #expect(facts.generation == 1)
        #expect(facts.hasAnchor)
    }
}
