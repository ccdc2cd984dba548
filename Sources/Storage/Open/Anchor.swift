internal import Digest
internal import Domain
internal import Host

/// What is known of a store's journal outside the store: where its chains ended when this device last wrote.
/// A tail that is cut off the store is found by it.
struct Anchor: Sendable, Equatable {
    let commits: Int64
    let commitHash: Hash
    let events: Int64
    let eventHash: Hash

    init(commits: Int64, commitHash: Hash, events: Int64, eventHash: Hash) {
        self.commits = commits
        self.commitHash = commitHash
        self.events = events
        self.eventHash = eventHash
    }

    /// The anchor at a path; nil when there is none that can be read.
    static func read(_ path: String) -> Anchor? {
        guard let bytes = try? Files.read(path), let json = try? JSONParser.parse(bytes),
            let commits = json["commits"]?.integer, let events = json["events"]?.integer,
            let commitHash = json["commit_hash"]?.string.flatMap(Hash.init(hex:)),
            let eventHash = json["event_hash"]?.string.flatMap(Hash.init(hex:))
        else { return nil }
        return Anchor(commits: commits, commitHash: commitHash, events: events, eventHash: eventHash)
    }

    func write(to path: String) throws(HostError) {
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
        json.endObject()
        do throws(HostError) {
            try Files.write(json.bytes, to: path)
        } catch {
            guard error.isMissing else { throw error }
            try Files.makeFolder(Files.parent(path))
            try Files.write(json.bytes, to: path)
        }
    }
}
