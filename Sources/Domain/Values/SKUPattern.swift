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

    package func sku(_ number: Int64) -> String {
        let text = String(number)
        return prefix + String(repeating: "0", count: max(0, digits - text.count)) + text + suffix
    }
}
