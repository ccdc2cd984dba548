internal import Domain
internal import Storage

/// The names of records referred to, looked up once each. Of a record that the
/// member may not read the reader tells nothing, so that its id stands there.
final class ReferenceNames {
    private let reader: Reader
    private var names: [Identifier: String?] = [:]
    private var keys: [Identifier: String] = [:]

    /// Names that are remembered; a file of variants may name a million products.
    private static let rememberedMax = 50_000

    init(_ session: Session) throws {
        reader = try session.reader()
    }

    init(_ reader: Reader) {
        self.reader = reader
    }

    /// Takes names of records that are not in the store, as those of a dry run.
    func learn(_ made: [Identifier: String]) {
        for (id, name) in made { names[id] = .some(name) }
    }

    /// What a person calls the record; nil when there is none.
    func name(_ id: Identifier, _ resource: ResourceFacts) throws(StoreError) -> String? {
        if let known = names[id] { return known }
        if names.count >= Self.rememberedMax { names.removeAll(keepingCapacity: true) }
        let name = try reader.names(of: [id], in: resource)[id]
        names[id] = .some(name)
        return name
    }

    /// What a file names the record by, so that an import finds the very same: path, user name, SKU or name where that
    /// is unique among live records, else the id.
    func key(_ id: Identifier, _ resource: ResourceFacts) throws(StoreError) -> String {
        if let known = keys[id] { return known }
        if keys.count >= Self.rememberedMax { keys.removeAll(keepingCapacity: true) }
        var key = id.text
        if let record = try reader.record(id, in: resource), !record.isDeleted,
            let field = resource.shape.lookupFields.first.flatMap(resource.field),
            let text = record.values[field.position].text
        {
            key = text
        }
        keys[id] = key
        return key
    }

    /// The name, or the id where there is none.
    func label(_ id: Identifier, _ resource: String) -> String {
        guard let facts = Resources.named(resource) else { return id.text }
        return (try? name(id, facts)).flatMap { $0 } ?? id.text
    }
}
