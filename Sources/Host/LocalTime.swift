internal import Glibc

/// A moment in the device's own time zone; FoundationEssentials has none on Linux.
package struct LocalTime: Equatable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int
    package let hour: Int
    package let minute: Int
    package let second: Int
    /// 0 is Sunday.
    package let weekday: Int
    /// Seconds east of UTC at that moment.
    package let offsetSeconds: Int

    /// The local time of a moment in microseconds UTC. Calls `localtime_r`.
    package init(microseconds: Int64) {
        var seconds = time_t(microseconds.flooredQuotient(1_000_000))
        var parts = tm()
        localtime_r(&seconds, &parts)
        year = Int(parts.tm_year) + 1900
        month = Int(parts.tm_mon) + 1
        day = Int(parts.tm_mday)
        hour = Int(parts.tm_hour)
        minute = Int(parts.tm_min)
        second = Int(parts.tm_sec)
        weekday = Int(parts.tm_wday)
        offsetSeconds = Int(parts.tm_gmtoff)
    }

    /// The moment, in microseconds UTC, at which a local day begins. Calls `mktime`.
    package static func startOfDay(year: Int, month: Int, day: Int) -> Int64 {
        var parts = tm()
        parts.tm_year = Int32(year - 1900)
        parts.tm_mon = Int32(month - 1)
        parts.tm_mday = Int32(day)
        parts.tm_isdst = -1
        return Int64(mktime(&parts)) * 1_000_000
    }
}

extension Int64 {
    fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
