// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Writes records as JSON objects: a contract with scripts. Every field is present, null when empty; money, quantities
/// and per cents are decimal strings, references `{"id", "name"}`, moments RFC 3339.
package struct RecordJSON {
    private let resource: ResourceFacts
    private let columns: [RecordColumn]
    private var json = CanonicalJSON(capacity: 1_024, escapesInvisible: true)

    package init(_ resource: ResourceFacts, columns: [RecordColumn]) {
        self.resource = resource
        self.columns = columns
    }

    /// Everything a record has: the id, all fields, then who made and changed it.
    package static func allColumns(_ resource: ResourceFacts) -> [RecordColumn] {
        [.system(.id)] + resource.fields.map { .field($0) }
            + SystemField.allCases.filter { $0 != .id }.map { .system($0) }
    }

    /// The bytes of one record's object; `name` gives the names of records referred to.
    package mutating func bytes<Failure: Error>(
        _ record: StoredRecord, name: (Identifier, ResourceFacts) throws(Failure) -> String?
    ) throws(Failure) -> [UInt8] {
        json.removeAll()
        json.beginObject()
        for column in columns {
            json.key(column.name)
            switch column {
            case .field(let field): try append(record.values[field.position], field, record, name)
            case .key(let field, let key): CanonicalValue.append(record.values[field.position][key: key], to: &json)
            case .system(let field): try append(field, record.id, record.stamps, name)
            }
        }
        json.endObject()
        return json.bytes
    }

    private mutating func append<Failure: Error>(
        _ value: Value, _ field: FieldFacts, _ record: StoredRecord,
        _ name: (Identifier, ResourceFacts) throws(Failure) -> String?
    ) throws(Failure) {
        switch (field.kind, value) {
        case (_, .null): json.null()
        case (.reference(let target), .identifier(let id)): try append(id, target, name)
        case (.references(let target), .list(let ids)):
            json.beginArray()
            for id in ids.compactMap(Identifier.init(text:)) { try append(id, target, name) }
            json.endArray()
        case (.money, _), (.quantity, _), (.percent, _):
            json.string(Rendering.text(value, field, in: record.values, of: resource))
        case (.moment, .integer(let moment)): json.string(Moment.text(moment))
        case (.text, _), (.note, _), (.code, _), (.integer, _), (.boolean, _), (.date, _), (.moment, _), (.choice, _),
            (.reference, _), (.references, _), (.set, _), (.map, _):
            CanonicalValue.append(value, to: &json)
        }
    }

    private mutating func append<Failure: Error>(
        _ id: Identifier, _ target: String, _ name: (Identifier, ResourceFacts) throws(Failure) -> String?
    ) throws(Failure) {
        let text = try Resources.named(target).flatMap { (resource) throws(Failure) in try name(id, resource) }
        json.beginObject()
        json.key("id")
        json.identifier(id)
        json.key("name")
        if let text { json.string(text) } else { json.null() }
        json.endObject()
    }

    private mutating func append<Failure: Error>(
        _ field: SystemField, _ id: Identifier, _ stamps: StoredRecord.Stamps,
        _ name: (Identifier, ResourceFacts) throws(Failure) -> String?
    ) throws(Failure) {
        switch field {
        case .id: json.identifier(id)
        case .createdAt: json.string(Moment.text(stamps.createdAt))
        case .updatedAt: json.string(Moment.text(stamps.updatedAt))
        case .deletedAt: if let moment = stamps.deletedAt { json.string(Moment.text(moment)) } else { json.null() }
        case .createdBy: try append(stamps.createdBy, Member.shape.name, name)
        case .updatedBy: try append(stamps.updatedBy, Member.shape.name, name)
        }
    }
}
