// SPDX-License-Identifier: Apache-2.0

/// Numbers as a person reads them.
package enum Figures {
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

    /// Bytes as a person reads them: "812 B", "24.5 KB"; `ones` is what single bytes are called.
    package static func size(_ bytes: Int64, ones: String = "B") -> String {
        let units = [ones, "KB", "MB", "GB", "TB"]
        var tenths = bytes * 10
        var index = 0
        while tenths >= 10_000, index < units.count - 1 {
            tenths /= 1_000
            index += 1
        }
        let isWhole = index == 0 || tenths.isMultiple(of: 10)
        return "\(tenths / 10)\(isWhole ? "" : ".\(tenths % 10)") \(units[index])"
    }

    package static func grouped(_ number: Int64) -> String { grouped(String(number)) }
}
