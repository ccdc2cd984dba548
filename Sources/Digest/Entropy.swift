internal import CSodium

/// Random bytes of the operating system. The only source of randomness; everything else takes it as a parameter.
package enum Entropy {
    /// `count` random bytes. Calls `randombytes_buf`.
    package static func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            if let start = buffer.baseAddress { randombytes_buf(start, count) }
            initialized = count
        }
    }

    /// 64 random bits. Calls `randombytes_buf`.
    package static func word() -> UInt64 {
        var word: UInt64 = 0
        randombytes_buf(&word, MemoryLayout<UInt64>.size)
        return word
    }

    /// `count` bytes expanded from a 32-byte seed: many salts for one call into the system.
    /// Calls `randombytes_buf_deterministic`.
    package static func expand(seed: Hash, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            if let start = buffer.baseAddress { randombytes_buf_deterministic(start, count, seed.bytes) }
            initialized = count
        }
    }

    /// A fresh random seed.
    package static func seed() -> Hash {
        Hash.of(bytes(Hash.byteCount))
    }
}
