// SPDX-License-Identifier: Apache-2.0
import Testing

/// Files that are not all UTF-8.
@Suite struct EncodingTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
    }

    private static let latin = Array("name,category\ncaf".utf8) + [0xE9] + Array(",Yarn\n".utf8)
    private static let utf8 = Array("name,category\nZürich,Yarn\n".utf8)

    private func write(_ rows: [[UInt8]], padding: Int = 0) throws {
        let filler = (0..<padding).flatMap { Array("Filler \($0),Yarn\n".utf8) }
        try place.write("p.csv", Array("name,category\n".utf8) + rows[0] + filler + rows[1])
    }

    @Test(arguments: [0, 6_000])
    func `a file of both encodings is refused in whichever order its rows stand`(padding: Int) throws {
        let broken = Array("caf".utf8) + [0xE9] + Array(",Yarn\n".utf8)
        let whole = Array("Zürich,Yarn\n".utf8)
        for (rows, row) in [([broken, whole], 2), ([whole, broken], padding + 3)] {
            try write(rows, padding: padding)
            #expect(
                try place.shop("import", "p.csv", "--into", "products")
                    == Run(
                        exit: 3,
                        errors: """
                            satchel: row \(row), column 1: the bytes E9 2C are no UTF-8 text
                            satchel: save the file as UTF-8, or say how all of it is to be read: \
                            --encoding windows-1252, utf-16le or utf-16be
                            satchel: nothing was imported

                            """))
        }
    }

    @Test(arguments: [0, 6_000])
    func `a file in Windows-1252 is read as such wherever its first umlaut stands, and it is told`(padding: Int) throws
    {
        let broken = Array("caf".utf8) + [0xE9] + Array(",Yarn\n".utf8)
        try write([Array("Acorn,Yarn\n".utf8), broken], padding: padding)
        for words in [["--dry-run"], []] {
            let run = try place.satchel(["--store", "shop.db", "import", "p.csv", "--into", "products"] + words)
            #expect(run.exit == 0 && run.output.hasPrefix("read as Windows-1252\n"), "\(run)")
        }
        #expect(
            try place.shop("list", "products", "--filter", "name=café", "--columns", "name").output == "Name\ncafé\n")
    }

    @Test func `what somebody says of the encoding counts`() throws {
        try place.write("p.csv", Self.latin + Array("Zürich,Yarn\n".utf8))
        let run = try place.shop(
            "import", "p.csv", "--into", "products", "--encoding", "windows-1252", "--json")
        #expect(run.exit == 0 && run.output.contains(#""encoding":"Windows-1252""#), "\(run)")
        try place.write("u.csv", Self.utf8)
        #expect(try place.shop("import", "u.csv", "--into", "products", "--encoding", "utf-8").exit == 0)
        #expect(try place.shop("import", "p.csv", "--into", "products", "--encoding", "utf-8").exit == 3)
    }

    @Test(arguments: ["p.json", "p.jsonl"])
    func `JSON is UTF-8, whatever its bytes look like`(name: String) throws {
        let record = Array(#"{"name":"caf"#.utf8) + [0xE9] + Array(#"","category":"Yarn"}"#.utf8)
        let bytes = name == "p.json" ? [UInt8(ascii: "[")] + record + [UInt8(ascii: "]")] : record + [10]
        try place.write(name, bytes)
        let run = try place.shop("import", name, "--into", "products")
        #expect(run.exit == 3)
        #expect(run.errors.hasPrefix("satchel: \(name): line 1: the bytes E9 22 are no UTF-8 text\n"), "\(run.errors)")
        let told = try place.shop("import", name, "--into", "products", "--encoding", "windows-1252")
        #expect(told.exit == 2 && told.errors.contains("this is JSON, which is always UTF-8"))
    }
}
