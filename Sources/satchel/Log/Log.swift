internal import Domain
internal import Host

/// The structured log: one JSON object a line, never on the screen, turned over by size and
/// by age.
struct Log: Sendable {
    let path: String
    private let level: LogLevel
    private let byteCountMax: Int64
    private let daysMax: Int
    private let correlation: String

    /// Older logs that are kept: satchel.log.1 is the newest of them.
    static let keptCount = 5

    init(folder: String, level: LogLevel, byteCountMax: Int64, daysMax: Int, correlation: String) {
        path = "\(folder)/satchel.log"
        self.level = level
        self.byteCountMax = byteCountMax
        self.daysMax = daysMax
        self.correlation = correlation
    }

    /// Appends a line. A log that cannot be written never stops the work; `doctor` tells.
    func write(_ level: LogLevel, _ message: String, _ facts: [JSONMember] = []) {
        guard level <= self.level else { return }
        var members: [JSONMember] = [
            JSONMember(key: "timestamp", value: .string(Moment.text(Clock.microseconds()))),
            JSONMember(key: "level", value: .string(level.rawValue)),
            JSONMember(key: "message", value: .string(message)),
            JSONMember(key: "correlation", value: .string(correlation)),
        ]
        members += facts
        var json = CanonicalJSON()
        JSONText.append(Redaction.clean(.object(members)), to: &json)
        append(json.bytes + [0x0A])
    }

    private func append(_ line: [UInt8]) {
        do throws(HostError) {
            try Files.makeFolder(Files.parent(path))
            turnOver()
            let file = try FileWriter(path: path, mode: 0o600, appending: true)
            try file.write(line)
        } catch {
            // Nothing to do: the log itself is what fails.
        }
    }

    private func turnOver() {
        guard case .regular(let count) = Files.kind(path), count >= byteCountMax || isOld else { return }
        for number in stride(from: Self.keptCount - 1, through: 1, by: -1) {
            FileMove.move("\(path).\(number)", to: "\(path).\(number + 1)")
        }
        FileMove.move(path, to: "\(path).1")
    }

    /// Whether its first line is older than the days it may hold.
    private var isOld: Bool {
        // {"timestamp":"2026-11-21T10:45:24.734952Z"
        let startByteCount = 64
        let microsecondsPerDay: Int64 = 86_400_000_000
        guard let file = try? FileReader(path: path), let start = try? file.read(upTo: startByteCount) else {
            return false
        }
        let words = start.split(separator: UInt8(ascii: "\""))
        guard words.count > 3, let first = Moment.parse(String(decoding: words[3], as: UTF8.self)) else {
            return false
        }
        return Clock.microseconds() - first >= Int64(daysMax) * microsecondsPerDay
    }
}
