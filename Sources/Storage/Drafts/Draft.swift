// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Which form a draft is the input of: one of a session, for a record or for a new one of a resource.
package struct DraftKey: Hashable, Sendable {
    /// One run of the program.
    package let session: String
    package let resource: String
    /// Nil for a new record.
    package let record: Identifier?

    package init(session: String, resource: String, record: Identifier?) {
        self.session = session
        self.resource = resource
        self.record = record
    }
}

/// A draft as it is offered.
package struct DraftSummary: Hashable, Sendable {
    package let key: DraftKey
    /// What the form is called: “Edit product YARN-0779”.
    package let title: String
    /// Microseconds UTC.
    package let savedAt: Int64

    package init(key: DraftKey, title: String, savedAt: Int64) {
        self.key = key
        self.title = title
        self.savedAt = savedAt
    }
}

/// The input of a form that is not committed.
package struct Draft: Hashable, Sendable {
    package struct Input: Hashable, Sendable {
        package let field: String
        /// As it was typed, whether it can be read or not.
        package let text: String

        package init(field: String, text: String) {
            self.field = field
            self.text = text
        }
    }

    package var summary: DraftSummary
    /// The values that the form was opened on, by position; what is derived is not kept.
    package let base: [Value]
    /// The fields that were typed into, in the resource's order.
    package var inputs: [Input]
    /// Fields of the draft that the program no longer knows, or whose base it can no longer read; their texts are gone.
    package var lost: [String] = []

    package init(_ summary: DraftSummary, base: [Value], inputs: [Input]) {
        self.summary = summary
        self.base = base
        self.inputs = inputs
    }

    package var key: DraftKey { summary.key }
}

/// What a person is told beside an answer of the drafts.
package enum DraftNotice: Hashable, Sendable {
    /// The file of drafts was damaged and has another name now; drafts begin anew.
    case movedAside(to: String)
}
