// SPDX-License-Identifier: Apache-2.0
/// How far long work is, how fast it goes and when it will be done.
struct Pace: Equatable, Sendable {
    /// Microseconds UTC.
    let startedAt: Int64
    var done: Int64 = 0
    /// How much there is to do; 0 as long as that is not known.
    var total: Int64 = 0

    private static let secondsPerMinute: Int64 = 60

    /// "12 000 of 50 000 rows".
    func amount(_ unit: String = "") -> String {
        let all = total > 0 ? " of \(Figures.grouped(total))" : ""
        return Figures.grouped(done) + all + (unit.isEmpty ? "" : " \(unit)")
    }

    /// "12 000 of 50 000 rows 24 %".
    func share(_ unit: String = "") -> String {
        total > 0 ? "\(amount(unit)) \(100 * done / total) %" : amount(unit)
    }

    /// " · 2 s left", as far as that can be told; `now` in microseconds UTC.
    func left(now: Int64) -> String {
        let rate = rate(now: now)
        guard rate > 0 else { return "" }
        let seconds = max(0, total - done + rate - 1) / rate
        let (minutes, rest) = seconds.quotientAndRemainder(dividingBy: Self.secondsPerMinute)
        return minutes > 0 ? " · \(minutes) min \(rest) s left" : " · \(seconds) s left"
    }

    /// "12 000 of 50 000 rows 24 % · 24 000 a second · 2 s left"; `now` in microseconds UTC.
    func words(_ unit: String, now: Int64) -> String {
        let rate = rate(now: now)
        return rate > 0 ? "\(share(unit)) · \(Figures.grouped(rate)) a second\(left(now: now))" : share(unit)
    }

    /// How much is done in a second.
    private func rate(now: Int64) -> Int64 { done * 1_000_000 / max(1, now - startedAt) }
}
