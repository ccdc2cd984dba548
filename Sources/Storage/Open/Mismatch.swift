// SPDX-License-Identifier: Apache-2.0
internal import Digest
internal import Domain
internal import Host

/// That a journal does not end where it was known to: an end was lost, or somebody else went on.
struct Mismatch: Sendable, Equatable {
    let known: JournalEnd
    let found: JournalEnd
    /// Whether the journal holds the last commit, and the last event, that were known.
    let holdsCommit: Bool
    let holdsEvent: Bool

    /// What became of commits, or of events, apart.
    enum Change: Equatable {
        case none
        case lost(known: Int64, found: Int64)
        case replaced(Int64)
        case added(first: Int64, last: Int64)

        init(known: Int64, found: Int64, isHeld: Bool) {
            if !isHeld {
                self = found < known ? .lost(known: known, found: found) : .replaced(known)
            } else {
                self = found > known ? .added(first: known &+ 1, last: found) : .none
            }
        }
    }

    var ofCommits: Change { Change(known: known.commits, found: found.commits, isHeld: holdsCommit) }
    var ofEvents: Change { Change(known: known.events, found: found.events, isHeld: holdsEvent) }

    /// For the event that accepts it.
    var words: String { "known were \(known.words), found were \(found.words)" }
}

/// Mismatches that were found when somebody wrote on: each is kept beside the anchor until it is accepted, whatever is
/// written after it.
enum MismatchFile {
    /// A store that was put back more often than this has been told of often enough.
    static let countMax = 100
    /// A line has four hashes and four numbers.
    private static let byteCountMax = countMax * 1_024

    /// What is kept at a path; nil when it cannot be read.
    static func read(_ path: String) -> [Mismatch]? {
        if Files.isFree(path) { return [] }
        guard let bytes = try? Files.readOwn(path, byteCountMax: byteCountMax) else { return nil }
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        let mismatches = lines.compactMap { (try? JSONParser.parse(Array($0))).flatMap(Mismatch.init) }
        return mismatches.count == lines.count ? mismatches : nil
    }

    /// Adds one, unless it is there. False when it could not be kept.
    static func add(_ mismatch: Mismatch, to path: String) -> Bool {
        guard let kept = read(path) else { return false }
        if kept.contains(mismatch) || kept.count >= countMax { return true }
        let bytes = (kept + [mismatch]).flatMap { $0.json.bytes + [UInt8(ascii: "\n")] }
        return (try? Files.write(bytes, to: path)) != nil
    }
}

extension Mismatch {
    fileprivate var json: CanonicalJSON {
        var json = CanonicalJSON()
        json.beginObject()
        json.key("found")
        json.beginObject()
        found.append(to: &json)
        json.endObject()
        json.key("holds_commit")
        json.boolean(holdsCommit)
        json.key("holds_event")
        json.boolean(holdsEvent)
        json.key("known")
        json.beginObject()
        known.append(to: &json)
        json.endObject()
        json.endObject()
        return json
    }

    fileprivate init?(_ json: JSONValue) {
        guard let known = json["known"].flatMap(JournalEnd.init), let found = json["found"].flatMap(JournalEnd.init),
            let holdsCommit = json["holds_commit"]?.boolean, let holdsEvent = json["holds_event"]?.boolean
        else { return nil }
        self.init(known: known, found: found, holdsCommit: holdsCommit, holdsEvent: holdsEvent)
    }
}
