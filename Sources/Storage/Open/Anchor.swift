internal import Digest
internal import Domain
internal import Host

/// What is known of a store's journal outside the store: where its chains ended when this device last wrote.
/// A tail that is cut off the store is found by it.
///
/// The file holds two lines of fixed length, each with a checksum, which are written in turn and in place: a crash
/// damages at most the one that was being written, without a wait for the disk at each save (docs/DECISIONS.md).
struct Anchor: Sendable, Equatable {
    let commits: Int64
    let commitHash: Hash
    let events: Int64
    let eventHash: Hash

    /// What stands at an anchor's path.
    enum Finding: Sendable, Equatable {
        case missing
        case found(Anchor)
        /// Something that is no anchor, or one of which neither line is whole.
        case unreadable

        var anchor: Anchor? {
            if case .found(let anchor) = self { anchor } else { nil }
        }
    }

    /// Bytes of a line: a sector, so that a line is on the disk wholly or not at all.
    private static let lineByteCount = 512
    private static let lineCount = 2

    /// One line: an anchor with the number of its writing, which tells the newer of two.
    private struct Line {
        let number: Int64
        let anchor: Anchor
    }

    /// The newest anchor at a path.
    static func read(_ path: String) -> Finding {
        if Files.kind(path) == .missing { return .missing }
        return lines(path).compactMap(\.self).max { $0.number < $1.number }.map { .found($0.anchor) } ?? .unreadable
    }

    /// The lines of a file; nil for one that is not whole.
    private static func lines(_ path: String) -> [Line?] {
        guard let bytes = try? Files.read(path), bytes.count == lineByteCount * lineCount else { return [] }
        return (0..<lineCount).map { line(bytes[($0 * lineByteCount)..<(($0 + 1) * lineByteCount)]) }
    }

    /// Writes over the older line, or makes the file. One that cannot be read stays as it is, for somebody to look at:
    /// `verify` and `doctor` tell of it.
    func write(to path: String) throws(HostError) {
        let standing = Self.lines(path)
        guard let newest = standing.compactMap({ $0?.number }).max() else {
            guard Files.kind(path) == .missing else { return }
            return try make(path)
        }
        let place = standing.firstIndex { $0 == nil } ?? standing.firstIndex { $0?.number != newest } ?? 0
        try Files.overwrite(text(number: newest + 1), in: path, at: place * Self.lineByteCount)
    }

    private func make(_ path: String) throws(HostError) {
        try Files.makeFolder(Files.parent(path))
        try Files.write(text(number: 1) + text(number: 0), to: path)
    }

    // MARK: A line

    /// The canonical JSON, its SHA-256, and blanks up to the end of the line.
    private func text(number: Int64) -> [UInt8] {
        var json = CanonicalJSON()
        json.beginObject()
        json.key("commit_hash")
        json.string(commitHash.hex)
        json.key("commits")
        json.integer(commits)
        json.key("event_hash")
        json.string(eventHash.hex)
        json.key("events")
        json.integer(events)
        json.key("number")
        json.integer(number)
        json.endObject()
        let bytes = json.bytes + [UInt8(ascii: " ")] + Array(Hash.of(json.bytes).hex.utf8)
        let blanks = Self.lineByteCount - bytes.count - 1
        return bytes + [UInt8](repeating: UInt8(ascii: " "), count: blanks) + [UInt8(ascii: "\n")]
    }

    private static func line(_ bytes: ArraySlice<UInt8>) -> Line? {
        guard let end = bytes.firstIndex(of: UInt8(ascii: " ")) else { return nil }
        let body = Array(bytes[..<end])
        guard let json = try? JSONParser.parse(body), let number = json["number"]?.integer,
            let commits = json["commits"]?.integer, let events = json["events"]?.integer,
            let commitHash = json["commit_hash"]?.string.flatMap(Hash.init(hex:)),
            let eventHash = json["event_hash"]?.string.flatMap(Hash.init(hex:))
        else { return nil }
        let anchor = Anchor(commits: commits, commitHash: commitHash, events: events, eventHash: eventHash)
        return anchor.text(number: number).elementsEqual(bytes) ? Line(number: number, anchor: anchor) : nil
    }
}
