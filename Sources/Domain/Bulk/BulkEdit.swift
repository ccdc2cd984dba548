// SPDX-License-Identifier: Apache-2.0

/// What is to be done to many records of a resource: one action, one group, one undo.
package struct BulkEdit: Sendable, Equatable {
    package enum Action: Sendable, Equatable {
        case set([Assignment])
        case transfer(to: Identifier)
        case delete
        case restore
    }

    /// Which records are meant.
    package enum Selection: Sendable, Equatable {
        case records([Identifier])
        /// All of a filter, some of them left out.
        case matching(Filter, except: Set<Identifier>)
    }

    package let resource: ResourceFacts
    package let action: Action
    package var selection: Selection
    package var reason: String?
    package var origin: String
    /// The newest commit that whoever asks for it had seen: a field that was changed after it is a conflict.
    package var seen: Int64?

    package init(
        _ action: Action, _ resource: ResourceFacts, _ selection: Selection, reason: String? = nil, origin: String,
        seen: Int64? = nil
    ) {
        self.action = action
        self.resource = resource
        self.selection = selection
        self.reason = reason
        self.origin = origin
        self.seen = seen
    }

    /// The same for fewer records.
    package func leavingOut(_ records: some Sequence<Identifier>) -> BulkEdit {
        var edit = self
        switch selection {
        case .records(let ids):
            let out = Set(records)
            edit.selection = .records(ids.filter { !out.contains($0) })
        case .matching(let filter, let except):
            edit.selection = .matching(filter, except: except.union(records))
        }
        return edit
    }
}

/// A bulk edit as it meets one record after the other.
package struct BulkSteps: Sendable {
    private let edit: BulkEdit
    private let reading: AssignmentReading
    /// Of many, those that are in their category already are left alone; of one alone the rule says that it is.
    private let isOneAlone: Bool

    /// What is to be done to one record.
    package enum Step: Sendable {
        case write(Operation)
        /// It stands as it is to be.
        case nothing
        case refused([ValidationFailure])
    }

    package init(_ edit: BulkEdit, currency: String) {
        self.edit = edit
        isOneAlone = if case .records(let ids) = edit.selection { ids.count == 1 } else { false }
        let assignments: [Assignment] = if case .set(let assignments) = edit.action { assignments } else { [] }
        reading = AssignmentReading(assignments, of: edit.resource, currency: currency)
    }

    package func step(for record: StoredRecord) -> Step {
        let resource = edit.resource
        switch edit.action {
        case .delete: return record.isDeleted ? .nothing : .write(.delete(resource, id: record.id))
        case .restore: return record.isDeleted ? .write(.restore(resource, id: record.id)) : .nothing
        case .transfer(let category):
            let isThere = resource.positions["category"].map { record.values[$0] == .identifier(category) } ?? false
            return isThere && !record.isDeleted && !isOneAlone
                ? .nothing : .write(.transfer(resource, id: record.id, to: category))
        case .set:
            let name = RecordName.of(record.values, id: record.id, resource: resource)
            let (edits, failures) = reading.edits(of: record.values, name: name)
            return failures.isEmpty ? .write(.update(resource, id: record.id, edits: edits)) : .refused(failures)
        }
    }
}
