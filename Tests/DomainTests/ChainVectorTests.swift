// SPDX-License-Identifier: Apache-2.0
import Digest
import Domain
import Testing

/// Header, leaf, root, chain and events: frozen bytes and the hashes another implementation computes over them.
struct ChainVectorTests {
    private static let header = CommitHeader(
        device: Sample.first, generation: 1, deviceSequence: 42, group: Sample.second, index: 3, isLast: true,
        actor: Sample.third, actorNameHash: Hash.of(Array("name".utf8)), session: "/dev/pts/3, SSH from 10.0.0.7",
        origin: "cell", reason: "price \"up\"", correlation: "c-1", recordedAt: 1_794_000_000_123_456,
        occurredAt: 1_793_999_999_000_000, undoes: Sample.first, count: 2)

    private static let headerText = """
        {"actor":"01JCN5QH6RE01R000000000003",\
        "actor_name":{"sealed":"82a3537ff0dbce7eec35d69edc3a189ee6f17d82f353a553f9aa96cb0be3ce89"},\
        "correlation":"c-1","count":2,"device":"01JCN5QH6RE00R000000000001","device_seq":42,"generation":1,\
        "group":"01JCN5QH6RE018000000000002","index":3,"last":true,"occurred_at":1793999999000000,\
        "origin":"cell","reason":"price \\"up\\"","recorded_at":1794000000123456,\
        "session":"/dev/pts/3, SSH from 10.0.0.7","undoes":"01JCN5QH6RE00R000000000001","v":1}
        """

    @Test func `a header's canonical bytes are frozen and read back whole`() {
        #expect(String(decoding: Self.header.canonical, as: UTF8.self) == Self.headerText)
        #expect(CommitHeader(Self.header.canonical) == Self.header)
        #expect(
            Hash.of(Self.header.canonical).hex == "8985855196b3a1f758eae425c65b066486e1ac7793db3858cc6ad719302893c4")
    }

    @Test func `a header without reason, occurrence and undo says null`() throws {
        var header = Self.header
        header.reason = nil
        header.occurredAt = nil
        header.undoes = nil
        header.isLast = false
        let text = String(decoding: header.canonical, as: UTF8.self)
        #expect(
            text == """
                {"actor":"01JCN5QH6RE01R000000000003",\
                "actor_name":{"sealed":"82a3537ff0dbce7eec35d69edc3a189ee6f17d82f353a553f9aa96cb0be3ce89"},\
                "correlation":"c-1","count":2,"device":"01JCN5QH6RE00R000000000001","device_seq":42,"generation":1,\
                "group":"01JCN5QH6RE018000000000002","index":3,"last":false,"occurred_at":null,\
                "origin":"cell","reason":null,"recorded_at":1794000000123456,\
                "session":"/dev/pts/3, SSH from 10.0.0.7","undoes":null,"v":1}
                """)
        #expect(CommitHeader(header.canonical) == header)
    }

    @Test func `a header of another version is not read`() {
        let text = Self.headerText.replacing("\"v\":1", with: "\"v\":2")
        #expect(CommitHeader(Array(text.utf8)) == nil)
    }

    @Test func `leaf, root and chain link are SHA-256 over the bytes the design names`() {
        let salt = [UInt8](0..<16)
        func leaf(_ text: String) -> Hash {
            salt.withUnsafeBytes { salt in
                Array(text.utf8).withUnsafeBytes { MerkleTree.leaf(salt: salt, data: $0) }
            }
        }
        let leaves = ["a", "b", "c"].map(leaf)
        #expect(leaves[0].hex == "bf9f34e3088c20d0d3289b11bd6227d46df18bb937b8d08169086de7eafdb0bc")
        let root = MerkleTree.root(leaves)
        #expect(root.hex == "4f626fd384a8c01614bc2c30f6da3d5c406c96c5a4dcc356c2601d95a057c10d")
        let genesis = CommitHeader.chainHash(previous: .zero, root: root, header: Self.header.canonical)
        #expect(genesis.hex == "af1ff8a57e029e2b3d4e4fc0b9eb5710fcfc74f2d102d2b5079e415411f13f09")
        let next = CommitHeader.chainHash(previous: genesis, root: root, header: Self.header.canonical)
        #expect(next.hex == "35ca580edf5e86f9acfaef6b62f2864514ed779b63fc52605604c5012b85ab63")
    }

    @Test func `an event's canonical bytes and its chain are frozen`() {
        let event = EventEntry(
            device: Sample.first, generation: 1, sequence: 7, kind: .denied, actor: Sample.third,
            session: "no terminal",
            correlation: "c-2", recordedAt: 1_794_000_000_000_000, resource: "products", record: Sample.second,
            detail: "products:purge")
        #expect(
            String(decoding: event.canonical, as: UTF8.self) == """
                {"actor":"01JCN5QH6RE01R000000000003","correlation":"c-2","detail":"products:purge",\
                "device":"01JCN5QH6RE00R000000000001","generation":1,"kind":"denied",\
                "record":"01JCN5QH6RE018000000000002","recorded_at":1794000000000000,"resource":"products",\
                "seq":7,"session":"no terminal","v":1}
                """)
        #expect(EventEntry(event.canonical) == event)
        #expect(
            EventEntry.chainHash(previous: .zero, event: event.canonical).hex
                == "d379a2c4406470cd3e962440368ba332b1908506fd59566e680c203c890463e3")
        let bare = EventEntry(
            device: Sample.first, generation: 1, sequence: 1, kind: .importStarted, actor: nil, session: "",
            correlation: "", recordedAt: 0, resource: nil, record: nil, detail: "")
        #expect(
            String(decoding: bare.canonical, as: UTF8.self) == """
                {"actor":null,"correlation":"","detail":"","device":"01JCN5QH6RE00R000000000001","generation":1,\
                "kind":"import started","record":null,"recorded_at":0,"resource":null,"seq":1,"session":"","v":1}
                """)
        #expect(EventEntry(bare.canonical) == bare)
    }

    @Test(arguments: EventEntry.Kind.allCases)
    func `an event of each kind is read back whole`(kind: EventEntry.Kind) {
        let event = EventEntry(
            device: Sample.first, generation: 2, sequence: 3, kind: kind, actor: nil, session: "s", correlation: "c",
            recordedAt: 5, resource: nil, record: nil, detail: "d")
        #expect(EventEntry(event.canonical) == event)
    }
}
