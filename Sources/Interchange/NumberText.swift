// SPDX-License-Identifier: Apache-2.0

/// A number as written in a cell, taken apart into sign, currency and digits; its separators are not judged yet.
package struct NumberText: Hashable, Sendable {
    /// Whether a minus or parentheses stand around the digits.
    package private(set) var isNegative = false
    /// The currency's sign or code as written, such as € or SEK.
    package private(set) var currency: String?
    /// Where digits and separators stand in the bytes.
    package private(set) var digits: Range<Int>

    private var hasSign = false
    private var opensParenthesis = false
    private var closesParenthesis = false

    /// Takes a cell's UTF-8 bytes apart.
    package init(_ bytes: Span<UInt8>) throws(NumberFault) {
        digits = 0..<bytes.count
        while takeFirst(bytes) {}
        while takeLast(bytes) {}
        guard !digits.isEmpty else {
            let isBlank = !hasSign && !opensParenthesis && !closesParenthesis && currency == nil
            throw isBlank ? .empty : .notANumber
        }
        guard opensParenthesis == closesParenthesis else { throw .notANumber }
        if opensParenthesis {
            guard !hasSign else { throw .notANumber }
            isNegative = true
        }
        try checkDigits(bytes)
    }

    /// The currency that a cell gives beside its number; nil also for what is no number.
    package static func currency(beside bytes: Span<UInt8>) -> String? {
        guard let last = bytes.indices.last else { return nil }
        let first = bytes[0] == 0x2D && last > 0 ? 1 : 0
        if isDigit(bytes[first]) && isDigit(bytes[last]) { return nil }
        return (try? NumberText(bytes))?.currency
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private mutating func takeFirst(_ bytes: Span<UInt8>) -> Bool {
        guard let first = digits.first else { return false }
        if let length = BlankMark.length(bytes, at: first, before: digits.upperBound) {
            drop(first: length)
        } else if !hasSign, let sign = Self.sign(bytes, at: first, before: digits.upperBound) {
            hasSign = true
            isNegative = sign.isNegative
            drop(first: sign.length)
        } else if !opensParenthesis, bytes[first] == 0x28 {
            opensParenthesis = true
            drop(first: 1)
        } else if currency == nil, let name = CurrencyMark.first(in: bytes, digits) {
            currency = name
            drop(first: name.utf8.count)
        } else {
            return false
        }
        return true
    }

    private mutating func takeLast(_ bytes: Span<UInt8>) -> Bool {
        guard let last = digits.last else { return false }
        if let length = BlankMark.lengthEnding(bytes, at: last, notBefore: digits.lowerBound) {
            drop(last: length)
        } else if !closesParenthesis, bytes[last] == 0x29 {
            closesParenthesis = true
            drop(last: 1)
        } else if currency == nil, let name = CurrencyMark.last(in: bytes, digits) {
            currency = name
            drop(last: name.utf8.count)
        } else {
            return false
        }
        return true
    }

    private mutating func drop(first length: Int) {
        digits = digits.lowerBound + length..<digits.upperBound
    }

    private mutating func drop(last length: Int) {
        digits = digits.lowerBound..<digits.upperBound - length
    }

    private static func sign(
        _ bytes: Span<UInt8>, at index: Int, before end: Int
    ) -> (isNegative: Bool, length: Int)? {
        switch bytes[index] {
        case 0x2D: return (true, 1)
        case 0x2B: return (false, 1)
        case 0xE2 where index + 2 < end && bytes[index + 1] == 0x88 && bytes[index + 2] == 0x92:
            // U+2212, the typographic minus
            return (true, 3)
        default: return nil
        }
    }

    private func checkDigits(_ bytes: Span<UInt8>) throws(NumberFault) {
        var digitCount = 0
        var index = digits.lowerBound
        while index < digits.upperBound {
            if (0x30...0x39).contains(bytes[index]) {
                digitCount += 1
                index += 1
            } else if let mark = NumberMark.read(bytes, at: index, before: digits.upperBound) {
                index += mark.length
            } else {
                throw digitCount > 0 && isExponent(bytes, from: index) ? .spreadsheetDamage : .notANumber
            }
        }
        guard digitCount > 0 else { throw .notANumber }
    }

    private func isExponent(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        guard bytes[start] | 0x20 == 0x65 else { return false }
        var index = start + 1
        if index < digits.upperBound, bytes[index] == 0x2B || bytes[index] == 0x2D { index += 1 }
        guard index < digits.upperBound else { return false }
        return (index..<digits.upperBound).allSatisfy { (0x30...0x39).contains(bytes[$0]) }
    }
}
