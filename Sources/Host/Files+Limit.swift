extension Files {
    /// The whole file, or nil when it holds more than so many bytes. Its size is not asked before: a device and a pipe
    /// have none. Calls `open`, `read`.
    package static func read(_ path: String, byteCountMax: Int) throws(HostError) -> [UInt8]? {
        let file = try FileReader(path: path)
        let chunkByteCount = 1 << 16
        var result: [UInt8] = []
        while result.count <= byteCountMax {
            let chunk = try file.read(upTo: chunkByteCount)
            if chunk.isEmpty { return result }
            result += chunk
        }
        return nil
    }
}
