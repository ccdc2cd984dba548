// SPDX-License-Identifier: Apache-2.0
import Domain
import Glibc
import Host
import SQLite
import Storage
import Synchronization
import Testing

/// What is known outside a store: an older copy, another identity and commits of somebody else do not pass.
struct EvidenceTests {
    private let shop: Shop
    private let yarn: Identifier

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
    }

    /// The store as one file.
    private func copy() throws -> [UInt8] {
        try shop.writer.checkpoint()
        return try Files.read(shop.paths.store)
    }

    /// Puts a copy back, as somebody does who closes the program first. Answers a writer that finds it.
    private func putBack(_ bytes: [UInt8]) throws -> Writer {
        for ending in ["-wal", "-shm"] { Files.remove(shop.paths.store + ending) }
        try Files.write(bytes, to: shop.paths.store)
        return try newWriter()
    }

    private func newWriter() throws -> Writer { try Writer(paths: shop.paths, surroundings: shop.surroundings) }

    /// A writer that does not know the anchor: another program, another machine, or somebody with the SQLite shell.
    private func stranger() throws -> Writer {
        let paths = StorePaths(store: shop.paths.store, stateFolder: shop.folder + "/elsewhere")
        return try Writer(paths: paths, surroundings: shop.surroundings)
    }

    private func accepted() throws -> [String] {
        try shop.reader().audit(AuditQuery(limit: 9, action: "end accepted")).map(\.summary)
    }

    // MARK: Ends that were lost

    @Test func `each end that was lost is told, and all are accepted at once`() throws {
        let older = try copy()
        try shop.product("First", in: yarn, sku: "S-1")
        for number in 2...3 {
            let writer = try putBack(older)
            try shop.product("Other", in: yarn, sku: "S-\(number)", by: writer)
            try writer.checkpoint()
        }
        let lost = VerificationProblem.commitsLost(known: 3, found: 2)
        #expect(try shop.verify().problems == [lost, lost])
        let writer = try newWriter()
        try shop.product("More", in: yarn, sku: "S-4", by: writer)
        #expect(try shop.verify().problems == [lost, lost])
        #expect(try writer.acceptLostEnd())
        #expect(try shop.verify().problems == [])
        #expect(try accepted().count == 2)
        #expect(try !writer.acceptLostEnd())
    }

    @Test func `lost events are told apart from lost commits`() throws {
        try shop.writer.event(.export, detail: "one")
        try shop.writer.event(.export, detail: "two")
        try shop.damage("DELETE FROM event WHERE n = 2")
        #expect(try shop.verify().problems == [.eventTailCut(anchored: 2, found: 1)])
        try shop.writer.event(.export, detail: "three")
        #expect(try shop.verify().problems == [.eventsLost(known: 2, found: 1)])
        try shop.damage("DELETE FROM event")
        #expect(
            try shop.verify().problems == [.eventsLost(known: 2, found: 1), .eventTailCut(anchored: 2, found: 0)])
        #expect(
            VerificationProblem.eventsLost(known: 2, found: 1).sentence
                == "an end of the events was lost: 2 were known on this device, 1 were there when others followed "
                + "(audit accept takes the store as it is)")
    }

    // MARK: Another identity

    @Test func `another generation launders no store that was put back`() throws {
        let older = try copy()
        try shop.product("First", in: yarn, sku: "S-1")
        _ = try putBack(older)
        try shop.raw("UPDATE identity SET generation = 2")
        let expected: [VerificationProblem] = [
            .identityDiffers(field: "generation", known: "1", found: "2"), .tailCut(anchored: 3, found: 2),
        ]
        #expect(try shop.verify().problems == expected + [.deviceUnknown])
        let writer = try newWriter()
        for number in 2...3 {
            try shop.product("Other \(number)", in: yarn, sku: "S-\(number)", by: writer)
            #expect(try shop.verify().problems == expected)
        }
        #expect(try writer.acceptLostEnd())
        #expect(try shop.verify().problems == [])
        #expect(
            try accepted() == [
                "end accepted the store calls itself otherwise: generation 2, known was 1",
                "end accepted the end of another chain was lost: known were 3 commits, 0 events, found were 2 commits, "
                    + "0 events",
            ])
    }

    @Test(arguments: ["store", "tenant", "member"])
    func `what the store calls itself cannot be changed unnoticed`(field: String) throws {
        let role = try shop.role("admin").text
        let other = try shop.add(Member.self) {
            $0.name = "Bo"
            $0.userName = "bo"
            $0.roles = .set(of: [role])
        }
        try shop.raw("UPDATE identity SET \(field) = (SELECT id FROM member WHERE user_name = 'bo')")
        func fields() throws -> [String] {
            try shop.verify().problems.compactMap {
                if case .identityDiffers(let field, _, other.text) = $0 { field } else { nil }
            }
        }
        let name = field == "member" ? "standard member" : field
        #expect(try fields() == [name])
        let writer = try newWriter()
        try shop.product("Other", in: yarn, sku: "S-1", by: writer)
        #expect(try fields() == [name])
        #expect(try writer.acceptLostEnd())
        #expect(try shop.verify().problems == [])
    }

    @Test func `a chain of a device that nobody made known is found, and its events`() throws {
        let device = try shop.reader().find("bench", in: Device.declaration.facts).id
        let forged = Identifier(high: device.high, low: device.low ^ 1)
        try shop.raw("UPDATE identity SET device = x'\(Self.hex(forged))'")
        let changed = VerificationProblem.identityDiffers(field: "device", known: device.text, found: forged.text)
        #expect(try shop.verify().problems == [changed, .deviceUnknown])
        let writer = try newWriter()
        try shop.product("Other", in: yarn, sku: "S-1", by: writer)
        try writer.event(.export, detail: "one")
        let commit = try shop.rawInteger("SELECT max(n) FROM \"commit\"")
        #expect(
            try shop.verify().problems
                == [changed, .chainUnknown(commit: commit, device: forged.text), .eventDeviceUnknown(1)])
    }

    private static func hex(_ id: Identifier) -> String {
        [id.high, id.low].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    // MARK: Commits of somebody else

    @Test func `commits and events beyond the known end are told until they are accepted`() throws {
        let known = try shop.rawInteger("SELECT count(*) FROM \"commit\"")
        let other = try stranger()
        for number in 1...3 { try shop.product("P \(number)", in: yarn, sku: "S-\(number)", by: other) }
        try other.event(.export, detail: "one")
        let expected: [VerificationProblem] = [
            .commitsAdded(first: known + 1, last: known + 3), .eventsAdded(first: 1, last: 1),
        ]
        #expect(try shop.verify().problems == expected)
        #expect(
            expected.map(\.sentence) == [
                "3 commits after the last one known outside the store, number 3 to 5: not written by this program "
                    + "here, or just before the power failed (audit accept takes the store as it is)",
                "1 event after the last one known outside the store, number 1: not written by this program here, or "
                    + "just before the power failed (audit accept takes the store as it is)",
            ])
        try shop.product("Own", in: yarn, sku: "S-9")
        #expect(try shop.verify().problems == expected)
        #expect(try shop.writer.acceptLostEnd())
        #expect(try shop.verify().problems == [])
    }

    @Test func `a verification beside one that writes raises no alarm`() throws {
        let stop = Stop()
        let (paths, surroundings) = (shop.paths, shop.surroundings)
        let writing = Worker.start("writing") {
            guard let writer = try? Writer(paths: paths, surroundings: surroundings) else { return }
            while !stop.isAsked.withLock({ $0 }) { try? writer.event(.export, detail: "again") }
        }
        for _ in 0..<40 {
            let problems = try shop.verify().problems
            #expect(problems == [])
        }
        stop.isAsked.withLock { $0 = true }
        writing.wait()
    }

    @Test func `a store that comes from elsewhere has no anchor here, and gets one`() throws {
        let paths = StorePaths(store: shop.folder + "/other.db", stateFolder: shop.folder + "/elsewhere")
        try Files.write(try copy(), to: paths.store)
        #expect(try Reader(paths: paths, as: .program).verify().lacksAnchor)
        let writer = try Writer(paths: paths, surroundings: shop.surroundings)
        try writer.event(.export, detail: "one")
        let result = try Reader(paths: paths, as: .program).verify()
        #expect(result.problems == [] && result.isAnchored)
    }

    @Test func `a pipe or a link in the anchor's place keeps nobody waiting and is not written through`() throws {
        let folder = shop.paths.stateFolder + "/anchors"
        let path = folder + "/" + (try #require(try shop.fileNames(folder).first))
        let mine = shop.folder + "/mine"
        let whole = try Files.read(path)
        for make in [{ mkfifo(path, 0o600) }, { symlink(mine, path) }] {
            try Files.write(whole, to: mine)
            Files.remove(path)
            #expect(make() == 0)
            try shop.writer.event(.export, detail: "one")
            #expect(try shop.verify().problems.first == .anchorUnreadable(path: path))
            #expect(try Files.read(mine) == whole)
        }
    }

    // MARK: Numbers

    @Test(arguments: [
        (1, true), (9_007_199_254_740_000, true), (18_014_398_509_481_900, false), (Int64.max - 20, false),
    ])
    func `commits stand one after the other, and numbers that were altered stop nobody`(by: Int64, isWritable: Bool)
        throws
    {
        try shop.product("First", in: yarn, sku: "S-1")
        let hasRoom = by < Int64.max / 512 - 3
        try shop.damage(
            """
            UPDATE "commit" SET n = n + \(by) WHERE n = 3;
            \(hasRoom ? "UPDATE change SET n = n + \(by) * 512 WHERE n / 512 = 3;" : "")
            \(hasRoom ? "UPDATE personal SET change_n = change_n + \(by) * 512 WHERE change_n / 512 = 3" : "")
            """)
        #expect(try shop.verify().problems.contains(.commitNumber(expected: 3, found: 3 + by)))
        _ = try shop.reader().audit(AuditQuery(limit: 9))
        _ = try? SearchBuilder(paths: shop.paths).catchUp()
        let refused = refusal { try shop.product("Other", in: yarn, sku: "S-2") }
        #expect(refused == (isWritable ? nil : .numbersAltered(path: shop.paths.store)))
        let undone = refusal { _ = try shop.writer.undo() }
        #expect(undone == (isWritable ? nil : .numbersAltered(path: shop.paths.store)))
    }

    @Test func `numbers at the end of the range give an answer`() throws {
        try shop.raw("INSERT INTO purged VALUES ('products', 9223372036854775807, x'00')")
        let numbered = try shop.category("Numbered") { $0.skuPattern = "N-{n:4}" }
        try shop.product("Own", in: numbered, sku: "N-9223372036854775807")
        let next = try shop.product("Next", in: numbered)
        #expect(try shop.record(Product.self, next).sku == "N-0001")
        try shop.raw("UPDATE sku_counter SET next = 9223372036854775807")
        let last = try shop.product("Last", in: numbered)
        #expect(try shop.record(Product.self, last).sku == "N-1000000000000000")
    }

    // MARK: What stands beside the journal

    @Test(
        arguments: [
            (
                "INSERT INTO outcome SELECT device, generation, device_seq, 'refused', 'x' FROM \"commit\"",
                .remoteUnknown("2 of its commits count as refused")
            ),
            ("UPDATE identity SET acknowledged = 99", .remoteUnknown("commits up to 99 count as sent")),
            (
                "UPDATE category SET rev = 99",
                .recordDiffers(resource: "categories", record: "Yarn", field: "revision")
            ),
            (
                "UPDATE category SET deleted_by = x'01'",
                .storedForm(resource: "categories", record: "Yarn", field: "deleted")
            ),
            (
                "INSERT INTO personal SELECT 99999999, field, side, subject, salt, sealed FROM personal LIMIT 1",
                .sealedCount(expected: 3, found: 4)
            ),
            ("INSERT INTO purged VALUES ('products', 7, x'00')", .purgedDiffers(resource: "products")),
        ] as [(String, VerificationProblem)])
    func `what no commit says is found`(sql: String, problem: VerificationProblem) throws {
        try shop.raw(sql)
        #expect(try shop.verify().problems == [problem])
    }
}

/// Tells a thread that it is enough.
private final class Stop: Sendable {
    let isAsked = Mutex(false)
}
