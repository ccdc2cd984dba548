// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Host
import SQLite
import Storage
import Synchronization
import Testing

/// A clock that goes on by a second each time it is asked.
final class TestClock: Sendable {
    static let start: Int64 = 1_794_000_000_000_000
    private let moment = Mutex(TestClock.start)

    func next() -> Int64 {
        moment.withLock { moment in
            moment += 1_000_000
            return moment
        }
    }
}

/// A store of its own in a folder of its own, with fixed surroundings; the folder goes with it.
final class Shop {
    let folder: String
    let paths: StorePaths
    let surroundings: Surroundings
    private(set) var writer: Writer

    init(industry: String = "general", currency: String = "EUR", addsCategories: Bool = false, seed: UInt64 = 1) throws
    {
        folder = try Folder.make()
        paths = StorePaths(store: folder + "/shop.db", stateFolder: folder + "/state")
        surroundings = Shop.surroundings(seed: seed)
        writer = try StoreCreation.create(
            paths, Shop.founding(industry, currency, addsCategories), surroundings: surroundings)
    }

    deinit {
        Folder.remove(folder)
    }

    static func surroundings(seed: UInt64 = 1) -> Surroundings {
        let clock = TestClock()
        let random = Mutex(SplitMix64(seed: seed))
        return Surroundings(
            session: "test", correlation: "c-1", now: { clock.next() },
            random: { random.withLock { $0.next() } }, lockWaitMilliseconds: 200)
    }

    static func founding(
        _ industry: String = "general", _ currency: String = "EUR", _ addsCategories: Bool = false
    ) -> StoreFounding {
        StoreFounding(
            name: "Northlight", currency: currency, industry: industry, memberName: "Ada Öst", userName: "ada",
            deviceName: "bench", host: "host", programVersion: "1.0", addsCategories: addsCategories)
    }

    func reader() throws -> Reader {
        try Reader(paths: paths, as: .program)
    }

    /// Opens the store again for another member.
    func writer(as member: String) throws -> Writer {
        try Writer(paths: paths, surroundings: surroundings, actingAs: member)
    }

    /// A plain connection past all guards of the program, for damage.
    func raw(_ sql: String) throws {
        let connection = try Connection(path: paths.store, mode: .readWrite)
        try connection.execute(sql)
    }

    /// Past the guards, and the guards put back: what somebody with the SQLite shell can do.
    func damage(_ sql: String) throws {
        let guards = try rawTexts("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
        let names = try rawTexts("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        try raw(names.map { "DROP TRIGGER \($0); " }.joined() + sql)
        for trigger in guards { try raw(trigger) }
    }

    func rawInteger(_ sql: String) throws -> Int64 {
        let connection = try Connection(path: paths.store, mode: .readWrite)
        return try connection.integer(sql) ?? -1
    }

    func rawTexts(_ sql: String) throws -> [String] {
        let connection = try Connection(path: paths.store, mode: .readWrite)
        return try connection.texts(sql)
    }

    func fileNames(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    /// Nothing is broken: the journal proves the records, the file is sound.
    func expectIntact(_ location: SourceLocation = #_sourceLocation) throws {
        let problems = try verify().problems
        #expect(problems == [], sourceLocation: location)
        let unsound = try reader().integrityProblems()
        #expect(unsound == [], sourceLocation: location)
    }

    func verify() throws -> Verification {
        try reader().verify()
    }
}

// MARK: Short ways to write

extension Shop {
    static func create<R: Resource>(
        _: R.Type, id: Identifier? = nil, _ fill: (inout Record<R>) -> Void
    ) -> Domain.Operation {
        var record = Record<R>()
        fill(&record)
        return .create(R.declaration.facts, id: id, values: record.values)
    }

    static func update<R: Resource>(_: R.Type, _ id: Identifier, _ edits: Edit...) -> Domain.Operation {
        .update(R.declaration.facts, id: id, edits: edits)
    }

    static func delete<R: Resource>(_: R.Type, _ id: Identifier) -> Domain.Operation {
        .delete(R.declaration.facts, id: id)
    }

    static func restore<R: Resource>(_: R.Type, _ id: Identifier) -> Domain.Operation {
        .restore(R.declaration.facts, id: id)
    }

    static func purge<R: Resource>(_: R.Type, _ id: Identifier) -> Domain.Operation {
        .purge(R.declaration.facts, id: id)
    }

    /// Commits operations as one proposal and answers their records.
    @discardableResult
    func commit(_ operations: Domain.Operation..., by member: Writer? = nil) throws -> [Identifier] {
        try (member ?? writer).commit(Proposal(operations, origin: "form")).records
    }

    @discardableResult
    func add<R: Resource>(_ type: R.Type, by member: Writer? = nil, _ fill: (inout Record<R>) -> Void) throws
        -> Identifier
    {
        try #require(commit(Shop.create(type, fill), by: member).first)
    }

    func set<R: Resource>(_: R.Type, _ id: Identifier, _ edits: Edit..., by member: Writer? = nil) throws {
        try commit(.update(R.declaration.facts, id: id, edits: edits), by: member)
    }

    func record<R: Resource>(_: R.Type, _ id: Identifier) throws -> Record<R> {
        let stored = try #require(try reader().record(id, in: R.declaration.facts))
        return Record<R>(values: stored.values)
    }

    func stored<R: Resource>(_: R.Type, _ id: Identifier) throws -> StoredRecord? {
        try reader().record(id, in: R.declaration.facts)
    }

    func isLive<R: Resource>(_ type: R.Type, _ id: Identifier) throws -> Bool {
        try stored(type, id).map { !$0.isDeleted } ?? false
    }

    func role(_ name: String) throws -> Identifier {
        try reader().find(name, in: Role.declaration.facts).id
    }

    /// A member with some roles, and a writer that acts as that member.
    func member(_ userName: String, roles: [String]) throws -> Writer {
        let ids = try roles.map { try role($0).text }
        try add(Member.self) {
            $0.name = userName.capitalized
            $0.userName = userName
            $0.roles = .set(of: ids)
        }
        return try writer(as: userName)
    }

    @discardableResult
    func category(_ name: String, _ fill: (inout Record<Domain.Category>) -> Void = { _ in }) throws -> Identifier {
        try add(Domain.Category.self) {
            $0.name = name
            fill(&$0)
        }
    }

    @discardableResult
    func product(
        _ name: String, in category: Identifier, sku: String = "", by member: Writer? = nil,
        _ fill: (inout Record<Product>) -> Void = { _ in }
    ) throws -> Identifier {
        try add(Product.self, by: member) {
            $0.name = name
            $0.category = category
            $0.sku = sku
            fill(&$0)
        }
    }
}

/// What a store refused, whole.
func refusal(_ body: () throws -> Void) -> StoreError? {
    do {
        try body()
        return nil
    } catch {
        return error as? StoreError
    }
}

/// One failure of the first operation on products.
func productFailure(
    _ record: String, _ field: String?, _ rule: FailureRule, value: String? = nil, index: Int = 0
) -> StoreError {
    .invalid([
        ValidationFailure(
            resource: "products", record: record, index: index, field: field, value: value, rule: rule)
    ])
}

/// A folder that goes with the test.
final class TestFolder {
    let path: String

    init() throws {
        path = try Folder.make()
    }

    deinit {
        Folder.remove(path)
    }
}

/// Folders for one test each.
enum Folder {
    static func make() throws -> String {
        var template = Array("/tmp/satchel-test-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        return try #require(made)
    }

    static func remove(_ path: String) {
        Files.setMode(path, 0o700)
        try? FileManager.default.removeItem(atPath: path)
    }
}

enum Seed {
    /// The seed of random tests: SATCHEL_SEED, or a fixed one. Printed, so that a failure can be repeated.
    static func of(_ name: String) -> UInt64 {
        let seed = Machine.environment("SATCHEL_SEED").flatMap { UInt64($0) } ?? 20_261_121
        print("\(name): SATCHEL_SEED=\(seed)")
        return seed
    }
}
