// SPDX-License-Identifier: Apache-2.0
import Glibc
import Host
import Testing

/// What is said, and what is not said twice.
@Suite struct WordsTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
    }

    @discardableResult
    private func add(_ words: String...) throws -> Run {
        let run = try place.satchel(["--store", "shop.db", "add"] + words)
        try #require(run.exit == 0, "\(run.errors)")
        return run
    }

    @Test func `all that is wrong with a command's values is told together`() throws {
        #expect(
            try place.shop("add", "products", "nam=x", "price=abc", "colur=1", "category=Yarnn")
                == Run(
                    exit: 3,
                    errors: """
                        satchel: nothing was changed: 5 values are not accepted
                        satchel: products new product: “nam” is no field; did you mean name?
                        satchel: products new product: “colur” is no field; did you mean colour?
                        satchel: products new product: Price “abc” is no number; accepted: a number like 24.50
                        satchel: products new product: Category “Yarnn” is none of the categories; accepted: Yarn
                        satchel: products new product: Name must be given

                        """))
        #expect(
            try place.shop("add", "products", "category=Yarn")
                == Run(
                    exit: 3,
                    errors: """
                        satchel: nothing was changed: 1 value is not accepted
                        satchel: products new product: Name must be given

                        """))
        #expect(
            try place.shop("add", "products", "name=x", "price=1", "price=2")
                == Run(exit: 2, errors: "satchel: “price” is given twice\n"))
    }

    @Test func `a very long value is cut in what is said`() throws {
        let long = String(repeating: "x", count: 300)
        for words in [
            ["add", "products", "name=\(long)", "category=Yarn"], ["show", "products", long], [long],
            ["list", "products", "--filter", "status=\(long)"], ["list", "products", "--sort", long],
            ["add", "products", "name=x", "category=\(long)"], ["list", long],
        ] {
            let run = try place.satchel(["--store", "shop.db"] + words)
            #expect(run.exit != 0 && !run.errors.contains(long) && run.errors.contains("…"), "\(run.errors)")
        }
    }

    @Test func `bytes that are no text are refused`() throws {
        let run = try place.shell("exec $SATCHEL --store shop.db add products category=Yarn \"$(printf 'name=\\377')\"")
        #expect(run == Run(exit: 2, errors: "satchel: argument 6 is no UTF-8 text\n"))
    }

    @Test func `an undo says once what it did, and takes a beginning of a group's id`() throws {
        try place.write("l.csv", "sku,name,category\nB-1,b,Yarn\nB-2,c,Yarn\n")
        #expect(try place.shop("import", "l.csv", "--into", "products").exit == 0)
        #expect(try place.shop("undo") == Run(output: "undone: import l.csv · 2 changes\n"))
        #expect(try place.shop("redo") == Run(output: "done again: import l.csv · 2 changes\n"))
        let list = try place.shop("audit", "list", "--limit", "1").output
        #expect(list.contains("redone: import l.csv · 2 changes  ") && !list.contains("redo of"))
        try add("products", "name=Bowl", "category=Yarn", "sku=A-1")
        let json = try place.shop("audit", "list", "--limit", "1", "--json").output
        let start = try #require(json.firstRange(of: "\"group\":\"")?.upperBound)
        let group = json[start...].prefix(26)
        #expect(try place.shop("undo", String(group.prefix(23))) == Run(output: "undone: created product A-1\n"))
        let several = try place.shop("undo", "0")
        #expect(several.exit == 4 && several.errors.contains("“0” could be several of the actions: "))
        #expect(try place.shop("undo", "zzz").errors.hasPrefix("satchel: “zzz” is no action of this store\n"))
    }

    @Test func `an import's state is what became of it`() throws {
        try place.write("a.csv", "name,category\nb,Yarn\n")
        try place.write("b.csv", "name,category\n,Yarn\n")
        func states() throws -> [String] {
            try place.shop("import", "status").output.split(separator: "\n").dropFirst().map {
                String($0.split(separator: " ", omittingEmptySubsequences: true).dropFirst(3).joined(separator: " "))
            }
        }
        _ = try place.shop("import", "a.csv", "--into", "products")
        _ = try place.shop("import", "b.csv", "--into", "products")
        #expect(
            try states() == ["failed products b.csv: 1 row not accepted", "done products a.csv: 1 created, 0 updated"])
        _ = try place.shop("undo")
        #expect(
            try states() == [
                "failed products b.csv: 1 row not accepted", "undone products a.csv: 1 created, 0 updated",
            ])
    }

    @Test func `what is in the trash says so, what was purged is still known by its name`() throws {
        try add("products", "name=Bowl", "category=Yarn", "sku=A-1", "price=3")
        _ = try place.shop("delete", "products", "A-1")
        let gone = Run(
            exit: 4,
            errors: """
                satchel: “A-1” is in the trash since WHEN
                satchel: bring it back: satchel restore products A-1
                satchel: look at it: satchel show products A-1 --deleted

                """)
        #expect(try place.shop("show", "products", "A-1").steady == gone)
        #expect(try place.shop("set", "products", "a-1", "price=1").exit == 4)
        #expect(try place.shop("show", "products", "A-1", "--deleted").exit == 0)
        let history = try place.shop("history", "products", "A-1")
        #expect(history.output.hasSuffix("in the trash; bring it back: satchel restore products A-1\n"))
        _ = try place.shop("purge", "products", "A-1", "--yes")
        for key in ["A-1", "bowl"] {
            let history = try place.shop("history", "products", key)
            #expect(
                history.exit == 0 && history.output.contains(" purged A-1 ") && history.output.contains(" created A-1 ")
            )
            #expect(history.output.hasSuffix("purged: this is all that is left of it\n"))
        }
        #expect(try place.shop("history", "products", "A-2").exit == 4)
        let log = try place.shop("audit", "list", "--resource", "products", "--record", "A-1").output
        #expect(log.contains("deleted product A-1") && log.contains("purged product A-1"))
    }

    @Test func `settings are named as the list names them, and a record without a name by its id`() throws {
        try add("products", "name=Bowl", "category=Yarn", "sku=A-1", "price=3")
        #expect(
            try place.shop("set", "settings", "northlight", "currency=SEK")
                == Run(
                    output: """
                        changed Northlight
                        in another currency than SEK stay 1 product; see: satchel list products --filter 'currency!=SEK'

                        """))
        try add("variants", "product=A-1", "options.size=S")
        let list = try place.shop("list", "variants").steady.output
        #expect(list == "Product  SKU  Options  Price  id\nBowl          size=S          ID\n")
    }

    @Test func `an export says how many records went where`() throws {
        try add("products", "name=Bowl", "category=Yarn", "sku=A-1", "price=3")
        #expect(
            try place.shop("export", "products", "--out", "p.csv") == Run(output: "exported 1 product to p.csv\n"))
        #expect(
            try place.shop("export", "products", "--out", "p.csv")
                == Run(output: "exported 1 product to p.csv, over the file that stood there\n"))
        #expect(
            try place.shop("export", "products", "--out", "p.csv", "--json")
                == Run(output: "{\"file\":\"p.csv\",\"count\":1,\"replaced\":true}\n"))
    }

    @Test func `a suspended member's refusal says how to bring the member back`() throws {
        try add("members", "user_name=mara", "name=Mara Lind", "roles=viewer")
        _ = try place.shop("member", "suspend", "mara")
        #expect(
            try place.shop("list", "products", "--as", "mara")
                == Run(
                    exit: 6,
                    errors: """
                        satchel: not allowed: products:read
                        satchel: Mara Lind is not active
                        satchel: Ada can change that: satchel member activate 'Mara Lind'

                        """))
        #expect(try place.shop("member", "activate", "Mara Lind").exit == 0)
    }

    @Test func `who may manage members is told by name`() throws {
        let member = try place.shop("member", "suspend", "ada")
        #expect(member.errors.contains("members Ada: is the last active member who may manage members; accepted: "))
        let role = try place.shop("role", "set", "admin", "permissions=products:read")
        #expect(role.errors.contains("roles admin: is the only role whose members may manage members; accepted: "))
    }

    @Test func `a condition is shown with the name of what it means`() throws {
        try add("categories", "name=Sock yarn", "parent=Yarn")
        try add("roles", "name=so", "permissions=products:update where category=Yarn")
        #expect(try place.shop("show", "roles", "so").output.contains("products:update where category=Yarn\n"))
        try add(
            "policies", "name=p", "role=so", "permission=products:delete", "effect=allow",
            "condition=category=\"Yarn/Sock yarn\"")
        #expect(try place.shop("show", "policies", "p").output.contains("category=\"Yarn › Sock yarn\"\n"))
    }

    @Test func `an erased member's name is in no file of the store`() throws {
        try add("members", "user_name=mara", "name=Marabella Lindqvist", "roles=viewer", "email=m@example.org")
        #expect(try place.shell("cat shop.db shop.db-wal | grep -qa Marabella").exit == 0)
        #expect(try place.shop("member", "erase", "mara", "--yes").exit == 0)
        for word in ["Marabella", "marabella", "m@example.org"] {
            #expect(
                try place.shell("cat shop.db shop.db-wal shop.db.search* state/satchel/satchel.log | grep -qa \(word)")
                    .exit == 1)
        }
        #expect(try place.shop("audit", "verify").exit == 0)
    }
}
