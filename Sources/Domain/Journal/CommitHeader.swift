package import Digest

/// What a commit says about itself; its canonical bytes are hashed into the chain.
package struct CommitHeader: Sendable, Equatable {
    /// The version of header, payload and tree.
    package static let version: Int64 = 1

    package var device: Identifier
    package var generation: Int64
    /// Counts the commits of a device and generation from 1.
    package var deviceSequence: Int64
    package var group: Identifier
    /// The commit's place in its group, from 0.
    package var index: Int64
    /// Whether the group ends here.
    package var isLast: Bool
    package var actor: Identifier
    /// SHA-256(salt ‖ name) of the member's name then.
    package var actorNameHash: Hash
    package var session: String
    package var origin: String
    package var reason: String?
    package var correlation: String
    /// Microseconds UTC.
    package var recordedAt: Int64
    package var occurredAt: Int64?
    /// The group this one takes back.
    package var undoes: Identifier?
    package var count: Int64

    package init(
        device: Identifier, generation: Int64, deviceSequence: Int64, group: Identifier, index: Int64, isLast: Bool,
        actor: Identifier, actorNameHash: Hash, session: String, origin: String, reason: String?, correlation: String,
        recordedAt: Int64, occurredAt: Int64?, undoes: Identifier?, count: Int64
    ) {
        self.device = device
        self.generation = generation
        self.deviceSequence = deviceSequence
        self.group = group
        self.index = index
        self.isLast = isLast
        self.actor = actor
        self.actorNameHash = actorNameHash
        self.session = session
        self.origin = origin
        self.reason = reason
        self.correlation = correlation
        self.recordedAt = recordedAt
        self.occurredAt = occurredAt
        self.undoes = undoes
        self.count = count
    }

    /// The header as JCS; keys in UTF-16 order.
    package var canonical: [UInt8] {
        var json = CanonicalJSON(capacity: 640)
        json.beginObject()
        json.key("actor")
        json.identifier(actor)
        json.key("actor_name")
        json.beginObject()
        json.key("sealed")
        json.string(actorNameHash.hex)
        json.endObject()
        json.key("correlation")
        json.string(correlation)
        json.key("count")
        json.integer(count)
        json.key("device")
        json.identifier(device)
        json.key("device_seq")
        json.integer(deviceSequence)
        json.key("generation")
        json.integer(generation)
        json.key("group")
        json.identifier(group)
        json.key("index")
        json.integer(index)
        json.key("last")
        json.boolean(isLast)
        json.key("occurred_at")
        if let occurredAt { json.integer(occurredAt) } else { json.null() }
        json.key("origin")
        json.string(origin)
        json.key("reason")
        if let reason { json.string(reason) } else { json.null() }
        json.key("recorded_at")
        json.integer(recordedAt)
        json.key("session")
        json.string(session)
        json.key("undoes")
        if let undoes { json.identifier(undoes) } else { json.null() }
        json.key("v")
        json.integer(Self.version)
        json.endObject()
        return json.bytes
    }

    /// Reads a canonical header; nil when it is none this version knows.
    package init?(_ bytes: [UInt8]) {
        guard let json = try? JSONParser.parse(bytes), json["v"]?.integer == Self.version,
            let device = json["device"]?.string.flatMap(Identifier.init(text:)),
            let generation = json["generation"]?.integer, let sequence = json["device_seq"]?.integer,
            let group = json["group"]?.string.flatMap(Identifier.init(text:)), let index = json["index"]?.integer,
            let isLast = json["last"]?.boolean, let actor = json["actor"]?.string.flatMap(Identifier.init(text:)),
            let name = json["actor_name"].flatMap(Payload.sealedHash), let session = json["session"]?.string,
            let origin = json["origin"]?.string, let correlation = json["correlation"]?.string,
            let recordedAt = json["recorded_at"]?.integer, let count = json["count"]?.integer
        else { return nil }
        self.init(
            device: device, generation: generation, deviceSequence: sequence, group: group, index: index,
            isLast: isLast, actor: actor, actorNameHash: name, session: session, origin: origin,
            reason: json["reason"]?.string, correlation: correlation, recordedAt: recordedAt,
            occurredAt: json["occurred_at"]?.integer,
            undoes: json["undoes"]?.string.flatMap(Identifier.init(text:)), count: count)
    }

    /// The link of a chain: SHA-256(previous ‖ root ‖ SHA-256(header)).
    package static func chainHash(previous: Hash, root: Hash, header: [UInt8]) -> Hash {
        let headerHash = Hash.of(header)
        return previous.withBytes { previous in
            root.withBytes { root in headerHash.withBytes { Hash.of(previous, root, $0) } }
        }
    }
}
