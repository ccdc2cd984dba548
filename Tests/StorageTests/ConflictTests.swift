// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

/// Editing conflicts on one store.
struct ConflictTests {
    private let shop: Shop
    private let sock: Identifier
    private let bo: Writer

    init() throws {
        shop = try Shop()
        sock = try shop.product("Sock", in: try shop.category("Yarn"), sku: "S-1") {
            $0.price = 1_250
            $0.metadata = .map(of: [MapEntry(key: "ply", value: .integer(4))])
        }
        bo = try shop.member("bo", roles: ["manager"])
    }

    @Test func `an update that clashes names the field, both values, who and when`() throws {
        try shop.set(
            Product.self, sock, Edit(field: "price", value: .integer(1_300)),
            Edit(field: "metadata", key: "ply", value: .integer(6)), by: bo)
        let at = try #require(try shop.stored(Product.self, sock)).stamps.updatedAt
        let commit = try shop.writer.newestCommit()
        let error = refusal {
            try shop.set(
                Product.self, sock, Edit(field: "price", value: .integer(1_400), base: .integer(1_250)),
                Edit(field: "colour", value: .text("red"), base: .null),
                Edit(field: "metadata", key: "ply", value: .integer(8), base: .integer(4)))
        }
        func conflict(_ field: String, _ base: String, _ stored: String, _ wanted: String) -> EditConflict {
            EditConflict(
                resource: "products", record: "S-1", field: field, base: base, stored: stored, wanted: wanted, by: "Bo",
                at: at, commit: commit)
        }
        #expect(
            error
                == .conflict([conflict("price", "12.50", "13.00", "14.00"), conflict("metadata.ply", "4", "6", "8")]))
        #expect(try shop.record(Product.self, sock).colour == "")
    }

    @Test func `a field that stands as it was is written, whatever else changed`() throws {
        try shop.set(Product.self, sock, Edit(field: "price", value: .integer(1_300)), by: bo)
        try shop.set(Product.self, sock, Edit(field: "colour", value: .text("red"), base: .null))
        let record = try shop.record(Product.self, sock)
        #expect(record.price == 1_300)
        #expect(record.colour == "red")
    }

    @Test func `two who want the same do not clash`() throws {
        try shop.set(Product.self, sock, Edit(field: "price", value: .integer(1_300)), by: bo)
        try shop.set(Product.self, sock, Edit(field: "price", value: .integer(1_300), base: .integer(1_250)))
        #expect(try shop.record(Product.self, sock).price == 1_300)
    }

    @Test func `an update without a base overwrites`() throws {
        try shop.set(Product.self, sock, Edit(field: "price", value: .integer(1_300)), by: bo)
        try shop.set(Product.self, sock, Edit(field: "price", value: .integer(1_400)))
        #expect(try shop.record(Product.self, sock).price == 1_400)
    }

    @Test func `an update or deletion of a record that is gone says so`() throws {
        try shop.commit(Shop.delete(Product.self, sock), by: bo)
        let gone = StoreError.gone(resource: "products", record: "S-1")
        #expect(refusal { try shop.set(Product.self, sock, Edit(field: "colour", value: .text("red"))) } == gone)
        #expect(refusal { try shop.commit(Shop.delete(Product.self, sock)) } == gone)
        try shop.commit(Shop.purge(Product.self, sock))
        let missing = StoreError.notFound(resource: "products", key: sock.text)
        #expect(refusal { try shop.set(Product.self, sock, Edit(field: "colour", value: .text("red"))) } == missing)
    }
}

/// Who may do what, at the store's own commit path.
struct PermissionTests {
    private let shop: Shop
    private let yarn: Identifier

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
    }

    private func denied(
        _ permission: String, _ actor: String, _ reason: Denial.Reason, record: String? = nil
    ) -> StoreError {
        .denied(
            Denial(permission: permission, actor: actor, reason: reason, record: record, grantors: ["Ada Öst"]))
    }

    @Test(arguments: [
        ("admin", true, true, true, true, true), ("manager", true, true, true, true, true),
        ("crafter", true, true, true, true, false), ("seller", true, false, false, false, false),
        ("auditor", true, false, false, false, false), ("viewer", true, false, false, false, false),
    ])
    func `each standard role reads, creates, updates, deletes its own and purges products, or not`(
        role: String, reads: Bool, creates: Bool, updates: Bool, deletesOwn: Bool, purges: Bool
    ) throws {
        let member = try shop.member("bo", roles: [role])
        let id = try shop.reader().find("bo", in: Member.declaration.facts).id
        let own = try shop.product("Own", in: yarn) { $0.owner = id }
        func may(_ body: () throws -> Void) -> Bool { refusal(body) == nil }
        #expect(try shop.reader().access(of: id).mayEver(.read, on: "products") == reads)
        #expect(may { try shop.product("New", in: yarn, by: member) } == creates)
        #expect(
            may { try shop.set(Product.self, own, Edit(field: "colour", value: .text("red")), by: member) } == updates)
        #expect(may { try shop.commit(Shop.delete(Product.self, own), by: member) } == deletesOwn)
        if !deletesOwn { try shop.commit(Shop.delete(Product.self, own)) }
        #expect(may { try shop.commit(Shop.restore(Product.self, own), by: member) } == deletesOwn)
        #expect(may { try shop.commit(Shop.purge(Product.self, own), by: member) } == purges)
    }

    @Test func `what goes with a record and comes back with it needs its own permission`() throws {
        let sock = try shop.product("Sock", in: yarn)
        let variant = try shop.add(Variant.self) {
            $0.product = sock
            $0.options = .map(of: [MapEntry(key: "Size", value: .text("S"))])
        }
        func role(_ name: String, _ permissions: [String]) throws -> Writer {
            try shop.add(Role.self) {
                $0.name = name
                $0.permissions = .set(of: permissions)
            }
            return try shop.member(name, roles: [name])
        }
        let di = try role("di", ["products:delete", "products:restore", "variants:read"])
        func denial(_ permission: String) -> StoreError {
            .denied(Denial(permission: permission, actor: "Di", reason: .notGranted, grantors: ["Ada Öst"]))
        }
        #expect(refusal { try shop.commit(Shop.delete(Product.self, sock), by: di) } == denial("variants:delete"))
        #expect(try shop.isLive(Product.self, sock) && shop.isLive(Variant.self, variant))
        try shop.commit(Shop.delete(Product.self, sock))
        #expect(refusal { try shop.commit(Shop.restore(Product.self, sock), by: di) } == denial("variants:restore"))
        let ed = try role("ed", ["products:delete", "products:restore", "variants:delete", "variants:restore"])
        try shop.commit(Shop.restore(Product.self, sock), by: ed)
        #expect(try shop.isLive(Product.self, sock) && shop.isLive(Variant.self, variant))
        try shop.commit(Shop.delete(Product.self, sock), by: ed)
        #expect(try !shop.isLive(Variant.self, variant))
    }

    @Test func `a crafter deletes and restores only what is theirs`() throws {
        let bo = try shop.member("bo", roles: ["crafter"])
        let mine = try shop.product("Mine", in: yarn, by: bo)
        let adas = try shop.product("Hers", in: yarn)
        #expect(
            refusal { try shop.commit(Shop.delete(Product.self, adas), by: bo) }
                == denied("products:delete", "Bo", .condition("owner=me"), record: "Hers"))
        try shop.commit(Shop.delete(Product.self, mine), by: bo)
        try shop.commit(Shop.restore(Product.self, mine), by: bo)
    }

    @Test func `a condition on update must hold before and after`() throws {
        try shop.add(Role.self) {
            $0.name = "cheap"
            $0.permissions = .set(of: ["products:update where price<100.00"])
        }
        let bo = try shop.member("bo", roles: ["cheap"])
        let low = try shop.product("Low", in: yarn) { $0.price = 5_000 }
        let high = try shop.product("High", in: yarn) { $0.price = 20_000 }
        try shop.set(Product.self, low, Edit(field: "price", value: .integer(9_999)), by: bo)
        #expect(
            refusal { try shop.set(Product.self, low, Edit(field: "price", value: .integer(10_000)), by: bo) }
                == denied("products:update", "Bo", .condition("price<100.00"), record: "Low"))
        // The implied reading inherits the condition: what may not be read is not there.
        #expect(
            refusal { try shop.set(Product.self, high, Edit(field: "price", value: .integer(100)), by: bo) }
                == .notFound(resource: "products", key: high.text))
    }

    @Test func `a condition on create must hold after`() throws {
        try shop.add(Role.self) {
            $0.name = "drafter"
            $0.permissions = .set(of: ["products:create where colour=red"])
        }
        let bo = try shop.member("bo", roles: ["drafter"])
        #expect(
            refusal { try shop.product("Sock", in: yarn, by: bo) { $0.colour = "blue" } }
                == denied("products:create", "Bo", .condition("colour=red"), record: "Sock"))
        try shop.product("Sock", in: yarn, by: bo) { $0.colour = "red" }
    }

    @Test func `a condition on read is a filter that the store answers`() throws {
        try shop.add(Role.self) {
            $0.name = "cheap"
            $0.permissions = .set(of: ["products:update where price<100.00", "products:read where colour=red"])
        }
        _ = try shop.member("bo", roles: ["cheap"])
        for (name, price, colour) in [("A", Int64(100), ""), ("B", 20_000, ""), ("C", 20_000, "red")] {
            try shop.product(name, in: yarn) {
                $0.price = price
                $0.colour = colour
            }
        }
        let reader = try shop.reader()
        let id = try reader.find("bo", in: Member.declaration.facts).id
        let filter = try #require(try reader.access(of: id).readFilter(on: "products"))
        let query = Query(resource: "products", filter: filter, sort: [SortTerm(field: "name")], limit: 9)
        let names = try reader.window(query).records.map { Record<Product>(values: $0.values).name }
        #expect(names == ["A", "C"])
        let none = try #require(try reader.access(of: id).readFilter(on: "roles"))
        #expect(try reader.count(Query(resource: "roles", filter: none, limit: 1)) == 0)
        #expect(try reader.access().readFilter(on: "products") == nil)
    }

    @Test func `a denial overrides every grant, of the role and of the member`() throws {
        let bo = try shop.member("bo", roles: ["admin"])
        let id = try shop.reader().find("bo", in: Member.declaration.facts).id
        let sock = try shop.product("Sock", in: yarn)
        try shop.add(Policy.self) {
            $0.name = "hands off"
            $0.member = id
            $0.permission = "products:delete"
            $0.effect = "deny"
        }
        #expect(
            refusal { try shop.commit(Shop.delete(Product.self, sock), by: bo) }
                == .denied(
                    Denial(
                        permission: "products:delete", actor: "Bo", reason: .policy("policy hands off"),
                        grantors: ["Ada Öst", "Bo"])))
        try shop.set(Product.self, sock, Edit(field: "colour", value: .text("red")), by: bo)
    }

    @Test func `a denial with a condition denies where it holds, before or after`() throws {
        let bo = try shop.member("bo", roles: ["admin"])
        let admin = try shop.role("admin")
        try shop.add(Policy.self) {
            $0.name = "no luxury"
            $0.role = admin
            $0.permission = "products:update"
            $0.effect = "deny"
            $0.condition = "price>=100.00"
        }
        let sock = try shop.product("Sock", in: yarn) { $0.price = 5_000 }
        let refused = StoreError.denied(
            Denial(
                permission: "products:update", actor: "Bo", reason: .policy("policy no luxury"), record: "Sock",
                grantors: ["Ada Öst", "Bo"]))
        #expect(
            refusal { try shop.set(Product.self, sock, Edit(field: "price", value: .integer(10_000)), by: bo) }
                == refused)
        try shop.set(Product.self, sock, Edit(field: "price", value: .integer(9_000)), by: bo)
    }

    @Test func `a policy adds a permission to one member`() throws {
        let bo = try shop.member("bo", roles: ["viewer"])
        let id = try shop.reader().find("bo", in: Member.declaration.facts).id
        try shop.add(Policy.self) {
            $0.name = "may price"
            $0.member = id
            $0.permission = "products:update"
            $0.effect = "allow"
            $0.condition = "status=draft"
        }
        let sock = try shop.product("Sock", in: yarn)
        try shop.set(Product.self, sock, Edit(field: "price", value: .integer(1)), by: bo)
        #expect(
            refusal { try shop.set(Product.self, sock, Edit(field: "status", value: .text("published")), by: bo) }
                == denied("products:update", "Bo", .condition("status=draft"), record: "Sock"))
    }

    @Test func `who is not active may do nothing`() throws {
        let bo = try shop.member("bo", roles: ["admin"])
        let id = try shop.reader().find("bo", in: Member.declaration.facts).id
        try shop.set(Member.self, id, Edit(field: "state", value: .text("suspended")))
        #expect(
            refusal { try shop.product("Sock", in: yarn, by: bo) } == denied("products:create", "Bo", .inactive))
    }

    @Test func `a denied attempt writes nothing but an event`() throws {
        let bo = try shop.member("bo", roles: ["viewer"])
        let before = try shop.reader().storeFacts()
        _ = refusal { try shop.product("Sock", in: yarn, by: bo) }
        let after = try shop.reader().storeFacts()
        #expect(after.commits == before.commits)
        #expect(after.events == before.events + 1)
        let entry = try #require(try shop.reader().audit(AuditQuery(limit: 1)).first)
        #expect(entry.kind == .event("denied"))
        #expect(entry.actorName == "Bo")
        #expect(entry.summary == "denied products:create")
        #expect(try shop.reader().audit(AuditQuery(limit: 9, isSecurityOnly: true)).first == entry)
        try shop.expectIntact()
    }
}
