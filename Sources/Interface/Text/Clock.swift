// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What the screen knows of the time.
package struct Clock: Equatable, Sendable {
    /// Microseconds UTC, as the last tick told.
    package var now: Int64
    /// How far local time is from UTC.
    package let zone: Zone

    /// A clock that stands at a moment.
    package init(now: Int64, zone: Zone = Zone()) {
        self.now = now
        self.zone = zone
    }

    private static let dayMicroseconds: Int64 = 86_400_000_000
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The day it is here.
    package var today: CalendarDate { CalendarDate(daysSince1970: day(of: now)) }

    /// Microseconds UTC at which a day begins here.
    package func start(of day: CalendarDate) -> Int64 {
        zone.moment(local: Int64(day.daysSince1970) * Clock.dayMicroseconds)
    }

    private func day(of moment: Int64) -> Int {
        let local = zone.local(moment)
        let day = local / Clock.dayMicroseconds
        return Int(local % Clock.dayMicroseconds < 0 ? day - 1 : day)
    }

    /// A moment in words: "today 15:32", "Sat 09:12" in the six days before, "14 Nov" this year, else "14 Nov 2025".
    package func words(_ moment: Int64) -> String {
        let day = day(of: moment)
        let date = CalendarDate(daysSince1970: day)
        let age = today.daysSince1970 - day
        if age == 0 { return "today \(time(moment))" }
        if (1...6).contains(age) {
            // 1 January 1970 was a Thursday.
            let weekday = ((day + 3) % 7 + 7) % 7
            return "\(Clock.weekdays[weekday]) \(time(moment))"
        }
        let short = "\(date.day) \(Clock.months[date.month - 1])"
        return date.year == today.year ? short : "\(short) \(date.year)"
    }

    /// A moment as it is understood at any later time: "2026-11-14 15:32".
    func full(_ moment: Int64) -> String {
        let date = CalendarDate(daysSince1970: day(of: moment))
        let parts = [date.month, date.day].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(date.year)-\(parts[0])-\(parts[1]) \(time(moment))"
    }

    private func time(_ moment: Int64) -> String {
        let local = zone.local(moment)
        let rest = (local % Clock.dayMicroseconds + Clock.dayMicroseconds) % Clock.dayMicroseconds
        let minutes = rest / 60_000_000
        return [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
