internal import CNettle

/// A SHA-256 value: 32 bytes held inline, because a journal of a million changes makes two million of them.
package struct Hash: Hashable, Sendable {
    @usableFromInline var words: (UInt64, UInt64, UInt64, UInt64)

    package static let byteCount = 32
    /// 32 zero bytes: what stands before the first link of a chain.
    package static let zero = Hash()

    private init() {
        words = (0, 0, 0, 0)
    }

    /// A hash from its 32 bytes; nil for any other number.
    package init?(_ bytes: UnsafeRawBufferPointer) {
        self.init()
        guard bytes.count == Self.byteCount else { return nil }
        withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: bytes) }
    }

    /// A hash from its 32 bytes; nil for any other number.
    package init?(_ bytes: [UInt8]) {
        guard let hash = bytes.withUnsafeBytes({ Hash($0) }) else { return nil }
        self = hash
    }

    /// A hash from 64 hexadecimal digits.
    package init?(hex: String) {
        guard let bytes = Hex.bytes(hex) else { return nil }
        self.init(bytes)
    }

    /// SHA-256 of the parts one after the other (FIPS 180-4). Calls `nettle_sha256_update`.
    package static func of(
        _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer? = nil,
        _ third: UnsafeRawBufferPointer? = nil
    ) -> Hash {
        var state = sha256_ctx()
        nettle_sha256_init(&state)
        func update(_ part: UnsafeRawBufferPointer) {
            nettle_sha256_update(&state, part.count, part.assumingMemoryBound(to: UInt8.self).baseAddress)
        }
        update(first)
        if let second { update(second) }
        if let third { update(third) }
        var result = Hash()
        withUnsafeMutableBytes(of: &result.words) { words in
            nettle_sha256_digest(&state, words.count, words.assumingMemoryBound(to: UInt8.self).baseAddress)
        }
        return result
    }

    /// SHA-256 of bytes. Calls `nettle_sha256_update`.
    package static func of(_ bytes: [UInt8]) -> Hash {
        bytes.withUnsafeBytes { of($0) }
    }

    /// The 32 bytes while `body` runs.
    @inlinable
    package func withBytes<T>(_ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        try withUnsafeBytes(of: words) { try body($0) }
    }

    package var bytes: [UInt8] { withBytes { Array($0) } }
    package var hex: String { Hex.text(bytes) }

    package static func == (left: Hash, right: Hash) -> Bool {
        left.words == right.words
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
    }
}
