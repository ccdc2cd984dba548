// SPDX-License-Identifier: Apache-2.0
import Digest
import Domain
import SQLite
import Storage
import Testing

/// The journal's own promises: what a commit says, that nothing of it stands outside a hash, whose chain it is in.
struct JournalTests {
    private let shop: Shop
    private let yarn: Identifier
    private let sock: Identifier
    private static let otherDevice = Identifier(high: 0x0193_2A5B_C4D8_7001, low: 0x8000_0000_0000_00FF)

    init() throws {
        shop = try Shop()
        yarn = try shop.category("Yarn")
        sock = try shop.product("Sock", in: yarn, sku: "S-1")
    }

    private func header(newest offset: Int = 0) throws -> CommitHeader {
        let text = try shop.rawTexts("SELECT header FROM \"commit\" ORDER BY n DESC LIMIT 1 OFFSET \(offset)")
        return try #require(CommitHeader(Array(text[0].utf8)))
    }

    @Test func `a commit says who, on what, from where, why and when`() throws {
        let receipt = try shop.writer.commit(
            Proposal(
                [Shop.update(Product.self, sock, Edit(field: "colour", value: .text("red")))], reason: "new dye",
                origin: "cell", occurredAt: 1_793_000_000_000_000))
        let found = try header()
        let identity = try shop.reader().identity
        let expected = CommitHeader(
            device: identity.device, generation: 1, deviceSequence: 4, group: receipt.group, index: 0, isLast: true,
            actor: identity.member, actorNameHash: found.actorNameHash, session: "test", origin: "cell",
            reason: "new dye", correlation: "c-1", recordedAt: found.recordedAt,
            occurredAt: 1_793_000_000_000_000, undoes: nil, count: 1)
        #expect(found == expected)
        #expect(try shop.stored(Product.self, sock)?.stamps.updatedAt == found.recordedAt)
        _ = try shop.writer.undo()
        #expect(try header().undoes == receipt.group)
    }

    @Test func `the first commit of a device follows nothing: 32 zero bytes`() throws {
        #expect(
            try shop.rawTexts("SELECT hex(previous) FROM \"commit\" WHERE n = 1") == [String(repeating: "0", count: 64)]
        )
    }

    @Test(arguments: ["commit", "change", "event"])
    func `every column of the journal lies inside a hash`(table: String) throws {
        try shop.writer.event(.export, detail: "x")
        let columns = try shop.rawTexts("SELECT name FROM pragma_table_info('\(table)')")
        #expect(columns.contains("n"))
        for column in columns {
            let shop = try Shop()
            try shop.product("Sock", in: try shop.category("Yarn"), sku: "S-1")
            try shop.writer.event(.export, detail: "x")
            try shop.writer.event(.export, detail: "y")
            #expect(try shop.verify().problems == [])
            let guards = ["UPDATE", "DELETE"].map { "DROP TRIGGER \(table)_\($0.lowercased()); " }.joined()
            // The last row, so that a number that grows meets no other.
            try shop.raw(
                """
                \(guards) UPDATE "\(table)" SET \(column) = CASE typeof(\(column)) WHEN 'integer' THEN \(column) + 3
                WHEN 'text' THEN \(column) || ' ' ELSE zeroblob(length(\(column))) END
                WHERE n = (SELECT max(n) FROM "\(table)")
                """)
            let problems = try shop.verify().problems
            #expect(problems != [], "\(table).\(column)")
        }
    }

    @Test func `the tenant is in no hash: an enrolled store gets another one and still verifies`() throws {
        try shop.raw("UPDATE identity SET tenant = randomblob(16)")
        let writer = try shop.writer(as: "ada")
        // Nobody enrolled this one: what it was is known outside.
        #expect(try shop.verify().problems.count == 1)
        #expect(try writer.acceptLostEnd())
        try shop.expectIntact()
    }

    @Test func `the outbox is what lies beyond the acknowledged commit, less what has an outcome`() throws {
        #expect(try shop.reader().storeFacts().unsent == 3)
        try shop.raw("UPDATE identity SET acknowledged = 1")
        #expect(try shop.reader().storeFacts().unsent == 2)
        let device = try shop.reader().identity.device.text
        try shop.raw("INSERT INTO outcome VALUES ('\(device)', 1, 2, 'rejected', 'why')")
        #expect(try shop.reader().storeFacts().unsent == 1)
        try shop.raw("INSERT INTO outcome VALUES ('\(Self.otherDevice.text)', 1, 3, 'rejected', 'another device')")
        #expect(try shop.reader().storeFacts().unsent == 1)
    }

    @Test func `of a group that fails in the middle nothing stays`() throws {
        let before = try shop.reader().storeFacts()
        let yarn = yarn
        func product(_ name: String, _ price: Int64) -> Domain.Operation {
            Shop.create(Product.self) {
                $0.name = name
                $0.category = yarn
                $0.price = price
            }
        }
        #expect(
            refusal {
                try shop.writer.group(origin: "import") { (group) throws(StoreError) in
                    try group.write(Proposal((0..<600).map { product("P\($0)", 100) }, origin: "import"))
                    try group.write(Proposal([product("Bad", 0)], origin: "import"))
                }
            } == productFailure("Bad", "price", .priceNotPositive, value: "0.00"))
        #expect(try shop.reader().storeFacts() == before)
        try shop.expectIntact()
    }

    // MARK: Chains of other devices

    /// Appends a commit past the program, as a pull does; answers its hash.
    @discardableResult
    private func append(_ payload: String, record: Identifier, sequence: Int64, after previous: Hash) throws -> Hash {
        let connection = try Connection(path: shop.paths.store, mode: .readWrite)
        let number = (try connection.integer("SELECT max(n) FROM \"commit\"") ?? 0) + 1
        let salt = [UInt8](repeating: 9, count: 16)
        let name = Array("\"Eve\"".utf8)
        let actor = Self.otherDevice
        let header = CommitHeader(
            device: Self.otherDevice, generation: 1, deviceSequence: sequence, group: actor, index: sequence - 1,
            isLast: true, actor: actor, actorNameHash: PersonalValue.hash(salt: salt, plain: name), session: "s",
            origin: "form", reason: nil, correlation: "c", recordedAt: 1_795_000_000_000_000, occurredAt: nil,
            undoes: nil, count: 1
        ).canonical
        let leaf = salt.withUnsafeBytes { salt in
            Array(payload.utf8).withUnsafeBytes { MerkleTree.leaf(salt: salt, data: $0) }
        }
        let root = MerkleTree.root([leaf])
        let hash = CommitHeader.chainHash(previous: previous, root: root, header: header)
        func run(_ sql: String, _ bind: (Statement) throws -> Void) throws {
            let statement = try connection.prepareOnce(sql)
            try bind(statement)
            try statement.run()
        }
        try run("INSERT INTO \"commit\"(n, header, root, previous, hash) VALUES (\(number), ?, ?, ?, ?)") { row in
            try row.bind(String(decoding: header, as: UTF8.self), 1)
            for (index, hash) in [root, previous, hash].enumerated() { try row.bind(hash.bytes, index + 2) }
        }
        try run("INSERT INTO change(n, record, salt, payload) VALUES (\(number * 512), ?, ?, ?)") { row in
            try row.bind(record.bytes, 1)
            try row.bind(salt, 2)
            try row.bind(payload, 3)
        }
        let key = [UInt8](repeating: 5, count: Seal.keyByteCount)
        try run("INSERT OR REPLACE INTO seal_key VALUES (?, ?)") { row in
            try row.bind(actor.bytes, 1)
            try row.bind(key, 2)
        }
        try run("INSERT INTO personal VALUES (\(number * 512 + 511), 'actor_name', 1, ?, ?, ?)") { row in
            try row.bind(actor.bytes, 1)
            try row.bind(salt, 2)
            try row.bind(Seal.close(name, key: key), 3)
        }
        return hash
    }

    /// Makes the other device known, as an enrolment does.
    private func enrol() throws {
        try shop.commit(Shop.create(Device.self, id: Self.otherDevice) { $0.name = "other" })
    }

    private func lamp(_ id: Identifier) -> String {
        #"{"action":"created","after":{"glow":{"a":[1,"x",null]},"name":"A"},"id":"\#(id.text)","resource":"lamps"}"#
    }

    @Test func `commits of another device stand in the same tables, in a chain of their own`() throws {
        try enrol()
        let lampId = Identifier(high: 5, low: 6)
        let first = try append(lamp(lampId), record: lampId, sequence: 1, after: .zero)
        try shop.expectIntact()
        try shop.product("Hat", in: yarn)
        let lampTwo = Identifier(high: 5, low: 7)
        try append(lamp(lampTwo), record: lampTwo, sequence: 2, after: first)
        try shop.expectIntact()
        let facts = try shop.reader().storeFacts()
        #expect(facts.commits == 7)
        #expect(facts.unsent == 5)
        #expect(try header(newest: 1).deviceSequence == 5)
        // A link that leads into another device's chain is broken.
        try append(lamp(lampId), record: lampId, sequence: 3, after: first)
        #expect(try shop.verify().problems.first == .chainBroken(commit: 8))
    }

    @Test func `a commit is there once by device, generation and number of its device`() throws {
        let lampId = Identifier(high: 5, low: 6)
        let first = try append(lamp(lampId), record: lampId, sequence: 1, after: .zero)
        let error = #expect(throws: SQLiteError.self) {
            try append(lamp(lampId), record: lampId, sequence: 1, after: first)
        }
        #expect(error.map { ResultCode.SQLITE_CONSTRAINT ~= $0.code } == true)
        let columns = try shop.rawTexts("SELECT name FROM pragma_index_info('commit_device')")
        #expect(columns == ["device", "generation", "device_seq"])
    }

    @Test func `fields and resources that this version does not know are kept as they came, and verify`() throws {
        let payload = """
            {"action":"updated","after":{"colour":"red","glow":{"deep":[1,null]}},\
            "before":{"colour":null,"glow":null},"id":"\(sock.text)","resource":"products"}
            """
        try enrol()
        try append(payload, record: sock, sequence: 1, after: .zero)
        let actor = Self.otherDevice.bytes.map { $0 < 16 ? "0\(String($0, radix: 16))" : String($0, radix: 16) }
        try shop.raw(
            """
            UPDATE product SET colour = 'red', updated_at = 1795000000000000, updated_by = x'\(actor.joined())'
            WHERE sku = 'S-1'
            """)
        try shop.expectIntact()
        #expect(try shop.rawTexts("SELECT payload FROM change ORDER BY n DESC LIMIT 1") == [payload])
        let entry = try #require(
            try shop.reader().history(of: sock, in: Product.declaration.facts, limit: 1).first)
        #expect(entry.differences == [.init(label: "Colour", before: nil, after: "red")])
        _ = try shop.writer.undo(group: Self.otherDevice)
        #expect(try shop.record(Product.self, sock).colour == "")
        try shop.expectIntact()
    }

    @Test func `the stacks of undo belong to the device too`() throws {
        try shop.raw("UPDATE identity SET device = x'01932A5BC4D8700180000000000000FF'")
        let writer = try shop.writer(as: "ada")
        #expect(refusal { _ = try writer.undo() } == .undoRefused(.nothingToUndo))
        try shop.product("Hat", in: yarn, by: writer)
        #expect(try writer.undo().summary == "created product Hat")
        #expect(refusal { _ = try writer.undo() } == .undoRefused(.nothingToUndo))
        #expect(try header().deviceSequence == 2)
    }

    @Test func `an undo asks for the permission that the change itself needs`() throws {
        let bo = try shop.member("bo", roles: ["manager"])
        let id = try shop.reader().find("bo", in: Member.declaration.facts).id
        try shop.set(Product.self, sock, Edit(field: "colour", value: .text("red")), by: bo)
        try shop.set(Member.self, id, Edit(field: "roles", value: .set(of: [try shop.role("viewer").text])))
        #expect(
            refusal { _ = try bo.undo() }
                == .denied(
                    Denial(
                        permission: "products:update", actor: "Bo", reason: .notGranted, grantors: ["Ada Öst"])))
        #expect(try shop.record(Product.self, sock).colour == "red")
    }

    @Test func `reading writes no event`() throws {
        let before = try shop.reader().storeFacts()
        let reader = try shop.reader()
        _ = try reader.window(Query(resource: "products", limit: 9))
        _ = try reader.audit(AuditQuery(limit: 9))
        _ = try reader.history(of: sock, in: Product.declaration.facts, limit: 9)
        _ = try reader.verify()
        #expect(try shop.reader().storeFacts() == before)
    }

    @Test func `what is running is stopped by an interrupt, says so once, and the reader goes on`() throws {
        for number in 0..<3 { try shop.product("P\(number)", in: yarn) }
        let reader = try shop.reader()
        let query = Query(resource: "products", limit: .max)
        var seen = 0
        let error = refusal {
            try reader.stream(query) { _ in
                seen += 1
                reader.interrupt()
            }
        }
        #expect(error == .cancelled)
        #expect(seen == 1)
        #expect(try reader.count(query) == 4)
    }
}
