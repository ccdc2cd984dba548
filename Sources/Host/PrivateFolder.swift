// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// A folder that only this user can look into, for files that another program works on; it goes with all that was put
/// into it.
package struct PrivateFolder: ~Copyable {
    package let path: String

    /// Makes one among the user's own run-time files, or where temporary files are. Calls `mkdtemp`.
    package init(named name: String) throws(HostError) {
        let places = [Machine.environment("XDG_RUNTIME_DIR"), Machine.environment("TMPDIR"), "/tmp"].compactMap(\.self)
        let place = places.first { Files.kind($0) == .directory && Files.isWritable($0) } ?? "/tmp"
        var template = Array("\(place)/\(name)-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw HostError.last(place) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Files of another program that are removed: an editor leaves a copy or two.
    private static let filesMax = 1_000

    deinit {
        for name in Files.names(in: path, countMax: PrivateFolder.filesMax) { Files.remove("\(path)/\(name)") }
        rmdir(path)
    }
}
