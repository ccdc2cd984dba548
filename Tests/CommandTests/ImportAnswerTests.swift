// SPDX-License-Identifier: Apache-2.0
import Testing

/// What an import says of what it did, and of how to go on.
@Suite struct ImportAnswerTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
    }

    @Test func `scripts are told of every row that failed`() throws {
        let rows = (1...8).map { "S-\($0),Socke,Gibtsnicht\n" }.joined()
        try place.write("p.csv", "sku,name,category\n" + rows)
        let run = try place.shop("import", "p.csv", "--into", "products", "--json")
        #expect(run.exit == 3)
        for row in 2...9 { #expect(run.errors.contains("\"row\":\(row),"), "row \(row): \(run.errors)") }
        #expect(run.errors.contains(#""failure_count":8"#))
        #expect(try place.shop("import", "p.csv", "--into", "products").errors.contains("(and in 7 more rows)"))
    }

    @Test func `a mapping of another resource, or none at all, is named itself`() throws {
        try place.write("map.json", #"{"resource":"products","columns":{}}"#)
        try place.write("de.csv", "name\nWolle\n")
        #expect(
            try place.shop("import", "de.csv", "--into", "categories", "--map", "map.json").errors
                == "satchel: map.json: the mapping is not accepted: it is one for products, not for categories\n")
        #expect(
            try place.shop("import", "de.csv", "--into", "categories", "--map", "nomap.json").errors == """
                satchel: nomap.json: there is no such mapping
                satchel: make one from a file: satchel import FILE --into categories --dry-run --save-map nomap.json

                """)
    }

    @Test func `where every row fails nothing is left to skip, and what has to be said again is`() throws {
        try place.write("map.json", #"{"resource":"products","decimal":",","columns":{"Preis":"price"}}"#)
        try place.write("de.csv", "name;category;Preis\nWolle;Yarn;x\n")
        #expect(
            try place.shop("import", "de.csv", "--into", "products", "--map", "map.json", "--save-map", "new.json")
                .errors
                .hasSuffix(
                    """
                    satchel: the failing rows are in de.csv.bad.csv; mend and import that file, again with \
                    --map map.json
                    satchel: the mapping that was used is in new.json
                    satchel: nothing was imported

                    """))
    }

    @Test func `a mapping that is written, and columns that are left out, are told`() throws {
        try place.write("p.csv", "name,category,created,updated_by\nWolle,Yarn,2026-01-01,lea\n")
        #expect(
            try place.shop("import", "p.csv", "--into", "products", "--save-map", "m.json")
                == Run(
                    output: """
                        columns left out, because the store keeps them by itself: created, updated_by
                        imported 1 row into products: 1 created, 0 updated, 0 unchanged
                        the mapping that was used is in m.json

                        """))
        try place.write("x.csv", "Bezeichnung\nWolle\n")
        let run = try place.shop("import", "x.csv", "--into", "products", "--save-map", "x.json")
        #expect(run.errors.hasSuffix("satchel: x.json is a mapping to fill in: then import with --map x.json\n"))
        #expect(try place.shop("import", "p.csv", "--into", "products", "--save-map", "no/m.json").exit == 1)
    }
}
