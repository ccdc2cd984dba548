// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// Which keys of a map are fields of their own in a form, and the record that this depends on.
struct MapKeys: Equatable, Sendable {
    enum Source: Equatable, Sendable {
        /// The schema in a field of the record referred to: what a category asks of its products.
        case schema(String)
        /// The keys that other records with the same reference have: the options of a product's variants.
        case siblings
    }

    let map: FieldFacts
    let reference: FieldFacts
    let source: Source
    /// The record that the keys shown are of.
    var owner: Identifier?
    /// What it is called.
    var ownerName = ""
    var shown: [FormField.MapKey] = []
    var loading: RequestID?
    /// The record that is asked for.
    var wanted: Identifier?

    /// Siblings looked at for their keys and values.
    private static let siblingsMax = 100

    /// Nil for a resource without such a map.
    init?(of resource: ResourceFacts) {
        let parts: (map: String, reference: String, source: Source)
        switch resource.name {
        case Product.shape.name: parts = ("metadata", "category", .schema("metadata_schema"))
        case Variant.shape.name: parts = ("options", "product", .siblings)
        default: return nil
        }
        guard let map = resource.field(parts.map), let reference = resource.field(parts.reference) else { return nil }
        (self.map, self.reference, source) = (map, reference, parts.source)
    }

    /// What tells the keys for a record.
    func query(for owner: Identifier, in resource: ResourceFacts) -> Query {
        switch source {
        case .schema:
            let path = Filter.Path(field: SystemField.id.rawValue)
            return Query(
                resource: reference.target ?? "", filter: .compare(path, .equal, .identifier(owner)),
                sort: reference.target.flatMap(Resources.named)?.shape.defaultSort.map { SortTerm(field: $0) } ?? [],
                limit: 1)
        case .siblings:
            return Query(
                resource: resource.name,
                filter: .compare(Filter.Path(field: reference.key), .equal, .identifier(owner)),
                sort: resource.shape.defaultSort.map { SortTerm(field: $0) }, limit: MapKeys.siblingsMax)
        }
    }

    /// The keys that the records of the answer ask for.
    func keys(in records: [StoredRecord]) -> [FormField.MapKey] {
        switch source {
        case .schema(let schema):
            guard let record = records.first, let field = reference.target.flatMap(Resources.named)?.field(schema)
            else { return [] }
            let keys = record.values[field.position].map.compactMap { entry in
                MetadataField(text: entry.value.text ?? "").map { FormField.MapKey(name: entry.key, field: $0) }
            }
            return keys.filter(\.field.isRequired) + keys.filter { !$0.field.isRequired }
        case .siblings:
            guard let text = MetadataField(text: "text") else { return [] }
            return names(in: records).map { FormField.MapKey(name: $0, field: text) }
        }
    }

    private func names(in records: [StoredRecord]) -> [String] {
        var names: [String] = []
        for entry in records.flatMap({ $0.values[map.position].map }) where !names.contains(entry.key) {
            names.append(entry.key)
        }
        return names.sorted()
    }

    /// What siblings hold in each key, to be offered; nothing where a schema says what is accepted.
    func suggestions(in records: [StoredRecord]) -> [String: [String]] {
        guard source == .siblings else { return [:] }
        var found: [String: [String]] = [:]
        for entry in records.flatMap({ $0.values[map.position].map }) {
            guard let text = entry.value.text, found[entry.key]?.contains(text) != true else { continue }
            found[entry.key, default: []].append(text)
        }
        return found.mapValues { $0.sorted() }
    }

    /// What stands over the fields.
    var heading: String {
        switch source {
        case .schema: "Fields of category \(ownerName)"
        case .siblings: "Options of this product's variants"
        }
    }
}
