// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension Model {
    /// Quiet after which the detail follows the cursor.
    private static let settleMilliseconds = 150
    /// Lines a key scrolls the detail by.
    static let detailStep = 3

    /// Whether the list that has the keys has a row under its cursor.
    var hasRow: Bool {
        switch pane {
        case .inventory: inventory.history.map { !$0.entries.isEmpty } ?? (inventory.list.current != nil)
        case .audit: !audit.rows.isEmpty
        }
    }

    /// Whether the detail stands over the whole width.
    var isZoomed: Bool { pane == .inventory ? inventory.isZoomed : audit.isZoomed }

    /// Whether a sub-screen or a detail is open that esc leaves.
    var isInside: Bool { isZoomed || (pane == .inventory && inventory.history != nil) }

    mutating func go(to pane: Pane) {
        self.pane = pane
        if pane == .audit && !audit.isLoaded { loadAudit() }
        settle()
    }

    mutating func zoom() {
        switch pane {
        case .inventory: inventory.isZoomed = true
        case .audit: audit.isZoomed = true
        }
        settle()
    }

    /// One step out of where the cursor is; at the outermost place nothing happens.
    mutating func stepOut() {
        switch pane {
        case .inventory where inventory.isZoomed: inventory.isZoomed = false
        case .inventory where inventory.history != nil: inventory.history = nil
        case .inventory where !inventory.filter.kept.isEmpty: clearFilter()
        case .audit where audit.isZoomed: audit.isZoomed = false
        case .inventory, .audit: toast = nil
        }
    }

    mutating func move(_ move: Move) {
        let rows = layout.listRows
        switch pane {
        case .inventory where inventory.history != nil:
            let count = inventory.history?.entries.count ?? 0
            inventory.history?.place.move(move, rows: rows, count: count)
        case .inventory: moveRecords(move, rows: rows)
        case .audit:
            audit.place.move(move, rows: rows, count: audit.rows.count)
            loadOlderAudit()
        }
        settleSoon()
    }

    /// Lets the detail follow after a pause; the bytes of a cursor move are those of its marker.
    mutating func settleSoon() {
        settleToken = newID()
        send(.wake(token: settleToken, afterMilliseconds: Model.settleMilliseconds))
    }

    /// The detail and the figures follow the cursor.
    mutating func settle() {
        settleToken = newID()
        switch pane {
        case .inventory: settleInventory()
        case .audit: settleAudit()
        }
    }

    mutating func scrollDetail(by lines: Int) {
        let columns = isZoomed || !layout.hasDetailBeside ? layout.body.columns : layout.detail.columns
        let most = max(0, detailLines(columns: columns).count - layout.body.rows)
        func scrolled(_ scroll: Int) -> Int { min(max(0, scroll + lines), most) }
        switch pane {
        case .inventory where inventory.history != nil:
            let scroll = scrolled(inventory.history?.scroll ?? 0)
            inventory.history?.scroll = scroll
        case .inventory: inventory.detail.scroll = scrolled(inventory.detail.scroll)
        case .audit: audit.scroll = scrolled(audit.scroll)
        }
    }

    /// The store may hold something else now: what is shown is read again, cursor and filter stay.
    mutating func refresh() {
        refreshList()
        refreshHistory()
        if audit.isLoaded { loadAudit() }
    }

    mutating func undo() {
        let id = newID()
        undoing = Undoing(id: id, isRedo: false)
        send(.undo(id: id))
    }

    mutating func redo() {
        let id = newID()
        undoing = Undoing(id: id, isRedo: true)
        send(.redo(id: id))
    }

    mutating func takeUndone(_ id: Int, _ summary: String) {
        guard let done = undoing, done.id == id else { return }
        undoing = nil
        say(.ok, done.isRedo ? "Done again: \(summary)." : "Undone: \(summary). U does it again.")
    }
}
