// SPDX-License-Identifier: Apache-2.0
import Testing

/// How the fields are called, where that is said, and what is said of a name that is none.
@Suite struct FieldNameTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        _ = try place.shop("add", "products", "sku=S-1", "name=One", "category=Yarn", "price=5")
    }

    @Test(arguments: [
        ("stock_tracked", "tracked"), ("reorder_at", "reorder_level"), ("colr", "colour"), ("colur", "colour"),
        ("compare_at", "compare_at_price"), ("barcod", "gtin"),
    ])
    func `an unknown field's error names the nearest by key, label and other name`(name: String, key: String) throws {
        for words in [
            ["set", "products", "S-1", "\(name)=1"], ["add", "products", "\(name)=1"],
            ["list", "products", "--filter", "\(name)=1"], ["list", "products", "--sort", name],
            ["list", "products", "--columns", name],
        ] {
            let run = try place.satchel(["--store", "shop.db"] + words)
            #expect(run.exit != 0 && run.errors.contains(key), "\(words): \(run.errors)")
        }
    }

    @Test func `the other names that an import knows work wherever a field is named`() throws {
        let run = try place.shop("set", "products", "S-1", "barcode=4006381333931", "color=moss", "tag+=soft")
        #expect(run == Run(output: "changed S-1\n"))
        #expect(
            try place.shop("list", "products", "--filter", "color=moss", "--columns", "barcode,color", "--sort", "ean")
                == Run(output: "GTIN           Colour\n4006381333931  moss\n"))
        let twice = try place.shop("set", "products", "S-1", "color=red", "colour=blue")
        #expect(twice == Run(exit: 2, errors: "satchel: “colour” is given twice\n"))
    }

    @Test func `help says what each field takes`() throws {
        let fields = try place.satchel("help", "fields", "variants")
        #expect(
            fields
                == Run(
                    output: """
                        Field     Label     Accepted
                        product   Product   one of the products, by name or id                           required
                        sku       SKU       letters, digits and - _ . / without blanks
                        options   Options   options.KEY=VALUE for each key                               required
                        gtin      GTIN      8, 12, 13 or 14 digits                                       also called barcode
                        price     Price     an amount like 12.50, in the currency of the field currency
                        currency  Currency  a code like EUR, SEK, JPY
                        enabled   Enabled   yes or no                                                    yes unless given
                        weight    Weight    a number in g, or with kg, lb, oz, to the nearest millionth  also called weight_g
                        position  Position  a whole number from 0 to 10000

                        in filters, orders and columns also: id, created, created_by, updated, updated_by, deleted

                        """))
    }

    @Test func `help lists the fields of every resource, and refuses what is none`() throws {
        let all = try place.satchel("help", "fields").output
        #expect(all.contains("\nproducts: sku, name, category, "))
        #expect(all.contains("\nvariants: product, sku, options, "))
        #expect(
            try place.satchel("help", "fields", "prodcts")
                == Run(exit: 2, errors: "satchel: “prodcts” is no resource; did you mean products?\n"))
    }

    @Test func `each example of the help on filters is one`() throws {
        let help = try place.satchel("help", "filters").output
        var examples: [String] = []
        for line in help.split(separator: "\n").map(String.init) where line.hasPrefix("  ") {
            let text = String(line.dropFirst(2))
            if let end = text.firstRange(of: "  ") { examples.append(String(text[..<end.lowerBound])) }
        }
        #expect(examples.count > 10)
        for example in examples {
            let run = try place.shop("list", "products", "--filter", example)
            #expect(run.exit == 0, "\(example): \(run.errors)")
        }
    }

    @Test(arguments: [
        (["set", "products", "price=5"], "satchel: set wants KEY before its changes\n"),
        (["set", "products", "metadata.ply=5", "price=2"], "satchel: set wants KEY before its changes\n"),
        (["show", "YARN-1"], "satchel: “YARN-1” is no resource\nsatchel: accepted: categories, products, "),
        (["history", "prodct"], "satchel: “prodct” is no resource; did you mean products?\n"),
        (
            ["set", "products", "S-1", "price+=1"],
            "satchel: nothing was changed: 1 value is not accepted\nsatchel: products S-1: Price holds one value, "
                + "which += and -= do not change; accepted: field=value for one value; "
                + "+= and -= for lists such as tags\n"
        ),
        (
            ["set", "products", "S-1", "country=Germany"],
            "satchel: nothing was changed: 1 value is not accepted\nsatchel: products S-1: Country “Germany” is no "
                + "country; accepted: a code of ISO 3166 like SE\n"
        ),
        (
            ["set", "products", "S-1", "price=99999999999999"],
            "satchel: nothing was changed: 1 value is not accepted\nsatchel: products S-1: Price “99999999999999.00” "
                + "is out of range; accepted: 10000000000.00 EUR or less\n"
        ),
        (
            ["set", "products", "S-1", "currency=JPY", "price=9999999999999999999999"],
            "satchel: nothing was changed: 1 value is not accepted\nsatchel: products S-1: Price "
                + "“9999999999999999999999” is out of range; accepted: 1000000000000 JPY or less\n"
        ),
        (
            ["add", "variants", "product=S-1"],
            "satchel: nothing was changed: 1 value is not accepted\nsatchel: variants new variant: Options must be "
                + "given; accepted: options.KEY=VALUE for each key\n"
        ),
        (
            ["list", "products", "--filter", "sku^=DE"],
            "satchel: the filter is not understood: “^” is no operator\nsatchel:   sku^=DE\nsatchel:   ^^^^\n"
                + "satchel: accepted: = != < <= > >= ~ in ?\n"
        ),
    ])
    func `what is missing or does not fit is said with the way on`(words: [String], errors: String) throws {
        let run = try place.satchel(["--store", "shop.db"] + words)
        #expect(run.exit != 0)
        #expect(run.errors.hasPrefix(errors), "\(run.errors)")
    }

    @Test func `all bad values of a record are told at once, in a command and in a row`() throws {
        let words = ["gtin=123", "price=abc", "country=Germany", "weight=1x", "category=Yran"]
        let run = try place.satchel(["--store", "shop.db", "add", "products"] + words)
        let parts = [
            "Price “abc” is no number", "Weight “1x” has a unit that is not known", "Category “Yran” is none of",
            "GTIN “123” is no GTIN", "Country “Germany” is no country", "Name must be given",
        ]
        #expect(run.errors.hasPrefix("satchel: nothing was changed: 6 values are not accepted\n"), "\(run.errors)")
        for part in parts { #expect(run.errors.contains(part), "\(run.errors)") }
        let set = try place.satchel(["--store", "shop.db", "set", "products", "S-1"] + words)
        #expect(set.errors.hasPrefix("satchel: nothing was changed: 5 values are not accepted\n"), "\(set.errors)")
        try place.write("p.csv", "sku,name,category,price,barcode,country\nS-3,x,Yran,abc,123,Germany\n")
        let row = try place.shop("import", "p.csv", "--into", "products")
        #expect(row.errors.hasPrefix("satchel: 4 failures in 1 row\n"), "\(row.errors)")
        #expect(row.errors.contains("row 2, barcode: “123” is no GTIN"), "\(row.errors)")
    }

    @Test func `a record is named by what it was called, and a new one as new`() throws {
        _ = try place.shop("add", "products", "sku=S-2", "name=Two", "category=Yarn", "price=5")
        let set = try place.shop("set", "products", "S-1", "sku=S-2")
        #expect(
            set.errors.hasSuffix("satchel: products S-1: SKU “S-2” is taken: SKU belongs to Two\n"), "\(set.errors)")
        let add = try place.shop("add", "products", "sku=S-2", "name=Three", "category=Yarn")
        #expect(add.errors.contains("satchel: products new product: SKU “S-2” is taken"), "\(add.errors)")
        let rule = try place.shop("set", "products", "S-1", "sku=S-9", "price=-1")
        #expect(rule.errors.contains("satchel: products S-1: Price “-1.00” must be more than 0"), "\(rule.errors)")
    }

    @Test func `a category that would be its own ancestor is told by its path`() throws {
        _ = try place.shop("add", "categories", "name=Sock", "parent=Yarn")
        let run = try place.shop("set", "categories", "Yarn", "parent=Sock")
        #expect(
            run.errors.hasSuffix(
                "satchel: categories Yarn: Parent “Yarn › Sock” would make the category its own ancestor\n"),
            "\(run.errors)")
    }
}
