// SPDX-License-Identifier: Apache-2.0

/// Bytes that cannot be characters of the encoding the file is read in.
package struct BrokenText: Error, Hashable, Sendable {
    /// What should have stood where the bad bytes are.
    package enum Expectation: Hashable, Sendable {
        /// UTF-8: a byte that can begin a character.
        case characterStart
        /// UTF-8: a byte between the two bounds, as the second or later byte of a character.
        case continuation(from: UInt8, through: UInt8)
        /// UTF-8 or UTF-16: the rest of the last character; the file ends in its middle.
        case restOfCharacter
        /// UTF-16: the second half of a surrogate pair.
        case lowSurrogate
        /// UTF-16: a second half of a surrogate pair stands without its first half.
        case highSurrogate
        /// Windows-1252: one of the bytes the code page assigns.
        case assignedByte
    }

    /// The encoding the file is read in.
    package var encoding: TextEncoding
    /// Where the first bad byte is, counted from 0 at the start of the file, byte order mark included.
    package var byteOffset: Int
    /// The bad bytes, with the good beginning of their character if there is one.
    package var bytes: [UInt8]
    /// What should have stood there.
    package var expected: Expectation

    /// Makes a fact about broken text.
    package init(encoding: TextEncoding, byteOffset: Int, bytes: [UInt8], expected: Expectation) {
        self.encoding = encoding
        self.byteOffset = byteOffset
        self.bytes = bytes
        self.expected = expected
    }
}
