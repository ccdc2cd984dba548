internal import Glibc

/// The system's clocks. The only place that asks what time it is; everything else takes the time as a parameter.
package enum Clock {
    /// Microseconds since 1970 in UTC. Calls `clock_gettime`.
    package static func microseconds() -> Int64 {
        read(CLOCK_REALTIME)
    }

    /// Microseconds on a clock that never jumps: for durations. Calls `clock_gettime`.
    package static func monotonicMicroseconds() -> Int64 {
        read(CLOCK_MONOTONIC)
    }

    private static func read(_ clock: clockid_t) -> Int64 {
        var now = timespec()
        clock_gettime(clock, &now)
        return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000
    }
}
