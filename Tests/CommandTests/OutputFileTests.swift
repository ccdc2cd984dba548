// SPDX-License-Identifier: Apache-2.0
import Glibc
import Host
import Testing

/// What commands write beside the store: never over it, whole or not at all.
@Suite struct OutputFileTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        _ = try place.shop("add", "products", "name=Alpaca", "category=Yarn", "price=8")
    }

    private func refusal(_ path: String, _ what: String) -> Run {
        Run(exit: 2, errors: "satchel: \(path): this is \(what)\nsatchel: choose another path\n")
    }

    @Test func `nothing is written over the store or what belongs to it, whatever it is called`() throws {
        let before = try Files.read(place.path("shop.db"))
        #expect(symlink("shop.db", place.path("alias.db")) == 0)
        #expect(link(place.path("shop.db"), place.path("same.db")) == 0)
        for path in ["shop.db", "./shop.db", "alias.db", "same.db", place.path("shop.db")] {
            #expect(try place.shop("export", "products", "--out", path) == refusal(path, "the store"))
            #expect(try place.shop("audit", "export", "--out", path) == refusal(path, "the store"))
        }
        for ending in ["-wal", "-shm", "-journal", ".lock", ".search", ".search-wal", ".drafts"] {
            let path = "shop.db\(ending)"
            #expect(
                try place.shop("export", "products", "--out", path) == refusal(path, "a file of the store shop.db"))
        }
        #expect(try Files.read(place.path("shop.db")) == before)
        #expect(try place.shop("audit", "verify").exit == 0)
    }

    @Test func `nothing is written over another store, a backup, or what the program keeps for itself`() throws {
        try #require(try place.satchel("init", "other.db", "--user", "ada").exit == 0)
        let shop = place.path("shop.db")
        let other = place.path("other.db")
        for ending in [".new", ".new-wal", ".before-2", ".before-12", ".before-2.new"] {
            let path = "shop.db\(ending)"
            #expect(
                try place.shop("export", "products", "--out", path) == refusal(path, "a file of the store \(shop)"))
        }
        for path in ["other.db", "other.db.drafts", "./other.db-wal", "other.db.before-3"] {
            #expect(
                try place.shop("export", "products", "--out", path) == refusal(path, "a file of the store \(other)"))
        }
        let kept = try place.shell("find state -type f").output.split(separator: "\n").map(String.init)
        #expect(kept.count == 3)
        for path in kept + ["state/satchel/anchors/x.lost.json", "state/satchel/new.csv"] {
            #expect(
                try place.shop("export", "products", "--out", path)
                    == refusal(path, "a file that Satchel keeps for itself"))
        }
        for path in ["shop.db.before-", "shop.db.newer", "mine.new"] {
            #expect(try place.shop("export", "products", "--out", path).exit == 0)
        }
        #expect(try place.shop("audit", "verify").exit == 0)
    }

    @Test func `a link in the place of a file beside the store is not followed`() throws {
        let made = place.path("made-by-link")
        _ = try place.shop("search", "alpaca")
        for ending in [".search", ".search-wal", ".search-shm"] { unlink(place.path("shop.db\(ending)")) }
        #expect(symlink(made, place.path("shop.db.search")) == 0)
        #expect(try place.shop("search", "alpaca").output.contains("Alpaca"))
        #expect(Files.kind(made) == .missing)
        #expect(!Files.isLink(place.path("shop.db.search")))
        unlink(place.path("shop.db.lock"))
        #expect(symlink(made, place.path("shop.db.lock")) == 0)
        #expect(try place.shop("add", "categories", "name=Felt").exit == 1)
        #expect(Files.kind(made) == .missing)
    }

    @Test func `a store is read where there is no room for the index of its WAL`() throws {
        let run = try place.shell("ulimit -f 1; exec $SATCHEL --store shop.db list products --columns name")
        #expect(run == Run(output: "Name\nAlpaca\n"))
    }

    @Test func `an export of everything writes over no store`() throws {
        try Files.makeFolder(place.path("all"))
        let made = try place.satchel("init", "all/products.csv", "--user", "ada")
        try #require(made.exit == 0, "\(made.errors)")
        let run = try place.satchel("--store", "all/products.csv", "export", "all", "--out", "all")
        #expect(run.errors == "satchel: all/products.csv: this is the store\nsatchel: choose another path\n")
        #expect(try place.satchel("--store", "all/products.csv", "audit", "verify").exit == 0)
    }

    @Test func `a mapping is not saved over the store or the file that is imported`() throws {
        try place.write("p.csv", "name,category\nMohair,Yarn\n")
        func save(_ path: String) throws -> Run {
            try place.shop("import", "p.csv", "--into", "products", "--save-map", path)
        }
        #expect(try save("p.csv") == refusal("p.csv", "the file that is read"))
        #expect(try save("shop.db") == refusal("shop.db", "the store"))
        #expect(try place.text("p.csv") == "name,category\nMohair,Yarn\n")
        #expect(try save("map.json").exit == 0)
        #expect(Files.mode(place.path("map.json")) == 0o600)
    }

    @Test func `a link is not followed, a device is written as it is`() throws {
        try place.write("mine.txt", "keep me")
        #expect(symlink("mine.txt", place.path("out.csv")) == 0)
        #expect(
            try place.shop("export", "products", "--out", "out.csv")
                == Run(exit: 1, errors: "satchel: out.csv: this is a link\nsatchel: name the file itself\n"))
        #expect(try place.text("mine.txt") == "keep me")
        #expect(try place.shop("export", "products", "--out", "/dev/null").exit == 0)
        #expect(Files.kind("/dev/null") == .other)
        #expect(try place.shop("export", "products", "--out", "state").errors == "satchel: state: Is a directory\n")
    }

    @Test func `an older export outlives one that fails, and is replaced by one that is whole`() throws {
        try place.write("out.csv", "older\n")
        Files.setMode(place.path("out.csv"), 0o644)
        let columns = Array(repeating: "id", count: 4_000).joined(separator: ",")
        let full = try place.shell(
            "ulimit -f 100; exec $SATCHEL --store shop.db --read-only export products --out out.csv "
                + "--columns \(columns)")
        #expect(full.exit == 1)
        #expect(
            full.errors == "satchel: out.csv: it would become larger than this process may make a file\n"
                + "satchel: the limit is that of the shell: ulimit -f\n")
        #expect(try place.text("out.csv") == "older\n")
        #expect(try place.shell("ls -A | grep -c out.csv").output == "1\n")
        #expect(try place.shop("export", "products", "--columns", "sku", "--out", "out.csv").exit == 0)
        #expect(try place.text("out.csv") == "sku\nYARN-0001\n")
        #expect(Files.mode(place.path("out.csv")) == 0o600)
    }

    @Test func `a store that may grow no further says so, and nothing is said to be done`() throws {
        let run = try place.shell(
            "ulimit -f 80; exec $SATCHEL --store shop.db add products name=Mohair category=Yarn price=9")
        #expect(run.exit == 1)
        #expect(run.output == "")
        #expect(run.errors.hasPrefix("satchel: shop.db: it would become larger than this process may make a file\n"))
        #expect(try place.shop("list", "products", "--columns", "name") == Run(output: "Name\nAlpaca\n"))
        #expect(try place.shop("audit", "verify").exit == 0)
    }

    @Test func `failing rows take a name that nothing of others has`() throws {
        let rows = "name,category,price\nMohair,Yarn,-2\n"
        func fail() throws -> String { try place.shop("import", "p.csv", "--into", "products").errors }
        try place.write("p.csv", rows)
        try place.write("p.csv.bad.csv", "my own notes\n")
        #expect(try fail().contains("the failing rows are in p.csv.bad.2.csv;"))
        #expect(try place.text("p.csv.bad.csv") == "my own notes\n")
        #expect(Files.mode(place.path("p.csv.bad.2.csv")) == 0o600)
        // Rows of an earlier try are replaced.
        Files.setMode(place.path("p.csv.bad.2.csv"), 0o644)
        #expect(try fail().contains("the failing rows are in p.csv.bad.2.csv;"))
        #expect(Files.mode(place.path("p.csv.bad.2.csv")) == 0o600)
        Files.remove(place.path("p.csv.bad.csv"))
        #expect(symlink("elsewhere", place.path("p.csv.bad.csv")) == 0)
        #expect(try fail().contains("the failing rows are in p.csv.bad.2.csv;"))
        #expect(Files.kind(place.path("elsewhere")) == .missing)
    }

    @Test func `after a command that wrote, the store is one file`() throws {
        _ = try place.shop("set", "products", "YARN-0001", "price=9")
        #expect(try place.shell("ls | grep shop.db").output == "shop.db\nshop.db.lock\n")
        #expect(try place.shell("cp shop.db copy.db").exit == 0)
        #expect(
            try place.satchel("--store", "copy.db", "list", "products", "--columns", "price")
                == Run(output: "   Price\n9.00 EUR\n"))
        #expect(try place.satchel("demo").exit == 0)
        #expect(try place.shell("ls data/satchel").output.contains("demo.db-wal") == false)
    }
}
