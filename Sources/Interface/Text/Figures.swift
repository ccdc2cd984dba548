// SPDX-License-Identifier: Apache-2.0

/// Numbers as a person reads them.
enum Figures {
    /// A plain decimal text with a blank after every three digits of its whole part, from five digits on.
    static func grouped(_ text: String) -> String {
        let sign = text.hasPrefix("-") ? "-" : ""
        let parts = text.dropFirst(sign.count).split(separator: ".", maxSplits: 1)
        guard let whole = parts.first, whole.count > 4 else { return text }
        var digits = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index).isMultiple(of: 3) { digits.append(" ") }
            digits.append(digit)
        }
        return sign + digits + (parts.count == 2 ? ".\(parts[1])" : "")
    }

    static func grouped(_ number: Int64) -> String { grouped(String(number)) }
}
