package import Domain
internal import SQLite

/// Which records may be seen: for each resource the condition that a query is narrowed by.
package struct Visibility: Sendable {
    /// Resources without a condition are seen whole.
    private let conditions: [String: Filter]

    /// For the program itself, whose checks look at everything.
    package static let everything = Visibility(conditions: [:])

    private init(conditions: [String: Filter]) {
        self.conditions = conditions
    }

    /// What a member may see.
    package init(_ access: Access) {
        var conditions: [String: Filter] = [:]
        for resource in Resources.all { conditions[resource.name] = access.readFilter(on: resource.name) }
        self.conditions = conditions
    }

    /// Whether nothing is kept from the onlooker.
    var isWhole: Bool { conditions.isEmpty }

    /// Whether a record may be seen.
    func shows(_ id: Identifier, in resource: ResourceFacts, _ connection: borrowing Connection) throws(SQLiteError)
        -> Bool
    {
        guard let condition = condition(on: resource) else { return true }
        return try connection.record(id, in: resource, where: condition) != nil
    }

    /// Whether a record with these values may be seen.
    func shows(_ values: [Value], in resource: ResourceFacts) -> Bool {
        condition(on: resource).map { FilterEvaluator(resource: resource).matches($0, values) } ?? true
    }

    /// The condition that a record of a resource must meet; nil without any.
    func condition(on resource: ResourceFacts) -> Filter? {
        conditions[resource.name]
    }
}
