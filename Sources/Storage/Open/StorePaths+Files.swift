// SPDX-License-Identifier: Apache-2.0
internal import Host

extension StorePaths {
    /// What SQLite and this program put behind a store's name.
    private static let endings = [
        "-wal", "-shm", "-journal", ".lock", ".search", ".search-wal", ".search-shm", ".search-journal",
        ".drafts", ".drafts-wal", ".drafts-shm", ".drafts-journal", ".drafts.bad",
    ]
    /// A store that is being made, and the backups before migrations.
    private static let begun = ".new"
    private static let backup = ".before-"

    /// Every file that belongs to the store, whether it is there or not.
    package var files: [String] { ([""] + Self.endings).map { store + $0 } }

    /// The backup that is made before a migration.
    package func backup(beforeVersion version: Int64) -> String { "\(store)\(Self.backup)\(version)" }

    /// The store that a path belongs to, by its name or because it is one, of whatever name.
    package static func store(owning path: String) -> String? {
        let path = Files.absolute(path)
        return stems(of: path).first(where: isStore)
    }

    /// The paths that a path could be beside.
    private static func stems(of path: String) -> [String] {
        var stems = [path] + endings.filter(path.hasSuffix).map { String(path.dropLast($0.count)) }
        stems += stems.filter { $0.hasSuffix(begun) }.map { String($0.dropLast(begun.count)) }
        stems += stems.compactMap { stem in
            guard let mark = stem.ranges(of: backup).last else { return nil }
            let version = stem[mark.upperBound...]
            return Int64(version) == nil ? nil : String(stem[..<mark.lowerBound])
        }
        return stems
    }

    /// Whether a store stands at a path: an SQLite file with this program's mark (sqlite.org/fileformat.html, "The
    /// Database Header").
    private static func isStore(_ path: String) -> Bool {
        let (headerByteCount, markOffset) = (100, 68)
        guard case .regular(let count) = Files.kind(path), count >= Int64(headerByteCount),
            let file = try? FileReader(path: path), let header = try? file.read(upTo: headerByteCount),
            header.starts(with: "SQLite format 3".utf8)
        else { return false }
        return header[markOffset..<markOffset + 4].reduce(0) { $0 << 8 | Int64($1) } == Migrations.applicationId
    }
}
