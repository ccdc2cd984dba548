internal import Digest
internal import Domain
internal import Host

/// Seals the commits of a group in their order; from the second one on a thread of its own, so that a large import
/// hashes
/// on one core and writes on the other.
final class Sealing {
    /// Commits that may be sealed before they are written.
    static let commitsAheadMax = 4

    private var first: [Change]?
    private var isStarted = false
    private let requests = Channel<[Change]>(capacity: Sealing.commitsAheadMax + 2)
    private let results = Channel<SealedCommit>(capacity: Sealing.commitsAheadMax + 2)

    deinit {
        requests.abandon()
        results.abandon()
    }

    private static func makePayload() -> PayloadWriter {
        PayloadWriter(salt: { Entropy.bytes(JournalWriter.saltByteCount) })
    }

    /// Takes the changes of the next commit.
    func add(_ changes: [Change]) {
        guard isStarted || first != nil else {
            first = changes
            return
        }
        if let first {
            start()
            _ = requests.send(first)
            self.first = nil
        }
        _ = requests.send(changes)
    }

    private func start() {
        isStarted = true
        let requests = requests
        let results = results
        _ = Worker.start("sealing") {
            var payload = Self.makePayload()
            while let changes = requests.receive() {
                guard results.send(SealedCommit(changes, payload: &payload)) else { break }
            }
        }
    }

    /// The oldest commit that was taken, sealed; nil when there is none.
    func next() -> SealedCommit? {
        if let changes = first {
            first = nil
            var payload = Self.makePayload()
            return SealedCommit(changes, payload: &payload)
        }
        return results.receive()
    }
}
