// SPDX-License-Identifier: Apache-2.0

/// Days as people write them.
package enum DayText {
    /// More days from today than this are a mistake.
    private static let daysMax = 100_000
    /// Two-digit years from this one on are of the 20th century, as POSIX has it; those below of the 21st.
    private static let firstShortYearOf1900s = 69

    /// `today`, `today-7d`, `+7d`, `-2w`: so many days or weeks from a day; nil for anything else.
    package static func relative(_ text: String, to today: CalendarDate) -> CalendarDate? {
        let word = "today"
        let text = text.lowercased()
        if text == word { return today }
        let step = text.hasPrefix(word) ? text.dropFirst(word.count) : text[...]
        guard let sign = step.first, sign == "+" || sign == "-", let unit = step.last, unit == "d" || unit == "w",
            let count = Digits.value(step.dropFirst().dropLast()), step.count > 2, count < daysMax
        else { return nil }
        let days = count * (unit == "w" ? 7 : 1)
        guard days < daysMax else { return nil }
        return today.adding(days: sign == "-" ? -days : days)
    }

    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// What somebody types for a day that is near: `14` is that day of this month, `7d` and `2w` are days and weeks
    /// from today, `fri` is the next Friday after today; nil for anything else.
    package static func near(_ text: String, to today: CalendarDate) -> CalendarDate? {
        let text = text.lowercased()
        if text.count <= 2, let day = Digits.value(text) {
            return CalendarDate(year: today.year, month: today.month, day: day)
        }
        if let day = relative("+\(text)", to: today) { return day }
        let lettersMin = 2
        guard text.count >= lettersMin, let weekday = weekdays.firstIndex(where: { $0.hasPrefix(text) }) else {
            return nil
        }
        let days = (weekday - today.weekday + 7) % 7
        return today.adding(days: days == 0 ? 7 : days)
    }

    /// The day of a text in the locale's order, or with the year first. What could be two days is refused.
    package static func day(_ text: String, _ locale: LocaleFormat) throws(FailureRuleError) -> CalendarDate {
        guard let (separator, numbers) = numbers(text) else { throw .init(.badDate(like: locale.dateExample)) }
        let days = orders(separator, numbers, locale.order).compactMap { day(numbers, $0) }
        let distinct = Set(days).sorted()
        guard let first = distinct.first else { throw .init(.badDate(like: locale.dateExample)) }
        guard distinct.count == 1 else { throw .init(.ambiguousDate(distinct.map(\.text))) }
        return first
    }

    /// Three numbers with one separator between them, blanks behind it allowed; a point may end them.
    private static func numbers(_ text: String) -> (separator: Character, numbers: [Substring])? {
        guard let separator = text.first(where: { ".-/".contains($0) }) else { return nil }
        var parts = text.split(separator: separator, omittingEmptySubsequences: false)
            .map { $0.drop { $0 == " " } }
        if separator == ".", parts.count == 4, parts.last == "" { parts.removeLast() }
        guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && $0.count <= 4 && Digits.value($0) != nil })
        else { return nil }
        return (separator, parts)
    }

    /// The orders that a written date can be in.
    private static func orders(_ separator: Character, _ numbers: [Substring], _ order: LocaleFormat.DateOrder?)
        -> [LocaleFormat.DateOrder]
    {
        if numbers[0].count == 4 { return [.yearMonthDay] }
        if numbers[2].count == 4 {
            // With points the day always comes before the month.
            if separator == "." { return [.dayMonthYear] }
            if let order, order != .yearMonthDay { return [order] }
            return [.dayMonthYear, .monthDayYear]
        }
        if let order { return separator == "." && order == .monthDayYear ? [.dayMonthYear] : [order] }
        return separator == "."
            ? [.dayMonthYear, .yearMonthDay] : [.dayMonthYear, .monthDayYear, .yearMonthDay]
    }

    private static func day(_ numbers: [Substring], _ order: LocaleFormat.DateOrder) -> CalendarDate? {
        let (year, month, day) =
            switch order {
            case .yearMonthDay: (numbers[0], numbers[1], numbers[2])
            case .dayMonthYear: (numbers[2], numbers[1], numbers[0])
            case .monthDayYear: (numbers[2], numbers[0], numbers[1])
            }
        guard year.count == 4 || year.count == 2, month.count <= 2, day.count <= 2, let short = Digits.value(year),
            let month = Digits.value(month), let day = Digits.value(day)
        else { return nil }
        let century = year.count == 4 ? 0 : short < firstShortYearOf1900s ? 2000 : 1900
        return CalendarDate(year: century + short, month: month, day: day)
    }
}
