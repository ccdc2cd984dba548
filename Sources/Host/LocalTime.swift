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

    /// A change of the offset from UTC: from a moment on, in microseconds UTC, it is so many seconds east.
    package struct Transition: Equatable, Sendable {
        package let from: Int64
        package let offsetSeconds: Int

        package init(from: Int64, offsetSeconds: Int) {
            self.from = from
            self.offsetSeconds = offsetSeconds
        }
    }

    /// The offset at a moment and its changes up to another one, both in microseconds UTC. Changes that last less than
    /// four weeks are not found: no zone has had one in decades. Calls `localtime_r`.
    package static func transitions(from start: Int64, to end: Int64) -> (offsetSeconds: Int, changes: [Transition]) {
        // Clocks are changed on a quarter of an hour.
        let unit: Int64 = 900
        let stride: Int64 = 28 * 86_400 / unit
        func offset(_ quarter: Int64) -> Int { LocalTime(microseconds: quarter * unit * 1_000_000).offsetSeconds }
        var known = start.flooredQuotient(unit * 1_000_000)
        let first = offset(known)
        var current = first
        var changes: [Transition] = []
        while known * unit * 1_000_000 < end {
            let next = known + stride
            let found = offset(next)
            if found != current {
                var (low, high) = (known, next)
                while high - low > 1 {
                    let middle = (low + high) / 2
                    if offset(middle) == current { low = middle } else { high = middle }
                }
                changes.append(Transition(from: high * unit * 1_000_000, offsetSeconds: found))
                current = found
            }
            known = next
        }
        return (first, changes)
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
