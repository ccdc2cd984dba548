// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct UsageTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
    }

    @Test func `without a terminal the screen says so in one line and ends with 2`() throws {
        #expect(
            try place.satchel()
                == Run(exit: 2, errors: "satchel: the screen needs a terminal; here, use a command: satchel --help\n"))
    }

    @Test(arguments: [
        (
            ["lst"], "satchel: “lst” is no command; did you mean list?\nsatchel: see: satchel --help\n"
        ),
        (
            ["list", "products", "--limt", "3"],
            "satchel: --limt is no option of list; did you mean --limit?\nsatchel: see: satchel list --help\n"
        ),
        (
            ["--stre", "x", "list"],
            "satchel: --stre is no option before a command; did you mean --store?\n"
                + "satchel: see: satchel --help\n"
        ),
        (["list"], "satchel: list wants RESOURCE\nsatchel: see: satchel list --help\n"),
        (["list", "prodcts"], "satchel: “prodcts” is no resource; did you mean products?\n"),
        (["show", "products", "a", "b"], "satchel: show has no use for “b”\nsatchel: see: satchel show --help\n"),
        (
            ["list", "products", "--limit", "many"],
            "satchel: --limit cannot be “many”; accepted: a whole number from 1 to 1000000000\n"
        ),
        (["list", "products", "--limit"], "satchel: --limit wants a value: --limit N\n"),
        (["list", "products", "--json=yes"], "satchel: --json takes no value\n"),
        (
            ["export", "products", "--format", "xml"],
            "satchel: --format cannot be “xml”; accepted: csv, json, jsonl\n"
        ),
        (["audit"], "satchel: audit wants one of: list, verify, export, accept\nsatchel: see: satchel --help\n"),
        (
            ["audit", "lst"],
            "satchel: “audit lst” is no command; did you mean audit list?\nsatchel: see: satchel --help\n"
        ),
        (
            ["list", "products", "--columns", "sku,prise"],
            "satchel: “prise” is no column of products; did you mean price?\n"
        ),
        (["set", "products", "x"], "satchel: set wants at least one field=value\nsatchel: see: satchel set --help\n"),
        (
            ["set", "products", "x", "price"],
            "satchel: “price” is no change; accepted: field=value, tags+=x, tags-=x\n"
        ),
        (
            ["delete", "products"],
            "satchel: delete wants a record, --filter or --all\nsatchel: see: satchel delete --help\n"
        ),
    ])
    func `a command line that is not understood names the nearest and ends with 2`(words: [String], errors: String)
        throws
    {
        try place.makeShop()
        let variables = ["SATCHEL_STORE": "shop.db"]
        #expect(try place.satchel(words, variables: variables) == Run(exit: 2, errors: errors))
    }

    @Test func `without a store each command says how to name one`() throws {
        let errors = """
            satchel: no store is named
            satchel: name one: satchel --store PATH …, or SATCHEL_STORE=PATH, or “store” in the configuration
            satchel: make one: satchel init shop.db --name NAME --currency EUR

            """
        #expect(try place.satchel("list", "products") == Run(exit: 2, errors: errors))
    }

    @Test func `global options stand before or after the command, with = or a blank`() throws {
        try place.makeShop()
        let before = try place.satchel("--store", "shop.db", "--json", "list", "roles", "--columns=name")
        let after = try place.satchel("list", "roles", "--columns", "name", "--json", "--store=shop.db")
        #expect(before.exit == 0)
        #expect(before == after)
    }

    @Test func `what follows two dashes is no option`() throws {
        try place.makeShop()
        let run = try place.shop("show", "products", "--", "--json")
        #expect(
            run
                == Run(
                    exit: 4, errors: "satchel: “--json” is none of the products\nsatchel: see: satchel list products\n")
        )
    }

    @Test func `each command has help with usage and exit codes`() throws {
        let reference = try place.satchel("help", "--format", "markdown").output
        let names = reference.split(separator: "\n").filter { $0.hasPrefix("### satchel ") }.map { $0.dropFirst(12) }
        #expect(names.count > 35)
        for name in names {
            let words = name.split(separator: " ").map(String.init) + ["--help"]
            let run = try place.satchel(words)
            #expect(run.exit == 0 && run.errors.isEmpty && run.output.hasPrefix("usage: satchel \(name)"), "\(name)")
            #expect(run.output.contains("\nexit codes:\n"), "\(name)")
        }
    }

    @Test func `completion scripts are accepted by their shells`() throws {
        let bash = try place.satchel("completion", "bash")
        try place.write("complete.bash", bash.output)
        #expect(try place.shell("bash -n complete.bash") == Run())
        let offered = try place.shell(
            "bash -c '. ./complete.bash; COMP_WORDS=(satchel au); COMP_CWORD=1; _satchel; echo ${COMPREPLY[@]}'")
        #expect(offered == Run(output: "audit\n"))
        #expect(try place.satchel("completion", "zsh").output.hasPrefix("#compdef satchel\n"))
        #expect(try place.satchel("completion", "fish").output.contains("complete -c satchel"))
        #expect(
            try place.satchel("completion", "tcsh")
                == Run(exit: 2, errors: "satchel: SHELL cannot be “tcsh”; accepted: bash, zsh, fish\n"))
    }

    @Test func `the version is one line, or JSON`() throws {
        #expect(try place.satchel("version") == Run(output: "satchel 0.1.0\n"))
        #expect(try place.satchel("--version") == Run(output: "satchel 0.1.0\n"))
        #expect(try place.satchel("--json", "--version") == Run(output: "{\"version\":\"0.1.0\"}\n"))
        #expect(try place.satchel("version", "--json") == Run(output: "{\"version\":\"0.1.0\"}\n"))
    }

    @Test func `errors are JSON where JSON is asked for`() throws {
        let run = try place.satchel("lst", "--json").steady
        #expect(
            run
                == Run(
                    exit: 2,
                    errors: """
                        {"error":{"code":"usage","message":"“lst” is no command; did you mean list?",\
                        "correlation":"ID","failures":[],"failure_count":0}}

                        """))
    }
}
