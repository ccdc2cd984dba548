/// One field that a category asks of its products' metadata, written as text: `integer required 1..12 default=4`.
package struct MetadataField: Sendable, Hashable {
    package enum Form: Sendable, Hashable {
        case text, integer, decimal, yesNo, date
        case choice([String])
    }

    package let form: Form
    package let isRequired: Bool
    package let min: Int64?
    package let max: Int64?
    package let standard: String?

    /// Reads the written form; nil for anything else.
    package init?(text: String) {
        var words = text.split(separator: " ").map(String.init)
        guard !words.isEmpty else { return nil }
        let name = words.removeFirst()
        switch name {
        case "text": form = .text
        case "integer": form = .integer
        case "decimal": form = .decimal
        case "yes/no": form = .yesNo
        case "date": form = .date
        default:
            guard name.hasPrefix("one:") else { return nil }
            let choices = name.dropFirst(4).split(separator: "|").map(String.init)
            guard !choices.isEmpty else { return nil }
            form = .choice(choices)
        }
        var isRequired = false
        var range: (Int64?, Int64?) = (nil, nil)
        var standard: String?
        for word in words {
            if word == "required" {
                isRequired = true
            } else if word.hasPrefix("default=") {
                standard = String(word.dropFirst(8))
            } else if let found = Self.range(word) {
                range = found
            } else {
                return nil
            }
        }
        self.isRequired = isRequired
        (min, max) = range
        self.standard = standard
        if let standard, value(.text(standard)) == nil { return nil }
    }

    private static func range(_ word: String) -> (Int64?, Int64?)? {
        guard let dots = word.firstIndex(of: "."), word[word.index(after: dots)...].hasPrefix(".") else { return nil }
        let low = word[..<dots]
        let high = word[dots...].dropFirst(2)
        guard low.isEmpty || Int64(low) != nil, high.isEmpty || Int64(high) != nil, !(low.isEmpty && high.isEmpty)
        else { return nil }
        return (Int64(low), Int64(high))
    }

    /// What is accepted, for a message.
    package var expected: String {
        let name =
            switch form {
            case .text: "a text"
            case .integer: "a whole number"
            case .decimal: "a number"
            case .yesNo: "yes or no"
            case .date: "year-month-day"
            case .choice(let words): words.joined(separator: ", ")
            }
        switch (min, max) {
        case (let min?, let max?): return "\(name), \(min) to \(max)"
        case (let min?, nil): return "\(name), \(min) or more"
        case (nil, let max?): return "\(name), \(max) or less"
        case (nil, nil): return name
        }
    }

    /// A given value in the field's own form; nil when it does not fit.
    package func value(_ given: Value) -> Value? {
        let text: String
        switch given {
        case .text(let given): text = Trim.blanks(given)
        case .integer(let integer): text = String(integer)
        case .boolean(let boolean): text = boolean ? "yes" : "no"
        case .null, .identifier, .list, .map: return nil
        }
        switch form {
        case .text: return given
        case .integer: return Int64(text).flatMap { fits($0, scale: 1) ? .integer($0) : nil }
        case .decimal:
            guard let millionths = try? Decimal.parse(text, decimals: 6), fits(millionths, scale: 1_000_000) else {
                return nil
            }
            return .text(Decimal.text(millionths, decimals: 6, keeping: 0))
        case .yesNo: return FieldReading.boolean(text).map { .boolean($0) }
        case .date: return CalendarDate(text: text).map { .text($0.text) }
        case .choice(let words): return words.contains(text) ? .text(text) : nil
        }
    }

    private func fits(_ number: Int64, scale: Int64) -> Bool {
        if let min, number < min.multipliedReportingOverflow(by: scale).partialValue { return false }
        if let max, number > max.multipliedReportingOverflow(by: scale).partialValue { return false }
        return true
    }
}
