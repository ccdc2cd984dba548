// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct PeopleTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        _ = try place.shop("member", "add", "user_name=mara", "name=Mara Lind", "roles=crafter")
        _ = try place.shop("add", "products", "name=Cowl", "category=Garments", "price=20")
    }

    @Test func `members, roles and policies have the same verbs`() throws {
        #expect(
            try place.shop("member", "list").output == """
                Name       User name  State   Roles
                Ada        ada        active  admin
                Mara Lind  mara       active  crafter

                """)
        #expect(try place.shop("member", "set", "mara", "roles+=viewer") == Run(output: "changed Mara Lind\n"))
        #expect(try place.shop("role", "add", "name=packer", "permissions=products:read").exit == 0)
        #expect(
            try place.shop(
                "policy", "add", "name=no deleting", "member=mara", "permission=products:delete", "effect=deny"
            ).exit == 0)
        #expect(try place.shop("policy", "delete", "no deleting") == Run(output: "deleted no deleting\n"))
    }

    @Test func `what is not allowed says why and who can grant it, and is an event`() throws {
        #expect(
            try place.shop("--as", "mara", "delete", "products", "GARM-0001")
                == Run(
                    exit: 6,
                    errors: """
                        satchel: not allowed: products:delete for GARM-0001
                        satchel: Mara Lind has it only where owner=me
                        satchel: Ada can grant it

                        """))
        #expect(try place.shop("--as", "mara", "export", "products").exit == 6)
        #expect(try place.shop("--as", "mara", "audit", "list").exit == 6)
        let events = try place.shop("audit", "list", "--security", "--member", "mara").output
        #expect(events.contains("denied products:delete for GARM-0001"))
        #expect(events.contains("denied products:export"))
        #expect(events.contains("denied audit:view"))
    }

    @Test func `who works here is found by a word of the name`() throws {
        let found = try place.shop("member", "list", "--filter", "mara", "--columns", "name")
        #expect(found == Run(output: "Name\nMara Lind\n"))
        #expect(try place.shop("role", "list", "--filter", "view", "--columns", "name").output.contains("viewer"))
    }

    @Test func `a record that may not be read is not there`() throws {
        _ = try place.shop(
            "role", "add", "name=guest", "permissions=products:read where status=published,settings:read")
        _ = try place.shop("member", "add", "user_name=gil", "name=Gil", "roles=guest")
        #expect(try place.shop("--as", "gil", "list", "products") == Run())
        #expect(
            try place.shop("--as", "gil", "show", "products", "GARM-0001")
                == Run(
                    exit: 4,
                    errors: "satchel: “GARM-0001” is none of the products\nsatchel: see: satchel list products\n"))
        _ = try place.shop("set", "products", "GARM-0001", "status=published")
        #expect(
            try place.shop("--as", "gil", "list", "products", "--columns", "sku") == Run(output: "SKU\nGARM-0001\n"))
        #expect(try place.shop("--as", "gil", "list", "members").exit == 6)
    }

    @Test func `a suspended member may do nothing`() throws {
        #expect(try place.shop("member", "suspend", "mara") == Run(output: "changed Mara Lind\n"))
        let run = try place.shop("--as", "mara", "list", "products")
        #expect(run.exit == 6)
        #expect(run.errors.contains("Mara Lind is not active"))
        #expect(try place.shop("member", "activate", "mara").exit == 0)
        #expect(try place.shop("--as", "mara", "list", "products").exit == 0)
    }

    @Test func `nobody of that name is not found`() throws {
        #expect(
            try place.shop("--as", "nobody", "list", "products")
                == Run(exit: 4, errors: "satchel: “nobody” is none of the members\nsatchel: see: satchel member list\n")
        )
    }

    @Test func `the last who can manage members stays`() throws {
        let run = try place.shop("member", "suspend", "ada")
        #expect(run.exit == 3)
        #expect(run.errors.contains("is the last active member who may manage members"))
    }

    @Test func `erasing a member leaves a log that verifies`() throws {
        #expect(try place.shop("member", "erase", "mara").exit == 2)
        #expect(
            try place.shop("member", "erase", "mara", "--yes")
                == Run(output: "erased what was personal of mara; the journal still names the account so\n"))
        #expect(try place.shop("audit", "verify").exit == 0)
        #expect(!(try place.shop("audit", "export", "--format", "jsonl").output.contains("Mara Lind")))
    }

    @Test func `read-only writes nothing, not even events`() throws {
        let before = try place.shop("audit", "export", "--read-only").output
        #expect(
            try place.shop("--read-only", "set", "products", "GARM-0001", "price=1")
                == Run(exit: 6, errors: "satchel: --read-only was given: nothing is written\n"))
        #expect(try place.shop("--read-only", "list", "products").exit == 0)
        #expect(try place.shop("--read-only", "export", "products").exit == 0)
        #expect(try place.shop("audit", "export", "--read-only").output == before)
    }
}
