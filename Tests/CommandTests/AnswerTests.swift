// SPDX-License-Identifier: Apache-2.0
import Testing

/// Small answers of commands.
@Suite struct AnswerTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
    }

    @Test(arguments: [
        (["export", "products", "--json"], "an export is JSON with --format json"),
        (["help", "--json"], "help is text"),
        (["list", "--help", "--json"], "help is text"),
        (["completion", "bash", "--json"], "a completion is a script for a shell"),
    ])
    func `--json is refused where it means nothing`(words: [String], reason: String) throws {
        let run = try place.satchel(["--store", "shop.db"] + words)
        #expect(run.exit == 2 && run.output.isEmpty)
        #expect(run.errors.contains("--json cannot be used here: \(reason)"), "\(run.errors)")
    }

    @Test(arguments: ["audit", "member", "keys"])
    func `help of a first word lists what follows it`(word: String) throws {
        let run = try place.satchel("help", word)
        #expect(run.exit == 0 && run.output.hasPrefix("usage: satchel \(word) COMMAND …\n"), "\(run)")
        #expect(run.output.contains("  \(word) list"))
    }

    @Test func `no exit code stands twice in help`() throws {
        let help = try place.satchel("audit", "accept", "--help").output
        #expect(help.split(separator: "\n").count { $0.hasPrefix("  2 ") } == 1)
    }

    @Test func `help whose reader went away is no failure`() throws {
        let run = try place.shell("(sleep .3; $SATCHEL list --help; echo $? >&2) | true; sleep .6")
        #expect(run.errors == "0\n")
    }

    @Test func `a file in a folder that is not there says what to do`() throws {
        #expect(
            try place.shop("export", "products", "--out", "nodir/a.csv").errors == """
                satchel: nodir/a.csv: there is no folder nodir
                satchel: make it first: mkdir -p nodir

                """)
    }

    @Test func `a purged product is called in its history what it was called`() throws {
        _ = try place.shop("add", "products", "sku=TEL-0014", "name=Teller", "category=Yarn")
        _ = try place.shop("set", "products", "TEL-0014", "price=3")
        _ = try place.shop("purge", "products", "TEL-0014", "--yes")
        let lines = try place.shop("history", "products", "TEL-0014").output.split(separator: "\n")
        for verb in ["purged", "updated", "created"] {
            #expect(lines.contains { $0.contains(" \(verb) TEL-0014 (") }, "\(verb): \(lines)")
        }
    }

    @Test(arguments: [
        ("--sort", "metadata.x", "accepted: sku, name, category"), ("--sort", "category.path", "accepted: sku, name"),
        ("--sort", "tags", "accepted: sku, name"), ("--sort", "price desc", "did you mean -price?"),
        ("--sort", "price asc", "did you mean price?"), ("--columns", "owner.name", "accepted: sku, name, category"),
        ("--columns", "nam", "did you mean name?"),
    ])
    func `what there is to order by and to show is said`(option: String, value: String, answer: String) throws {
        let run = try place.shop("list", "products", option, value)
        #expect(run.exit == 2 && run.errors.contains(answer), "\(run.errors)")
    }

    @Test func `a store whose copy was written on says that this may be so`() throws {
        _ = try place.shop("add", "products", "name=Teller", "category=Yarn")
        _ = try place.shell("cp shop.db copy.db")
        _ = try place.satchel("--store", "copy.db", "add", "products", "name=Krug", "category=Yarn")
        let doctor = try place.shop("doctor")
        #expect(doctor.exit == 1)
        let way = "go on with that copy, or keep this one as it is: satchel audit accept"
        #expect(doctor.output.contains("a copy of the store may have been written on this device; to do: \(way)"))
        #expect(try place.shop("audit", "verify").output.contains(way))
        #expect(try place.shop("audit", "accept", "--yes").exit == 0)
        #expect(try place.shop("doctor").exit == 0)
    }
}
