// SPDX-License-Identifier: Apache-2.0

/// What a bulk edit would do, as far as a person wants to see it before saying yes.
package struct BulkPreview: Sendable, Equatable {
    /// Records that are meant.
    package var recordCount: Int64 = 0
    /// Those that would change, would stay as they are, and would be refused.
    package var changeCount: Int64 = 0
    package var sameCount: Int64 = 0
    package var failureCount: Int64 = 0
    /// Records of other kinds that go, or come back, with them.
    package var companionCount: Int64 = 0
    /// The first records that would change, in the order they would be written.
    package var rows: [ChangedRecord] = []
    /// Names of the records that the rows refer to.
    package var names: [Identifier: String] = [:]
    /// Why records would be refused, each reason once, the most frequent first.
    package var problems: [BulkProblem] = []
    /// The records that would be refused, up to `refusedMax`: they can be left out.
    package var refused: [Identifier] = []
    /// The newest commit that it takes into account.
    package var commit: Int64 = 0

    /// Refused records that are known by their ids; who has more of them mends the edit instead of leaving them out.
    package static let refusedMax = 10_000

    package init() {}

    /// Whether `refused` are all of them.
    package var knowsAllRefused: Bool { failureCount == Int64(refused.count) }
}

/// One record before a change and after it.
package struct ChangedRecord: Sendable, Hashable {
    package let resource: String
    package let record: Identifier
    /// What a person knows the record by.
    package let name: String
    package let action: ChangeAction
    /// Values by position; nil when the record did not exist, or no longer does.
    package let before: [Value]?
    package let after: [Value]?

    package init(_ change: Change) {
        resource = change.resource.name
        record = change.record
        name = RecordName.of(change.before ?? change.after ?? [], id: change.record, resource: change.resource)
        action = change.action
        before = change.before
        after = change.after
    }
}

/// Why one record would be refused.
package struct BulkFailure: Sendable, Equatable {
    package enum Reason: Sendable, Equatable {
        case invalid(ValidationFailure)
        case denied(Denial)
        /// It lies in the trash.
        case gone
        /// There is none that may be read.
        case missing
    }

    package let record: Identifier
    package let name: String
    package let reason: Reason

    package init(record: Identifier, name: String, reason: Reason) {
        self.record = record
        self.name = name
        self.reason = reason
    }
}

/// One reason with the records it concerns.
package struct BulkProblem: Sendable, Equatable {
    package private(set) var count: Int64 = 0
    /// The first of them.
    package private(set) var examples: [BulkFailure] = []

    package static let examplesMax = 20

    package init() {}

    package mutating func add(_ failure: BulkFailure) {
        count += 1
        if examples.count < Self.examplesMax { examples.append(failure) }
    }

    /// What failures have in common that count as one problem: the field and the rule, or what else it is.
    package struct Kind: Hashable {
        private let field: String?
        private let word: String

        package init(_ reason: BulkFailure.Reason) {
            switch reason {
            case .invalid(let failure): (field, word) = (failure.field, failure.rule.code)
            case .denied(let denial): (field, word) = (denial.permission, "denied")
            case .gone: (field, word) = (nil, "gone")
            case .missing: (field, word) = (nil, "not_found")
            }
        }
    }
}

/// What a bulk edit did.
package struct BulkResult: Sendable, Equatable {
    package let group: Identifier
    /// Records that were meant, and those of them that were changed.
    package let recordCount: Int64
    package let changedCount: Int64
    /// Changes of the journal: of records that went with others as well.
    package let changeCount: Int64

    package init(group: Identifier, recordCount: Int64, changedCount: Int64, changeCount: Int64) {
        self.group = group
        self.recordCount = recordCount
        self.changedCount = changedCount
        self.changeCount = changeCount
    }
}
