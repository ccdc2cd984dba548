internal import Host
internal import Synchronization

/// Checks that run side by side, each with the time it may take: one that hangs keeps no other from answering.
enum HealthRun {
    /// A check that is to be done.
    struct Item: Sendable {
        let name: String
        var isAboutStore = false
        /// What it found; nil when another check says it all.
        let check: @Sendable () -> HealthCheck?
    }

    private final class Answer: Sendable {
        let found = Mutex<HealthCheck?>(nil)
    }

    /// What all of them found, in their order. A check that has not answered in time is told as such and left behind.
    static func run(_ items: [Item], secondsMax: Int) -> [HealthCheck] {
        let millisecondsPerSecond = 1_000
        let microsecondsPerMillisecond: Int64 = 1_000
        let start = Clock.monotonicMicroseconds()
        let running = items.map { item in
            let answer = Answer()
            let join = Worker.start("check \(item.name)") {
                let found = item.check()
                answer.found.withLock { $0 = found }
            }
            return (item: item, answer: answer, join: join)
        }
        return running.compactMap { item, answer, join in
            let passed = Int((Clock.monotonicMicroseconds() - start) / microsecondsPerMillisecond)
            guard join.wait(atMostMilliseconds: max(0, secondsMax * millisecondsPerSecond - passed)) else {
                return timedOut(item, secondsMax)
            }
            return answer.found.withLock { $0 }
        }
    }

    private static func timedOut(_ item: Item, _ seconds: Int) -> HealthCheck {
        .degraded(
            item.name, "no answer within \(Phrase.count(seconds, "second"))",
            item.isAboutStore
                ? "is its volume reachable, or the store very large? satchel doctor --timeout \(seconds * 10)"
                : "satchel doctor --timeout \(seconds * 10)")
    }
}
