// SPDX-License-Identifier: Apache-2.0

/// A character between the digits of a number.
package enum NumberMark: Hashable, CaseIterable, Sendable {
    case point
    case comma
    /// Space, no-break space, narrow no-break space or thin space.
    case blank
    /// ' or ’, as in Switzerland.
    case apostrophe

    /// The mark at an index, and how many bytes it has.
    static func read(_ bytes: Span<UInt8>, at index: Int, before end: Int) -> (mark: NumberMark, length: Int)? {
        switch bytes[index] {
        case 0x2E: return (.point, 1)
        case 0x2C: return (.comma, 1)
        case 0x27: return (.apostrophe, 1)
        case 0xE2 where index + 2 < end && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x99:
            return (.apostrophe, 3)
        default:
            guard let length = BlankMark.length(bytes, at: index, before: end) else { return nil }
            return (.blank, length)
        }
    }
}

/// The spaces that stand around and inside numbers.
enum BlankMark {
    private static let all: [[UInt8]] = [
        [0x20], [0x09], [0xC2, 0xA0], [0xE2, 0x80, 0xAF], [0xE2, 0x80, 0x89],
    ]

    /// How many bytes the blank at an index has; nil if none is there.
    static func length(_ bytes: Span<UInt8>, at index: Int, before end: Int) -> Int? {
        guard isPossible(bytes[index]) else { return nil }
        return all.first { blank in
            index + blank.count <= end && blank.indices.allSatisfy { bytes[index + $0] == blank[$0] }
        }?.count
    }

    /// How many bytes the blank that ends with an index has; nil if none does.
    static func lengthEnding(_ bytes: Span<UInt8>, at index: Int, notBefore start: Int) -> Int? {
        all.first { blank in
            let first = index + 1 - blank.count
            return first >= start && blank.indices.allSatisfy { bytes[first + $0] == blank[$0] }
        }?.count
    }

    private static func isPossible(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0xC2 || byte == 0xE2
    }
}
