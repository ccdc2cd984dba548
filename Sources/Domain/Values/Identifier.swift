/// A record's id: a UUIDv7 (RFC 9562), shown as 26 characters of ULID text.
package struct Identifier: Hashable, Sendable, Comparable {
    package let high: UInt64
    package let low: UInt64

    package static let byteCount = 16
    package static let textCount = 26
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The id of no record.
    package static let zero = Identifier(high: 0, low: 0)

    /// A UUIDv7 of a moment in milliseconds since 1970, 12 counting bits and 62 random bits.
    package init(milliseconds: Int64, counter: UInt16, random: UInt64) {
        high = UInt64(truncatingIfNeeded: milliseconds) << 16 | 0x7000 | UInt64(counter & 0x0FFF)
        low = 0x8000_0000_0000_0000 | (random >> 2)
    }

    /// The id in 16 bytes, most significant first; nil for any other number of bytes.
    package init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.byteCount else { return nil }
        self.init(
            high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }

    /// The id a ULID text stands for, in either case; nil for anything else.
    package init?(text: String) {
        guard text.utf8.count == Self.textCount else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        var isFirst = true
        for byte in text.utf8 {
            let digit = UInt64(Self.digits[Int(byte)])
            guard digit < (isFirst ? 8 : 32) else { return nil }
            high = high << 5 | low >> 59
            low = low << 5 | digit
            isFirst = false
        }
        self.init(high: high, low: low)
    }

    /// The digit each byte stands for, 255 for none.
    private static let digits: [UInt8] = (0..<256).map { byte in
        let upper = byte >= 97 && byte <= 122 ? byte - 32 : byte
        return alphabet.firstIndex(of: UInt8(upper)).map { UInt8($0) } ?? 255
    }

    /// The 26 characters of its ULID text.
    package var text: String {
        String(unsafeUninitializedCapacity: Self.textCount) { buffer in
            write { buffer[$0] = $1 }
            return Self.textCount
        }
    }

    /// Appends the ULID text to bytes.
    package func append(to bytes: inout [UInt8]) {
        write { bytes.append($1) }
    }

    @inline(__always)
    private func write(_ put: (Int, UInt8) -> Void) {
        for index in 0..<Self.textCount {
            let shift = 5 * (Self.textCount - 1 - index)
            let bits: UInt64 =
                shift >= 64
                ? high >> UInt64(shift - 64)
                : shift == 0 ? low : low >> UInt64(shift) | (high << UInt64(64 - shift))
            put(index, Self.alphabet[Int(bits & 31)])
        }
    }

    /// The 16 bytes, most significant first, while `body` runs.
    @inlinable
    package func withBytes<T, Failure: Error>(_ body: (UnsafeRawBufferPointer) throws(Failure) -> T)
        throws(Failure) -> T
    {
        try withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { (bytes) throws(Failure) in try body(bytes) }
    }

    package var bytes: [UInt8] { withBytes { Array($0) } }

    package static func < (left: Identifier, right: Identifier) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }
}

/// Makes ids that ascend within one device, however fast they are asked for.
package struct IdentifierSource: Sendable {
    private var generator: SplitMix64
    private var milliseconds: Int64 = 0
    private var counter: UInt16 = 0

    /// `seed` is random in a running program and fixed in a test.
    package init(seed: UInt64) {
        generator = SplitMix64(seed: seed)
    }

    /// The next id at a moment in microseconds since 1970.
    package mutating func next(microseconds: Int64) -> Identifier {
        let now = microseconds / 1_000
        if now > milliseconds {
            milliseconds = now
            counter = 0
        } else if counter == 0x0FFF {
            milliseconds += 1
            counter = 0
        } else {
            counter += 1
        }
        return Identifier(milliseconds: milliseconds, counter: counter, random: generator.next())
    }
}

/// The SplitMix64 generator (Steele, Lea, Flood 2014): small, seedable, good enough for ids and tests.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
