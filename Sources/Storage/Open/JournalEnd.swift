// SPDX-License-Identifier: Apache-2.0
internal import Digest
internal import Domain
internal import SQLite

/// The chain of commits that one device writes in one generation.
struct Chain: Hashable, Sendable {
    let device: Identifier
    let generation: Int64
}

/// Where a store's journal ends: the commits of one chain, and the events.
struct JournalEnd: Sendable, Equatable {
    var commits: Int64 = 0
    var commitHash = Hash.zero
    var events: Int64 = 0
    var eventHash = Hash.zero

    /// Where it ends now.
    static func read(_ chain: Chain, _ connection: borrowing Connection) throws(SQLiteError) -> JournalEnd {
        let head = try JournalWriter.head(of: chain, connection)
        let events = try EventWriter.head(connection)
        return JournalEnd(
            commits: head.sequence, commitHash: head.hash, events: events.number, eventHash: events.hash)
    }

    /// One hash for the whole end.
    var digest: Hash {
        var json = CanonicalJSON()
        json.beginObject()
        append(to: &json)
        json.endObject()
        return Hash.of(json.bytes)
    }

    /// For a person: "8 commits, 2 events".
    var words: String {
        "\(commits) \(commits == 1 ? "commit" : "commits"), \(events) \(events == 1 ? "event" : "events")"
    }

    // MARK: JSON

    /// Its members, inside an object that is open.
    func append(to json: inout CanonicalJSON) {
        json.key("commit_hash")
        json.string(commitHash.hex)
        json.key("commits")
        json.integer(commits)
        json.key("event_hash")
        json.string(eventHash.hex)
        json.key("events")
        json.integer(events)
    }
}

extension JournalEnd {
    init?(_ json: JSONValue) {
        guard let commits = json["commits"]?.integer, let events = json["events"]?.integer,
            let commitHash = json["commit_hash"]?.string.flatMap(Hash.init(hex:)),
            let eventHash = json["event_hash"]?.string.flatMap(Hash.init(hex:))
        else { return nil }
        self.init(commits: commits, commitHash: commitHash, events: events, eventHash: eventHash)
    }
}
