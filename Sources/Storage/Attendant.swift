// SPDX-License-Identifier: Apache-2.0
internal import Host
internal import Synchronization

/// How far long work has come; a rate follows from two of them.
package struct WorkProgress: Sendable, Equatable {
    package let done: Int64
    package let total: Int64

    package init(done: Int64, total: Int64) {
        self.done = done
        self.total = total
    }
}

/// Stops long work, from any thread. Once the work has ended it stops nothing.
package final class StopFlag: Sendable {
    private struct State {
        var isRaised = false
        var interrupt: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    package init() {}

    package var isRaised: Bool { state.withLock(\.isRaised) }

    package func raise() {
        state.withLock { state in
            state.isRaised = true
            state.interrupt?()
        }
    }

    /// Runs `body`; raising the flag meanwhile also stops the statement that a connection of its own is running.
    func stopping<T>(_ interrupt: @escaping @Sendable () -> Void, _ body: () throws(StoreError) -> T)
        throws(StoreError) -> T
    {
        state.withLock { $0.interrupt = interrupt }
        defer { state.withLock { $0.interrupt = nil } }
        return try body()
    }
}

/// Whoever waits for long work: is told how far it is, at most ten times a second, and may stop it.
package final class Attendant {
    let stop: StopFlag
    private let onProgress: (WorkProgress) -> Void
    private let now: () -> Int64
    private var toldAt: Int64?

    private static let intervalMicroseconds: Int64 = 100_000

    /// `now` is a clock in microseconds that never jumps; the system's unless given.
    package init(
        stop: StopFlag = StopFlag(), onProgress: @escaping (WorkProgress) -> Void = { _ in },
        now: (() -> Int64)? = nil
    ) {
        self.stop = stop
        self.now = now ?? Clock.monotonicMicroseconds
        self.onProgress = onProgress
    }

    /// Throws `cancelled` when it is to stop.
    package func heedStop() throws(StoreError) {
        if stop.isRaised { throw .cancelled }
    }

    /// Tells how far it is; throws `cancelled` when it is to stop.
    package func advance(to done: Int64, of total: Int64) throws(StoreError) {
        try heedStop()
        let moment = now()
        if let toldAt, moment - toldAt < Self.intervalMicroseconds { return }
        toldAt = moment
        onProgress(WorkProgress(done: done, total: total))
    }
}
