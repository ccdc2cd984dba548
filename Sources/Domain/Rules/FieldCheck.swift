internal import Text

/// Brings a field's value into its one form (NFC, trimmed) and checks it against the field's declaration.
package enum FieldCheck {
    /// The value as it is stored. Null passes: whether it must be given is asked for the whole record.
    package static func normal(_ value: Value, _ field: FieldFacts) throws(FailureRuleError) -> Value {
        switch (field.kind, value) {
        case (_, .null): return .null
        case (.text(let max), .text(let text)): return try line(text, max)
        case (.note(let max), .text(let text)): return try lines(text, max)
        case (.code(let format), .text(let text)): return try FormatCheck.normal(text, format)
        case (.choice(let words), .text(let text)):
            let word = text.lowercased()
            guard words.contains(word) else { throw .init(.notAChoice(words)) }
            return .text(word)
        case (.date, .text(let text)):
            guard let date = CalendarDate(text: text) else { throw .init(.notADate) }
            return .text(date.text)
        case (.integer(let range), .integer(let integer)):
            guard range.contains(integer) else {
                throw .init(.outOfRange(min: String(range.lowerBound), max: String(range.upperBound)))
            }
            return value
        case (.money, .integer(let minor)):
            guard minor.magnitude <= UInt64(moneyMax) else {
                throw .init(.outOfRange(min: nil, max: moneyMaxText))
            }
            return value
        case (.quantity, .integer(let millionths)):
            guard millionths >= 0, millionths <= quantityMax else {
                throw .init(quantityOutOfRange)
            }
            return value
        case (.percent, .integer(let hundredths)):
            guard (0...10_000).contains(hundredths) else { throw .init(percentOutOfRange) }
            return value
        case (.boolean, .boolean), (.moment, .integer), (.reference, .identifier): return value
        case (.references, .list(let list)):
            guard list.allSatisfy({ Identifier(text: $0) != nil }) else { throw .init(.notAList) }
            return .set(of: list)
        case (.set(let format), .list(let list)): return try set(list, format)
        case (.map(let format), .map(let entries)): return try map(entries, format)
        case (.text, _), (.note, _), (.code, _), (.integer, _), (.boolean, _), (.money, _), (.quantity, _),
            (.percent, _), (.date, _), (.moment, _), (.choice, _), (.reference, _), (.references, _), (.set, _),
            (.map, _):
            throw .init(mismatch(field.kind))
        }
    }

    /// What a value that is not null becomes in its one form; nil when it has it already, as most do.
    static func change(of value: Value, _ field: FieldFacts) throws(FailureRuleError) -> Value? {
        switch (field.kind, value) {
        case (.text(let max), .text(let text)), (.note(let max), .text(let text)):
            if Visible.isPlainLine(text), text.utf8.count <= max { return nil }
        case (.choice(let words), .text(let text)): if words.contains(text) { return nil }
        case (.boolean, .boolean), (.moment, .integer), (.reference, .identifier): return nil
        case (.text, _), (.note, _), (.code, _), (.integer, _), (.boolean, _), (.money, _), (.quantity, _),
            (.percent, _), (.date, _), (.moment, _), (.choice, _), (.reference, _), (.references, _), (.set, _),
            (.map, _):
            break
        }
        return try normal(value, field)
    }

    /// The largest amount in minor units: sums of a million such amounts still fit.
    package static let moneyMax: Int64 = 1_000_000_000_000
    /// An amount that is too large, told in its own currency where that is known.
    static func moneyOutOfRange(_ currency: String?) -> FailureRule {
        guard let currency else { return .outOfRange(min: nil, max: moneyMaxText) }
        return .outOfRange(
            min: nil, max: "\(Decimal.text(moneyMax, decimals: Currency.decimals(currency))) \(currency)")
    }

    /// The same in words: what a field alone does not know is how many decimals its currency has.
    package static let moneyMaxText = "\(moneyMax) of the currency's smallest unit"
    /// The largest quantity in millionths: a billion units.
    package static let quantityMax: Int64 = 1_000_000_000_000_000
    static let quantityOutOfRange = FailureRule.outOfRange(min: "0", max: String(quantityMax / 1_000_000))
    static let percentOutOfRange = FailureRule.outOfRange(min: "0", max: "100")
    package static let setCountMax = 100
    package static let setTextMax = 200
    package static let mapCountMax = 200
    package static let mapKeyMax = 100
    package static let mapTextMax = 1_000

    /// What a field wants, where something of another kind stands.
    package static func mismatch(_ kind: Kind) -> FailureRule {
        switch kind {
        case .text, .note, .code: .notText
        case .choice(let words): .notAChoice(words)
        case .date: .notADate
        case .moment: .notAMoment
        case .integer: .notWhole
        case .money, .quantity, .percent: .notANumber
        case .boolean: .notYesOrNo
        case .reference(let resource): .notFound(resource: resource)
        case .references, .set: .notAList
        case .map: .notAnObject
        }
    }

    private static func line(_ text: String, _ max: Int) throws(FailureRuleError) -> Value {
        try checked(text, max, allowingLines: false)
    }

    private static func lines(_ text: String, _ max: Int) throws(FailureRuleError) -> Value {
        let unified = text.utf8.contains(13) ? replacingCarriageReturns(text) : text
        return try checked(unified, max, allowingLines: true)
    }

    private static func replacingCarriageReturns(_ text: String) -> String {
        var result = ""
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if scalar == "\r" {
                result.unicodeScalars.append("\n")
            } else if !(scalar == "\n" && previous == "\r") {
                result.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        return result
    }

    private static func checked(_ text: String, _ max: Int, allowingLines: Bool) throws(FailureRuleError) -> Value {
        let normal = Normal.form(Trim.blanks(text))
        if normal.isEmpty { return .null }
        if let scalar = Visible.firstForbidden(in: normal, allowingLines: allowingLines) {
            throw .init(.forbiddenCharacter(scalar.value))
        }
        if let first = normal.unicodeScalars.first, Visible.isMark(first) { throw .init(.leadingMark(first.value)) }
        // Bytes are never fewer than characters, so most texts need no count.
        guard normal.utf8.count <= max || normal.count <= max else { throw .init(.tooLong(max: max)) }
        return .text(normal)
    }

    private static func set(_ list: [String], _ format: Format?) throws(FailureRuleError) -> Value {
        guard list.count <= setCountMax else { throw .init(.outOfRange(min: "0", max: "\(setCountMax) entries")) }
        var texts: [String] = []
        for text in list {
            let checked =
                if let format { try FormatCheck.normal(text, format) } else { try line(text, setTextMax) }
            if let text = checked.text { texts.append(text) }
        }
        return .set(of: texts)
    }

    private static func map(_ entries: [MapEntry], _ format: Format?) throws(FailureRuleError) -> Value {
        guard entries.count <= mapCountMax else { throw .init(.outOfRange(min: "0", max: "\(mapCountMax) keys")) }
        var normal: [MapEntry] = []
        for entry in entries {
            guard let key = try line(entry.key, mapKeyMax).text else { throw .init(.malformed("holds an empty key")) }
            normal.append(MapEntry(key: key, value: try plain(entry.value, format)))
        }
        return .map(of: normal)
    }

    private static func plain(_ value: Value, _ format: Format?) throws(FailureRuleError) -> Value {
        switch value {
        case .text(let text):
            if let format { return try FormatCheck.normal(text, format) }
            return try lines(text, mapTextMax)
        case .null: return .null
        case .integer(let integer):
            guard integer.magnitude < 1 << 53 else { throw .init(.outOfRange(min: nil, max: "9007199254740991")) }
            return format == nil ? value : .null
        case .boolean: return format == nil ? value : .null
        case .identifier, .list, .map: throw .init(.notAnObject)
        }
    }
}
