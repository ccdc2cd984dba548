internal import Domain
internal import Host

/// Moments as people read them: in the device's own zone.
enum LocalMoment {
    /// "2026-11-14 09:12".
    static func text(_ microseconds: Int64) -> String {
        let local = LocalTime(microseconds: microseconds)
        return "\(local.year)-\(two(local.month))-\(two(local.day)) \(two(local.hour)):\(two(local.minute))"
    }

    /// The local day of a moment.
    static func day(_ microseconds: Int64) -> CalendarDate {
        let local = LocalTime(microseconds: microseconds)
        return CalendarDate(year: local.year, month: local.month, day: local.day) ?? CalendarDate(daysSince1970: 0)
    }

    /// The moment at which a local day begins.
    static func start(of day: CalendarDate) -> Int64 {
        LocalTime.startOfDay(year: day.year, month: day.month, day: day.day)
    }

    /// The moment that an option names: a day (its start, or its end), `today`, `today-7d`, or an RFC 3339 moment.
    static func parse(_ text: String, now: Int64, isEnd: Bool) -> Int64? {
        if let exact = Moment.parse(text) { return exact }
        let named = DayText.relative(text, to: day(now)) ?? CalendarDate(text: text)
        return named.map { start(of: isEnd ? $0.adding(days: 1) : $0) }
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
