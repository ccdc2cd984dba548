// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// Bytes to a descriptor, all of them, whatever interrupts.
enum OutputBytes {
    /// Writes everything or gives up when the terminal is gone. Calls `write`.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                sent += count
            } else if count < 0 && (errno == EINTR || errno == EAGAIN) {
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, -1)
            } else {
                return
            }
        }
    }
}
