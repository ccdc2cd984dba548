// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// How records of a list are marked.
    static let marks: [Command] = [
        Command(
            "mark.toggle", "Mark this row, or take its mark away", keys: ["space"], hint: ("mark", 4), need: .row,
            of: RecordsPlace.self, when: { $0.hasRow && !$0.isZoomed }
        ) { $0.toggleMark(&$1) },
        Command(
            "mark.range", "Mark from the last mark to this row", keys: ["v", "shift-F3"], need: .row,
            of: RecordsPlace.self, when: { $0.hasRow && !$0.isZoomed }
        ) { $0.markRange(&$1) },
        Command(
            "mark.all", "Mark all that the filter shows", keys: ["*", "g a"], need: .row, of: RecordsPlace.self,
            when: \.hasRow
        ) { $0.markAll(&$1) },
        Command("mark.none", "Take all marks away", keys: ["V", "g n"], of: RecordsPlace.self) { place, _ in
            place.marks.clear()
        },
        Command("mark.invert", "Mark the others instead", keys: ["g i"], of: RecordsPlace.self, when: \.hasRow) {
            place, _ in
            place.marks = place.marksInForce
            place.marks.invert(in: place.list.filter)
        },
    ]
}

extension RecordsPlace {
    /// Rows between two marks that are read from the store at most.
    static let rangeMax = 10_000

    /// The marks that mean something here.
    var marksInForce: Marks { marks.inForce(in: list.filter) }

    /// Marks the row and goes to the next, so that a row of keys marks a row of records.
    fileprivate mutating func toggleMark(_ scope: inout Scope) {
        guard let record = list.current else { return }
        marks = marksInForce
        marks.toggle(record.id)
        markedLast = record.id
        move(.down, &scope)
        scope.act(.settleSoon)
    }

    /// Marks from the row that was marked last to this one; the store is asked for rows that are not here.
    fileprivate mutating func markRange(_ scope: inout Scope) {
        guard let record = list.current else { return }
        guard let last = markedLast else {
            return scope.say(.info, "Mark one end with space first; v marks from there to the cursor. * marks all.")
        }
        guard let from = list.records.firstIndex(where: { $0.id == last }) else {
            var query = list.query(.first, rows: scope.layout.listRows)
            query.cursor = record.cursor.including(true)
            query.limit = RecordsPlace.rangeMax
            ranging = scope.ask(.range(query, to: last))
            return
        }
        let to = list.viewport.cursor
        mark(list.records[min(from, to)...max(from, to)].map(\.id))
    }

    private mutating func mark(_ ids: [Identifier]) {
        marks = marksInForce
        marks.set(true, ids)
        markedLast = list.current?.id
    }

    mutating func takeRange(_ id: RequestID, _ ids: [Identifier]?, _ scope: inout Scope) {
        guard ranging == id else { return }
        ranging = nil
        if let ids {
            mark(ids)
        } else {
            let max = Figures.grouped(Int64(RecordsPlace.rangeMax))
            scope.say(.info, "The last mark is not among the \(max) rows above or below. * marks all of the filter.")
        }
    }

    /// Of another filter all are not marked any more; what is marked one by one stays.
    mutating func dropForeignMarks(_ scope: inout Scope) {
        guard !marks.isEmpty, marksInForce.isEmpty else { return }
        marks.clear()
        scope.say(.info, "All were marked of the filter before: their marks are gone.")
    }

    fileprivate mutating func markAll(_ scope: inout Scope) {
        marks.markAll(of: list.filter)
        let count = list.isTotalStale ? nil : list.total
        let what = list.filter == .all ? "All" : "All of the filter"
        scope.say(.info, "\(what): \(count.map { "\(Figures.grouped($0)) marked" } ?? "marked"). V takes them away.")
    }

    /// What a bulk command is about.
    func selection(orElse id: Identifier) -> BulkEdit.Selection {
        marksInForce.selection(in: list.condition, orElse: id)
    }
}
