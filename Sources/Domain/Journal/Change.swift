/// What happened to one record.
package enum ChangeAction: String, Sendable, CaseIterable {
    case created, updated, deleted, restored, purged
}

/// One record's change, with its whole state before and after; the journal keeps only what differs.
package struct Change: Sendable {
    package let resource: ResourceFacts
    package let record: Identifier
    package let action: ChangeAction
    /// Values by position; nil when the record did not exist.
    package let before: [Value]?
    /// Values by position; nil when the record no longer exists.
    package var after: [Value]?

    package init(
        resource: ResourceFacts, record: Identifier, action: ChangeAction, before: [Value]?, after: [Value]?
    ) {
        self.resource = resource
        self.record = record
        self.action = action
        self.before = before
        self.after = after
    }

    /// Positions of declared fields whose values differ.
    package var changedPositions: [Int] {
        guard let before, let after else { return [] }
        return resource.fields.indices.filter { !resource.fields[$0].isDerived && before[$0] != after[$0] }
    }

    /// The entries by which two maps differ: the other one's value for each key, null where it has none.
    package static func mapDifference(from before: Value, to after: Value) -> (before: Value, after: Value) {
        let keys = Set(before.map.map(\.key)).union(after.map.map(\.key))
            .filter { before[key: $0] != after[key: $0] }
            .sorted { UTF16Order.isLess($0, $1) }
        return (
            .map(keys.map { MapEntry(key: $0, value: before[key: $0]) }),
            .map(keys.map { MapEntry(key: $0, value: after[key: $0]) })
        )
    }

    /// A map with some entries replaced, null removing a key.
    package static func patching(_ map: Value, with patch: Value) -> Value {
        .map(of: map.map + patch.map)
    }
}
