internal import Host
internal import Storage

/// A file with the bytes of what gives them only once, as standard input and a pipe do: an import reads its file twice.
/// Nobody else can open it, and it goes with the process.
final class Spool {
    private let file: UnnamedFile

    /// More than a million records with long texts; what has no end ends here.
    private static let byteCountMax = 4_000_000_000

    /// What is opened to read it.
    var path: String { file.path }

    /// Whether what stands at a path, "-" being standard input, can be read only once.
    static func isNeeded(for path: String) -> Bool {
        path == "-" || Files.kind(path) == .other
    }

    /// Copies all of it to a file in the store's folder, or in TMPDIR where that folder takes none.
    static func copy(_ path: String, beside store: String) throws -> Spool {
        let file = try make(beside: store)
        let input = try FileReader(path: path)
        var byteCount = 0
        while true {
            let chunk = try input.read(upTo: ImportScan.chunkByteCount)
            if chunk.isEmpty { return Spool(file) }
            byteCount += chunk.count
            if byteCount > byteCountMax { throw CommandFailure.fileTooLarge(path, byteCountMax: byteCountMax) }
            try file.write(chunk)
        }
    }

    private static func make(beside store: String) throws(HostError) -> UnnamedFile {
        do throws(HostError) {
            return try UnnamedFile(folder: Files.parent(store))
        } catch {
            guard let folder = Machine.environment("TMPDIR") else { throw error }
            return try UnnamedFile(folder: folder)
        }
    }

    private init(_ file: consuming UnnamedFile) {
        self.file = file
    }
}
