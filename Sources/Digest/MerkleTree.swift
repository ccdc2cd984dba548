/// The Merkle tree of RFC 9162, section 2.1: leaf = H(0x00 ‖ data), node = H(0x01 ‖ left ‖ right).
package enum MerkleTree {
    /// A leaf with its salt: SHA-256(0x00 ‖ salt ‖ data).
    package static func leaf(salt: UnsafeRawBufferPointer, data: UnsafeRawBufferPointer) -> Hash {
        withUnsafeBytes(of: UInt8(0)) { Hash.of($0, salt, data) }
    }

    /// The root over leaf hashes; SHA-256 of nothing for none.
    package static func root(_ leaves: [Hash]) -> Hash {
        guard !leaves.isEmpty else { return Hash.of([]) }
        var level = leaves
        // Pairing neighbours and carrying an odd last one up gives the same tree as the recursive split at the
        // largest power of two.
        while level.count > 1 {
            var next: [Hash] = []
            next.reserveCapacity((level.count + 1) / 2)
            var index = 0
            while index + 1 < level.count {
                next.append(node(level[index], level[index + 1]))
                index += 2
            }
            if index < level.count { next.append(level[index]) }
            level = next
        }
        return level[0]
    }

    private static func node(_ left: Hash, _ right: Hash) -> Hash {
        withUnsafeBytes(of: UInt8(1)) { prefix in
            left.withBytes { left in right.withBytes { right in Hash.of(prefix, left, right) } }
        }
    }
}
