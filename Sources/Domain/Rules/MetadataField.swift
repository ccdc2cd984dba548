/// One field that a category asks of its products' metadata, written as text: `integer required 1..12 default=4`,
/// `decimal unit=mm label=Needle_size`.
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
    /// The unit that a figure is in; it stands beside the field and is not part of the value.
    package let unit: String?
    /// What people call the field; nil where its key says it.
    package let label: String?

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
        var unit: String?
        var label: String?
        for word in words {
            if word == "required" {
                isRequired = true
            } else if word.hasPrefix("default=") {
                standard = String(word.dropFirst(8))
            } else if word.hasPrefix("unit="), word.count > 5 {
                unit = String(word.dropFirst(5))
            } else if word.hasPrefix("label="), word.count > 6 {
                label = Self.spoken(word.dropFirst(6))
            } else if let found = Self.range(word) {
                range = found
            } else {
                return nil
            }
        }
        self.isRequired = isRequired
        (min, max) = range
        self.standard = standard
        self.unit = unit
        self.label = label
        if let standard, value(.text(standard)) == nil { return nil }
    }

    /// A name without blanks as it is spoken: `needle_mm` is “needle mm”.
    package static func spoken(_ name: some StringProtocol) -> String {
        String(name.map { $0 == "_" ? " " : $0 })
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
