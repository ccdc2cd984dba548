// SPDX-License-Identifier: Apache-2.0

extension FieldReading {
    private var mark: LocaleFormat.DecimalMark { locale?.decimal ?? .point }

    func money(_ text: String, _ base: Value) throws(FailureRuleError) -> Value {
        let decimals = Currency.decimals(currency)
        if let sum = try sum(text, on: base, decimals: decimals) { return sum }
        return .integer(
            try number(
                text, currency: currency, decimals: decimals, range: FieldCheck.moneyOutOfRange(currency)))
    }

    func percent(_ text: String, _ base: Value) throws(FailureRuleError) -> Value {
        if let sum = try sum(text, on: base, decimals: Kind.percentDecimals) { return sum }
        let figure = text.hasSuffix("%") ? Trim.blanks(String(text.dropLast())) : text
        return .integer(
            try number(
                figure, currency: nil, decimals: Kind.percentDecimals, range: FieldCheck.percentOutOfRange))
    }

    /// "5", "5 skein" or, for a unit of the same dimension, "1.5 kg" read as grams and "1 oz" as 28.349523 of them: to
    /// the nearest millionth.
    func quantity(_ text: String, _ unit: String, _ base: Value) throws(FailureRuleError) -> Value {
        if let sum = try sum(text, on: base, decimals: Kind.quantityDecimals) { return sum }
        // No unit's code holds a digit.
        let end = text.lastIndex { $0 >= "0" && $0 <= "9" }.map(text.index(after:)) ?? text.startIndex
        let suffix = Trim.blanks(String(text[end...]))
        let millionths = try number(
            String(text[..<end]), currency: nil, decimals: Kind.quantityDecimals, range: FieldCheck.quantityOutOfRange)
        guard !suffix.isEmpty, let target = Unit(code: unit) else { return .integer(millionths) }
        guard let given = Unit(code: suffix) else { throw .init(.unknownUnit(target.convertible.map(\.code))) }
        if given == target { return .integer(millionths) }
        guard given.dimension == target.dimension, given.dimension != .count else { throw .init(.otherUnit(unit)) }
        guard let nearest = target.nearest(millionths, of: given) else { throw .init(FieldCheck.quantityOutOfRange) }
        return .integer(nearest)
    }

    /// What somebody who types makes of the value that stands there; nil for what is no sum.
    func sum(_ text: String, on base: Value, decimals: Int) throws(FailureRuleError) -> Value? {
        guard locale != nil, Sum.isSum(text) else { return nil }
        return .integer(try Sum.value(text, on: base.integer, decimals: decimals, mark: mark))
    }

    /// A number times ten to the power of `decimals`; in a currency, with its sign allowed.
    private func number(_ text: String, currency: String?, decimals: Int, range: FailureRule)
        throws(FailureRuleError) -> Int64
    {
        let plain: String
        do throws(FailureRuleError) {
            plain = try AmountText.plain(text, currency: currency, mark: mark)
        } catch {
            throw error.rule == .notANumber ? .init(rule(.notANumber, currency, range)) : error
        }
        do throws(Decimal.Failure) {
            return try Decimal.parse(plain, decimals: decimals)
        } catch {
            throw .init(rule(error, currency, range))
        }
    }

    private func rule(_ failure: Decimal.Failure, _ currency: String?, _ range: FailureRule) -> FailureRule {
        switch failure {
        case .notANumber: mark == .point ? .notANumber : .badNumber(like: mark.example)
        case .tooManyDecimals(let max): .tooManyDecimals(max: max, of: currency)
        case .outOfRange: range
        }
    }
}
