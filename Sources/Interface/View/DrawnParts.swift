// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// What the rows of the product list are drawn from, without the cursor: its marker is drawn by itself.
struct ListPart: Equatable {
    private let size: Size
    private let theme: Theme
    private let records: [StoredRecord]
    private let names: [Identifier: String]
    private let top: Int
    private let order: [SortTerm]
    private let column: Int
    private let widest: [Int: Int]
    private let isEmptyByFilter: Bool
    private let currency: String
    private let zone: Zone
    private let today: CalendarDate

    /// Nil where something else stands in the place of the list, or a cell is being edited.
    init?(_ model: Model, _ theme: Theme) {
        let list = model.inventory.list
        guard model.pane == .inventory, model.inventory.history == nil, model.inventory.editor == nil,
            !model.isZoomed, !model.isStoreEmpty
        else { return nil }
        size = model.size
        self.theme = theme
        records = list.records
        names = list.names
        top = list.place.top
        order = list.order
        column = model.inventory.column
        widest = model.inventory.widest
        isEmptyByFilter = list.isLoaded && list.records.isEmpty && list.filter != .all
        currency = model.session.currency
        zone = model.clock.zone
        today = model.clock.today
    }
}

/// What the detail beside the list is drawn from.
struct DetailPart: Equatable {
    private let size: Size
    private let theme: Theme
    private let record: StoredRecord?
    private let changes: [ChangeEntry]
    private let scroll: Int
    private let names: [Identifier: String]
    private let currency: String
    private let zone: Zone
    private let today: CalendarDate

    /// Nil where something else stands there.
    init?(_ model: Model, _ theme: Theme) {
        guard model.pane == .inventory, model.inventory.history == nil, !model.isZoomed, !model.isStoreEmpty,
            model.layout.hasDetailBeside
        else { return nil }
        let detail = model.inventory.detail
        size = model.size
        self.theme = theme
        record = detail.record
        changes = detail.changes
        scroll = detail.scroll
        names = model.inventory.list.names
        currency = model.session.currency
        zone = model.clock.zone
        today = model.clock.today
    }
}
