// SPDX-License-Identifier: Apache-2.0

/// A sum on the value that stands in a field: `=*1.05`, `=+2`, `=-0.5`, `=/3`. Exact, then rounded half up.
enum Sum {
    /// The decimals of a factor.
    private static let factorDecimals = 6
    private static let factorScale: Int128 = 1_000_000

    /// Whether a text is a sum.
    static func isSum(_ text: String) -> Bool { text.hasPrefix("=") }

    /// The value, in the field's smallest unit, that a sum makes of the one that stands there.
    static func value(_ text: String, on old: Int64?, decimals: Int, mark: LocaleFormat.DecimalMark)
        throws(FailureRuleError) -> Int64
    {
        let body = Trim.blanks(String(text.dropFirst()))
        guard let sign = body.first, "+-*/".contains(sign) else { throw .init(.badSum("starts with =* =/ =+ or =-")) }
        guard let old else { throw .init(.badSum("needs a value to start from")) }
        let number = Trim.blanks(String(body.dropFirst()))
        let isFactor = sign == "*" || sign == "/"
        guard let plain = try? AmountText.plain(number, currency: nil, mark: mark),
            let right = try? Decimal.parse(plain, decimals: isFactor ? factorDecimals : decimals)
        else { throw .init(.badSum("needs a number like \(mark.factorExample) after “\(sign)”")) }
        let result: Int128
        switch sign {
        case "+": result = Int128(old) + Int128(right)
        case "-": result = Int128(old) - Int128(right)
        case "*": result = halfUp(Int128(old) * Int128(right), over: factorScale)
        default:
            guard right != 0 else { throw .init(.badSum("cannot divide by 0")) }
            result = halfUp(Int128(old) * factorScale, over: Int128(right))
        }
        guard let value = Int64(exactly: result) else { throw .init(.badSum("is out of range")) }
        return value
    }

    /// The quotient, a half rounded away from 0.
    private static func halfUp(_ dividend: Int128, over divisor: Int128) -> Int128 {
        let magnitude = (2 * dividend.magnitude + divisor.magnitude) / (2 * divisor.magnitude)
        return (dividend < 0) == (divisor < 0) ? Int128(magnitude) : -Int128(magnitude)
    }
}
