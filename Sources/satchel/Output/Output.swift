internal import Host
internal import Storage
internal import Text

/// Where a command prints: bytes are gathered and written in large pieces.
final class Output {
    private enum Target: ~Copyable {
        case stream(FileWriter)
        case file(OutputFile)
    }

    private let target: Target
    private var buffer: [UInt8] = []
    /// Whether a person reads it as it comes.
    let isTerminal: Bool
    /// Columns of the terminal; nil where lines may be as long as they are.
    let width: Int?

    private static let bufferByteCount = 1 << 16

    /// Prints to standard output, or to a file, which has its name only once it is finished.
    init(path: String? = nil) throws(StoreError) {
        if let path, path != "-" {
            do throws(HostError) {
                target = .file(try OutputFile(path: path))
            } catch {
                throw .host(error)
            }
            isTerminal = false
            width = nil
        } else {
            target = .stream(FileWriter.standardOutput())
            isTerminal = Machine.isOutputTerminal
            width = isTerminal ? TerminalSize.columns : nil
        }
        buffer.reserveCapacity(Self.bufferByteCount * 2)
    }

    /// Whatever the text holds, a terminal is shown nothing that acts on it.
    func write(_ text: String) throws(StoreError) {
        buffer.append(contentsOf: (isTerminal ? Visible.neutral(text, allowingLines: true) : text).utf8)
        if buffer.count >= Self.bufferByteCount { try flush() }
    }

    func write(_ bytes: [UInt8]) throws(StoreError) {
        if isTerminal { return try write(String(decoding: bytes, as: UTF8.self)) }
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
            switch target {
            case .stream(let writer): try writer.write(buffer)
            case .file(let file): try file.write(buffer)
            }
        } catch {
            throw .host(error)
        }
    }

    /// Writes what is gathered, and gives a file its name: nothing more is written.
    func finish() throws(StoreError) {
        try flush()
        do throws(HostError) {
            switch target {
            case .stream: break
            case .file(let file): try file.finish()
            }
        } catch {
            throw .host(error)
        }
    }
}
