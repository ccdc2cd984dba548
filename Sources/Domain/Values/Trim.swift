// SPDX-License-Identifier: Apache-2.0

/// Blanks around a text.
package enum Trim {
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }

    package static func blanks(_ text: String) -> String {
        let utf8 = text.utf8
        guard let first = utf8.first else { return text }
        if !isBlank(first), let last = utf8.last, !isBlank(last), last != 0xA0 { return text }
        guard let start = utf8.firstIndex(where: { !isBlank($0) }) else { return "" }
        var end = utf8.endIndex
        while end > start, isBlank(utf8[utf8.index(before: end)]) { end = utf8.index(before: end) }
        return String(text[start..<end])
    }
}
