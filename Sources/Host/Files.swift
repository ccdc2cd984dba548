internal import Glibc

/// What kind of thing stands at a path.
package enum FileKind: Equatable, Sendable {
    case missing
    case regular(byteCount: Int64)
    case directory
    case other
}

/// Which file it is: two paths with the same identity are one file.
package struct FileIdentity: Equatable, Sendable {
    let device: UInt64
    let number: UInt64
}

/// Files as whole values: small reads, atomic writes, folders, modes.
package enum Files {
    /// What stands at the path. Calls `stat`.
    package static func kind(_ path: String) -> FileKind {
        var information = stat()
        guard stat(path, &information) == 0 else { return .missing }
        switch information.st_mode & S_IFMT {
        case S_IFREG: return .regular(byteCount: Int64(information.st_size))
        case S_IFDIR: return .directory
        default: return .other
        }
    }

    /// Which file stands at the path, whatever it is called; nil when there is none. Calls `stat`.
    package static func identity(_ path: String) -> FileIdentity? {
        var information = stat()
        guard stat(path, &information) == 0 else { return nil }
        return FileIdentity(device: UInt64(information.st_dev), number: UInt64(information.st_ino))
    }

    /// The permission bits of a path, or nil when there is nothing. Calls `stat`.
    package static func mode(_ path: String) -> UInt32? {
        var information = stat()
        return stat(path, &information) == 0 ? information.st_mode & 0o7777 : nil
    }

    /// The whole file. Calls `open`, `read`.
    package static func read(_ path: String) throws(HostError) -> [UInt8] {
        let file = try FileReader(path: path)
        var result: [UInt8] = []
        while true {
            let chunk = try file.read(upTo: 1 << 16)
            if chunk.isEmpty { return result }
            result += chunk
        }
    }

    /// Replaces a file as one step: a crash leaves the old one or the new one. Calls `open`, `write`, `fsync`,
    /// `rename`.
    package static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o600) throws(HostError) {
        let temporary = "\(path).\(getpid()).new"
        let file = try FileWriter(path: temporary, mode: mode)
        do throws(HostError) {
            try file.write(bytes)
            try file.sync()
        } catch {
            unlink(temporary)
            throw error
        }
        do throws(HostError) {
            try move(temporary, to: path)
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Gives a file another name in its folder, over whatever stands there. Calls `rename`, `fsync`.
    package static func move(_ path: String, to other: String) throws(HostError) {
        guard rename(path, other) == 0 else { throw HostError.last(other) }
        try syncFolder(parent(other))
    }

    /// Waits until the names in a folder are on the disk; a volume that cannot do that does it in its own way. Calls
    /// `fsync`.
    private static func syncFolder(_ path: String) throws(HostError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw HostError.last(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw HostError.last(path) }
    }

    /// Makes a folder and the folders above it. Calls `mkdir`.
    package static func makeFolder(_ path: String, mode: UInt32 = 0o700) throws(HostError) {
        if path.isEmpty || kind(path) == .directory { return }
        try makeFolder(parent(path), mode: mode)
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw HostError.last(path) }
    }

    /// Removes a file if it is there. Calls `unlink`.
    package static func remove(_ path: String) {
        unlink(path)
    }

    /// Whether this process may write at the path. Calls `access`.
    package static func isWritable(_ path: String) -> Bool {
        access(path, W_OK) == 0
    }

    /// Sets the permission bits. Calls `chmod`.
    package static func setMode(_ path: String, _ mode: UInt32) {
        chmod(path, mode)
    }

    /// Free bytes on the path's volume for this user. Calls `statvfs`.
    package static func freeBytes(_ path: String) -> Int64? {
        var information = statvfs()
        guard statvfs(path, &information) == 0 else { return nil }
        return Int64(information.f_bavail) * Int64(information.f_frsize)
    }

    /// The folder a path lies in; "." for a bare name.
    package static func parent(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The last part of a path.
    package static func name(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// The path from the root, with links resolved as far as it exists. Calls `realpath`.
    package static func absolute(_ path: String) -> String {
        if let resolved = realpath(path, nil) {
            defer { free(resolved) }
            return String(cString: resolved)
        }
        let folder = parent(path)
        guard let resolved = realpath(folder, nil) else { return path }
        defer { free(resolved) }
        return "\(String(cString: resolved))/\(name(path))"
    }
}
