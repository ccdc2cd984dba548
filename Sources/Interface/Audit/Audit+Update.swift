// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension Model {
    private static let auditEntriesMin = 50
    /// Entries asked for at most when the list is read again.
    private static let auditEntriesMax = 500

    private var auditPage: Int { max(Model.auditEntriesMin, 2 * layout.listRows) }

    private var auditLimit: Int {
        audit.isLoadingOlder ? auditPage : min(Model.auditEntriesMax, max(auditPage, audit.entries.count))
    }

    /// Reads the newest entries, as many as are there now.
    mutating func loadAudit() {
        audit.isLoadingOlder = false
        let id = newID()
        audit.loading = id
        send(.loadAudit(id: id, before: nil, limit: auditLimit))
    }

    /// Reads older entries when less than a screen of them is left.
    mutating func loadOlderAudit() {
        guard audit.loading == nil, audit.hasMore, let last = audit.entries.last,
            audit.place.top + 2 * layout.listRows > audit.rows.count
        else { return }
        audit.isLoadingOlder = true
        let id = newID()
        audit.loading = id
        // A moment later, so that entries of the same moment are asked for again; those known are not taken twice.
        send(.loadAudit(id: id, before: last.at + 1, limit: auditPage))
    }

    mutating func takeAudit(_ id: Int, _ entries: [AuditEntry]) {
        guard audit.loading == id else { return }
        audit.loading = nil
        audit.take(entries, limit: auditLimit, screenRows: layout.listRows)
        audit.isLoadingOlder = false
        loadOlderAudit()
        settleAudit()
    }

    mutating func takeChanges(_ id: Int, _ changes: [ChangeEntry]) {
        guard let load = audit.changesLoading, load.id == id else { return }
        audit.changesLoading = nil
        audit.take(changes, for: load.key, screenRows: layout.listRows)
        settleAudit()
    }

    /// The detail follows the cursor; what a commit changed is read when it is looked at.
    mutating func settleAudit() {
        let row = audit.current
        if audit.shown?.entry.key != row?.entry.key || audit.shown != row { audit.scroll = 0 }
        audit.shown = row
        guard let row, layout.hasDetailBeside || audit.isZoomed || audit.unfolded.contains(row.entry.key)
        else { return }
        readChanges(of: row.entry)
    }

    private mutating func readChanges(of entry: AuditEntry) {
        guard entry.changeCount > 0, audit.changes[entry.key] == nil, audit.changesLoading?.key != entry.key
        else { return }
        let id = newID()
        audit.changesLoading = Audit.Load(id: id, key: entry.key)
        send(.loadChanges(id: id, entry))
    }

    mutating func unfold() {
        guard let entry = audit.current?.entry else { return }
        guard entry.changeCount > 0 else { return say(.info, "An event has nothing below it.") }
        audit.setUnfolded(true, entry.key, screenRows: layout.listRows)
        readChanges(of: entry)
    }

    mutating func fold() {
        guard let entry = audit.current?.entry else { return }
        guard audit.unfolded.contains(entry.key) else { return say(.info, "Nothing is unfolded here.") }
        audit.setUnfolded(false, entry.key, screenRows: layout.listRows)
        settleSoon()
    }
}
