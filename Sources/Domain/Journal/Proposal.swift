/// A new value for one field, or for one key of a map field.
package struct Edit: Sendable, Equatable {
    package let field: String
    /// The key of a map, when only that one is meant.
    package let key: String?
    package let value: Value
    /// What the editor saw before; checked against the store when given.
    package let base: Value?

    package init(field: String, key: String? = nil, value: Value, base: Value? = nil) {
        self.field = field
        self.key = key
        self.value = value
        self.base = base
    }

    /// The same edit of whoever saw these values of the record: of a map each key by itself.
    package func based(on values: [Value], _ resource: ResourceFacts) -> [Edit] {
        guard let field = resource.field(self.field) else { return [self] }
        let seen = values[field.position]
        if let key { return [Edit(field: self.field, key: key, value: value, base: seen[key: key])] }
        guard case .map(let entries) = value else { return [Edit(field: self.field, value: value, base: seen)] }
        return entries.map { Edit(field: self.field, key: $0.key, value: $0.value, base: seen[key: $0.key]) }
    }

    /// What the edit makes of its field's value: one key or several are set in a map, never the whole of it.
    package func applied(to old: Value) -> Value {
        if let key { return Change.patching(old, with: .map([MapEntry(key: key, value: value)])) }
        if case .map = value { return Change.patching(old, with: value) }
        return value
    }
}

/// One wish about one record.
package enum Operation: Equatable, Sendable {
    /// `id` is made by the store when not given; a new record's values by position, null for standard.
    case create(ResourceFacts, id: Identifier?, values: [Value])
    /// A new record whose values were checked before, on another thread.
    case createChecked(ResourceFacts, id: Identifier?, CheckedValues)
    case update(ResourceFacts, id: Identifier, edits: [Edit])
    case delete(ResourceFacts, id: Identifier)
    case restore(ResourceFacts, id: Identifier)
    case purge(ResourceFacts, id: Identifier)
    /// An update of the category, with the rules and the permission of a transfer; `from` is the category that whoever
    /// asks for it saw, checked against the store when given.
    case transfer(ResourceFacts, id: Identifier, to: Identifier, from: Identifier? = nil)

    package var resource: ResourceFacts {
        switch self {
        case .create(let resource, _, _), .createChecked(let resource, _, _), .update(let resource, _, _),
            .delete(let resource, _),
            .restore(let resource, _), .purge(let resource, _), .transfer(let resource, _, _, _):
            resource
        }
    }

    package var record: Identifier? {
        switch self {
        case .create(_, let id, _), .createChecked(_, let id, _): id
        case .update(_, let id, _), .delete(_, let id), .restore(_, let id), .purge(_, let id),
            .transfer(_, let id, _, _):
            id
        }
    }

    /// The action a permission names.
    package var action: Permission.Action {
        switch self {
        case .create, .createChecked: .create
        case .update: .update
        case .delete: .delete
        case .restore: .restore
        case .purge: .purge
        case .transfer: .transfer
        }
    }
}

/// What is offered to commit: operations that are written together or not at all.
package struct Proposal: Equatable, Sendable {
    package var operations: [Operation]
    package var reason: String?
    /// Where it came from: "form", "import", "undo" and so on.
    package var origin: String
    package var undoes: Identifier?
    package var occurredAt: Int64?

    package init(
        _ operations: [Operation], reason: String? = nil, origin: String, undoes: Identifier? = nil,
        occurredAt: Int64? = nil
    ) {
        self.operations = operations
        self.reason = reason
        self.origin = origin
        self.undoes = undoes
        self.occurredAt = occurredAt
    }

    /// Most changes of one commit.
    package static let changesMax = 500
}

/// A field that somebody else changed since the editor looked.
package struct EditConflict: Error, Sendable, Equatable {
    package let resource: String
    package let record: String
    package let field: String
    package let base: String
    package let stored: String
    package let wanted: String
    package let by: String
    package let at: Int64
    /// The commit that changed it; nil for the batch itself.
    package let commit: Int64?

    package init(
        resource: String, record: String, field: String, base: String, stored: String, wanted: String, by: String,
        at: Int64, commit: Int64? = nil
    ) {
        self.resource = resource
        self.record = record
        self.field = field
        self.base = base
        self.stored = stored
        self.wanted = wanted
        self.by = by
        self.at = at
        self.commit = commit
    }
}
