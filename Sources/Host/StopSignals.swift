internal import Glibc

/// The signals that end a command which goes on until it is stopped. They are taken in turn between two pieces of work,
/// so that it ends in order.
package struct StopSignals {
    private var signals = sigset_t()

    /// Holds the signals back from now on, for this thread. Calls `pthread_sigmask`.
    package init() {
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM] { sigaddset(&signals, number) }
        if !Self.isIgnored(SIGHUP) { sigaddset(&signals, SIGHUP) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Whether a signal was to be ignored from the start, as `nohup` has it. Calls `sigaction`.
    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// Waits so long; true when the command is to end: a signal came, or nobody reads standard output any more. Calls
    /// `sigtimedwait`, `poll`.
    package func isStopped(afterMilliseconds milliseconds: Int) -> Bool {
        var signals = signals
        var time = timespec(tv_sec: milliseconds / 1_000, tv_nsec: milliseconds % 1_000 * 1_000_000)
        if sigtimedwait(&signals, nil, &time) > 0 { return true }
        var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
        return poll(&output, 1, 0) == 1 && Int32(output.revents) & (POLLERR | POLLNVAL) != 0
    }
}
