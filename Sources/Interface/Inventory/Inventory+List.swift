// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension Model {
    /// Asks for rows; the newest question is the one whose answer counts.
    mutating func loadList(_ purpose: RecordList.Purpose, _ query: Query? = nil) {
        let query = query ?? inventory.list.query(purpose, rows: layout.listRows)
        send(.load(id: begin(purpose), query))
    }

    /// Notes that rows are on their way, and answers the number they come under.
    private mutating func begin(_ purpose: RecordList.Purpose) -> Int {
        let id = newID()
        inventory.list.load = RecordList.Load(id: id, purpose: purpose)
        return id
    }

    /// Reads the rows again that are there; a list that is just being replaced is asked for anew.
    mutating func refreshList() {
        guard inventory.list.isLoaded || inventory.list.load != nil else { return }
        if let load = inventory.list.load, load.purpose.replaces {
            loadList(load.purpose)
        } else {
            loadList(.refresh)
        }
    }

    mutating func takeRecords(_ id: Int, _ window: Window) {
        guard let load = inventory.list.load, load.id == id else { return }
        inventory.list.load = nil
        if let next = inventory.list.take(window, for: load.purpose, rows: layout.listRows) {
            loadList(next.purpose, next.query)
        }
        inventory.widest = Columns.widest(inventory.widest, with: window.records, fieldText)
        readAhead()
        switch load.purpose {
        case .first, .last, .seek, .around: inventory.filter.isOpen ? settleSoon() : settleInventory()
        case .refresh: settleInventory()
        case .after, .before: break
        }
    }

    mutating func takeCount(_ id: Int, _ count: Int64) {
        guard inventory.list.counting == id else { return }
        inventory.list.counting = nil
        inventory.list.take(count: count)
        inventory.shownPosition = inventory.list.position
    }

    /// Asks for the rows that a few more moves would need.
    mutating func readAhead() {
        let rows = layout.listRows
        guard inventory.list.load == nil, let purpose = inventory.list.wanted(rows: rows) else { return }
        send(.readAhead(id: begin(purpose), inventory.list.query(purpose, rows: rows)))
    }

    mutating func moveRecords(_ move: Move, rows: Int) {
        if move == .first && inventory.list.hasBefore { return loadList(.first) }
        if move == .last && inventory.list.hasAfter { return loadList(.last) }
        if inventory.list.lacksRows(for: move, rows: rows) {
            owed = move
            if inventory.list.load == nil { loadList((move.step(rows: rows) ?? 0) > 0 ? .after : .before) }
            return
        }
        inventory.list.place.move(move, rows: rows, count: inventory.list.records.count)
        readAhead()
    }

    /// Detail, position and count follow the cursor.
    mutating func settleInventory() {
        inventory.shownPosition = inventory.list.position
        if inventory.list.isLoaded, inventory.list.isTotalStale, inventory.list.counting == nil,
            inventory.list.load?.purpose.replaces != true
        {
            let id = newID()
            inventory.list.counting = id
            send(.count(id: id, inventory.list.query(.first, rows: layout.listRows)))
        }
        settleHistory()
        settleDetail()
    }

    private mutating func settleDetail() {
        let record = inventory.list.current
        let old = inventory.detail.record
        let isSame = old?.id == record?.id
        inventory.detail.record = record
        if !isSame {
            inventory.detail.scroll = 0
            inventory.detail.changes = []
            inventory.detail.loading = nil
        }
        guard let record, layout.hasDetailBeside || inventory.isZoomed else { return }
        let isKnown = isSame && old?.stamps == record.stamps && old?.values == record.values
        if isKnown && (inventory.detail.loading != nil || !inventory.detail.changes.isEmpty) { return }
        let id = newID()
        inventory.detail.loading = id
        send(
            .details(
                id: id, resource: inventory.list.resource.name, record.id, limit: Inventory.Detail.changesMax))
    }

    mutating func moveColumn(by step: Int) {
        let all = columns.all
        guard let focused = focusedField, let index = all.firstIndex(where: { $0.field == focused }) else { return }
        inventory.column = all[min(max(0, index + step), all.count - 1)].field.position
    }

    /// Sorts by the focused column: rising, falling, then as usual.
    mutating func turnSort() {
        guard let field = focusedField else { return }
        guard (try? SortTerm.parse(field.key, for: inventory.list.resource)) != nil else {
            return say(.info, "\(field.label) holds several values and has no order.")
        }
        let current = inventory.list.order.first.flatMap { $0.field == field.key ? $0 : nil }
        switch current?.isDescending {
        case nil: inventory.list.sort = [SortTerm(field: field.key)]
        case false?: inventory.list.sort = [SortTerm(field: field.key, isDescending: true)]
        case true?: inventory.list.sort = []
        }
        loadList(.first)
    }
}
