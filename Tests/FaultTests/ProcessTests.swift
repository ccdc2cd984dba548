// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Host
import Storage
import Testing

/// Processes that are killed and processes that write side by side; each is this test program started once more.
@Suite(.serialized)
struct ProcessTests {
    @Test(arguments: [false, true])
    func `a process killed in the middle of an import leaves all of it or nothing`(isBulk: Bool) async throws {
        let bench = try Bench()
        let yarn = try bench.makeBase()
        var random = SplitMix64(seed: Bench.seed(isBulk ? "kill bulk" : "kill"))
        let calls = try callCount(bench, yarn, isBulk)
        for _ in 0..<25 {
            let paths = try bench.copy()
            let place = Int.random(in: 1...calls, using: &random)
            let job = Job(paths, yarn, place: place, isBulk: isBulk)
            await #expect(processExitsWith: .signal(SIGKILL)) { [job = job as Job] in try job.importUntilKilled() }
            let note = "killed before call \(place) of \(calls)"
            // Whoever comes next may only want to read.
            let found = try Bench.check(paths, note)
            let isUntouched = found == (2, 0)
            let isWhole = found == (5, 1_500)
            #expect(isUntouched || isWhole, "\(note): \(found)")
            do {
                let writer = try Writer(paths: paths, surroundings: Bench.surroundings(seed: 9_999))
                _ = try writer.commit(Proposal([Bench.category("After")], origin: "form"))
            }
            #expect(try Bench.check(paths, note).commits == found.commits + 1)
            #expect(try Bench.journalMode(paths) == ["wal"], "\(note)")
        }
    }

    @Test func `a process killed while it makes a store leaves none or all of it, and the next one makes it`()
        async throws
    {
        let bench = try Bench()
        var random = SplitMix64(seed: Bench.seed("kill init"))
        bench.plan.arm(.once, at: .max)
        _ = try Job(bench.fresh()).create(vfs: bench.plan.name)
        let calls = bench.plan.calls
        for _ in 0..<15 {
            let paths = bench.fresh()
            let place = Int.random(in: 1...calls, using: &random)
            let job = Job(paths, place: place)
            await #expect(processExitsWith: .signal(SIGKILL)) { [job = job as Job] in try job.createUntilKilled() }
            let note = "killed before call \(place) of \(calls)"
            if Files.kind(paths.store) == .missing { _ = try job.create(vfs: nil) }
            #expect(try Bench.check(paths, note).commits == 1)
            #expect(Files.kind(paths.store + ".new") == .missing, "\(note)")
        }
    }

    private func run(_ job: Job) async {
        await #expect(processExitsWith: .success) { [job = job as Job] in try job.writeOften() }
    }

    /// How many calls the import makes when nobody kills it.
    private func callCount(_ bench: Bench, _ yarn: Identifier, _ isBulk: Bool) throws -> Int {
        let paths = try bench.copy()
        bench.plan.arm(.once, at: .max)
        let writer = try Writer(paths: paths, surroundings: Bench.surroundings(vfs: bench.plan.name))
        try Bench.writeGroup(writer, 1_500, in: yarn, bulk: isBulk)
        return bench.plan.calls
    }

    @Test func `two processes that write at once lose nothing and keep one chain`() async throws {
        let bench = try Bench()
        let yarn = try bench.makeBase()
        let paths = try bench.copy()
        let left = Job(paths, yarn, name: "A")
        let right = Job(paths, yarn, name: "B")
        async let first: Void = run(left)
        async let second: Void = run(right)
        _ = await (first, second)
        let found = try Bench.check(paths, "two processes")
        if !Bench.isSoaking {
            #expect(found.commits == 122)
            #expect(found.products == 828)
        }
        print("two processes: \(found.commits) commits")
    }
}

/// What a process is told to do.
struct Job: Codable, Sendable {
    private let store: String
    private let state: String
    private let category: String
    private let name: String
    private let place: Int
    private let isBulk: Bool

    init(_ paths: StorePaths, place: Int = 0) {
        self.init(paths, Identifier(high: 0, low: 0), place: place)
    }

    init(_ paths: StorePaths, _ category: Identifier, name: String = "", place: Int = 0, isBulk: Bool = false) {
        store = paths.store
        state = paths.stateFolder
        self.category = category.text
        self.name = name
        self.place = place
        self.isBulk = isBulk
    }

    private var paths: StorePaths { StorePaths(store: store, stateFolder: state) }

    func create(vfs: String?) throws -> Writer {
        try StoreCreation.create(paths, Bench.founding, surroundings: Bench.surroundings(vfs: vfs))
    }

    func createUntilKilled() throws {
        let plan = try #require(FaultPlan())
        plan.arm(.kill, at: place)
        _ = try create(vfs: plan.name)
    }

    func importUntilKilled() throws {
        let plan = try #require(FaultPlan())
        plan.arm(.kill, at: place)
        let writer = try Writer(paths: paths, surroundings: Bench.surroundings(vfs: plan.name))
        try Bench.writeGroup(writer, 1_500, in: try #require(Identifier(text: category)), bulk: isBulk)
    }

    /// Sixty writes, or a minute of them.
    func writeOften() throws {
        let writer = try Writer(paths: paths, surroundings: Bench.surroundings(seed: UInt64(name.utf8.first ?? 0)))
        let yarn = try #require(Identifier(text: category))
        let secondsMax: Int64 = 60
        let end = Clock.monotonicMicroseconds() + secondsMax * 1_000_000
        var number = 0
        while Bench.isSoaking ? Clock.monotonicMicroseconds() < end : number < 60 {
            number += 1
            if number.isMultiple(of: 10) {
                try Bench.writeGroup(writer, 60, in: yarn, prefix: "\(name)\(number)-")
            } else {
                _ = try writer.commit(Proposal([Bench.product("\(name)\(number)", in: yarn)], origin: "form"))
            }
        }
    }
}
