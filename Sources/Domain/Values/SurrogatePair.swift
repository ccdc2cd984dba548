// SPDX-License-Identifier: Apache-2.0

/// Two escapes `\uD83C\uDF32` that stand for one scalar (Unicode 16, 3.8), in JSON and in JSON5.
enum SurrogatePair {
    /// Whether a code unit opens a pair.
    static func isOpened(by unit: UInt16) -> Bool { (0xD800...0xDBFF).contains(unit) }

    /// The scalar of two code units; nil when they are no pair.
    static func scalar(_ high: UInt16, _ low: UInt16) -> Unicode.Scalar? {
        guard isOpened(by: high), (0xDC00...0xDFFF).contains(low) else { return nil }
        return Unicode.Scalar((UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00) + 0x10000)
    }
}
