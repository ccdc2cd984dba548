// SPDX-License-Identifier: Apache-2.0

/// A number as people write it: with the sign or code of its currency, with a point or a comma before the decimals,
/// with digits in groups. Only what can be read in one way is read.
package enum AmountText {
    /// What a sign may stand for.
    private static let signs: [String: Set<String>] = [
        "€": ["EUR"], "US$": ["USD"], "R$": ["BRL"], "£": ["GBP"], "¥": ["JPY", "CNY"],
        "$": ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "CLP", "COP", "ARS", "TWD"],
        "kr": ["SEK", "NOK", "DKK", "ISK"], "Kr": ["SEK", "NOK", "DKK", "ISK"], "kr.": ["DKK", "NOK"], "zł": ["PLN"],
        "Kč": ["CZK"], "Ft": ["HUF"],
        "Fr": ["CHF"], "Fr.": ["CHF"], "SFr.": ["CHF"], "lei": ["RON"], "₹": ["INR"], "₩": ["KRW"], "₽": ["RUB"],
        "₺": ["TRY"], "₴": ["UAH"], "₪": ["ILS"], "₫": ["VND"], "฿": ["THB"],
    ]
    /// Blanks and apostrophes only ever part groups of three digits.
    private static let groupMarks: Set<Character> = [" ", "\u{A0}", "\u{202F}", "\u{2009}", "'", "’"]
    private static let groupDigits = 3

    /// The number with a point and without groups, for `Decimal.parse`. `currency` is the one whose sign may stand
    /// beside it, `mark` the decimal mark where somebody's locale says which.
    static func plain(_ text: String, currency: String?, mark: LocaleFormat.DecimalMark = .point)
        throws(FailureRuleError) -> String
    {
        let isPlain = text.utf8.allSatisfy { ($0 >= 48 && $0 <= 57) || $0 == 46 || $0 == 45 }
        if isPlain && mark == .point && text.utf8.count(where: { $0 == 46 }) <= 1 { return text }
        guard let first = text.firstIndex(where: isDigit), let last = text.lastIndex(where: isDigit) else {
            throw .init(.notANumber)
        }
        var head = text[..<first].filter { !groupMarks.contains($0) }
        let tail = text[text.index(after: last)...].filter { !groupMarks.contains($0) }
        let isNegative = head.contains("-") || head.contains("\u{2212}")
        if let minus = head.firstIndex(where: { $0 == "-" || $0 == "\u{2212}" }) { head.remove(at: minus) }
        try check(head + tail, isPair: !head.isEmpty && !tail.isEmpty, currency)
        return (isNegative ? "-" : "") + (try digits(Array(text[first...last]), mark))
    }

    private static func isDigit(_ character: Character) -> Bool { character >= "0" && character <= "9" }

    private static func check(_ mark: String, isPair: Bool, _ currency: String?) throws(FailureRuleError) {
        if mark.isEmpty { return }
        guard !isPair, let currency else { throw .init(.notANumber) }
        if isMark(mark, of: currency) { return }
        let isOther = Currency(code: mark.uppercased()) != nil || signs[mark] != nil
        throw .init(isOther ? .otherCurrency(currency) : .notANumber)
    }

    /// Whether a code or sign beside an amount is one of a currency.
    package static func isMark(_ mark: String, of currency: String) -> Bool {
        mark.uppercased() == currency || signs[mark]?.contains(currency) == true
    }

    /// Whether a word stands for a currency: a sign, a code in capitals, or the code of the one that is used here.
    static func isCurrency(_ word: String, besides own: String) -> Bool {
        signs[word] != nil || word.uppercased() == own || (word == word.uppercased() && Currency(code: word) != nil)
    }

    /// Digits with marks between them, taken apart at the mark that stands before the decimals.
    private static func digits(_ characters: [Character], _ mark: LocaleFormat.DecimalMark) throws(FailureRuleError)
        -> String
    {
        guard characters.allSatisfy({ isDigit($0) || $0 == "," || $0 == "." || groupMarks.contains($0) }) else {
            throw .init(.notANumber)
        }
        let marks = characters.filter { !isDigit($0) }
        let decimal = try decimalMark(characters, marks, of: mark)
        let split = decimal.flatMap { characters.lastIndex(of: $0) } ?? characters.count
        let groups = characters[..<split].split(omittingEmptySubsequences: false) { !isDigit($0) }
        guard Set(characters[..<split].filter { !isDigit($0) }).count <= 1, isGrouped(groups) else {
            throw .init(.notANumber)
        }
        let whole = String(groups.joined())
        return decimal == nil ? whole : "\(whole).\(String(characters[(split + 1)...]))"
    }

    /// Digits in groups: one to three, then three each time. A single group may be of any length.
    private static func isGrouped(_ groups: [ArraySlice<Character>]) -> Bool {
        guard let first = groups.first, groups.count > 1 else { return true }
        return (1...groupDigits).contains(first.count) && first.first != "0"
            && groups.dropFirst().allSatisfy { $0.count == groupDigits }
    }

    /// The mark before the decimals; nil for a whole number. The locale's own mark always is one; the other, alone and
    /// before three digits, may part a group as well.
    private static func decimalMark(_ characters: [Character], _ marks: [Character], of own: LocaleFormat.DecimalMark)
        throws(FailureRuleError) -> Character?
    {
        guard let mark = marks.last, mark == "," || mark == "." else { return nil }
        let count = marks.count { $0 == mark }
        // 1,234,567: what stands twice parts groups.
        if count > 1 { return marks.allSatisfy { $0 == mark } ? nil : mark }
        if marks.count > 1 || mark == own.character { return mark }
        let parts = characters.split(separator: mark, omittingEmptySubsequences: false)
        guard parts[1].count == groupDigits, isGrouped(parts) else { return mark }
        let (whole, rest) = (String(parts[0]), String(parts[1]))
        throw .init(.ambiguousNumber(["\(whole)\(own.character)\(rest)", "\(whole)\(rest)"], mark: own))
    }
}
