internal import Text

/// Turns the text on the right of an operator into a comparison of the field's kind.
struct FilterValue {
    let kind: Kind
    let context: FilterViewpoint

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
        case .reference, .references: return reference(path, comparison, text)
        case .set: return membership(path, comparison, text)
        case .map: throw .init(.notAnObject)
        case .integer, .boolean, .money, .quantity, .percent:
            return .compare(path, comparison, try Reading(currency: context.currency).value(text, kind))
        }
    }

    private func membership(_ path: Filter.Path, _ comparison: Filter.Operator, _ text: String) -> Filter {
        let equal = Filter.compare(path, .equal, .text(Normal.form(text)))
        return comparison == .notEqual ? .not(equal) : equal
    }

    private func reference(_ path: Filter.Path, _ comparison: Filter.Operator, _ text: String) -> Filter {
        let equal: Filter =
            if text == "me", let me = context.me {
                .compare(path, .equal, .identifier(me))
            } else if let identifier = Identifier(text: text) {
                .compare(path, .equal, .identifier(identifier))
            } else {
                .refers(path, text)
            }
        return comparison == .notEqual ? .not(equal) : equal
    }

    /// A day as given, or `today`, `today-7d`.
    private func day(_ text: String) throws(FailureRuleError) -> CalendarDate {
        if text == "today" { return context.today }
        if text.hasPrefix("today"), text.hasSuffix("d"), let days = Int(text.dropFirst(5).dropLast()),
            days.magnitude < 100_000
        {
            return context.today.adding(days: days)
        }
        guard let date = CalendarDate(text: text) else { throw .init(.notADate) }
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
