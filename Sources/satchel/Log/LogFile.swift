internal import Domain
internal import Host

/// The log as it is read: its newest lines, also from files that were turned over, and what is added to it.
struct LogFile {
    let path: String
    let level: LogLevel

    /// The newest lines, oldest first, and the bytes of the current file that they were found in. Lines that are cut
    /// off by a crash are passed over.
    func newest(_ limit: Int) -> (lines: [JSONValue], byteCount: Int64) {
        let current = Self.bytes(path) ?? []
        var found = lines(current)
        for number in 1...Log.keptCount where found.count < limit {
            guard let bytes = Self.bytes("\(path).\(number)") else { break }
            found = lines(bytes) + found
        }
        return (Array(found.suffix(limit)), Int64(current.count))
    }

    private static func bytes(_ path: String) -> [UInt8]? {
        guard case .regular = Files.kind(path) else { return nil }
        return try? Files.read(path)
    }

    private func lines(_ bytes: [UInt8]) -> [JSONValue] {
        bytes.split(separator: 0x0A).compactMap { line($0) }
    }

    private func line(_ bytes: ArraySlice<UInt8>) -> JSONValue? {
        guard let json = try? JSONParser.parse(Array(bytes)), let text = json["level"]?.string,
            let found = LogLevel(rawValue: text), found <= level
        else { return nil }
        return json
    }

    /// Hands out lines as they are added, until `wait` says that it is enough. Follows the log when it is turned over.
    /// The first bytes are known already.
    func follow(skipping byteCount: Int64, wait: () -> Bool, _ receive: (JSONValue) throws -> Void) throws {
        var skip = byteCount
        while true {
            // A pipe in its place would keep whoever opens it waiting.
            if case .regular = Files.kind(path), let file = try? FileReader(path: path) {
                if try follow(file, Files.identity(path), skipping: skip, wait: wait, receive) { return }
            } else if wait() {
                return
            }
            skip = 0
        }
    }

    /// Reads one file until another stands in its place; true when it is enough.
    private func follow(
        _ file: borrowing FileReader, _ identity: FileIdentity?, skipping byteCount: Int64, wait: () -> Bool,
        _ receive: (JSONValue) throws -> Void
    ) throws -> Bool {
        let chunkByteCount = 1 << 16
        var left = byteCount
        var rest: [UInt8] = []
        while true {
            let chunk = try file.read(upTo: left > 0 ? Int(min(left, Int64(chunkByteCount))) : chunkByteCount)
            if left > 0, !chunk.isEmpty {
                left -= Int64(chunk.count)
                continue
            }
            rest += chunk
            while let end = rest.firstIndex(of: 0x0A) {
                if let json = line(rest[..<end]) { try receive(json) }
                rest.removeSubrange(...end)
            }
            guard chunk.isEmpty else { continue }
            if Files.identity(path) != identity { return false }
            if wait() { return true }
        }
    }
}
