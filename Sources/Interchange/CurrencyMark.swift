// SPDX-License-Identifier: Apache-2.0

/// Currency signs and codes that stand before or after a number.
enum CurrencyMark {
    /// Longer ones first: R$ before $.
    private static let signs = [
        "US$", "Fr.", "R$", "kr", "Kr", "zł", "Kč", "Ft", "$", "€", "£", "¥", "₹", "₩", "₽", "₺", "₴", "₪", "₫",
        "฿", "¢",
    ]

    /// The sign or three-letter code at the range's start.
    static func first(in bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
        if isCode(bytes, range, at: range.lowerBound), !isLetter(bytes, range, at: range.lowerBound + 3) {
            return text(bytes, range.lowerBound..<range.lowerBound + 3)
        }
        return signs.first { sign in
            sign.utf8.count <= range.count
                && zip(range, sign.utf8).allSatisfy { index, byte in bytes[index] == byte }
        }
    }

    /// The sign or three-letter code at the range's end.
    static func last(in bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
        if isCode(bytes, range, at: range.upperBound - 3), !isLetter(bytes, range, at: range.upperBound - 4) {
            return text(bytes, range.upperBound - 3..<range.upperBound)
        }
        return signs.first { sign in
            sign.utf8.count <= range.count
                && zip(range.suffix(sign.utf8.count), sign.utf8).allSatisfy { index, byte in bytes[index] == byte }
        }
    }

    private static func isCode(_ bytes: Span<UInt8>, _ range: Range<Int>, at start: Int) -> Bool {
        range.count >= 3 && (start..<start + 3).allSatisfy { (0x41...0x5A).contains(bytes[$0]) }
    }

    private static func isLetter(_ bytes: Span<UInt8>, _ range: Range<Int>, at index: Int) -> Bool {
        range.contains(index) && (0x61...0x7A).contains(bytes[index] | 0x20)
    }

    private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
