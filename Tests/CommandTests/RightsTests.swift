// SPDX-License-Identifier: Apache-2.0
import Testing

/// What a member may not do is said before anything else is, by what was asked and of which record.
@Suite struct RightsTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        for words in [
            ["members", "user_name=mara", "name=Mara Lind", "roles=crafter"],
            ["products", "sku=S-1", "name=One", "category=Yarn", "owner=mara"],
            ["products", "sku=S-2", "name=Two", "category=Yarn", "owner=ada"],
        ] {
            let run = try place.satchel(["--store", "shop.db", "add"] + words)
            try #require(run.exit == 0, "\(run.errors)")
        }
    }

    @Test func `the permission of an action is asked before its values are looked up`() throws {
        let set = try place.shop("--as", "mara", "member", "set", "mara", "roles=admin")
        #expect(
            set
                == Run(
                    exit: 6,
                    errors: """
                        satchel: not allowed: members:update
                        satchel: none of the roles of Mara Lind has it
                        satchel: Ada can grant it

                        """))
        let log = try place.shop("audit", "list", "--security").output
        #expect(log.contains("members:update"), "\(log)")
    }

    @Test(arguments: [
        (["role", "add", "name=x", "permissions=nothing:here"], "roles:create"),
        (["delete", "categories", "none"], "categories:delete"),
        (["restore", "categories", "none"], "categories:restore"),
        (["purge", "products", "none", "--yes"], "products:purge"),
        (["member", "erase", "none", "--yes"], "members:manage"),
    ])
    func `each command says that it is not allowed, whatever it is about`(words: [String], permission: String) throws {
        let run = try place.satchel(["--store", "shop.db", "--as", "mara"] + words)
        #expect(run.exit == 6)
        #expect(run.errors.hasPrefix("satchel: not allowed: \(permission)\n"), "\(run.errors)")
    }

    @Test func `of several records the one that is refused is named`() throws {
        let run = try place.shop("--as", "mara", "delete", "products", "S-1", "S-2")
        #expect(run.exit == 6)
        #expect(run.errors.hasPrefix("satchel: not allowed: products:delete for S-2\n"), "\(run.errors)")
        #expect(try place.shop("list", "products", "--columns", "sku").output == "SKU\nS-1\nS-2\n")
    }

    @Test func `a permission about nothing that there is is refused with what is near`() throws {
        let resource = try place.shop("role", "add", "name=x", "permissions=product:read")
        #expect(resource.exit == 3)
        #expect(
            resource.errors.hasSuffix(
                "“product:read” is no permission: there is no resource “product”; accepted: products\n"),
            "\(resource.errors)")
        let action = try place.shop("role", "add", "name=x", "permissions=products:raed where owner=me")
        #expect(action.errors.hasSuffix("there is no action “raed”; accepted: read\n"), "\(action.errors)")
        let policy = try place.shop("policy", "add", "name=p", "role=crafter", "effect=deny", "permission=shops:read")
        #expect(policy.exit == 3 && policy.errors.contains("there is no resource “shops”; accepted: analytics, "))
        for permission in ["*:*", "audit:view", "passports:publish", "products:update where owner=me"] {
            let run = try place.shop("role", "add", "name=\(permission)", "permissions=\(permission)")
            #expect(run.exit == 0, "\(run.errors)")
        }
    }

    @Test func `an action that the audit log knows none of is refused with all that it knows`() throws {
        let run = try place.shop("audit", "list", "--action", "nonsense")
        #expect(run.exit == 2)
        #expect(
            run.errors.hasPrefix(
                "satchel: --action cannot be “nonsense”; accepted: created, updated, deleted, restored, purged, "
            ))
        #expect(try place.shop("audit", "list", "--action", "denied").exit == 0)
        #expect(try place.shop("audit", "list", "--action", "created").output.contains("created"))
    }
}
