internal import Host
internal import Storage

/// Where a command prints: bytes are gathered and written in large pieces.
final class Output {
    private let writer: FileWriter
    private var buffer: [UInt8] = []
    /// Whether a person reads it as it comes.
    let isTerminal: Bool
    /// Columns of the terminal; nil where lines may be as long as they are.
    let width: Int?

    private static let bufferByteCount = 1 << 16

    /// Prints to standard output, or to a file.
    init(path: String? = nil) throws(StoreError) {
        if let path, path != "-" {
            do throws(HostError) {
                writer = try FileWriter(path: path)
            } catch {
                throw .host(error)
            }
            isTerminal = false
            width = nil
        } else {
            writer = FileWriter.standardOutput()
            isTerminal = Machine.isOutputTerminal
            width = isTerminal ? TerminalSize.columns : nil
        }
        buffer.reserveCapacity(Self.bufferByteCount * 2)
    }

    func write(_ text: String) throws(StoreError) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= Self.bufferByteCount { try flush() }
    }

    func write(_ bytes: [UInt8]) throws(StoreError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferByteCount { try flush() }
    }

    func line(_ text: String) throws(StoreError) {
        try write(text)
        try write("\n")
    }

    /// Writes what is gathered.
    func flush() throws(StoreError) {
        if buffer.isEmpty { return }
        defer { buffer.removeAll(keepingCapacity: true) }
        do throws(HostError) {
            try writer.write(buffer)
        } catch {
            throw .host(error)
        }
    }
}
