package import Digest

/// A personal value of a payload: what is sealed beside the journal so that it can be erased.
package struct PersonalValue: Sendable, Equatable {
    package enum Side: Int64, Sendable {
        case before = 0
        case after = 1
    }

    package let field: String
    package let side: Side
    package let salt: [UInt8]
    /// The canonical bytes of the value.
    package let plain: [UInt8]

    package init(field: String, side: Side, salt: [UInt8], plain: [UInt8]) {
        self.field = field
        self.side = side
        self.salt = salt
        self.plain = plain
    }

    /// What stands in the payload: SHA-256(salt ‖ value).
    package static func hash(salt: [UInt8], plain: [UInt8]) -> Hash {
        salt.withUnsafeBytes { salt in plain.withUnsafeBytes { plain in Hash.of(salt, plain) } }
    }
}

/// The canonical bytes of a change, stored once as `change.payload` and never encoded again:
/// `{"action", "after"?, "before"?, "id", "resource"}`. Created: what is not null after. Updated: what differs, before
/// and
/// after, of a map only its differing keys. Purged: what was not null. A personal value stands as `{"sealed": hex}`.
package struct PayloadWriter {
    package private(set) var json = CanonicalJSON(capacity: 1_024)
    package private(set) var personal: [PersonalValue] = []
    /// Gives a fresh salt for each personal value.
    private let salt: () -> [UInt8]
    private var plan = PayloadPlan(Product.declaration.facts)

    package init(salt: @escaping () -> [UInt8]) {
        self.salt = salt
    }

    /// Encodes a change; the bytes stay in `json` until the next one.
    package mutating func write(_ change: Change) {
        json.removeAll()
        personal.removeAll()
        json.beginObject()
        json.key("action")
        json.string(change.action.rawValue)
        switch change.action {
        case .created:
            if let after = change.after { writeAll(after, side: .after, of: change.resource) }
        case .updated:
            writeDifference(of: change)
        case .purged:
            if let before = change.before { writeAll(before, side: .before, of: change.resource) }
        case .deleted, .restored: break
        }
        json.key("id")
        json.identifier(change.record)
        json.key("resource")
        json.string(change.resource.name)
        json.endObject()
    }

    private mutating func writeAll(_ values: [Value], side: PersonalValue.Side, of resource: ResourceFacts) {
        if plan.resource !== resource { plan = PayloadPlan(resource) }
        json.key(side == .after ? "after" : "before")
        json.beginObject()
        for index in plan.entries.indices {
            let position = plan.entries[index].position
            if values[position].isNull { continue }
            json.key(encoded: plan.entries[index].key)
            if plan.entries[index].isPlain {
                CanonicalValue.append(values[position], to: &json)
            } else {
                append(values[position], resource.fields[position], in: values, side: side, of: resource)
            }
        }
        json.endObject()
    }

    private mutating func writeDifference(of change: Change) {
        guard let before = change.before, let after = change.after else { return }
        let changed = Set(change.changedPositions)
        for (side, values) in [(PersonalValue.Side.after, after), (.before, before)] {
            json.key(side == .after ? "after" : "before")
            json.beginObject()
            for (position, key) in change.resource.canonicalOrder where changed.contains(position) {
                let field = change.resource.fields[position]
                json.key(encoded: key)
                if case .map = field.kind {
                    let difference = Change.mapDifference(from: before[position], to: after[position])
                    CanonicalValue.append(side == .after ? difference.after : difference.before, to: &json)
                } else {
                    append(values[position], field, in: values, side: side, of: change.resource)
                }
            }
            json.endObject()
        }
    }

    private mutating func append(
        _ value: Value, _ field: FieldFacts, in values: [Value], side: PersonalValue.Side, of resource: ResourceFacts
    ) {
        guard field.isPersonal, !value.isNull else {
            return CanonicalValue.append(value, field, in: values, of: resource, to: &json)
        }
        var plain = CanonicalJSON()
        CanonicalValue.append(value, field, in: values, of: resource, to: &plain)
        let entry = PersonalValue(field: field.key, side: side, salt: salt(), plain: plain.bytes)
        personal.append(entry)
        json.beginObject()
        json.key("sealed")
        json.string(PersonalValue.hash(salt: entry.salt, plain: entry.plain).hex)
        json.endObject()
    }
}

/// How the fields of a resource are written, in their order. A writer has its own: a large import would count
/// references to the shared declaration on three threads at once.
private struct PayloadPlan {
    struct Entry {
        let position: Int
        /// The quoted key with its colon.
        let key: [UInt8]
        /// Written as it is, without a unit and unsealed.
        let isPlain: Bool
    }

    let resource: ResourceFacts
    let entries: [Entry]

    init(_ resource: ResourceFacts) {
        self.resource = resource
        entries = resource.canonicalOrder.map { place in
            let field = resource.fields[place.position]
            return Entry(
                position: place.position, key: place.key.map { $0 }, isPlain: !field.isAmount && !field.isPersonal)
        }
    }
}

/// A payload read back.
package struct Payload: Sendable, Equatable {
    package let action: ChangeAction
    package let resource: String
    package let record: Identifier
    package let before: [JSONMember]
    package let after: [JSONMember]

    /// Reads canonical bytes; nil when they are no payload this version knows.
    package init?(_ bytes: [UInt8]) {
        guard let json = try? JSONParser.parse(bytes), let action = json["action"]?.string.flatMap(ChangeAction.init),
            let resource = json["resource"]?.string, let record = json["id"]?.string.flatMap(Identifier.init(text:))
        else { return nil }
        self.action = action
        self.resource = resource
        self.record = record
        before = json["before"]?.members ?? []
        after = json["after"]?.members ?? []
    }

    /// Whether it changed a field, or one key of a map.
    package func touches(_ field: String, key: String? = nil) -> Bool {
        guard let member = after.first(where: { $0.key == field }) ?? before.first(where: { $0.key == field }) else {
            return false
        }
        guard let key else { return true }
        return member.value.members.contains { $0.key == key }
    }

    /// The hash that stands for a personal value, if this is one.
    package static func sealedHash(_ json: JSONValue) -> Hash? {
        guard case .object(let members) = json, members.count == 1, members[0].key == "sealed" else { return nil }
        return members[0].value.string.flatMap(Hash.init(hex:))
    }
}
