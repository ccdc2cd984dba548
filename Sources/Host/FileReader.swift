internal import Glibc

/// An open file that is read from start to end. Not copyable: it is closed when it goes.
package struct FileReader: ~Copyable {
    private let descriptor: Int32
    private let path: String

    /// Opens a file for reading; "-" is standard input. Calls `open`.
    package init(path: String) throws(HostError) {
        descriptor = try Self.open(path)
        self.path = path
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    private static func open(_ path: String) throws(HostError) -> Int32 {
        if path == "-" { return STDIN_FILENO }
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw HostError.last(path) }
        return descriptor
    }

    /// The next bytes, at most `limit`; empty at the end. Calls `read`.
    package func read(upTo limit: Int) throws(HostError) -> [UInt8] {
        var failure: HostError?
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, initialized in
            var count = Glibc.read(descriptor, buffer.baseAddress, limit)
            while count < 0 && errno == EINTR { count = Glibc.read(descriptor, buffer.baseAddress, limit) }
            if count < 0 { failure = HostError.last(path) }
            initialized = max(0, count)
        }
        if let failure { throw failure }
        return bytes
    }
}
