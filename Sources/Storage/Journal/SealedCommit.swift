internal import Digest
internal import Domain

/// The changes of one commit in their canonical bytes, salted and hashed: all of a commit that needs no store.
struct SealedCommit: Sendable {
    private(set) var records: [Identifier] = []
    private(set) var root = Hash.zero
    /// Personal values with the place of their change.
    private(set) var personal: [(index: Int, value: PersonalValue)] = []
    private var payloads: [UInt8] = []
    private var ends: [Int] = []
    private var salts: [UInt8] = []

    init(_ changes: [Change], payload: inout PayloadWriter) {
        let salts = Entropy.expand(seed: Entropy.seed(), count: changes.count * JournalWriter.saltByteCount)
        self.salts = salts
        records.reserveCapacity(changes.count)
        ends.reserveCapacity(changes.count)
        var leaves: [Hash] = []
        leaves.reserveCapacity(changes.count)
        for (index, change) in changes.enumerated() {
            payload.write(change)
            records.append(change.record)
            payloads += payload.json.bytes
            ends.append(payloads.count)
            personal += payload.personal.map { (index, $0) }
            leaves.append(
                withSalt(index) { salt in withPayload(index) { MerkleTree.leaf(salt: salt, data: $0) } })
        }
        root = MerkleTree.root(leaves)
    }

    func withSalt<T, Failure: Error>(_ index: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> T)
        throws(Failure) -> T
    {
        let start = index * JournalWriter.saltByteCount
        return try salts.withUnsafeBufferPointer { (bytes) throws(Failure) in
            try body(
                UnsafeRawBufferPointer(
                    UnsafeBufferPointer(rebasing: bytes[start..<start + JournalWriter.saltByteCount])))
        }
    }

    func withPayload<T, Failure: Error>(_ index: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> T)
        throws(Failure) -> T
    {
        let start = index == 0 ? 0 : ends[index - 1]
        return try payloads.withUnsafeBufferPointer { (bytes) throws(Failure) in
            try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start..<ends[index]])))
        }
    }
}
