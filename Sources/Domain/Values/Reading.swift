/// Turns plain text into a field's value. Strict: what could be read in two ways is refused.
package struct Reading: Sendable {
    /// The currency of the record the text belongs to.
    package let currency: String
    /// The unit of the record the text belongs to.
    package let unit: String

    package init(currency: String, unit: String = "piece") {
        self.currency = currency
        self.unit = unit
    }

    /// The value of a text in a field; null for an empty one. References are read as ids only: names are looked up by
    /// the store.
    package func value(_ text: String, _ kind: Kind) throws(FailureRuleError) -> Value {
        let text = Trim.blanks(text)
        if text.isEmpty { return .null }
        switch kind {
        case .text, .note, .code, .choice: return .text(text)
        case .date: return .text(text)
        case .integer:
            guard let integer = Int64(text) else { throw .init(.notWhole) }
            return .integer(integer)
        case .boolean:
            guard let boolean = Self.boolean(text) else { throw .init(.notYesOrNo) }
            return .boolean(boolean)
        case .money:
            return .integer(try decimal(try AmountText.plain(text, currency: currency), Currency.decimals(currency)))
        case .percent:
            return .integer(try decimal(text.hasSuffix("%") ? Trim.blanks(String(text.dropLast())) : text, 2))
        case .quantity(.fixed(let unit)): return try quantity(text, unit)
        case .quantity(.sibling): return try quantity(text, unit)
        case .moment:
            guard let moment = Moment.parse(text) else { throw .init(.notAMoment) }
            return .integer(moment)
        case .reference(let resource):
            guard let identifier = Identifier(text: text) else { throw .init(.notFound(resource: resource)) }
            return .identifier(identifier)
        case .references(let resource):
            let ids = Self.list(text)
            guard ids.allSatisfy({ Identifier(text: $0) != nil }) else { throw .init(.notFound(resource: resource)) }
            return .set(of: ids)
        case .set: return .set(of: Self.list(text))
        case .map: return try Self.map(text)
        }
    }

    package static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "yes", "true", "1", "y", "on": true
        case "no", "false", "0", "n", "off": false
        default: nil
        }
    }

    /// Texts parted by commas; quotes keep a comma.
    package static func list(_ text: String) -> [String] {
        var parts: [String] = []
        var part = ""
        var isQuoted = false
        var previous: Character = ","
        for character in text {
            defer { previous = character }
            if character == "\"" {
                // A quote right after the one that closed stands for itself, as in CSV.
                if !isQuoted && previous == "\"" { part.append(character) }
                isQuoted.toggle()
            } else if character == "," && !isQuoted {
                parts.append(Trim.blanks(part))
                part = ""
            } else {
                part.append(character)
            }
        }
        parts.append(Trim.blanks(part))
        return parts.filter { !$0.isEmpty }
    }

    private static func map(_ text: String) throws(FailureRuleError) -> Value {
        guard let json = try? JSONParser.parse(text), case .object(let members) = json else {
            throw .init(.notAnObject)
        }
        var entries: [MapEntry] = []
        for member in members {
            guard let value = plain(member.value) else { throw .init(.notAnObject) }
            entries.append(MapEntry(key: member.key, value: value))
        }
        return .map(of: entries)
    }

    /// A plain JSON value as a map's value; fractions stay text, so that they stay exact.
    package static func plain(_ json: JSONValue) -> Value? {
        switch json {
        case .null: .null
        case .boolean(let boolean): .boolean(boolean)
        case .number(let text): Int64(text).flatMap { $0.magnitude < 1 << 53 ? .integer($0) : nil } ?? .text(text)
        case .string(let text): .text(text)
        case .array, .object: nil
        }
    }

    private func decimal(_ text: String, _ decimals: Int) throws(FailureRuleError) -> Int64 {
        do {
            return try Decimal.parse(text, decimals: decimals)
        } catch {
            throw .init(Self.rule(error))
        }
    }

    private static func rule(_ failure: Decimal.Failure) -> FailureRule {
        switch failure {
        case .notANumber: .notANumber
        case .tooManyDecimals(let max): .tooManyDecimals(max: max)
        case .outOfRange: .outOfRange(min: nil, max: "9223372036854775807")
        }
    }

    /// "5", "5 skein" or, for a unit of the same dimension, "1.5 kg" read as grams; exactly or not at all.
    private func quantity(_ text: String, _ unit: String) throws(FailureRuleError) -> Value {
        let number = text.prefix { "0123456789.,-'".contains($0) }
        let suffix = Trim.blanks(String(text.dropFirst(number.count)))
        let millionths = try decimal(String(number), Kind.quantityDecimals)
        guard !suffix.isEmpty, let target = Unit(code: unit) else { return .integer(millionths) }
        guard let given = Unit(code: suffix) else { throw .init(.unknownUnit(Unit.codes)) }
        if given == target { return .integer(millionths) }
        guard given.dimension == target.dimension, given.dimension != .count else { throw .init(.otherUnit(unit)) }
        let factor = given.numerator.multipliedReportingOverflow(by: target.denominator)
        let divisor = given.denominator.multipliedReportingOverflow(by: target.numerator)
        let product = millionths.multipliedReportingOverflow(by: factor.partialValue)
        guard !factor.overflow, !divisor.overflow, !product.overflow,
            product.partialValue.isMultiple(of: divisor.partialValue)
        else { throw .init(.otherUnit(unit)) }
        return .integer(product.partialValue / divisor.partialValue)
    }
}

/// A failure rule on its own, before it is known which record it is about.
package struct FailureRuleError: Error, Equatable, Sendable {
    package let rule: FailureRule

    package init(_ rule: FailureRule) {
        self.rule = rule
    }
}

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
