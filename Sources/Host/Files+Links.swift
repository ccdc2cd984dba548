internal import Glibc

extension Files {
    /// Whether a link stands at the path. Calls `lstat`.
    package static func isLink(_ path: String) -> Bool {
        var information = stat()
        return lstat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFLNK
    }

    /// The path that a link leads to, from the root; any other path as it is. Calls `realpath`.
    package static func followingLink(_ path: String) -> String {
        isLink(path) ? absolute(path) : path
    }

    /// What the system says where something stands at a path, or may, that may not be read; nil where it may, or where
    /// nothing stands. Calls `access`.
    package static func denial(_ path: String) -> HostError? {
        guard access(path, R_OK) != 0 else { return nil }
        let error = HostError.last(path)
        return error.isDenied ? error : nil
    }

    /// Whether two paths mean one file, or would once it is there.
    package static func isSame(_ path: String, _ other: String) -> Bool {
        if let identity = identity(path), identity == Self.identity(other) { return true }
        return absolute(path) == absolute(other)
    }

    /// Gives a file its name in its folder unless something stands there. Throws `EEXIST` then. Calls `link`, `unlink`
    /// and, on a volume without links, `rename`.
    package static func place(_ path: String, at other: String) throws(HostError) {
        if link(path, other) == 0 {
            unlink(path)
        } else {
            // FAT has no links: there the caller's lock is all that keeps others away.
            guard errno == EPERM || errno == ENOTSUP || errno == ENOSYS else { throw HostError.last(other) }
            if isLink(other) || kind(other) != .missing { throw HostError(number: EEXIST, path: other) }
            guard rename(path, other) == 0 else { throw HostError.last(other) }
        }
        let folder = open(parent(other), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }
}

extension Files {
    /// Throws `ELOOP` where a link stands at the path, `EISDIR` for a folder and `ENOTSUP` for a device or pipe: what
    /// the program writes by itself is a file or nothing. Calls `lstat`.
    package static func requireFile(_ path: String) throws(HostError) {
        if isLink(path) { throw HostError(number: ELOOP, path: path) }
        switch kind(path) {
        case .missing, .regular: return
        case .directory: throw HostError(number: EISDIR, path: path)
        case .other: throw HostError(number: ENOTSUP, path: path)
        }
    }
}

extension Files {
    /// The path from the root, links followed, that a path means or would mean once its missing folders were made; nil
    /// where `..` stands behind what is missing, so that nobody can say. Calls `realpath`.
    package static func destination(_ path: String) -> String? {
        var rest: [String] = []
        var known = path.isEmpty ? "." : path
        while known.count > 1, known.hasSuffix("/") { known.removeLast() }
        while true {
            if let resolved = realpath(known, nil) {
                defer { free(resolved) }
                let start = String(cString: resolved)
                return rest.isEmpty ? start : "\(start == "/" ? "" : start)/\(rest.reversed().joined(separator: "/"))"
            }
            // A link that leads to nothing would be followed by whoever makes its end.
            if isLink(known) { return nil }
            let last = name(known)
            guard last != "..", last != ".", !last.isEmpty, parent(known) != known else { return nil }
            rest.append(last)
            known = parent(known)
        }
    }
}
