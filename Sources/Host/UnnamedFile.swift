internal import Glibc

/// A file of mode 0600 without a name, for what is too large to hold: it is gone when it is closed, also by a crash.
package struct UnnamedFile: ~Copyable {
    private let descriptor: Int32
    private let folder: String

    /// Makes one on the folder's volume. Calls `mkstemp`, `unlink`.
    package init(folder: String) throws(HostError) {
        descriptor = try Self.open(folder)
        self.folder = folder
    }

    deinit {
        close(descriptor)
    }

    private static func open(_ folder: String) throws(HostError) -> Int32 {
        var template = Array("\(folder)/.satchel-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw HostError.last(folder) }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }

    /// A path by which this process opens it from its start, as often as it likes (proc(5), `/proc/self/fd`).
    package var path: String { "/proc/self/fd/\(descriptor)" }

    /// Appends all bytes. Calls `write`.
    package func write(_ bytes: [UInt8]) throws(HostError) {
        try Descriptor.write(bytes, to: descriptor, folder)
    }
}
