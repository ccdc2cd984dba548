// SPDX-License-Identifier: Apache-2.0
/// How far long work is, how fast it goes and when it will be done.
struct Pace: Equatable, Sendable {
    let startedAt: Int64
    var done: Int64 = 0
    var total: Int64 = 0

    private static let secondsPerMinute: Int64 = 60

    /// "12 000 of 50 000 rows 24 % · 24 000 a second · 2 s left"; `now` in microseconds UTC.
    func words(_ unit: String, now: Int64) -> String {
        let share = total > 0 ? " \(100 * done / total) %" : ""
        var text = "\(Figures.grouped(done)) of \(Figures.grouped(total)) \(unit)\(share)"
        let microseconds = max(1, now - startedAt)
        let rate = done * 1_000_000 / microseconds
        guard rate > 0 else { return text }
        text += " · \(Figures.grouped(rate)) a second"
        let seconds = max(0, total - done + rate - 1) / rate
        let (minutes, rest) = seconds.quotientAndRemainder(dividingBy: Self.secondsPerMinute)
        return text + (minutes > 0 ? " · \(minutes) min \(rest) s left" : " · \(seconds) s left")
    }
}
