/// A Global Trade Item Number of 8, 12, 13 or 14 digits; it stays text, leading zeros survive (GS1 General
/// Specifications 7.9).
package enum GTIN {
    /// Why a text is no GTIN.
    package enum Failure: Error, Equatable, Sendable {
        case spreadsheetDamage
        case notDigits
        case length(Int)
        case checkDigit(expected: Int)
    }

    private static let lengths: Set<Int> = [8, 12, 13, 14]

    /// Checks digits, length and check digit.
    package static func check(_ text: String) throws(Failure) {
        let bytes = Array(text.utf8)
        guard bytes.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
            throw isDamaged(text) ? .spreadsheetDamage : .notDigits
        }
        guard lengths.contains(bytes.count) else { throw .length(bytes.count) }
        let expected = checkDigit(of: bytes.dropLast())
        guard Int(bytes[bytes.count - 1] - 48) == expected else { throw .checkDigit(expected: expected) }
    }

    /// The last digit that the digits before it ask for: weights 3 and 1 from the right.
    package static func checkDigit(of digits: some BidirectionalCollection<UInt8>) -> Int {
        var sum = 0
        for (index, byte) in digits.reversed().enumerated() {
            sum += Int(byte - 48) * (index.isMultiple(of: 2) ? 3 : 1)
        }
        return (10 - sum % 10) % 10
    }

    /// `4.00638E+12` or `123.0`: a number that a spreadsheet has made of the digits.
    private static func isDamaged(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { ($0 >= 48 && $0 <= 57) || ".,eE+".utf8.contains($0) }
    }
}
