internal import Host
internal import Storage

/// Standard input as a file, because an import reads it twice. Nobody else can open it, and it goes with the process.
final class Spool {
    private let file: UnnamedFile

    /// What is opened to read it.
    var path: String { file.path }

    /// Copies all of standard input to a file in the store's folder, or in TMPDIR where that folder takes none.
    static func standardInput(beside store: String) throws(HostError) -> Spool {
        let file = try make(beside: store)
        let input = try FileReader(path: "-")
        while true {
            let chunk = try input.read(upTo: ImportScan.chunkByteCount)
            if chunk.isEmpty { return Spool(file) }
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
