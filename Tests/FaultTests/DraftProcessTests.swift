// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Host
import Storage
import Testing

/// Drafts of processes that are killed and of processes that save side by side.
@Suite(.serialized)
struct DraftProcessTests {
    private func run(_ job: DraftJob) async {
        await #expect(processExitsWith: .success) { [job = job as DraftJob] in try job.saveOften() }
    }

    @Test func `whenever a process is killed its last whole draft is offered to the next one`() async throws {
        let bench = try Bench()
        _ = try bench.makeBase()
        let paths = try bench.copy()
        var random = SplitMix64(seed: Bench.seed("kill drafts"))
        let last = Int.random(in: 3...30, using: &random)
        let job = DraftJob(store: paths.store, session: "killed", count: last)
        await #expect(processExitsWith: .signal(SIGKILL)) { [job = job as DraftJob] in try job.saveUntilKilled() }
        let drafts = try DraftJob.drafts(paths)
        let listed = try drafts.list()
        #expect(listed.notice == nil)
        #expect(listed.drafts.map(\.key.session) == ["killed"])
        let found = try #require(try drafts.load(DraftJob.key("killed")).draft)
        // One more may have been saved between the last count and the kill.
        #expect([Int64(last), Int64(last) + 1].contains(found.summary.savedAt))
        #expect(found.inputs == DraftJob.inputs(Int(found.summary.savedAt)))
    }

    @Test func `two processes that save at once both find what they saved`() async throws {
        let bench = try Bench()
        _ = try bench.makeBase()
        let paths = try bench.copy()
        async let first: Void = run(DraftJob(store: paths.store, session: "a", count: 40))
        async let second: Void = run(DraftJob(store: paths.store, session: "b", count: 40))
        _ = await (first, second)
        let drafts = try DraftJob.drafts(paths)
        #expect(Set(try drafts.list().drafts.map(\.key.session)) == ["a", "b"])
        for session in ["a", "b"] {
            #expect(try drafts.load(DraftJob.key(session)).draft?.inputs == DraftJob.inputs(40))
        }
    }

    @Test func `a copy of the file cut anywhere in a save is whole or moved aside, never a crash`() throws {
        let bench = try Bench()
        _ = try bench.makeBase()
        let paths = try bench.copy()
        let drafts = try DraftJob.drafts(paths)
        for number in 1...5 { _ = try drafts.save(DraftJob.draft("s\(number)", number * 40)) }
        let whole = try Files.read(paths.drafts)
        for count in stride(from: 0, through: whole.count, by: 1_777) {
            try Files.write(Array(whole.prefix(count)), to: paths.drafts)
            let listed = try drafts.list()
            #expect(listed.notice != nil || [0, 5].contains(listed.drafts.count), "\(count)")
            for summary in listed.drafts { _ = try drafts.load(summary.key) }
        }
    }
}

/// What a process that saves drafts is told to do.
struct DraftJob: Codable, Sendable {
    let store: String
    let session: String
    let count: Int

    static func key(_ session: String) -> DraftKey {
        DraftKey(session: session, resource: "products", record: nil)
    }

    static func inputs(_ number: Int) -> [Draft.Input] {
        [Draft.Input(field: "name", text: String(repeating: "\(number) ", count: number * 30))]
    }

    static func draft(_ session: String, _ number: Int) -> Draft {
        Draft(
            DraftSummary(key: key(session), title: "New product", savedAt: Int64(number)),
            base: Product.declaration.facts.standardValues, inputs: inputs(number))
    }

    static func drafts(_ paths: StorePaths) throws -> Drafts {
        let reader = try Reader(paths: paths, as: .program)
        return Drafts(paths, of: reader.identity, member: reader.identity.member)
    }

    func saveOften() throws {
        let drafts = try Self.drafts(StorePaths(store: store, stateFolder: Files.parent(store) + "/state"))
        for number in 1...count { _ = try drafts.save(Self.draft(session, number)) }
    }

    func saveUntilKilled() throws {
        try saveOften()
        // Another thread kills while this one saves on.
        _ = Worker.start("killer") { kill(getpid(), SIGKILL) }
        let drafts = try Self.drafts(StorePaths(store: store, stateFolder: Files.parent(store) + "/state"))
        while true { _ = try drafts.save(Self.draft(session, count + 1)) }
    }
}
