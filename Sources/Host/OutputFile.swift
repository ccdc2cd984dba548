internal import Glibc

/// A file that is written under another name in its folder and takes its own only once it is whole: what stood there
/// before outlives a full disk and a crash. Not copyable: what was not finished is gone with it.
///
/// A link at the path is never followed, so that nobody's link makes the program write over another file. Devices and
/// pipes (`/dev/null`, `/dev/stdout`) are written as they are: they have nothing that could be lost.
package struct OutputFile: ~Copyable {
    private let descriptor: Int32
    private let path: String
    /// The name until it is finished; nil for what is written as it is.
    private let temporary: String?

    /// Begins a file of mode 0600. Throws `ELOOP` for a link to a file and `EISDIR` for a folder. Calls `lstat`,
    /// `mkstemp` or `open`.
    package init(path: String) throws(HostError) {
        let opened = try Self.open(path)
        descriptor = opened.descriptor
        temporary = opened.temporary
        self.path = path
    }

    deinit {
        close(descriptor)
        // A finished file has this name no longer.
        if let temporary { unlink(temporary) }
    }

    private static func open(_ path: String) throws(HostError) -> (descriptor: Int32, temporary: String?) {
        switch Files.kind(path) {
        case .other:
            let descriptor = Glibc.open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw HostError.last(path) }
            return (descriptor, nil)
        case .directory: throw HostError(number: EISDIR, path: path)
        case .regular, .missing:
            if Files.isLink(path) { throw HostError(number: ELOOP, path: path) }
            return try begin(path)
        }
    }

    private static func begin(_ path: String) throws(HostError) -> (descriptor: Int32, temporary: String?) {
        // A long name still leaves room for the ending: names have at most 255 bytes.
        let name = String(decoding: Files.name(path).utf8.prefix(200), as: UTF8.self)
        var template = Array("\(Files.parent(path))/.\(name).XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw HostError(number: errno, path: path) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return (descriptor, String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }

    /// Writes all bytes. Calls `write`.
    package func write(_ bytes: [UInt8]) throws(HostError) {
        try Descriptor.write(bytes, to: descriptor, path)
    }

    /// Gives the file its name, once all of it is on the disk. Calls `fsync`, `rename`.
    package func finish() throws(HostError) {
        guard let temporary else { return }
        guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw HostError.last(path) }
    }
}

/// Whole writes to a descriptor.
enum Descriptor {
    /// Writes all bytes, whatever part a call takes. Calls `write`.
    static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(HostError) {
        let failure: HostError? = bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                guard let start = buffer.baseAddress else { return nil }
                let count = Glibc.write(descriptor, start + done, buffer.count - done)
                if count < 0 && errno == EINTR { continue }
                if count < 0 { return HostError.last(path) }
                done += count
            }
            return nil
        }
        if let failure { throw failure }
    }
}
