// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

struct IdentifierTests {
    /// Bytes and the ULID text that another implementation gives for them.
    private static let vectors: [(high: UInt64, low: UInt64, text: String)] = [
        (0, 0, "00000000000000000000000000"),
        (.max, .max, "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"),
        (0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210, "014D2PF2DBSQQZXQ5TK1V58CGG"),
        (0x0193_2A5B_C4D8_7001, 0x8000_0000_0000_0001, "01JCN5QH6RE00R000000000001"),
    ]

    @Test func `an id is 26 characters of ULID text and 16 bytes, most significant first`() {
        for vector in Self.vectors {
            let id = Identifier(high: vector.high, low: vector.low)
            #expect(id.text == vector.text)
            #expect(Identifier(text: vector.text) == id)
            #expect(Identifier(text: vector.text.lowercased()) == id)
            #expect(id.bytes.withUnsafeBytes { Identifier(bytes: $0) } == id)
        }
        #expect(
            Identifier(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210).bytes == [
                0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF, 0xFE, 0xDC, 0xBA, 0x98, 0x76, 0x54, 0x32, 0x10,
            ])
    }

    @Test(arguments: [
        "", "0", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "01JCN5QH6RE00R00000000000", "01JCN5QH6RE00R0000000000011",
        "01JCN5QH6RE00R00000000000U", "01JCN5QH6RE00R00000000000-", "01JCN5QH6RE00R0000000000é",
    ])
    func `what is no ULID is no id`(text: String) {
        #expect(Identifier(text: text) == nil)
    }

    @Test func `a UUIDv7 holds milliseconds, version 7, a counter and the variant`() {
        // RFC 9562, A.6: 2022-02-22 19:22:22 UTC, 017F22E2-79B0-7CC3-98C4-DC0C0C07398F.
        let id = Identifier(milliseconds: 0x017F_22E2_79B0, counter: 0xCC3, random: 0x18C4_DC0C_0C07_398F << 2)
        #expect(id == Identifier(high: 0x017F_22E2_79B0_7CC3, low: 0x98C4_DC0C_0C07_398F))
    }

    @Test func `ids ascend within one millisecond, across it, and when the clock goes back`() {
        var source = IdentifierSource(seed: 1)
        var ids: [Identifier] = []
        for _ in 0..<5_000 { ids.append(source.next(microseconds: 1_794_000_000_000_000)) }
        for step in 0..<5_000 { ids.append(source.next(microseconds: 1_794_000_000_000_000 + Int64(step) * 700)) }
        for step in 0..<5_000 { ids.append(source.next(microseconds: 1_793_999_000_000_000 - Int64(step))) }
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0.text < $1.text })
        #expect(ids.allSatisfy { $0.high >> 12 & 0xF == 7 && $0.low >> 62 == 2 })
    }

    @Test func `the same seed gives the same ids`() {
        var left = IdentifierSource(seed: 9)
        var right = IdentifierSource(seed: 9)
        #expect((0..<100).allSatisfy { left.next(microseconds: $0) == right.next(microseconds: $0) })
    }
}
