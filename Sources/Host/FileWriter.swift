internal import Glibc

/// An open file that is written from start to end. Not copyable: it is closed when it goes.
package struct FileWriter: ~Copyable {
    private let descriptor: Int32
    private let path: String
    private let isOwned: Bool

    /// Makes or empties a file of the program's own: neither a link nor a pipe in its place is written. Calls `open`,
    /// `fstat`.
    package init(path: String, mode: UInt32 = 0o600, appending: Bool = false) throws(HostError) {
        let kind = appending ? O_APPEND : O_TRUNC
        descriptor = try Files.openOwn(path, O_WRONLY | O_CREAT | kind, mode: mode)
        self.path = path
        isOwned = true
    }

    private init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        path = name
        isOwned = false
    }

    package static func standardOutput() -> FileWriter {
        FileWriter(descriptor: STDOUT_FILENO, name: "standard output")
    }
    package static func standardError() -> FileWriter { FileWriter(descriptor: STDERR_FILENO, name: "standard error") }

    deinit {
        if isOwned { close(descriptor) }
    }

    /// Writes all bytes. Calls `write`.
    package func write(_ bytes: [UInt8]) throws(HostError) {
        try Descriptor.write(bytes, to: descriptor, path)
    }

    /// Waits until what was written is on the disk. Calls `fsync`.
    package func sync() throws(HostError) {
        guard fsync(descriptor) == 0 else { throw HostError.last(path) }
    }

    /// Writes a text as UTF-8. Calls `write`.
    package func write(_ text: String) throws(HostError) {
        try write(Array(text.utf8))
    }
}
