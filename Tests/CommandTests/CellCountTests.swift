// SPDX-License-Identifier: Apache-2.0
import Testing

/// Rows of a CSV file with more or fewer cells than its header.
@Suite struct CellCountTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        _ = try place.shop("add", "products", "sku=S-1", "name=Nur Name", "category=Yarn", "price=12.50")
    }

    private func price() throws -> String {
        try place.shop("list", "products", "--columns", "price", "--filter", "sku=S-1").output
    }

    @Test func `a row with too few cells is a failure and erases nothing`() throws {
        try place.write("short.csv", "sku;name;category;price\nS-1;Nur Name;Yarn\n;;\n")
        let run = try place.shop("import", "short.csv", "--into", "products")
        #expect(
            run
                == Run(
                    exit: 3,
                    errors: """
                        satchel: 1 failure in 1 row
                        satchel: row 2 has 3 cells, the header has 4; accepted: as many cells as the header, empty ones \
                        too; a spreadsheet that leaves out empty cells at a row's end writes them once the last column \
                        is filled in every row
                        satchel: the failing rows are in short.csv.bad.csv; mend and import that file
                        satchel: nothing was imported

                        """))
        #expect(try price() == "    Price\n12.50 EUR\n")
    }

    @Test func `the file of failing rows keeps their cells as they stand, so that it is refused until it is mended`()
        throws
    {
        try place.write("p.csv", "sku,name,category,price\nS-1,Nur Name,Yarn\nS-2,Two,Yarn,5,6\nS-3,,Yarn,1\n")
        _ = try place.shop("import", "p.csv", "--into", "products")
        let bad = try place.text("p.csv.bad.csv").split(separator: "\n").map(String.init)
        #expect(bad.first == "import_error,sku,name,category,price")
        #expect(bad.count == 4 && bad[1].hasSuffix(",S-1,Nur Name,Yarn") && bad[2].hasSuffix(",S-2,Two,Yarn,5,6"))
        let again = try place.shop("import", "p.csv.bad.csv", "--into", "products")
        #expect(again.exit == 3)
        #expect(again.errors.contains("row 2 has 4 cells, the header has 5"))
        #expect(again.errors.contains("row 3 has 6 cells, the header has 5"))
        #expect(try price() == "    Price\n12.50 EUR\n")
        try place.write("p.csv.bad.csv", "import_error,sku,name,category,price\nmended,S-1,Nur Name,Yarn,9\n")
        #expect(try place.shop("import", "p.csv.bad.csv", "--into", "products").exit == 0)
        #expect(try price() == "   Price\n9.00 EUR\n")
    }

    @Test func `a file that came with its column of errors keeps it where it stands`() throws {
        try place.write("p.csv", "sku,name,category,import_error\nS-1,Nur Name,Yarn\nS-2,,Yarn,old\n")
        _ = try place.shop("import", "p.csv", "--into", "products")
        #expect(
            try place.text("p.csv.bad.csv")
                == "sku,name,category,import_error\nS-1,Nur Name,Yarn\nS-2,,Yarn,name must be given\n")
    }

    @Test func `failing rows of an earlier import are told of once the file is clean, and somebody's own are not`()
        throws
    {
        try place.write("p.csv", "sku,name,category\nS-2,Two,Yarn\nS-3,,Yarn\n")
        _ = try place.shop("import", "p.csv", "--into", "products", "--on-error", "skip")
        try place.write("p.csv", "sku,name,category\nS-2,Two,Yarn\nS-3,Three,Yarn\n")
        #expect(
            try place.shop("import", "p.csv", "--into", "products")
                == Run(
                    output: """
                        imported 2 rows into products: 1 created, 0 updated, 1 unchanged
                        p.csv.bad.csv holds failing rows of an earlier import; delete it once they are in

                        """))
        try place.write("p.csv.bad.csv", "notes\n")
        #expect(
            try place.shop("import", "p.csv", "--into", "products").output
                == "imported 2 rows into products: 0 created, 0 updated, 2 unchanged\n")
    }
}
