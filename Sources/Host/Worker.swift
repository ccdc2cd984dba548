internal import Dispatch

/// A thread of its own for blocking work.
package enum Worker {
    /// Runs `body` on a new thread; the returned value waits for its end.
    package static func start(_ label: String, _ body: @escaping @Sendable () -> Void) -> Join {
        let join = Join()
        DispatchQueue(label: label, qos: .userInitiated).async {
            AlternateStack.provided(body)
            join.group.leave()
        }
        return join
    }

    /// The end of a thread's work.
    package struct Join: Sendable {
        fileprivate let group = DispatchGroup()

        fileprivate init() {
            group.enter()
        }

        /// Waits until the work has ended, at most so long; false when it goes on.
        package func wait(atMostMilliseconds milliseconds: Int) -> Bool {
            group.wait(timeout: .now() + .milliseconds(milliseconds)) == .success
        }

        /// Waits until the work has ended.
        package func wait() {
            group.wait()
        }
    }
}
