/// What a list asks of the store: a window of records in an order.
package struct Query: Hashable, Sendable {
    package var resource: String
    package var filter: Filter
    package var sort: [SortTerm]
    package var limit: Int
    /// Where the window begins; nil for the first row (or the last one, backwards).
    package var cursor: Cursor?
    /// Towards the start of the list; rows still come in the list's order.
    package var isBackwards: Bool

    package init(
        resource: String, filter: Filter = .all, sort: [SortTerm] = [], limit: Int, cursor: Cursor? = nil,
        isBackwards: Bool = false
    ) {
        self.resource = resource
        self.filter = filter
        self.sort = sort
        self.limit = limit
        self.cursor = cursor
        self.isBackwards = isBackwards
    }
}

/// A place in a list: the sort values and the number of the row before it.
package struct Cursor: Hashable, Sendable {
    package let values: [Value]
    package let row: Int64
    /// Whether the row itself belongs to the window.
    package let isInclusive: Bool

    package init(values: [Value], row: Int64, isInclusive: Bool = false) {
        self.values = values
        self.row = row
        self.isInclusive = isInclusive
    }

    package func including(_ isInclusive: Bool) -> Cursor {
        Cursor(values: values, row: row, isInclusive: isInclusive)
    }
}

/// A record as it stands in the store.
package struct StoredRecord: Hashable, Sendable {
    /// The row's number in its table.
    package let row: Int64
    package let id: Identifier
    package var values: [Value]
    package let stamps: Stamps
    /// The values the list is sorted by, for a cursor.
    package let sortValues: [Value]

    package init(row: Int64, id: Identifier, values: [Value], stamps: Stamps, sortValues: [Value] = []) {
        self.row = row
        self.id = id
        self.values = values
        self.stamps = stamps
        self.sortValues = sortValues
    }

    /// Who made and changed a record, and when, in microseconds UTC.
    package struct Stamps: Hashable, Sendable {
        package let createdAt: Int64
        package let createdBy: Identifier
        package let updatedAt: Int64
        package let updatedBy: Identifier
        package let deletedAt: Int64?
        package let deletedBy: Identifier?
        /// The server sequence that last changed the record.
        package let revision: Int64?

        package init(
            createdAt: Int64, createdBy: Identifier, updatedAt: Int64, updatedBy: Identifier, deletedAt: Int64?,
            deletedBy: Identifier?, revision: Int64?
        ) {
            self.createdAt = createdAt
            self.createdBy = createdBy
            self.updatedAt = updatedAt
            self.updatedBy = updatedBy
            self.deletedAt = deletedAt
            self.deletedBy = deletedBy
            self.revision = revision
        }
    }

    package var cursor: Cursor { Cursor(values: sortValues, row: row) }
    package var isDeleted: Bool { stamps.deletedAt != nil }
}

/// Rows of a list with the names of the records they refer to.
package struct Window: Hashable, Sendable {
    package let records: [StoredRecord]
    /// Names of records referred to, by id.
    package let names: [Identifier: String]
    /// Whether rows lie beyond the window in the direction asked.
    package let hasMore: Bool

    package init(records: [StoredRecord], names: [Identifier: String], hasMore: Bool) {
        self.records = records
        self.names = names
        self.hasMore = hasMore
    }
}

/// One line of the audit log: a commit or an event.
package struct AuditEntry: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A commit with the commits of its group and the changes it made.
        case commit(commits: Int64, changes: Int64, isUndone: Bool)
        case event(String)
    }

    /// The number of the commit or event in its table.
    package let number: Int64
    package let kind: Kind
    package let at: Int64
    package let actor: Identifier?
    package let actorName: String
    package let device: String
    package let group: Identifier?
    package let hash: String
    package let origin: String
    package let session: String
    /// What happened, in words.
    package let summary: String
    package let reason: String?

    package init(
        number: Int64, kind: Kind, at: Int64, actor: Identifier?, actorName: String, device: String, group: Identifier?,
        hash: String, origin: String, session: String, summary: String, reason: String?
    ) {
        self.number = number
        self.kind = kind
        self.at = at
        self.actor = actor
        self.actorName = actorName
        self.device = device
        self.group = group
        self.hash = hash
        self.origin = origin
        self.session = session
        self.summary = summary
        self.reason = reason
    }
}

/// One record's change as the audit log and the history show it.
package struct ChangeEntry: Hashable, Sendable {
    package struct FieldDifference: Hashable, Sendable {
        package let label: String
        package let before: String?
        package let after: String?

        package init(label: String, before: String?, after: String?) {
            self.label = label
            self.before = before
            self.after = after
        }
    }

    package let action: ChangeAction
    package let resource: String
    package let record: Identifier
    /// What a person knows the record by.
    package let recordName: String
    package let differences: [FieldDifference]
    package let commit: Int64
    package let at: Int64
    package let actorName: String
    package let origin: String
    package let reason: String?

    package init(
        action: ChangeAction, resource: String, record: Identifier, recordName: String,
        differences: [FieldDifference], commit: Int64, at: Int64, actorName: String, origin: String, reason: String?
    ) {
        self.action = action
        self.resource = resource
        self.record = record
        self.recordName = recordName
        self.differences = differences
        self.commit = commit
        self.at = at
        self.actorName = actorName
        self.origin = origin
        self.reason = reason
    }
}
