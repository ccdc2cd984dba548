/// All resources: adding one is its file and its line here.
package enum Resources {
    package static let all: [ResourceFacts] = [
        Category.declaration.facts, Product.declaration.facts, Variant.declaration.facts, Member.declaration.facts,
        Role.declaration.facts, Policy.declaration.facts, Device.declaration.facts, Settings.declaration.facts,
        SavedView.declaration.facts,
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    private static let bySingular = Dictionary(uniqueKeysWithValues: all.map { ($0.shape.singular, $0) })

    /// The resource of a plural name.
    package static func named(_ name: String) -> ResourceFacts? {
        byName[name]
    }

    /// The resource of a plural or singular name, as a person may type it.
    package static func called(_ name: String) -> ResourceFacts? {
        byName[name] ?? bySingular[name]
    }

    /// All of them, each behind those that it refers to: the order in which an import finds what records name.
    package static let inOrderOfReference: [ResourceFacts] = {
        var ordered: [ResourceFacts] = []
        while let next = all.first(where: { resource in
            !ordered.contains(resource)
                && resource.referenceFields.allSatisfy { field in
                    field.target == resource.name || ordered.contains { $0.name == field.target }
                }
        }) {
            ordered.append(next)
        }
        return ordered
    }()

    /// The fields, of any resource, that refer to a resource.
    package static func references(to name: String) -> [(resource: ResourceFacts, field: FieldFacts)] {
        all.flatMap { resource in resource.fields.filter { $0.target == name }.map { (resource, $0) } }
    }
}
