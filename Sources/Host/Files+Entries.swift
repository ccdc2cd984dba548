// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// What stands in a folder under one name.
package struct FolderEntry: Equatable, Sendable {
    package let name: String
    package let kind: FileKind
    /// When it was changed last, in microseconds UTC.
    package let changedAt: Int64
}

/// Which file it is and as of when: it changes with each write.
package struct FileStamp: Equatable, Sendable {
    let identity: FileIdentity
    let byteCount: Int64
    let changedAt: Int64
    /// When anything about it changed, which nobody sets back.
    let statusChangedAt: Int64
}

extension Files {
    private static let microsecondsPerSecond: Int64 = 1_000_000

    private static func microseconds(_ moment: timespec) -> Int64 {
        Int64(moment.tv_sec) * microsecondsPerSecond + Int64(moment.tv_nsec) / 1_000
    }

    /// What a folder holds, by name, at most so many entries. Calls `opendir`, `readdir` and `stat`.
    package static func entries(in folder: String, countMax: Int) throws(HostError) -> [FolderEntry] {
        guard let stream = opendir(folder) else { throw HostError.last(folder) }
        closedir(stream)
        return names(in: folder, countMax: countMax).compactMap { name in
            var information = stat()
            guard stat("\(folder)/\(name)", &information) == 0 else { return nil }
            let kind: FileKind =
                switch information.st_mode & S_IFMT {
                case S_IFREG: .regular(byteCount: Int64(information.st_size))
                case S_IFDIR: .directory
                default: .other
                }
            return FolderEntry(name: name, kind: kind, changedAt: microseconds(information.st_mtim))
        }
    }

    /// Which file stands at a path as of now; nil where none does. Calls `stat`.
    package static func stamp(_ path: String) -> FileStamp? {
        var information = stat()
        guard stat(path, &information) == 0 else { return nil }
        return FileStamp(
            identity: FileIdentity(device: UInt64(information.st_dev), number: UInt64(information.st_ino)),
            byteCount: Int64(information.st_size), changedAt: microseconds(information.st_mtim),
            statusChangedAt: microseconds(information.st_ctim))
    }
}
