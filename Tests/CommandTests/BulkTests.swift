// SPDX-License-Identifier: Apache-2.0
import Testing

/// Changes of many records, reverts and older versions, as a script has them.
@Suite struct BulkCommandTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        for (name, price) in [("Merino", "12.50"), ("Alpaca", "8"), ("Silk", "")] {
            _ = try place.shop("add", "products", "name=\(name)", "category=Yarn", "price=\(price)", "colour=moss")
        }
    }

    @Test func `a dry run shows what would change, and changes nothing`() throws {
        #expect(
            try place.shop("set", "products", "--filter", "price>0", "price=8", "--dry-run")
                == Run(
                    output: """
                        would change 1 product, 1 more is as wanted:
                          YARN-0001: Price 12.50 EUR → 8.00 EUR

                        """))
        #expect(
            try place.shop("delete", "products", "YARN-0001", "--dry-run")
                == Run(output: "would delete 1 product:\n  YARN-0001: deleted\n"))
        #expect(
            try place.shop("set", "products", "--all", "colour=moss", "--dry-run")
                == Run(output: "nothing to change: 3 products\n"))
        #expect(
            try place.shop("set", "products", "YARN-0001", "colour=red", "--dry-run", "--json").steady
                == Run(
                    output: """
                        {"dry_run":true,"records":1,"changes":1,"same":0,"rows":[{"action":"updated",\
                        "resource":"products","record":"ID","name":"YARN-0001","fields":[{"field":"colour",\
                        "label":"Colour","before":"moss","after":"red"}]}]}

                        """))
        #expect(try place.shop("list", "products", "--filter", "colour=moss price=12.50").output.contains("Merino"))
    }

    @Test func `what would be refused is told before anything is asked, each reason once`() throws {
        let run = try place.shop("set", "products", "--all", "status=published")
        #expect(
            run
                == Run(
                    exit: 3,
                    errors: """
                        satchel: nothing was changed: 1 of 3 products is not accepted
                        satchel: products YARN-0003: Price must be given unless the product is a draft or free; \
                        accepted: a price, or free=yes

                        """))
        let names = try place.shop("set", "products", "--all", "name=Same")
        #expect(names.exit == 5)
        #expect(names.errors.contains("2 of 3 products are not accepted"))
        #expect(names.errors.contains("(and 1 more record alike)"))
    }

    @Test func `of many that are to be transferred those that are there already stay`() throws {
        _ = try place.shop("transfer", "products", "YARN-0001", "--to", "Kits")
        #expect(
            try place.shop("transfer", "products", "--all", "--to", "Kits", "--yes")
                == Run(output: "transferred 2 products\n"))
        #expect(
            try place.shop("transfer", "products", "--all", "--to", "Kits", "--yes")
                == Run(output: "nothing to transfer: 3 products\n"))
    }

    @Test func `a revert takes a commit back by its number, and undo takes back the revert`() throws {
        _ = try place.shop("set", "products", "YARN-0001", "price=99")
        _ = try place.shop("add", "products", "name=Later", "category=Yarn")
        let history = try place.shop("history", "products", "YARN-0001", "--limit", "1").output
        let commit = try #require(history.firstMatch(of: try Regex("commit ([0-9]+)"))?.output[1].substring)
        #expect(
            try place.shop("revert", String(commit), "--dry-run")
                == Run(
                    output: """
                        would revert: price of YARN-0001:
                          YARN-0001: Price 99.00 EUR → 12.50 EUR

                        """))
        #expect(try place.shop("revert", String(commit)) == Run(output: "reverted: price of YARN-0001\n"))
        #expect(
            try place.shop("revert", String(commit)) == Run(output: "nothing to revert: price of YARN-0001\n"))
        #expect(
            try place.shop("history", "products", "YARN-0001", "--limit", "1").output
                .contains("(revert of commit \(commit), commit "))
        #expect(try place.shop("undo") == Run(output: "undone: price of YARN-0001\n"))
        _ = try place.shop("set", "products", "YARN-0001", "price=98")
        let run = try place.shop("revert", String(commit)).steady
        #expect(run.exit == 5)
        #expect(run.errors.contains("not reverted: price of YARN-0001 was changed later by Ada at WHEN, in commit "))
        #expect(try place.shop("revert", "999").exit == 4)
        #expect(try place.shop("revert", "1").errors == "satchel: not reverted: it made the store\n")
    }

    @Test func `an older version of a record comes back by its commit`() throws {
        let history = try place.shop("history", "products", "YARN-0001", "--limit", "1").output
        let commit = String(try #require(history.firstMatch(of: try Regex("commit ([0-9]+)"))?.output[1].substring))
        _ = try place.shop("set", "products", "YARN-0001", "price=99", "colour=", "tags=soft")
        #expect(
            try place.shop("restore", "products", "YARN-0001", "--commit", commit, "--dry-run")
                == Run(
                    output: """
                        would restore YARN-0001 as of commit \(commit):
                          YARN-0001: Price 99.00 EUR → 12.50 EUR, Colour – → moss, Tags soft → –

                        """))
        let run = try place.shop("restore", "products", "YARN-0001", "--commit", commit, "--json").steady
        #expect(run.output.hasPrefix(#"{"dry_run":false,"group":"ID","summary":"YARN-0001","changes":1,"rows":["#))
        #expect(
            try place.shop("restore", "products", "YARN-0001", "--commit", commit)
                == Run(output: "nothing to restore: YARN-0001 as of commit \(commit)\n"))
        #expect(try place.shop("restore", "products", "YARN-0002", "--commit", commit).exit == 5)
        #expect(try place.shop("restore", "products", "YARN-0001", "--commit", "x").exit == 2)
        #expect(try place.shop("restore", "products", "--all", "--commit", commit).exit == 2)
        _ = try place.shop("delete", "products", "YARN-0001")
        #expect(
            try place.shop("restore", "products", "YARN-0001", "--commit", commit)
                == Run(
                    exit: 5,
                    errors: """
                        satchel: not restored: YARN-0001 is in the trash
                        satchel: restore it first, without --commit

                        """))
    }
}
