// SPDX-License-Identifier: Apache-2.0
import Host
import Testing

/// Texts of all kinds on their way in and out.
@Suite struct TextTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        _ = try place.shop("add", "products", "name=Alpaca", "category=Yarn", "price=8")
    }

    private func reasoned(_ reason: String) throws -> Run {
        try place.shop("set", "products", "YARN-0001", "price=9", "--reason", reason)
    }

    @Test func `a reason is text and no more, of a length that can be read`() throws {
        let expected = "accepted: text without control characters"
        for (text, scalar) in [
            ("\u{1B}[31mred", "001B"), ("a\u{202E}b", "202E"), ("a\u{9B}b", "009B"), ("a\nb", "000A"),
        ] {
            let run = try reasoned(text)
            #expect(run.exit == 2)
            #expect(run.errors.hasPrefix("satchel: --reason “"))
            #expect(run.errors.hasSuffix("” holds the control character U+\(scalar); \(expected)\n"))
        }
        #expect(
            try reasoned(String(repeating: "ä", count: 1_001)).errors
                == "satchel: --reason “\(String(repeating: "ä", count: 80))…” is too long; "
                + "accepted: at most 1000 characters\n")
        #expect(try reasoned(String(repeating: "ä", count: 1_000)).exit == 0)
    }

    @Test func `a file's name goes into the log without what acts on a terminal`() throws {
        let name = "a\u{1B}[31m\u{9B}b.csv"
        try place.write(name, "name,category\nMohair,Yarn\n")
        #expect(try place.shop("import", name, "--into", "products").exit == 0)
        for words in [["import", "status", "--json"], ["audit", "list", "--json"], ["audit", "export"]] {
            let run = try place.satchel(["--store", "shop.db"] + words)
            #expect(run.output.contains("a\u{FFFD}[31m\u{FFFD}b.csv"))
            #expect(!run.output.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" })
        }
    }

    @Test func `JSON escapes what an older store holds`() throws {
        let made = try place.shell("sqlite3 shop.db \"UPDATE product SET name = 'a' || char(155, 127, 8238) || 'b'\"")
        try #require(made.exit == 0, "\(made.errors)")
        let run = try place.shop("history", "products", "YARN-0001", "--json")
        #expect(run.exit == 0)
        let found = try place.shop("delete", "products", "YARN-0001")
        #expect(found.exit == 0)
        let log = try place.shop("audit", "list", "--json", "--limit", "1")
        #expect(!log.output.unicodeScalars.contains { $0.value == 155 || $0.value == 127 || $0.value == 8_238 })
    }

    @Test func `marks over a letter are no more than any script has`() throws {
        let marks = String(repeating: "\u{308}\u{323}", count: 40)
        #expect(try place.shop("add", "products", "name=q\(marks)", "category=Yarn").exit == 0)
        let run = try place.shop("list", "products", "--columns", "name")
        let row = try #require(run.output.split(separator: "\n").last)
        #expect(row.unicodeScalars.count == 5)
        #expect(try place.shop("add", "products", "name=\u{308}q", "category=Yarn").exit == 3)
    }

    @Test func `a word that is no UTF-8 is refused`() throws {
        let run = try place.shell(
            "exec $SATCHEL --store shop.db add products \"$(printf 'name=a\\377')\" category=Yarn")
        #expect(run == Run(exit: 2, errors: "satchel: argument 5 is no UTF-8 text\n"))
    }

    @Test func `thousands of keys are refused as what they are`() throws {
        let keys = (0..<5_000).map { "metadata.k\($0)=\($0)" }
        let run = try place.satchel(["--store", "shop.db", "add", "products", "name=Hat", "category=Yarn"] + keys)
        #expect(run.exit == 3)
        #expect(run.errors.contains("accepted: 0 to 200 keys"))
        let some = Array(keys.prefix(200))
        #expect(try place.satchel(["--store", "shop.db", "set", "products", "YARN-0001"] + some).exit == 0)
        #expect(try place.shop("set", "products", "YARN-0001", "metadata.k0=", "metadata.k1=x").exit == 0)
        let shown = try place.shop("export", "products", "--columns", "metadata.k0,metadata.k1,metadata.k199")
        #expect(shown.output == "metadata.k0,metadata.k1,metadata.k199\n,x,199\n")
    }
}
