package import Digest

/// Something that happened and is no step to undo: a denied attempt, a sign-in, an export, the start of an import.
package struct EventEntry: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case denied, failed, export, imported, importStarted = "import started", importFailed = "import failed",
            keyErased = "key erased", endAccepted = "end accepted", verified
        case roles
    }

    package let device: Identifier
    package let generation: Int64
    /// Counts the events of a device and generation from 1.
    package let sequence: Int64
    package let kind: Kind
    package let actor: Identifier?
    package let session: String
    package let correlation: String
    package let recordedAt: Int64
    package let resource: String?
    package let record: Identifier?
    /// What it was about, in words for a person.
    package let detail: String

    package init(
        device: Identifier, generation: Int64, sequence: Int64, kind: Kind, actor: Identifier?, session: String,
        correlation: String, recordedAt: Int64, resource: String?, record: Identifier?, detail: String
    ) {
        self.device = device
        self.generation = generation
        self.sequence = sequence
        self.kind = kind
        self.actor = actor
        self.session = session
        self.correlation = correlation
        self.recordedAt = recordedAt
        self.resource = resource
        self.record = record
        self.detail = detail
    }

    /// The event as JCS.
    package var canonical: [UInt8] {
        var json = CanonicalJSON()
        json.beginObject()
        json.key("actor")
        if let actor { json.identifier(actor) } else { json.null() }
        json.key("correlation")
        json.string(correlation)
        json.key("detail")
        json.string(detail)
        json.key("device")
        json.identifier(device)
        json.key("generation")
        json.integer(generation)
        json.key("kind")
        json.string(kind.rawValue)
        json.key("record")
        if let record { json.identifier(record) } else { json.null() }
        json.key("recorded_at")
        json.integer(recordedAt)
        json.key("resource")
        if let resource { json.string(resource) } else { json.null() }
        json.key("seq")
        json.integer(sequence)
        json.key("session")
        json.string(session)
        json.key("v")
        json.integer(CommitHeader.version)
        json.endObject()
        return json.bytes
    }

    /// Reads a canonical event; nil when it is none this version knows.
    package init?(_ bytes: [UInt8]) {
        guard let json = try? JSONParser.parse(bytes), let kind = json["kind"]?.string.flatMap(Kind.init),
            let device = json["device"]?.string.flatMap(Identifier.init(text:)),
            let generation = json["generation"]?.integer, let sequence = json["seq"]?.integer,
            let session = json["session"]?.string, let correlation = json["correlation"]?.string,
            let recordedAt = json["recorded_at"]?.integer, let detail = json["detail"]?.string
        else { return nil }
        self.init(
            device: device, generation: generation, sequence: sequence, kind: kind,
            actor: json["actor"]?.string.flatMap(Identifier.init(text:)), session: session, correlation: correlation,
            recordedAt: recordedAt, resource: json["resource"]?.string,
            record: json["record"]?.string.flatMap(Identifier.init(text:)), detail: detail)
    }

    /// The link of the events' own chain: SHA-256(previous ‖ SHA-256(event)).
    package static func chainHash(previous: Hash, event: [UInt8]) -> Hash {
        let hash = Hash.of(event)
        return previous.withBytes { previous in hash.withBytes { Hash.of(previous, $0) } }
    }
}
