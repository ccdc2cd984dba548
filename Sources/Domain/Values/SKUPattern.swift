internal import Text

/// How the SKUs of a category are made: `YARN-{n:4}` counts in at least four digits.
package struct SKUPattern: Sendable, Hashable {
    package let prefix: String
    package let suffix: String
    package let digits: Int

    /// Reads a pattern with one `{n}` or `{n:digits}`; nil for anything else.
    package init?(text: String) {
        guard let open = text.firstIndex(of: "{"), let close = text.firstIndex(of: "}"), open < close,
            !text.contains(" ")
        else { return nil }
        let inner = text[text.index(after: open)..<close].split(separator: ":", omittingEmptySubsequences: false)
        guard inner.first == "n", inner.count <= 2 else { return nil }
        var digits = 1
        if inner.count == 2 {
            guard let count = Int(inner[1]), (1...12).contains(count) else { return nil }
            digits = count
        }
        self.digits = digits
        prefix = String(text[..<open])
        suffix = String(text[text.index(after: close)...])
        guard !suffix.contains("{"), !suffix.contains("}") else { return nil }
    }

    /// Longer numbers in SKUs are somebody's own, and not counted on from.
    package static let countedDigitsMax = 15

    /// The number that an SKU of the pattern has, without regard to case; nil for any other SKU.
    package func number(in sku: String) -> Int64? {
        let key = Normal.key(sku)
        let head = Normal.key(prefix)
        let tail = Normal.key(suffix)
        guard key.hasPrefix(head), key.hasSuffix(tail), key.utf8.count > head.utf8.count + tail.utf8.count else {
            return nil
        }
        let digits = key.utf8.dropFirst(head.utf8.count).dropLast(tail.utf8.count)
        guard digits.count <= Self.countedDigitsMax, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int64(String(decoding: digits, as: UTF8.self))
    }

    package func sku(_ number: Int64) -> String {
        let text = String(number)
        return prefix + String(repeating: "0", count: max(0, digits - text.count)) + text + suffix
    }
}
