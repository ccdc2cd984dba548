// SPDX-License-Identifier: Apache-2.0
import Host
import Testing

@Suite struct StoreTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
    }

    @Test func `init makes a store once, and only for its owner`() throws {
        let run = try place.satchel(
            "init", "shop.db", "--name", "Northlight", "--currency", "sek", "--industry", "yarn", "--user", "ada")
        #expect(
            run
                == Run(
                    output: """
                        made shop.db: Northlight, SEK, yarn
                        go on: satchel --store shop.db import FILE --into products, or add, list, status

                        """))
        #expect(Files.mode(place.path("shop.db")) == 0o600)
        #expect(
            try place.satchel("init", "shop.db")
                == Run(
                    exit: 1, errors: "satchel: shop.db: something stands there already\nsatchel: choose another path\n")
        )
    }

    @Test func `init refuses a currency that there is none of`() throws {
        let run = try place.satchel("init", "shop.db", "--currency", "EURO")
        #expect(
            run
                == Run(
                    exit: 3,
                    errors: """
                        satchel: shop.db: no store was made
                        satchel: --currency “EURO” is no currency; accepted: a code like EUR, SEK, JPY

                        """))
        #expect(Files.kind(place.path("shop.db")) == .missing)
    }

    @Test func `status counts what the store holds`() throws {
        try place.makeShop()
        let json = try place.shop("status", "--json").steady
        #expect(json.exit == 0)
        #expect(
            json.output.hasSuffix(
                """
                "unsent":2,"bytes":\(bytes(json.output)),"search_lag":2,"anchored":true,"last_change":"TIME",\
                "health":{"state":"healthy","checks":[]},"records":{"categories":7,"products":0,"variants":0,"members":1,"roles":6,"policies":0,\
                "devices":1,"settings":1,"views":0}}

                """))
    }

    private func bytes(_ json: String) -> String {
        guard let start = json.firstRange(of: "\"bytes\":") else { return "" }
        return String(json[start.upperBound...].prefix { $0.isNumber })
    }

    @Test func `audit lists commits and events and verifies`() throws {
        try place.makeShop()
        _ = try place.shop("add", "products", "name=Cowl", "category=Garments")
        _ = try place.shop("export", "products")
        let list = try place.shop("audit", "list").steady
        #expect(
            list.output
                == """
                When  Who  What                       Changes  Origin        Group
                WHEN  Ada  export 1 product
                WHEN  Ada  created product GARM-0001        1  command line  ID
                WHEN  Ada  new store: new store            16  init          ID

                """.replacing("When  Who", with: "When              Who").replacing(
                    "Group\n", with: "Group\n"))
        #expect(
            try place.shop("audit", "verify")
                == Run(output: "intact: 3 commits, 17 changes, 1 event, 17 records\n"))
        let json = try place.shop("audit", "list", "--limit", "1", "--json").steady
        #expect(
            json.output == """
                [
                {"at":"TIME","kind":"export","number":1,"actor":"ID","actor_name":"Ada",\
                "device":"\(device(json.output))","session":"no terminal","origin":"","summary":"export 1 product",\
                "reason":null,"changes":null,"undone":null,"group":null,"hash":"HASH"}
                ]

                """)
    }

    private func device(_ json: String) -> String {
        guard let start = json.firstRange(of: "\"device\":\"") else { return "" }
        return String(json[start.upperBound...].prefix { $0 != "\"" })
    }

    @Test func `an altered byte of a record is found by audit verify`() throws {
        try place.makeShop()
        _ = try place.shop("add", "products", "name=Cowl", "category=Garments", "price=10")
        _ = try place.shell("sqlite3 shop.db 'UPDATE product SET price = 1'")
        let run = try place.shop("audit", "verify")
        #expect(run.exit == 1)
        #expect(run.output.contains("products GARM-0001"))
    }

    @Test func `the audit log is exported as CSV, JSON and JSON Lines`() throws {
        try place.makeShop()
        let csv = try place.shop("audit", "export", "--format", "csv")
        #expect(csv.output.split(separator: "\n").count == 2)
        #expect(csv.output.hasPrefix("at,kind,number,actor,actor_name,device,session,origin,summary,"))
        let lines = try place.shop("audit", "export", "--format", "jsonl", "--out", "audit.jsonl")
        #expect(lines == Run(output: "exported 2 lines to audit.jsonl\n"))
        #expect(try place.text("audit.jsonl").split(separator: "\n").count == 2)
        #expect(try place.shop("audit", "export", "--format", "json").output.hasPrefix("[\n{\"at\":"))
        #expect(
            try place.shop("audit", "list", "--since", "soon")
                == Run(
                    exit: 2,
                    errors: """
                        satchel: --since cannot be “soon”; accepted: a day like 2026-11-14, today, today-7d, or a \
                        moment like 2026-11-14T09:12:00Z

                        """))
    }

    @Test func `demo makes a workshop once`() throws {
        let run = try place.satchel("demo")
        let path = place.path("data/satchel/demo.db")
        #expect(
            run
                == Run(output: "made \(path): Lark & Loam, 203 products\nopen it: satchel --store \(path)\n"))
        #expect(
            try place.satchel("demo")
                == Run(
                    output: "\(path) is there already: Lark & Loam, 203 products\nopen it: satchel --store \(path)\n"))
        #expect(try place.satchel("--store", path, "audit", "verify").exit == 0)
        let denied = try place.satchel("--store", path, "audit", "list", "--security")
        #expect(denied.output.contains("Mara Okafor    denied products:purge"))
        try place.makeShop()
        #expect(
            try place.shop("demo")
                == Run(
                    exit: 1,
                    errors: """
                        satchel: shop.db: this is a store of your own, the demo is not put into it
                        satchel: open it: satchel --store shop.db
                        satchel: choose another path: satchel --store PATH demo

                        """))
    }

    @Test func `the demo is the same in every run`() throws {
        _ = try place.satchel("--store", "a.db", "demo")
        _ = try place.satchel("--store", "b.db", "demo")
        let columns = "sku,name,price,status,tags,metadata"
        let first = try place.satchel("--store", "a.db", "export", "products", "--columns", columns)
        let second = try place.satchel("--store", "b.db", "export", "products", "--columns", columns)
        #expect(first.output.split(separator: "\n").count > 200)
        #expect(first == second)
    }

    @Test func `a demo that is made again knows nothing of the one before`() throws {
        _ = try place.satchel("--store", "a.db", "demo")
        _ = try place.satchel("--store", "a.db", "set", "products", "MUG-0001", "price=30")
        _ = try place.shell("rm a.db*")
        _ = try place.satchel("--store", "a.db", "demo")
        _ = try place.satchel("--store", "b.db", "demo")
        _ = try place.satchel("--store", "b.db", "set", "products", "MUG-0001", "price=31")
        for store in ["a.db", "b.db"] {
            let run = try place.satchel("--store", store, "audit", "verify")
            #expect(run.exit == 0 && run.output.hasPrefix("intact: "), "\(store): \(run)")
        }
    }
}
