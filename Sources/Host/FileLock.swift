internal import Glibc

/// An exclusive lock between processes, on a file of its own. Not copyable: it belongs to the one writer.
package struct FileLock: ~Copyable {
    private let descriptor: Int32
    private let path: String

    /// Opens or makes the lock file, readable and writable by its owner. Throws `ELOOP` for a link. Calls `open`.
    package init(path: String) throws(HostError) {
        descriptor = try Self.open(path)
        self.path = path
    }

    deinit {
        close(descriptor)
    }

    private static func open(_ path: String) throws(HostError) -> Int32 {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw HostError.last(path) }
        return descriptor
    }

    /// Takes the lock if it is free; false when another process has it. Calls `flock`.
    package func tryAcquire() throws(HostError) -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            if errno != EINTR { throw HostError.last(path) }
        }
        return true
    }

    /// Takes the lock, waiting up to a time limit; false when it passed. Calls `flock` and `usleep`.
    package func acquire(waitMillisecondsMax: Int) throws(HostError) -> Bool {
        let pollMicroseconds: UInt32 = 2_000
        let end = Clock.monotonicMicroseconds() + Int64(waitMillisecondsMax) * 1_000
        while true {
            if try tryAcquire() { return true }
            if Clock.monotonicMicroseconds() >= end { return false }
            usleep(pollMicroseconds)
        }
    }

    /// Gives the lock back. Calls `flock`.
    package func release() {
        flock(descriptor, LOCK_UN)
    }
}
