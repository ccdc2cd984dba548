// SPDX-License-Identifier: Apache-2.0
import Glibc
import Host
import Testing

/// A session that may not leave the folder of its store.
@Suite struct RestrictedTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        _ = try place.shop("add", "products", "name=Cowl", "category=Garments", "price=20", "sku=COWL")
    }

    private func restricted(_ words: String...) throws -> Run {
        try place.satchel(["--restricted", "--store", place.path("shop.db")] + words)
    }

    private func refusal(_ path: String) -> Run {
        Run(
            exit: 6,
            errors: """
                satchel: \(path): this session is restricted to the folder of its store, \(place.folder)
                satchel: choose a path in that folder

                """)
    }

    @Test func `the store and the files beside it are within reach`() throws {
        #expect(try restricted("list", "products", "--columns", "sku") == Run(output: "SKU\nCOWL\n"))
        #expect(try restricted("export", "products", "--out", "mine.csv").exit == 0)
        #expect(try restricted("export", "products", "--out", "-").output.contains("COWL"))
        #expect(try restricted("import", place.path("mine.csv"), "--into", "products").exit == 0)
        #expect(try restricted("keys", "list", "--map", "vim").exit == 0)
        #expect(try restricted("export", "all", "--out", "folder/within").exit == 0)
    }

    @Test(arguments: [
        ["export", "products", "--out", "/etc/x"], ["import", "/etc/passwd", "--into", "products"],
        ["import", "mine.csv", "--into", "products", "--map", "/etc/passwd"], ["batch", "../x.jsonl"],
        ["audit", "export", "--out", "/tmp/satchel-x"], ["export", "all", "--out", "/tmp/satchel-x"],
        ["export", "all", "--out", "missing/../../x"], ["theme", "check", "/etc/passwd"],
        ["keys", "list", "--map", "/etc/passwd"], ["keys", "check", "/etc/passwd"], ["init", "/tmp/satchel-x.db"],
        ["export", "products", "--out", "link/x"], ["export", "products", "--out", "loose"],
    ])
    func `what lies elsewhere is refused, however it is called`(words: [String]) throws {
        try place.write("mine.csv", "sku\n")
        symlink("/etc", place.path("link"))
        symlink("/tmp/satchel-nowhere/x", place.path("loose"))
        let run = try place.satchel(["--restricted", "--store", place.path("shop.db")] + words)
        let path = words.first { $0.hasPrefix("/") || $0.contains("..") || $0 == "link/x" || $0 == "loose" }
        #expect(run == refusal(path ?? ""))
    }

    @Test func `nothing that was said is said anew, and without a store there is no folder`() throws {
        #expect(
            try restricted("list", "products", "--store", "other.db")
                == Run(
                    exit: 2, errors: "satchel: --store is given twice, which a restricted session does not take\n"))
        #expect(try place.satchel("--restricted", "import", "mine.csv", "--into", "products").exit == 2)
    }

    @Test func `neither environment nor a later word lifts it, and the environment does not count`() throws {
        try place.write("config/satchel/config.json5", "{ restricted: true, store: '\(place.path("shop.db"))' }")
        let variables = [
            "SATCHEL_RESTRICTED": "no", "SATCHEL_STORE": "/etc/passwd", "SATCHEL_MEMBER": "nobody",
            "SATCHEL_LOCK_WAIT_SECONDS": "many",
        ]
        let run = try place.satchel("export", "products", "--out", "/etc/x", variables: variables)
        #expect(run == refusal("/etc/x"))
        #expect(try place.satchel("list", "products", "--columns", "sku", variables: variables).output == "SKU\nCOWL\n")
        let shown = try place.satchel("config", "show", "--json", variables: variables).output
        #expect(shown.contains("{\"key\":\"restricted\",\"value\":\"yes\",\"source\":\"\(place.path("config"))"))
        try place.write("config/satchel/config.json5", "{ restricted: false }")
        let set = try place.satchel(
            "--store", place.path("shop.db"), "export", "products", "--out", "/etc/x",
            variables: ["SATCHEL_RESTRICTED": "yes"])
        #expect(set == refusal("/etc/x"))
    }
}
