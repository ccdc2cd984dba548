internal import Host
internal import Interchange
internal import Storage

/// Where a file may be written: never over a store, what belongs to it, what the program keeps for itself, or the file
/// that is read.
enum OutputPath {
    /// Refuses a path that means one of those files, whatever it calls it.
    static func check(_ path: String, store: StorePaths, input: String? = nil) throws(CommandFailure) {
        if let user = user(of: path, store: store, input: input) { throw .outputInUse(path, by: user) }
    }

    private static func user(of path: String, store: StorePaths, input: String?) -> String? {
        if Files.isSame(path, store.store) { return "the store" }
        if store.files.contains(where: { Files.isSame(path, $0) }) { return "a file of the store \(store.store)" }
        if let other = StorePaths.store(owning: path) { return "a file of the store \(other)" }
        let folder = Files.absolute(store.stateFolder)
        if Files.absolute(path) == folder || Files.absolute(path).hasPrefix(folder + "/") {
            return "a file that Satchel keeps for itself"
        }
        if let input, Files.isSame(path, input) { return "the file that is read" }
        return nil
    }

    /// Refuses a path whose folder is not there.
    static func checkFolder(of path: String) throws(CommandFailure) {
        let folder = Files.parent(path)
        if Files.kind(folder) == .missing { throw .folderMissing(folder, path: path) }
    }

    /// Names that are tried beside a file before the last one is taken, whatever stands there.
    private static let namesMax = 1_000

    /// A name for the rows of a file that failed: `FILE.bad.csv`, with a number where that is somebody's own file.
    static func badRows(of source: ImportSource, _ suffix: String, store: StorePaths) -> String {
        let names = (1..<namesMax).lazy.map { source.badRowsPath(suffix, number: $0) }
        return names.first { user(of: $0, store: store, input: source.path) == nil && isFree($0) }
            ?? source.badRowsPath(suffix, number: namesMax)
    }

    /// A file of failing rows that an earlier import of a file left. Whether somebody mends it, nobody can tell.
    static func formerBadRows(of source: ImportSource) -> String? {
        ["csv", "jsonl"].map { source.badRowsPath($0) }.first { path in
            guard case .regular = Files.kind(path), !Files.isLink(path) else { return false }
            return isBadRows(path)
        }
    }

    /// Whether nothing is lost by writing there: nothing stands there, or rows that failed before.
    private static func isFree(_ path: String) -> Bool {
        if Files.isLink(path) { return false }
        switch Files.kind(path) {
        case .missing: return true
        case .regular: return isBadRows(path)
        case .directory, .other: return false
        }
    }

    /// Whether a file's first row has the column that only files of failed rows have.
    private static func isBadRows(_ path: String) -> Bool {
        let headerByteCount = 1 << 16
        guard let file = try? FileReader(path: path), let head = try? file.read(upTo: headerByteCount) else {
            return false
        }
        let row = String(decoding: head.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
        return row.contains(ImportPlan.errorHeader)
    }
}

extension Session {
    /// Where a command prints that takes a file for it: standard output where none, or "-", is named.
    func output(to path: String?) throws -> Output {
        guard let path, path != "-" else { return output }
        try OutputPath.check(path, store: try paths())
        try OutputPath.checkFolder(of: path)
        return try Output(path: path)
    }
}
