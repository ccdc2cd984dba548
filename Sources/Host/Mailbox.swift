internal import Glibc
internal import Synchronization

/// Letters from any thread to the event loop, which polls a pipe beside its terminal.
package final class Mailbox<Letter: Sendable>: Sendable {
    private let letters = Mutex<[Letter]>([])
    /// The read end, for `poll`.
    package let descriptor: Int32
    private let writeEnd: Int32

    /// Nil when no pipe can be had. Calls `pipe2`.
    package init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        descriptor = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        close(descriptor)
        close(writeEnd)
    }

    /// Puts a letter in; a byte wakes the loop when the box was empty. Calls `write`.
    package func post(_ letter: Letter) {
        let wasEmpty = letters.withLock { letters in
            letters.append(letter)
            return letters.count == 1
        }
        if wasEmpty { wake() }
    }

    /// Wakes the loop: something that it looks at beside the letters has changed. Calls `write`.
    package func wake() {
        var byte: UInt8 = 1
        _ = write(writeEnd, &byte, 1)
    }

    /// All letters, in the order they came. Calls `read`.
    package func drain() -> [Letter] {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(descriptor, &bytes, bytes.count) > 0 {}
        return letters.withLock { letters in
            defer { letters = [] }
            return letters
        }
    }
}

/// Waits for any of some descriptors.
package enum Poll {
    /// The descriptors that can be read, or hang up, within a time; -1 waits for ever. Calls `poll`.
    package static func ready(_ descriptors: [Int32], milliseconds: Int32) -> Set<Int32> {
        var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard poll(&entries, nfds_t(entries.count), milliseconds) > 0 else { return [] }
        return Set(entries.filter { $0.revents != 0 }.map(\.fd))
    }
}
