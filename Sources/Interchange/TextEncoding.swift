// SPDX-License-Identifier: Apache-2.0

/// How the bytes of a text file stand for characters; `mark` says whether a byte order mark comes first.
package enum TextEncoding: Hashable, Sendable {
    case utf8(mark: Bool)
    case utf16LittleEndian(mark: Bool)
    case utf16BigEndian(mark: Bool)
    case cp1252

    /// The bytes that stand before the text.
    package var markBytes: [UInt8] {
        switch self {
        case .utf8(mark: true): [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian(mark: true): [0xFF, 0xFE]
        case .utf16BigEndian(mark: true): [0xFE, 0xFF]
        case .utf8, .utf16LittleEndian, .utf16BigEndian, .cp1252: []
        }
    }
}

/// An encoding found in a file's first bytes, with what speaks for it.
package struct TextEncodingFinding: Hashable, Sendable {
    /// What an encoding was recognised by.
    package enum Evidence: Hashable, Sendable {
        case byteOrderMark
        /// The user named the encoding.
        case chosen
        /// Every second byte is mostly zero.
        case zeroBytes
        /// All bytes seen are well-formed UTF-8.
        case wellFormed
        /// The bytes are not UTF-8 and nothing in them looks like UTF-8: a guess the user has to be shown.
        case notUTF8(BrokenText)
        /// The bytes are mostly UTF-8 but broken at one place; reading stops there.
        case damagedUTF8(BrokenText)
    }

    /// The encoding to read the file in.
    package var encoding: TextEncoding
    /// What the encoding was recognised by.
    package var evidence: Evidence

    /// Makes a finding.
    package init(encoding: TextEncoding, evidence: Evidence) {
        self.encoding = encoding
        self.evidence = evidence
    }
}

extension TextEncoding {
    /// How many of a file's first bytes detection looks at: enough for some hundred rows.
    package static let prefixBytesMax = 65_536

    /// Finds the encoding from a file's first bytes; a character cut off at their end does no harm.
    package static func detect(prefix: Span<UInt8>) -> TextEncodingFinding {
        let count = min(prefix.count, prefixBytesMax)
        let marked: [TextEncoding] = [.utf8(mark: true), .utf16LittleEndian(mark: true), .utf16BigEndian(mark: true)]
        for encoding in marked where begins(prefix, with: encoding.markBytes) {
            return TextEncodingFinding(encoding: encoding, evidence: .byteOrderMark)
        }
        if let encoding = zeroBytePattern(prefix, count: count) {
            return TextEncodingFinding(encoding: encoding, evidence: .zeroBytes)
        }
        return eightBit(prefix.extracting(0..<count))
    }

    /// Finds the encoding from a file's first bytes.
    package static func detect(prefix: [UInt8]) -> TextEncodingFinding {
        detect(prefix: prefix.span)
    }

    private static func begins(_ bytes: Span<UInt8>, with mark: [UInt8]) -> Bool {
        guard bytes.count >= mark.count else { return false }
        return mark.indices.allSatisfy { bytes[$0] == mark[$0] }
    }

    /// UTF-16 of mostly Latin text has a zero in most of one half of each unit and hardly any in the other.
    private static func zeroBytePattern(_ bytes: Span<UInt8>, count: Int) -> TextEncoding? {
        var zerosAtEven = 0
        var zerosAtOdd = 0
        for index in 0..<count where bytes[index] == 0 {
            if index.isMultiple(of: 2) { zerosAtEven += 1 } else { zerosAtOdd += 1 }
        }
        let units = count / 2
        guard units > 0 else { return nil }
        if zerosAtOdd * 2 > units, zerosAtEven * 10 < units { return .utf16LittleEndian(mark: false) }
        if zerosAtEven * 2 > units, zerosAtOdd * 10 < units { return .utf16BigEndian(mark: false) }
        return nil
    }

    private static func eightBit(_ bytes: Span<UInt8>) -> TextEncodingFinding {
        var observer = EightBitObserver()
        bytes.withUnsafeBufferPointer { observer.observe($0) }
        return observer.finding
    }
}
