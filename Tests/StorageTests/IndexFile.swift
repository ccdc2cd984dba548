// SPDX-License-Identifier: Apache-2.0
import Host
import SQLite
import Storage

/// The full-text file of a store, looked into past the program.
final class IndexFile {
    private let connection: Connection

    init(_ paths: StorePaths) throws {
        connection = try Connection(path: paths.search, mode: .readOnly)
    }

    /// Rows of products that the index holds for a word, dead ones included.
    func hits(_ word: String) throws -> Int64 {
        try connection.integer("SELECT count(*) FROM product_text WHERE product_text MATCH '\(word)'") ?? -1
    }

    var staleRows: Int64 {
        get throws { try connection.integer("SELECT count(*) FROM stale_row") ?? -1 }
    }
}

/// The bytes of a store's file as they were, to be put back like a backup.
struct StoreCopy {
    private let paths: StorePaths
    private let bytes: [UInt8]

    init(_ paths: StorePaths) throws {
        self.paths = paths
        bytes = try Files.read(paths.store)
    }

    func putBack() throws {
        for suffix in ["-wal", "-shm"] { Files.remove(paths.store + suffix) }
        try Files.write(bytes, to: paths.store)
    }
}
