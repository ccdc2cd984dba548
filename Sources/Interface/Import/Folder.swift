// SPDX-License-Identifier: Apache-2.0
/// Which folder is to be listed.
package struct FolderQuestion: Equatable, Sendable {
    /// The folder where one stands; nil for the one that was used last.
    package let base: String?
    /// What was typed from there on, up to a slash: "", "exports/", "~/", "/tmp/".
    package let typed: String

    package init(base: String?, typed: String) {
        self.base = base
        self.typed = typed
    }
}

/// What stands in a folder.
package struct FolderListing: Equatable, Sendable {
    package struct Entry: Equatable, Sendable {
        package let name: String
        package let isFolder: Bool
        package let byteCount: Int64
        /// Microseconds UTC.
        package let changedAt: Int64

        package init(name: String, isFolder: Bool, byteCount: Int64, changedAt: Int64) {
            self.name = name
            self.isFolder = isFolder
            self.byteCount = byteCount
            self.changedAt = changedAt
        }
    }

    /// The folder, from the root.
    package let path: String
    /// The folder as it is shown, with ~ for home.
    package let shown: String
    package let entries: [Entry]

    package init(path: String, shown: String, entries: [Entry]) {
        self.path = path
        self.shown = shown
        self.entries = entries
    }
}
