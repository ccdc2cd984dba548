/// Exact decimal text: integers with a fixed number of decimals. No binary float anywhere.
package enum Decimal {
    /// Why a text is no decimal number that can be kept exactly.
    package enum Failure: Error, Equatable, Sendable {
        case notANumber
        case tooManyDecimals(max: Int)
        case outOfRange
    }

    /// The number a plain text stands for ("-12.50", "7"), times 10^decimals. A point, no grouping, no exponent.
    package static func parse(_ text: String, decimals: Int) throws(Failure) -> Int64 {
        var bytes = Array(text.utf8)[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { bytes = bytes.dropFirst() }
        let parts = bytes.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty, whole.allSatisfy(isDigit) else { throw .notANumber }
        var fraction = parts.count == 2 ? Array(parts[1]) : []
        guard parts.count == 1 || !fraction.isEmpty, fraction.allSatisfy(isDigit) else { throw .notANumber }
        while fraction.count > decimals && fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
        guard fraction.count <= decimals else { throw .tooManyDecimals(max: decimals) }
        fraction += Array(repeating: UInt8(ascii: "0"), count: decimals - fraction.count)
        var result: Int64 = 0
        for byte in Array(whole) + fraction {
            let (product, overflow) = result.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
            guard !overflow, !carry else { throw .outOfRange }
            result = sum
        }
        return isNegative ? -result : result
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    /// The text of `value` / 10^decimals, with at least `keeping` decimals: 15774 with two is "157.74".
    package static func text(_ value: Int64, decimals: Int, keeping: Int? = nil) -> String {
        let digits = String(value.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let whole = padded.dropLast(decimals)
        var fraction = padded.suffix(decimals)
        while fraction.count > (keeping ?? decimals), fraction.last == "0" { fraction = fraction.dropLast() }
        let sign = value < 0 ? "-" : ""
        return fraction.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole).\(fraction)"
    }
}
