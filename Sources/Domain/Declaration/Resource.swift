/// A kind of record, declared once: a struct whose fields are its one list.
package protocol Resource: Sendable {
    static var declaration: Declaration<Self> { get }
    /// The names, keys and rules that belong to the whole resource.
    static var shape: ResourceShape { get }
    init()
}

/// A uniqueness over live records: the fields that together may stand only once.
package struct UniqueKey: Sendable, Hashable {
    package let name: String
    package let fields: [String]
    /// Resources that share the same space of keys: a variant's SKU is none of a product's.
    package let sharedWith: [String]

    package init(_ name: String, _ fields: [String], sharedWith: [String] = []) {
        self.name = name
        self.fields = fields
        self.sharedWith = sharedWith
    }
}

/// What is declared for a resource as a whole.
package struct ResourceShape: Sendable {
    /// The plural name of command line and permissions.
    package let name: String
    /// The table.
    package let singular: String
    package let title: String
    /// The field that names a record to a person.
    package let labelField: String
    package let uniqueKeys: [UniqueKey]
    package let defaultSort: [String]
    /// Fields a person may name a record by, in this order.
    package let lookupFields: [String]
    package let rules: [Rule]
    /// Fills what a record gets from its own values.
    package let completion: @Sendable (inout [Value]) -> Void

    package init(
        name: String, singular: String, title: String, labelField: String, uniqueKeys: [UniqueKey],
        defaultSort: [String], lookupFields: [String], rules: [Rule] = [],
        completion: @escaping @Sendable (inout [Value]) -> Void = { _ in }
    ) {
        self.name = name
        self.singular = singular
        self.title = title
        self.labelField = labelField
        self.uniqueKeys = uniqueKeys
        self.defaultSort = defaultSort
        self.lookupFields = lookupFields
        self.rules = rules
        self.completion = completion
    }
}

/// The one shared instance of a resource's fields with their facts.
package struct Declaration<R: Resource>: Sendable {
    package let fields: R
    package let facts: ResourceFacts

    package init() {
        let collector = Collector()
        fields = Collector.$current.withValue(collector) { R() }
        facts = ResourceFacts(shape: R.shape, fields: collector.collected)
    }
}

/// A resource without its Swift type: what table, form, list, filter, import and export walk.
package final class ResourceFacts: Sendable {
    package let shape: ResourceShape
    package let fields: [FieldFacts]
    package let positions: [String: Int]
    /// Field positions in the order of their keys in canonical JSON, with the key's bytes as they stand there.
    package let canonicalOrder: [(position: Int, key: [UInt8])]

    package let requiredFields: [FieldFacts]
    package let standardFields: [FieldFacts]
    /// Fields that the program computes.
    package let derivedFields: [FieldFacts]
    /// Fields that refer to other records.
    package let referenceFields: [FieldFacts]
    /// The keys that stand beside text fields, in the order of their columns.
    package let storedKeys: [StoredKey]
    /// Fields that a new record has filled without being given: its currencies, and its owner.
    package let currencyPositions: [Int]
    package let ownerPosition: Int?

    package var name: String { shape.name }

    init(shape: ResourceShape, fields: [FieldFacts]) {
        self.shape = shape
        self.fields = fields
        requiredFields = fields.filter { $0.isRequired && !$0.isDerived }
        standardFields = fields.filter { !$0.standard.isNull }
        derivedFields = fields.filter(\.isDerived)
        referenceFields = fields.filter { $0.target != nil }
        storedKeys = fields.flatMap(StoredKey.of)
        currencyPositions = fields.filter { $0.kind == .code(.currency) }.map(\.position)
        ownerPosition = fields.first { $0.key == "owner" }?.position
        positions = Dictionary(uniqueKeysWithValues: fields.map { ($0.key, $0.position) })
        canonicalOrder = fields.filter { !$0.isDerived }
            .sorted { UTF16Order.isLess($0.key, $1.key) }
            .map { ($0.position, Array("\"\($0.key)\":".utf8)) }
    }

    package func field(_ key: String) -> FieldFacts? {
        positions[key].map { fields[$0] }
    }

    /// A new record's values before anything is given.
    package var standardValues: [Value] { fields.map(\.standard) }

    /// The resources among many, each once.
    package static func distinct(_ resources: some Sequence<ResourceFacts>) -> [ResourceFacts] {
        var found: [ResourceFacts] = []
        for resource in resources where found.last !== resource && !found.contains(where: { $0 === resource }) {
            found.append(resource)
        }
        return found
    }

    package var labelPosition: Int { positions[shape.labelField] ?? 0 }
}

extension ResourceFacts: Equatable {
    package static func == (left: ResourceFacts, right: ResourceFacts) -> Bool { left === right }
}

/// Values of one record by position, read by field.
@dynamicMemberLookup
package struct Record<R: Resource>: Hashable, Sendable {
    package var values: [Value]

    package init(values: [Value]) {
        self.values = values
    }

    package init() {
        values = R.declaration.facts.standardValues
    }

    package subscript<V>(dynamicMember path: KeyPath<R, Field<V>>) -> V {
        get { self[R.declaration.fields[keyPath: path]] }
        set { self[R.declaration.fields[keyPath: path]] = newValue }
    }

    package subscript<V>(_ field: Field<V>) -> V {
        get {
            guard let value = V(values[field.position]) else { preconditionFailure("wrong kind of value") }
            return value
        }
        set { values[field.position] = newValue.value }
    }
}
