// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Host
import SQLite
import Storage
import Synchronization
import Testing

/// A store that is made once and copied for every try, with a VFS that fails where it is told to.
final class Bench {
    let folder: String
    let plan: FaultPlan
    private var number = 0

    init() throws {
        folder = try #require(Bench.makeFolder())
        plan = try #require(FaultPlan())
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func makeFolder() -> String? {
        var template = Array("/tmp/satchel-fault-XXXXXX".utf8CString)
        return template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
    }

    /// Files of a try of its own; the ones of the try before are removed.
    func fresh() -> StorePaths {
        try? FileManager.default.removeItem(atPath: "\(folder)/try-\(number)")
        number += 1
        let home = "\(folder)/try-\(number)"
        try? FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        return StorePaths(store: home + "/shop.db", stateFolder: home + "/state")
    }

    /// A copy of the base store.
    func copy() throws -> StorePaths {
        let paths = fresh()
        for name in ["shop.db", "state"] {
            try FileManager.default.copyItem(
                atPath: "\(folder)/base/\(name)", toPath: Files.parent(paths.store) + "/" + name)
        }
        return paths
    }

    /// Makes the base store with one category.
    func makeBase(_ fill: (Writer, Identifier) throws -> Void = { _, _ in }) throws -> Identifier {
        let paths = StorePaths(store: "\(folder)/base/shop.db", stateFolder: "\(folder)/base/state")
        let writer = try StoreCreation.create(paths, Bench.founding, surroundings: Bench.surroundings())
        let yarn = try #require(
            writer.commit(Proposal([Bench.category("Yarn")], origin: "form")).records.first)
        try fill(writer, yarn)
        try writer.checkpoint()
        return yarn
    }

    static let founding = StoreFounding(
        name: "Northlight", currency: "EUR", industry: "general", memberName: "Ada", userName: "ada",
        deviceName: "bench", host: "host", programVersion: "1.0", addsCategories: false)

    /// Each with a seed and an hour of its own: two that write one store must not make the same ids.
    static func surroundings(vfs: String? = nil, seed: UInt64? = nil) -> Surroundings {
        let number = asked.withLock { asked in
            asked += 1
            return asked
        }
        let moment = Mutex<Int64>(1_794_000_000_000_000 + Int64(number) * 3_600_000_000)
        let random = Mutex(SplitMix64(seed: seed ?? number))
        return Surroundings(
            session: "test", correlation: "c-1",
            now: {
                moment.withLock { moment in
                    moment += 1_000
                    return moment
                }
            }, random: { random.withLock { $0.next() } }, lockWaitMilliseconds: 30_000, vfs: vfs)
    }

    private static let asked = Mutex<UInt64>(0)

    static func category(_ name: String) -> Domain.Operation {
        var category = Record<Domain.Category>()
        category.name = name
        return .create(Domain.Category.declaration.facts, id: nil, values: category.values)
    }

    static func product(_ name: String, in category: Identifier) -> Domain.Operation {
        var product = Record<Product>()
        product.name = name
        product.category = category
        product.sku = "S-\(name)"
        product.description = "A thing to fill the pages of the store: \(name)"
        return .create(Product.declaration.facts, id: nil, values: product.values)
    }

    /// Writes a group of commits, as an import does.
    static func writeGroup(
        _ writer: Writer, _ count: Int, in category: Identifier, prefix: String = "G", bulk: Bool = false
    ) throws {
        let plan = bulk ? BulkPlan(resource: "products") : nil
        try writer.group(origin: "import", reason: "goods.csv", bulk: plan) { (group) throws(StoreError) in
            for start in stride(from: 0, to: count, by: 500) {
                let operations = (start..<min(count, start + 500)).map { product("\(prefix)\($0)", in: category) }
                try group.write(Proposal(operations, origin: "import"))
            }
        }
    }

    /// Nothing is broken; answers the number of commits and of live products.
    static func check(_ paths: StorePaths, _ note: String) throws -> (commits: Int64, products: Int64) {
        let reader = try Reader(paths: paths, as: .program)
        let unsound = try reader.integrityProblems()
        #expect(unsound == [], "\(note)")
        let problems = try reader.verify().problems
        #expect(problems == [], "\(note)")
        let facts = try reader.storeFacts()
        return (facts.commits, facts.recordCounts["products"] ?? -1)
    }

    /// The SQLite file works as the store wants it: a WAL, and all references hold.
    static func journalMode(_ paths: StorePaths) throws -> [String] {
        let connection = try Connection(path: paths.store, mode: .readWrite)
        return try connection.texts("PRAGMA journal_mode")
    }

    static func seed(_ name: String) -> UInt64 {
        let seed = Machine.environment("SATCHEL_SEED").flatMap { UInt64($0) } ?? 20_261_121
        print("\(name): SATCHEL_SEED=\(seed)")
        return seed
    }

    static var isSoaking: Bool { Machine.environment("SATCHEL_SOAK") == "1" }

    /// The next place that fails: every one at first, then in steps that grow with it; every one when soaking.
    static func next(after place: Int, _ random: inout SplitMix64) -> Int {
        isSoaking || place < 25 ? place + 1 : place + Int.random(in: 1...max(1, place / 4), using: &random)
    }
}
