// SPDX-License-Identifier: Apache-2.0
import Domain
import Host
import SQLite
import Storage
import Testing

/// The n-th read, write, sync or truncation fails, for n = 1, 2, 3… until nothing fails any longer. After each failure
/// the
/// store is sound, verifies, and holds the action wholly or not at all.
@Suite(.serialized)
struct FaultLoopTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
    }

    /// Runs an action with every place failing in turn; `before` and `after` are commits and products around it.
    private func loop(
        _ name: String, before: (Int64, Int64), after: (Int64, Int64),
        _ action: (Writer) throws -> Void
    ) throws {
        var random = SplitMix64(seed: Bench.seed(name))
        for (effect, label) in [(FaultPlan.Effect.once, "once"), (.forever, "forever")] {
            var place = 1
            while true {
                let paths = try bench.copy()
                let note = "\(name), call \(place) fails \(label)"
                bench.plan.arm(effect, at: place)
                let failure: (any Error)? = {
                    do {
                        try action(try Writer(paths: paths, surroundings: Bench.surroundings(vfs: bench.plan.name)))
                        return nil
                    } catch {
                        return error
                    }
                }()
                let isFired = bench.plan.disarm()
                let found = try Bench.check(paths, note)
                let isWhole = found.commits == after.0 && found.products == after.1
                let isUntouched = found.commits == before.0 && found.products == before.1
                #expect(isWhole || isUntouched, "\(note): \(found)")
                if failure == nil { #expect(isWhole, "\(note): no error, but \(found)") }
                if failure != nil { #expect(isFired, "\(note): \(String(describing: failure))") }
                try expectUsable(paths, found.products, note)
                if !isFired { break }
                place = Bench.next(after: place, &random)
            }
            print("\(name): up to \(place) calls, failing \(label)")
            #expect(place > 5, "\(name): hardly a call went through the VFS that fails")
        }
    }

    /// A store that was hit goes on as any other: it is written again and is a WAL database.
    private func expectUsable(_ paths: StorePaths, _ products: Int64, _ note: String) throws {
        do {
            let writer = try Writer(paths: paths, surroundings: Bench.surroundings(seed: 9_999))
            _ = try writer.commit(Proposal([Bench.category("After")], origin: "form"))
        }
        #expect(try Bench.journalMode(paths) == ["wal"], "\(note)")
    }

    @Test func `creating a store fails wholly, and leaves nothing behind`() throws {
        var random = SplitMix64(seed: Bench.seed("create store"))
        for (effect, label) in [(FaultPlan.Effect.once, "once"), (.forever, "forever")] {
            var place = 1
            while true {
                let paths = bench.fresh()
                bench.plan.arm(effect, at: place)
                let isMade =
                    (try? StoreCreation.create(
                        paths, Bench.founding, surroundings: Bench.surroundings(vfs: bench.plan.name))) != nil
                let isFired = bench.plan.disarm()
                let note = "create store, call \(place) fails \(label)"
                if isMade {
                    #expect(try Bench.check(paths, note).commits == 1, "\(note)")
                } else {
                    #expect(isFired, "\(note)")
                    for suffix in ["", "-wal", "-shm", "-journal"] {
                        #expect(Files.kind(paths.store + suffix) == .missing, "\(note): \(suffix)")
                    }
                }
                if !isFired { break }
                place = Bench.next(after: place, &random)
            }
            print("create store: up to \(place) calls, failing \(label)")
            #expect(place > 5, "create store: hardly a call went through the VFS that fails")
        }
    }

    @Test func `creating a record is there wholly or not at all`() throws {
        let yarn = try bench.makeBase()
        try loop("create record", before: (2, 0), after: (3, 1)) { writer in
            _ = try writer.commit(Proposal([Bench.product("A", in: yarn)], origin: "form"))
        }
    }

    @Test func `an update is there wholly or not at all`() throws {
        var id: Identifier?
        _ = try bench.makeBase { writer, yarn in
            id = try writer.commit(Proposal([Bench.product("A", in: yarn)], origin: "form")).records.first
        }
        let product = try #require(id)
        try loop("update", before: (3, 1), after: (4, 1)) { writer in
            let edit = Edit(field: "colour", value: .text("red"))
            _ = try writer.commit(
                Proposal([.update(Product.declaration.facts, id: product, edits: [edit])], origin: "form"))
        }
    }

    @Test(arguments: [false, true])
    func `an import of 1,500 records is there wholly or not at all`(isBulk: Bool) throws {
        let yarn = try bench.makeBase()
        try loop(isBulk ? "bulk import" : "import", before: (2, 0), after: (5, 1_500)) { writer in
            try Bench.writeGroup(writer, 1_500, in: yarn, bulk: isBulk)
        }
    }

    @Test func `an undo of many records is there wholly or not at all`() throws {
        _ = try bench.makeBase { writer, yarn in try Bench.writeGroup(writer, 700, in: yarn) }
        try loop("undo", before: (4, 700), after: (6, 0)) { writer in _ = try writer.undo() }
    }

    @Test func `an erasure is there wholly or not at all`() throws {
        var id: Identifier?
        _ = try bench.makeBase { writer, _ in
            var member = Record<Member>()
            member.name = "Bo Ek"
            member.userName = "bo"
            let facts = Member.declaration.facts
            id = try writer.commit(Proposal([.create(facts, id: nil, values: member.values)], origin: "form"))
                .records.first
        }
        let bo = try #require(id)
        try loop("erase", before: (3, 0), after: (4, 0)) { writer in try writer.eraseMember(bo) }
    }

    @Test func `a migration is there wholly or not at all`() throws {
        var random = SplitMix64(seed: Bench.seed("migrate"))
        for (effect, label) in [(FaultPlan.Effect.once, "once"), (.forever, "forever")] {
            var place = 1
            while true {
                let paths = bench.fresh()
                do {
                    let old = try Connection(path: paths.store, mode: .create)
                    try old.execute("PRAGMA application_id=\(0x5354_4348)")
                    try old.execute("CREATE TABLE old(a); INSERT INTO old VALUES (7)")
                }
                bench.plan.arm(effect, at: place)
                // A store of version 0 has no identity, so opening it fails in any case.
                _ = try? Writer(paths: paths, surroundings: Bench.surroundings(vfs: bench.plan.name))
                let isFired = bench.plan.disarm()
                let note = "migrate, call \(place) fails \(label)"
                let connection = try Connection(path: paths.store, mode: .readWrite)
                let version = try connection.integer("PRAGMA user_version")
                let tables = try connection.integer("SELECT count(*) FROM sqlite_schema WHERE type = 'table'") ?? 0
                let isWhole = version == 1 && tables > 10
                let isUntouched = version == 0 && tables == 1
                #expect(isWhole || isUntouched, "\(note): \(tables) tables")
                #expect(try connection.texts("PRAGMA integrity_check") == ["ok"], "\(note)")
                #expect(try connection.integer("SELECT a FROM old") == 7, "\(note)")
                if !isFired { break }
                place = Bench.next(after: place, &random)
            }
            print("migrate: up to \(place) calls, failing \(label)")
            #expect(place > 5, "migrate: hardly a call went through the VFS that fails")
        }
    }

    @Test(arguments: [false, true])
    func `a full disk is told, and nothing is lost`(isBulk: Bool) throws {
        let yarn = try bench.makeBase()
        var bytes: Int64 = 0
        var refusals = 0
        while true {
            let paths = try bench.copy()
            bench.plan.arm(.full(bytes: bytes))
            var refusal: StoreError?
            do {
                let writer = try Writer(paths: paths, surroundings: Bench.surroundings(vfs: bench.plan.name))
                try Bench.writeGroup(writer, 1_500, in: yarn, bulk: isBulk)
            } catch {
                refusal = error as? StoreError
                #expect(refusal == .full(path: paths.store), "\(bytes) bytes: \(error)")
            }
            let isFired = bench.plan.disarm()
            let found = try Bench.check(paths, "full at \(bytes) bytes")
            #expect(found.commits == (refusal == nil ? 5 : 2), "full at \(bytes) bytes")
            #expect(found.products == (refusal == nil ? 1_500 : 0), "full at \(bytes) bytes")
            refusals += refusal == nil ? 0 : 1
            if !isFired { break }
            bytes += 150_000
        }
        #expect(refusals > 5)
    }
}
