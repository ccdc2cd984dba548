// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// Files that the program keeps for itself, at paths that nobody named. They are never reached through a link, which
/// would lead to somebody else's file, and a pipe in their place keeps nobody waiting.
extension Files {
    /// Opens such a file. Throws `ELOOP` for a link and `EINVAL` for what is no regular file. Calls `open`, `fstat`.
    static func openOwn(_ path: String, _ flags: Int32, mode: UInt32 = 0o600) throws(HostError) -> Int32 {
        let descriptor = open(path, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, mode)
        // A pipe that nobody reads cannot be opened for writing at all.
        guard descriptor >= 0 else { throw HostError(number: errno == ENXIO ? EINVAL : errno, path: path) }
        var information = stat()
        guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw HostError(number: EINVAL, path: path)
        }
        return descriptor
    }

    /// The whole of such a file. Throws `EFBIG` when it is larger than it can be. Calls `open`, `fstat`, `read`.
    package static func readOwn(_ path: String, byteCountMax: Int) throws(HostError) -> [UInt8] {
        let descriptor = try openOwn(path, O_RDONLY)
        defer { close(descriptor) }
        var failure: HostError?
        // One byte more tells a file that is too large.
        let bytes = [UInt8](unsafeUninitializedCapacity: byteCountMax + 1) { buffer, count in
            while count < buffer.count {
                let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failure = HostError.last(path) }
                if got <= 0 { return }
                count += got
            }
        }
        if let failure { throw failure }
        guard bytes.count <= byteCountMax else { throw HostError(number: EFBIG, path: path) }
        return bytes
    }

    /// Replaces bytes at a place of such a file, without waiting for the disk. Calls `open`, `fstat`, `pwrite`.
    package static func overwrite(_ bytes: [UInt8], in path: String, at offset: Int) throws(HostError) {
        let descriptor = try openOwn(path, O_WRONLY)
        defer { close(descriptor) }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                buffer.baseAddress.map { pwrite(descriptor, $0 + done, buffer.count - done, offset + done) } ?? 0
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw HostError.last(path) }
            done += count
        }
    }

    /// Waits until what was written over such a file is on the disk. Calls `open`, `fstat`, `fdatasync`.
    package static func syncOwn(_ path: String) throws(HostError) {
        let descriptor = try openOwn(path, O_RDONLY)
        defer { close(descriptor) }
        guard fdatasync(descriptor) == 0 else { throw HostError.last(path) }
    }

    /// Whether nothing stands at a path, not even a link that leads nowhere. Calls `lstat`.
    package static func isFree(_ path: String) -> Bool {
        var information = stat()
        return lstat(path, &information) != 0 && errno == ENOENT
    }

    /// What the system says where something stands at a path that may not be written; nil where it may, or where
    /// nothing stands. Calls `access`.
    package static func writeDenial(_ path: String) -> HostError? {
        guard access(path, W_OK) != 0 else { return nil }
        let error = HostError.last(path)
        return error.isMissing ? nil : error
    }

    /// The names in a folder in order, at most so many; none where there is no folder. Calls `opendir`, `readdir`.
    package static func names(in path: String, countMax: Int) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while names.count < countMax, let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
