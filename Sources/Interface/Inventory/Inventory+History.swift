// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension Model {
    /// What a person knows a record by, short: the field it is looked up by first.
    func shortName(of record: StoredRecord) -> String {
        let resource = inventory.list.resource
        for key in resource.shape.lookupFields {
            if let text = resource.field(key).flatMap({ record.values[$0.position].text }) { return text }
        }
        return FieldText.short(record.id)
    }

    /// A record's short name with its label behind it.
    func longName(of record: StoredRecord) -> String {
        let short = shortName(of: record)
        let label = record.values[inventory.list.resource.labelPosition].text ?? ""
        return label.isEmpty || label == short ? short : "\(short) · \(label)"
    }

    mutating func openHistory() {
        guard let record = inventory.list.current else { return }
        inventory.isZoomed = false
        inventory.history = Inventory.History(record: record.id, title: longName(of: record))
        refreshHistory()
    }

    mutating func refreshHistory() {
        guard let history = inventory.history else { return }
        let id = newID()
        inventory.history?.loading = id
        send(
            .details(
                id: id, resource: inventory.list.resource.name, history.record,
                limit: Inventory.History.entriesMax))
    }

    /// Takes the changes of a record in, for its detail or its history.
    mutating func takeDetails(_ id: Int, _ changes: [ChangeEntry]) {
        if inventory.detail.loading == id {
            inventory.detail.loading = nil
            inventory.detail.changes = changes
        } else if let history = inventory.history, history.loading == id {
            var history = history
            let entries = history.entries
            let old = entries.indices.contains(history.place.cursor) ? entries[history.place.cursor].commit : nil
            let index = changes.firstIndex { $0.commit == old } ?? history.place.cursor
            history.loading = nil
            history.entries = changes
            history.place.set(index, rows: layout.listRows, count: changes.count)
            inventory.history = history
            settleHistory()
        }
    }

    mutating func settleHistory() {
        guard let history = inventory.history, history.shown != history.place.cursor else { return }
        inventory.history?.shown = history.place.cursor
        inventory.history?.scroll = 0
    }
}
