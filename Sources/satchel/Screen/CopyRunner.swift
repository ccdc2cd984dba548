// SPDX-License-Identifier: Apache-2.0
internal import Host
internal import Synchronization

/// The thread that waits for the command or the file which takes what is copied, one copy after the other.
final class CopyRunner: Sendable {
    /// Copies that may wait; behind a command that hangs there would be no end of them.
    private static let waitingMax = 8
    /// How long the last one is waited for when the program ends.
    private static let endMilliseconds = 2_000

    private let channel = Channel<@Sendable () -> Void>(capacity: CopyRunner.waitingMax)
    private let join = Mutex<Worker.Join?>(nil)
    private let open = Atomic(0)

    /// Queues a copy; false where too many wait already.
    func add(_ body: @escaping @Sendable () -> Void) -> Bool {
        guard open.load(ordering: .acquiring) < Self.waitingMax else { return false }
        join.withLock { join in
            guard join == nil else { return }
            join = Worker.start("copy") { [self] in
                while let body = channel.receive() {
                    body()
                    open.subtract(1, ordering: .releasing)
                }
            }
        }
        open.add(1, ordering: .releasing)
        return channel.send(body)
    }

    /// Whether a copy waits or runs; what it answers is in the mailbox before this changes.
    var isBusy: Bool { open.load(ordering: .acquiring) > 0 }

    /// Ends the thread once everything queued is copied, or after a while.
    func finish() {
        channel.close()
        _ = join.withLock { $0 }?.wait(atMostMilliseconds: Self.endMilliseconds)
    }
}
