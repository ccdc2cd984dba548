// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What is typed into a form and not committed, as it is kept beside the store.
package struct FormDraft: Hashable, Sendable {
    /// Which form it is the input of.
    package struct Key: Hashable, Sendable {
        /// The run of the program it was typed in; empty for this one.
        package let session: String
        package let resource: String
        /// Nil for a new record.
        package let record: Identifier?

        package init(session: String = "", resource: String, record: Identifier?) {
            self.session = session
            self.resource = resource
            self.record = record
        }
    }

    package let key: Key
    /// What the form is called: "Edit product YARN-0779".
    package let title: String
    /// When it was typed, in microseconds UTC.
    package let savedAt: Int64
    /// The values the form was opened on, by position.
    package let base: [Value]
    /// The texts of the fields that were typed into.
    package let texts: [String: String]

    package init(key: Key, title: String, savedAt: Int64, base: [Value], texts: [String: String]) {
        self.key = key
        self.title = title
        self.savedAt = savedAt
        self.base = base
        self.texts = texts
    }
}
