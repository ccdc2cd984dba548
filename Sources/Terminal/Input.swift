// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// The terminal's keys as bytes, read without waiting.
package struct Input: Sendable {
    /// What a read found.
    package enum Reading: Equatable, Sendable {
        case bytes([UInt8])
        /// Nothing to read now.
        case nothing
        /// The terminal is gone (end of file, hang-up or error): the program ends in order instead of spinning.
        case endOfFile
    }

    /// The most bytes taken by one read: a kernel's tty buffer.
    package static let readBytesMax = 4096

    /// The terminal, for `poll`.
    package let descriptor: Int32

    /// Keys from a descriptor.
    package init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// What is there. Calls `poll` and `read`.
    ///
    /// The descriptor keeps its blocking mode: O_NONBLOCK would be shared with the shell and outlive a crash.
    package func read() -> Reading {
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let found = poll(&ready, 1, 0)
        if found == 0 || (found < 0 && errno == EINTR) { return .nothing }
        if found < 0 || ready.revents & Int16(POLLNVAL) != 0 { return .endOfFile }
        var bytes = [UInt8](repeating: 0, count: Input.readBytesMax)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        if count > 0 { return .bytes(Array(bytes[..<count])) }
        return count < 0 && (errno == EINTR || errno == EAGAIN) ? .nothing : .endOfFile
    }
}
