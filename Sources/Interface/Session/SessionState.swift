// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What the screen restores at its next start: where the person was and how the lists looked. Marks are not part of it:
/// what they were meant for is over.
package struct SessionState: Equatable, Sendable {
    package struct Column: Hashable, Sendable {
        package let field: String
        /// Cells; nil for as many as the list gives it.
        package let width: Int?

        package init(field: String, width: Int? = nil) {
            self.field = field
            self.width = width
        }
    }

    package struct List: Equatable, Sendable {
        /// As it stands in the filter line.
        package var filter: String
        /// As in `-price,name`; empty for the usual order.
        package var sort: String
        /// Empty for the usual columns.
        package var columns: [Column]
        /// The record under the cursor.
        package var cursor: Identifier?
        /// The saved view that is shown unchanged; nil for none.
        package var view: String?

        package init(
            filter: String = "", sort: String = "", columns: [Column] = [], cursor: Identifier? = nil,
            view: String? = nil
        ) {
            self.filter = filter
            self.sort = sort
            self.columns = columns
            self.cursor = cursor
            self.view = view
        }
    }

    /// The word of the pane that was shown; nil for the first.
    package var pane: String?
    /// The tab that was shown in each pane, by their words.
    package var tabs: [String: String]
    /// The lists by the names of their resources.
    package var lists: [String: List]

    package init(pane: String? = nil, tabs: [String: String] = [:], lists: [String: List] = [:]) {
        self.pane = pane
        self.tabs = tabs
        self.lists = lists
    }

    /// Changes when the meaning of a key does.
    static let version: Int64 = 1
    /// A longer file was written by nobody who uses the screen.
    package static let byteCountMax = 65_536
    static let columnsMax = ColumnTerm.termsMax
    static let widthMax = ColumnTerm.widthMax
    static let textMax = 1_000
}

/// Why something of the last session is not restored.
package enum SessionNotice: Hashable, Sendable {
    /// The whole file cannot be read.
    case unreadable(String)
    /// A newer program wrote it.
    case newer(Int64)
    /// One thing is not restored: where it stands, its value, what is wrong with it.
    case dropped(place: String, value: String, reason: String)

    /// In words, for the message log.
    package var sentence: String {
        switch self {
        case .unreadable(let reason): "The last session is not restored: its file \(reason)."
        case .newer(let version):
            "The last session is not restored: a newer program wrote it (form \(version), this one knows "
                + "\(SessionState.version))."
        case .dropped(let place, let value, let reason):
            "Of the last session, \(place) “\(value)” is not restored: it \(reason)."
        }
    }
}
