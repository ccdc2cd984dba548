internal import Domain
internal import Synchronization

/// Random numbers that are the same in every run.
final class DemoRandom: Sendable {
    private let generator: Mutex<SplitMix64>

    init(seed: UInt64) {
        generator = Mutex(SplitMix64(seed: seed))
    }

    func next() -> UInt64 {
        generator.withLock { $0.next() }
    }
}
