// SPDX-License-Identifier: Apache-2.0
import Host
import Testing

/// Files of other programs and other stores.
@Suite struct ForeignFileTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
    }

    @Test func `where no column gives what a record must have, the way of a mapping is told first`() throws {
        try place.write("p.csv", "sku;Bezeichnung;Gruppe;Preis\nS-1;Socke;Yarn;5\nS-2;Schal;Yarn;6\n")
        #expect(
            try place.shop("import", "p.csv", "--into", "products", "--save-map", "m.json")
                == Run(
                    exit: 3,
                    errors: """
                        satchel: 4 failures in 2 rows
                        satchel: no column gives name and category
                        satchel: columns that mean no field: Bezeichnung, Gruppe, Preis
                        satchel: which column is which field says a mapping: --save-map map.json makes one to fill in, \
                        --map map.json uses it
                        satchel: row 2, name: must be given (and in 1 more row)
                        satchel: row 2, category: must be given (and in 1 more row)
                        satchel: the failing rows are in p.csv.bad.csv; mend and import that file
                        satchel: the mapping that was used is in m.json
                        satchel: nothing was imported

                        """))
        let map = try place.text("m.json")
        #expect(map.contains(#""Bezeichnung":"metadata.Bezeichnung""#))
        try place.write(
            "m.json",
            #"{"resource":"products","columns":{"Bezeichnung":"name","Gruppe":"category","Preis":"price"}}"#)
        #expect(try place.shop("import", "p.csv", "--into", "products", "--map", "m.json").exit == 0)
        // What is known by its SKU needs no name.
        try place.write("u.csv", "sku,price\nS-1,7\n")
        #expect(try place.shop("import", "u.csv", "--into", "products").exit == 0)
    }

    @Test func `the help of import shows a mapping that is one`() throws {
        let help = try place.satchel("help", "import").output
        let start = try #require(help.firstIndex(of: "{"))
        let end = try #require(help.lastIndex(of: "}"))
        try place.write("m.json", String(help[start...end]))
        try place.write("p.csv", "Artikel,Notiz,Farbe,name,category\nS-1,x,rot,Socke,Yarn\n")
        #expect(try place.shop("import", "p.csv", "--into", "products", "--map", "m.json").exit == 0)
        #expect(try place.shop("list", "products", "--columns", "sku,colour").output == "SKU  Colour\nS-1  red\n")
    }

    @Test(arguments: [(".", "12,50"), (",", "13.50")])
    func `a number against --decimal is named with its row`(mark: String, value: String) throws {
        try place.write("p.csv", "sku;name;category;price\nS-1;One;Yarn;7\nS-2;Two;Yarn;\(value)\n")
        #expect(
            try place.shop("import", "p.csv", "--into", "products", "--decimal", mark)
                == Run(
                    exit: 3,
                    errors: """
                        satchel: column price, row 3: “\(value)” is no number with “\(mark)” before its decimals
                        satchel: --decimal \(mark) says so of every row; leave it out, or give the other mark

                        """))
    }

    @Test func `a whole export imports into another store in the order in which it was written`() throws {
        _ = try place.shop("add", "members", "user_name=mara", "name=Mara", "roles=crafter")
        _ = try place.shop("add", "products", "sku=S-1", "name=One", "category=Yarn", "owner=mara")
        _ = try place.shop("add", "variants", "product=S-1", "sku=S-1-S", "options.size=S")
        _ = try place.shop("add", "policies", "name=p", "member=mara", "permission=products:purge", "effect=deny")
        let run = try place.shop("export", "all", "--out", "all")
        let lines = run.output.split(separator: "\n").map(String.init)
        #expect(lines.last == "another store imports them in this order; devices stay with the store they belong to")
        let names = lines.dropLast().compactMap { $0.split(separator: "/").last?.split(separator: ".").first }
        #expect(names.count == 9)
        #expect(try place.satchel("init", "other.db", "--no-categories", "--member", "Bo", "--user", "bo").exit == 0)
        for name in names where name != "devices" {
            let run = try place.satchel("--store", "other.db", "import", "all/\(name).csv", "--into", String(name))
            #expect(run.exit == 0, "\(name): \(run.errors)")
        }
        #expect(try place.satchel("--store", "other.db", "show", "variants", "S-1-S").exit == 0)
    }

    @Test func `an import that names members who are not there says which file comes first`() throws {
        try place.write("p.csv", "sku,name,category,owner\nS-1,One,Yarn,mara\n")
        let run = try place.shop("import", "p.csv", "--into", "products")
        #expect(run.exit == 3)
        #expect(
            run.errors.contains(
                "\nsatchel: members must be there before what names them: satchel import FILE --into members\n"),
            "\(run.errors)")
    }

    @Test func `a row that means a deleted record says how to bring it back`() throws {
        _ = try place.shop("add", "products", "sku=S-1", "name=One", "category=Yarn")
        _ = try place.shop("export", "products", "--out", "p.csv")
        _ = try place.shop("delete", "products", "S-1")
        let run = try place.shop("import", "p.csv", "--into", "products")
        #expect(run.exit == 3)
        let start = try #require(run.errors.firstRange(of: "is in the trash; bring it back: satchel "))
        let words = run.errors[start.upperBound...].prefix { $0 != "\n" }.split(separator: " ").map(String.init)
        #expect(try place.satchel(["--store", "shop.db"] + words).exit == 0)
        #expect(try place.shop("import", "p.csv", "--into", "products").exit == 0)
    }

    @Test func `init makes no folders and says what is wrong by its options`() throws {
        #expect(
            try place.satchel("init", "a/b/shop.db")
                == Run(
                    exit: 1,
                    errors: """
                        satchel: a/b/shop.db: there is no folder a/b
                        satchel: make it first: mkdir -p a/b

                        """))
        #expect(Files.kind(place.path("a")) == .missing)
        #expect(
            try place.satchel("init", "x.db", "--currency", "XYZ", "--user", "a b")
                == Run(
                    exit: 3,
                    errors: """
                        satchel: x.db: no store was made
                        satchel: --currency “XYZ” is no currency; accepted: a code like EUR, SEK, JPY
                        satchel: --user “a b” is no user name; accepted: letters, digits and - _ . without blanks

                        """))
        #expect(Files.kind(place.path("x.db")) == .missing)
    }

    @Test func `a demo that would stand where a store of one's own stands says how to open that`() throws {
        let run = try place.shop("demo")
        #expect(run.exit == 1)
        #expect(run.errors.contains("\nsatchel: open it: satchel --store shop.db\n"), "\(run.errors)")
    }
}
