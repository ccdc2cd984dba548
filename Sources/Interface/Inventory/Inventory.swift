// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// The first pane: a list of records, the detail of one, its history, the filter line and the cell being edited.
package struct Inventory: Equatable, Sendable {
    var list: RecordList
    /// The position of the field whose column has the focus.
    var column: Int
    /// Cells that the contents of the columns took so far, by the fields' positions.
    var widest: [Int: Int] = [:]
    var filter = FilterLine()
    var editor: CellEditor?
    var detail = Detail()
    var history: History?
    /// Whether the detail stands over the whole width.
    var isZoomed = false
    /// What the prompt line says of the place; it follows the cursor after a pause.
    var shownPosition: Int64?

    init(resource: ResourceFacts) {
        list = RecordList(resource: resource)
        column = resource.labelPosition
    }

    /// What the detail shows: one record as it was when the cursor came to rest on it.
    struct Detail: Equatable, Sendable {
        var record: StoredRecord?
        var changes: [ChangeEntry] = []
        var loading: Int?
        var scroll = 0

        static let changesMax = 5
    }

    /// The changes of one record.
    struct History: Equatable, Sendable {
        let record: Identifier
        let title: String
        var entries: [ChangeEntry] = []
        var place = ListPlace()
        /// The entry the detail shows.
        var shown = 0
        var scroll = 0
        var loading: Int?

        static let entriesMax = 200
    }
}
