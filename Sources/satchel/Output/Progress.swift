internal import Host
internal import Storage

/// How far something long has come, on one line of a terminal that is wiped at the end. Nothing of it reaches a pipe.
final class Progress {
    private let verb: String
    private var total: Int64?
    private let unit: String
    private let start = Clock.monotonicMicroseconds()
    private var shownAt: Int64 = 0
    private var isShown = false

    /// The line is renewed ten times a second, and not at all for what is over by then.
    private static let intervalMicroseconds: Int64 = 100_000
    private static let microsecondsPerSecond: Int64 = 1_000_000
    private static let secondsPerMinute: Int64 = 60

    /// Nil where standard error is no terminal that can wipe a line.
    init?(_ verb: String, of total: Int64? = nil, unit: String) {
        guard Machine.isErrorTerminal, Machine.environment("TERM") != "dumb" else { return nil }
        self.verb = verb
        self.total = total
        self.unit = unit
        shownAt = start
    }

    /// Does long work of the store, showing how far it is.
    static func showing<T>(_ verb: String, unit: String, _ body: (Attendant) throws -> T) rethrows -> T {
        let progress = Progress(verb, unit: unit)
        defer { progress?.finish() }
        return try body(
            Attendant { work in
                progress?.total = work.total
                progress?.advance(to: work.done)
            })
    }

    /// Shows how many are done.
    func advance(to done: Int64) {
        let now = Clock.monotonicMicroseconds()
        guard now - shownAt >= Self.intervalMicroseconds else { return }
        shownAt = now
        isShown = true
        let text = Self.text(verb, done, total, unit, microseconds: now - start)
        try? FileWriter.standardError().write("\r\u{1B}[K\(text)")
    }

    /// Wipes the line.
    func finish() {
        guard isShown else { return }
        isShown = false
        try? FileWriter.standardError().write("\r\u{1B}[K")
    }

    /// "importing: 12000 of 50000 rows, 24000 a second, 2 s left".
    static func text(_ verb: String, _ done: Int64, _ total: Int64?, _ unit: String, microseconds: Int64) -> String {
        let rate = microseconds > 0 ? done * microsecondsPerSecond / microseconds : 0
        var text = "\(verb): \(done)\(total.map { " of \($0)" } ?? "") \(unit), \(rate) a second"
        if let total, rate > 0, total > done {
            let seconds = (total - done + rate - 1) / rate
            let minutes = seconds / secondsPerMinute
            text += minutes > 0 ? ", \(minutes) min \(seconds % secondsPerMinute) s left" : ", \(seconds) s left"
        }
        return text
    }
}
