// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

/// Denials hold whichever way a change comes, and nobody gives more than they have.
struct GivingTests {
    private let shop: Shop
    private let yarn: Identifier
    private let kits: Identifier

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
        kits = try shop.category("Kits")
    }

    private func role(_ name: String, _ permissions: String...) throws -> Identifier {
        try shop.add(Role.self) {
            $0.name = name
            $0.permissions = .set(of: permissions)
        }
    }

    private func deny(_ permission: String, role: String, where condition: String = "") throws {
        let id = try shop.role(role)
        try shop.add(Policy.self) {
            $0.name = "no \(permission) \(condition)"
            $0.role = id
            $0.permission = permission
            $0.effect = "deny"
            $0.condition = condition
        }
    }

    /// The permission that was denied.
    private func denied(_ body: () throws -> Void) -> String? {
        guard case .denied(let denial)? = refusal(body) else { return nil }
        return denial.permission
    }

    private let status = Edit(field: "status", value: .text("published"))

    // MARK: Denials

    @Test func `setting another category is a transfer to whom that is denied`() throws {
        let craft = try shop.member("craft", roles: ["crafter"])
        let sock = try shop.product("Sock", in: yarn)
        let edit = Edit(field: "category", value: .identifier(kits))
        try shop.set(Product.self, sock, edit, by: craft)
        try deny("products:transfer", role: "crafter")
        let back = Edit(field: "category", value: .identifier(yarn))
        #expect(denied { try shop.set(Product.self, sock, back, by: craft) } == "products:transfer")
        #expect(
            denied { try shop.commit(.transfer(Product.declaration.facts, id: sock, to: yarn), by: craft) }
                == "products:transfer")
        #expect(denied { _ = try craft.undo() } == "products:transfer")
        try shop.set(Product.self, sock, Edit(field: "colour", value: .text("red")), by: craft)
        #expect(try shop.record(Product.self, sock).category == kits)
    }

    @Test func `setting the status published is a publishing to whom that is denied`() throws {
        let craft = try shop.member("craft", roles: ["crafter"])
        let sock = try shop.product("Sock", in: yarn) { $0.price = 900 }
        let hat = try shop.product("Hat", in: yarn) { $0.price = 3_000 }
        try deny("products:publish", role: "crafter", where: "price<20")
        #expect(denied { try shop.set(Product.self, sock, status, by: craft) } == "products:publish")
        try shop.set(Product.self, hat, status, by: craft)
        let made = Shop.create(Product.self) {
            $0.name = "Scarf"
            $0.category = yarn
            $0.price = 900
            $0.status = "published"
        }
        #expect(denied { try shop.commit(made, by: craft) } == "products:publish")
    }

    @Test func `a denial binds whatever the case of the values it is about`() throws {
        let craft = try shop.member("craft", roles: ["crafter"])
        let rot = try shop.product("Rot", in: yarn) { $0.colour = "rot" }
        let rosé = try shop.product("Rosé", in: yarn) { $0.tags = .set(of: ["ÉTÉ"]) }
        let fine = try shop.product("Fine", in: yarn) {
            $0.metadata = .map(of: [MapEntry(key: "k", value: .text("a"))])
        }
        let blue = try shop.product("Blue", in: yarn) { $0.colour = "blue" }
        for condition in ["colour=Rot", "tags=été", "metadata.k in (A, B)"] {
            try deny("products:update", role: "crafter", where: condition)
        }
        let edit = Edit(field: "description", value: .text("new"))
        for product in [rot, rosé, fine] {
            #expect(denied { try shop.set(Product.self, product, edit, by: craft) } == "products:update")
        }
        try shop.set(Product.self, blue, edit, by: craft)
    }

    @Test func `setting featured is a featuring to whom that is denied`() throws {
        let boss = try shop.member("boss", roles: ["manager"])
        let sock = try shop.product("Sock", in: yarn)
        try deny("products:feature", role: "manager")
        let edit = Edit(field: "featured", value: .boolean(true))
        #expect(denied { try shop.set(Product.self, sock, edit, by: boss) } == "products:feature")
    }

    // MARK: Giving

    private func people() throws -> Writer {
        _ = try role(
            "people", "members:read", "members:create", "members:update", "members:delete", "members:restore",
            "roles:*", "policies:*", "products:read", "products:delete where owner=me")
        return try shop.member("hr", roles: ["people"])
    }

    private func roles(_ names: String...) throws -> Edit {
        Edit(field: "roles", value: .set(of: try names.map { try shop.role($0).text }))
    }

    @Test func `who writes members gives only roles of what they have`() throws {
        let hr = try people()
        _ = try role("small", "products:read", "products:delete where owner=me")
        let me = try shop.reader().find("hr", in: Member.declaration.facts).id
        let small = try roles("people", "small")
        try shop.set(Member.self, me, small, by: hr)
        let large = try roles("people", "admin")
        let refused = refusal { try shop.set(Member.self, me, large, by: hr) }
        guard case .denied(let denial)? = refused else {
            Issue.record("what was refused: \(String(describing: refused))")
            return
        }
        #expect(denial.permission == "members:manage")
        #expect(denial.reason == .givesMore("*:*"))
        #expect(denial.grantors == ["Ada Öst"])
        let admin = try shop.role("admin").text
        #expect(
            denied {
                try shop.add(Member.self, by: hr) {
                    $0.name = "Friend"
                    $0.userName = "friend"
                    $0.roles = .set(of: [admin])
                }
            } == "members:manage")
        // What somebody else has is no matter of theirs.
        let ada = try shop.reader().find("ada", in: Member.declaration.facts).id
        try shop.set(Member.self, ada, Edit(field: "phone", value: .text("+46 70 1")), by: hr)
    }

    @Test func `who writes members brings nobody back who has more`() throws {
        let hr = try people()
        let manager = try shop.role("manager").text
        let boss = try shop.add(Member.self) {
            $0.name = "Boss"
            $0.userName = "boss"
            $0.roles = .set(of: [manager])
        }
        try shop.set(Member.self, boss, Edit(field: "state", value: .text("suspended")), by: hr)
        let active = Edit(field: "state", value: .text("active"))
        #expect(denied { try shop.set(Member.self, boss, active, by: hr) } == "members:manage")
        try shop.set(Member.self, boss, active)
        try shop.commit(Shop.delete(Member.self, boss), by: hr)
        #expect(denied { try shop.commit(Shop.restore(Member.self, boss), by: hr) } == "members:manage")
        // To take one's own action back is to give as well.
        #expect(denied { _ = try hr.undo() } == "members:manage")
    }

    @Test func `who writes roles adds only permissions they have`() throws {
        let hr = try people()
        let people = try shop.role("people")
        let had = try shop.record(Role.self, people).permissions.list
        func set(_ permissions: [String]) throws {
            try shop.set(Role.self, people, Edit(field: "permissions", value: .set(of: permissions)), by: hr)
        }
        #expect(denied { try set(had + ["*:*"]) } == "members:manage")
        #expect(denied { try set(had + ["products:delete"]) } == "members:manage")
        #expect(denied { try set(had + ["products:delete where price<5"]) } == "members:manage")
        try set(had.filter { $0 != "members:delete" } + ["roles:update"])
        let made = Shop.create(Role.self) {
            $0.name = "more"
            $0.permissions = .set(of: ["products:*"])
        }
        #expect(denied { try shop.commit(made, by: hr) } == "members:manage")
        #expect(denied { try shop.commit(Shop.delete(Role.self, try shop.role("viewer")), by: hr) } == nil)
        #expect(denied { _ = try hr.undo() } == "members:manage")
    }

    @Test func `who writes policies allows only what they have, and lifts no denial of more`() throws {
        let hr = try people()
        let me = try shop.reader().find("hr", in: Member.declaration.facts).id
        func policy(_ permission: String, _ effect: String) throws {
            try shop.add(Policy.self, by: hr) {
                $0.name = "\(effect) \(permission)"
                $0.member = me
                $0.permission = permission
                $0.effect = effect
            }
        }
        #expect(denied { try policy("*:*", "allow") } == "members:manage")
        #expect(denied { try policy("members:manage", "allow") } == "members:manage")
        try policy("products:read", "allow")
        try policy("products:update", "deny")
        let deny = try shop.reader().find("deny products:update", in: Policy.declaration.facts).id
        #expect(denied { try shop.commit(Shop.delete(Policy.self, deny), by: hr) } == "members:manage")
        let other = Edit(field: "condition", value: .text("price<1"))
        #expect(denied { try shop.set(Policy.self, deny, other, by: hr) } == "members:manage")
        #expect(
            denied { try shop.set(Policy.self, deny, Edit(field: "effect", value: .text("allow")), by: hr) }
                == "members:manage")
        // With the member goes what was about the member.
        let gone = try shop.add(Member.self, by: hr) {
            $0.name = "Gone"
            $0.userName = "gone"
        }
        try shop.add(Policy.self) {
            $0.name = "gone's"
            $0.member = gone
            $0.permission = "products:update"
            $0.effect = "deny"
        }
        try shop.commit(Shop.delete(Member.self, gone), by: hr)
        try shop.expectIntact()
    }

    @Test func `a denial laid on a role is lifted by nobody who has not what it denies`() throws {
        let hr = try people()
        let probation = try role("probation")
        let other = try role("other")
        try deny("products:update", role: "probation", where: "status=published")
        let bo = try shop.member("bo", roles: ["crafter", "probation", "people"])
        let id = try shop.reader().find("bo", in: Member.declaration.facts).id
        let crafter = try roles("crafter", "people")
        let policy = try shop.reader().find("no products:update status=published", in: Policy.declaration.facts).id
        for writer in [hr, bo] {
            func refused(_ operations: Domain.Operation...) -> String? {
                denied { _ = try writer.commit(Proposal(operations, origin: "batch")) }
            }
            #expect(refused(Shop.update(Member.self, id, crafter)) == "members:manage")
            #expect(
                refused(Shop.update(Member.self, id, crafter), Shop.delete(Role.self, probation)) == "members:manage")
            let elsewhere = Edit(field: "role", value: .identifier(other))
            #expect(refused(Shop.update(Policy.self, policy, elsewhere)) == "members:manage")
            #expect(refused(Shop.delete(Policy.self, policy)) == "members:manage")
        }
        let assignment = Assignment("roles", wish: .value(crafter.value))
        let edit = BulkEdit(.set([assignment]), Member.declaration.facts, .records([id]), origin: "list")
        let preview = try Reader(paths: shop.paths, as: .named("hr")).preview(edit, rowsMax: 1)
        #expect(preview.changeCount == 0 && preview.failureCount == 1)
        try shop.set(Member.self, id, crafter)
        try shop.set(Member.self, id, try roles("crafter", "probation", "people"))
        // What laid it on is not taken back either.
        let commit = try shop.writer.newestCommit()
        #expect(denied { _ = try hr.revert(.commit(commit)) } == "members:manage")
        let older = refusal { _ = try hr.restore(id, in: Member.declaration.facts, at: commit - 1) }
        guard case .denied? = older else {
            Issue.record("an older version came back: \(String(describing: older))")
            return
        }
        // Who keeps the same denial otherwise may lose the role, and a role that nobody holds may go with its policy.
        try shop.add(Policy.self) {
            $0.name = "bo's own"
            $0.member = id
            $0.permission = "products:update"
            $0.effect = "deny"
        }
        try shop.set(Member.self, id, crafter, by: hr)
        try shop.commit(Shop.delete(Role.self, probation), by: hr)
        try shop.expectIntact()
    }

    @Test func `who may manage members gives everything`() throws {
        _ = try role("boss", "members:*", "roles:*")
        let boss = try shop.member("boss", roles: ["boss"])
        let other = try shop.add(Member.self, by: boss) {
            $0.name = "Other"
            $0.userName = "other"
        }
        try shop.set(Member.self, other, try roles("admin"), by: boss)
        #expect(try shop.record(Member.self, other).roles.list == [try shop.role("admin").text])
    }

    @Test func `whom something is denied gives nothing that holds it`() throws {
        let hr = try people()
        _ = try role("small", "products:delete where owner=me")
        try deny("products:delete", role: "people")
        let small = try roles("small").value.list
        #expect(
            denied {
                try shop.add(Member.self, by: hr) {
                    $0.name = "Friend"
                    $0.userName = "friend"
                    $0.roles = .set(of: small)
                }
            } == "members:manage")
    }
}
