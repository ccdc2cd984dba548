internal import Text

/// Turns the text on the right of an operator into a comparison of the field's kind.
struct FilterValue {
    let kind: Kind
    let context: FilterViewpoint
    var lookUp: NameLookUp?

    func filter(_ path: Filter.Path, _ comparison: Filter.Operator, _ text: String) throws(FailureRuleError) -> Filter {
        if comparison == .contains { return .compare(path, .contains, .text(Normal.sortKey(text))) }
        switch kind {
        case .text, .note, .code: return .compare(path, comparison, .text(Normal.form(text)))
        case .choice(let words):
            let word = text.lowercased()
            guard words.contains(word) else { throw .init(.notAChoice(words)) }
            return .compare(path, comparison, .text(word))
        case .date: return .compare(path, comparison, .text(try day(text).text))
        case .moment: return try moment(path, comparison, text)
        case .reference, .references: return try reference(path, comparison, text)
        case .set: return membership(path, comparison, text)
        case .map: throw .init(.notAnObject)
        case .integer, .boolean, .money, .quantity, .percent:
            return .compare(path, comparison, try FieldReading(currency: context.currency).value(text, kind))
        }
    }

    private func membership(_ path: Filter.Path, _ comparison: Filter.Operator, _ text: String) -> Filter {
        let equal = Filter.compare(path, .equal, .text(Normal.form(text)))
        return comparison == .notEqual ? .not(equal) : equal
    }

    private func reference(_ path: Filter.Path, _ comparison: Filter.Operator, _ text: String)
        throws(FailureRuleError) -> Filter
    {
        let equal: Filter
        if text == "me", let me = context.me {
            equal = .compare(path, .equal, .identifier(me))
        } else if let identifier = Identifier(text: text) {
            equal = .compare(path, .equal, .identifier(identifier))
        } else if let target = kind.target, !target.isEmpty {
            switch lookUp?(text, target) {
            case .record(let id): equal = .compare(path, .equal, .identifier(id))
            case .several(let names): throw .init(.ambiguous(names))
            case .unknown(let near): throw .init(.notFound(resource: target, near: near))
            case nil: equal = .refers(path, text)
            }
        } else {
            throw .init(.notAnIdentifier)
        }
        return comparison == .notEqual ? .not(equal) : equal
    }

    /// The record that a name was looked up for; nil for an id, for `me` and for any other kind.
    func named(_ text: String) -> Identifier? {
        guard let target = kind.target, text != "me", Identifier(text: text) == nil,
            case .record(let id) = lookUp?(text, target)
        else { return nil }
        return id
    }

    /// A day as given, or `today`, `today-7d`.
    private func day(_ text: String) throws(FailureRuleError) -> CalendarDate {
        guard let date = DayText.relative(text, to: context.today) ?? CalendarDate(text: text) else {
            throw .init(.notADate)
        }
        return date
    }

    /// A day means all its moments.
    private func moment(_ path: Filter.Path, _ comparison: Filter.Operator, _ text: String)
        throws(FailureRuleError) -> Filter
    {
        if let exact = Moment.parse(text) { return .compare(path, comparison, .integer(exact)) }
        let date = try day(text)
        let start = Value.integer(context.startOfDay(date))
        let end = Value.integer(context.startOfDay(date.adding(days: 1)))
        switch comparison {
        case .less: return .compare(path, .less, start)
        case .lessOrEqual: return .compare(path, .less, end)
        case .greater: return .compare(path, .greaterOrEqual, end)
        case .greaterOrEqual: return .compare(path, .greaterOrEqual, start)
        case .equal: return .and([.compare(path, .greaterOrEqual, start), .compare(path, .less, end)])
        case .notEqual: return .not(.and([.compare(path, .greaterOrEqual, start), .compare(path, .less, end)]))
        case .contains: throw .init(.notADate)
        }
    }
}

extension Kind {
    /// The resource that values of this kind refer to; empty where any may be meant.
    package var target: String? {
        switch self {
        case .reference(let target), .references(let target): target
        case .text, .note, .code, .integer, .boolean, .money, .quantity, .percent, .date, .moment, .choice, .set, .map:
            nil
        }
    }
}
