/// A day of the proleptic Gregorian calendar, without a time zone.
package struct CalendarDate: Hashable, Sendable, Comparable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// A day that exists; nil for 30 February.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// A day from 'YYYY-MM-DD'.
    package init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.count == 3, parts[0].count == 4, parts[1].count == 2,
            let year = Digits.value(parts[0]), let month = Digits.value(parts[1]), let day = Digits.value(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        default: 31
        }
    }

    package var text: String {
        let year = String(self.year)
        return "\(String(repeating: "0", count: max(0, 4 - year.count)))\(year)-\(Self.two(month))-\(Self.two(day))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// Days since 1 January 1970 (Howard Hinnant, days_from_civil).
    package var daysSince1970: Int {
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day a number of days after 1 January 1970 (Howard Hinnant, civil_from_days).
    package init(daysSince1970 days: Int) {
        // Clocks and stores may say anything; what lies beyond the calendar stands at its end.
        let days = min(max(days, -719_162), 2_932_896)
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    package func adding(days: Int) -> CalendarDate {
        CalendarDate(daysSince1970: daysSince1970 + days)
    }

    /// The same day some months later or earlier; the last day of a month that is shorter.
    package func adding(months: Int) -> CalendarDate {
        let count = year * 12 + month - 1 + months
        let (year, month) = (count / 12, count % 12 + 1)
        let last = (1...9999).contains(year) ? Self.days(in: month, of: year) : 0
        return CalendarDate(year: year, month: month, day: min(day, last)) ?? self
    }

    /// From 0 for Monday to 6 for Sunday; 1 January 1970 was a Thursday.
    package var weekday: Int { ((daysSince1970 + 3) % 7 + 7) % 7 }

    /// The number of the week, as ISO 8601 counts them: the week of the year's first Thursday is the first.
    package var weekNumber: Int {
        let thursday = adding(days: 3 - weekday)
        let first = CalendarDate(year: thursday.year, month: 1, day: 1) ?? thursday
        return (thursday.daysSince1970 - first.daysSince1970) / 7 + 1
    }
}

/// Moments as RFC 3339 text in UTC.
package enum Moment {
    /// "2026-11-14T09:12:03.000450Z", fraction only when there is one.
    package static func text(_ microseconds: Int64) -> String {
        let dayLength: Int64 = 86_400_000_000
        var days = microseconds / dayLength
        var rest = microseconds % dayLength
        if rest < 0 {
            rest += dayLength
            days -= 1
        }
        let seconds = rest / 1_000_000
        let fraction = rest % 1_000_000
        let date = CalendarDate(daysSince1970: Int(days)).text
        let time = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        let tail = fraction == 0 ? "" : "." + String(String(fraction + 1_000_000).dropFirst())
        return "\(date)T\(time.joined(separator: ":"))\(tail)Z"
    }

    /// Microseconds of an RFC 3339 text that ends in Z.
    package static func parse(_ text: String) -> Int64? {
        guard text.hasSuffix("Z"), let t = text.firstIndex(of: "T"), let date = CalendarDate(text: String(text[..<t]))
        else { return nil }
        let clock = text[text.index(after: t)...].dropLast()
        let parts = clock.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first else { return nil }
        let texts = whole.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = texts.compactMap { $0.count == 2 ? Digits.value($0).map(Int64.init) : nil }
        guard texts.count == 3, numbers.count == 3, numbers[0] < 24, numbers[1] < 60, numbers[2] < 60 else {
            return nil
        }
        var fraction: Int64 = 0
        if parts.count == 2 {
            guard (1...6).contains(parts[1].count),
                let digits = Digits.value(parts[1] + String(repeating: "0", count: 6 - parts[1].count))
            else { return nil }
            fraction = Int64(digits)
        }
        let seconds = Int64(date.daysSince1970) * 86_400 + numbers[0] * 3_600 + numbers[1] * 60 + numbers[2]
        return seconds * 1_000_000 + fraction
    }
}

/// Plain digits: Swift's own reading of integers takes a sign too.
enum Digits {
    static func value(_ text: some StringProtocol) -> Int? {
        text.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } ? Int(text) : nil
    }
}
