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
            place, _ in place.marks.invert()
        },
    ]
}

extension RecordsPlace {
    /// Marks the row and goes to the next, so that a row of keys marks a row of records.
    fileprivate mutating func toggleMark(_ scope: inout Scope) {
        guard let record = list.current else { return }
        marks.toggle(record.id)
        markedLast = record.id
        move(.down, &scope)
        scope.act(.settleSoon)
    }

    fileprivate mutating func markRange(_ scope: inout Scope) {
        guard let record = list.current else { return }
        let from = markedLast.flatMap { id in list.records.firstIndex { $0.id == id } }
        guard let from else {
            return scope.say(.info, "Mark one end with space first; it has to be near. * marks all.")
        }
        let to = list.viewport.cursor
        marks.set(true, list.records[min(from, to)...max(from, to)].map(\.id))
        markedLast = record.id
    }

    fileprivate mutating func markAll(_ scope: inout Scope) {
        marks.markAll()
        let count = list.isTotalStale ? nil : list.total
        let what = list.filter == .all ? "All" : "All of the filter"
        scope.say(.info, "\(what): \(count.map { "\(Figures.grouped($0)) marked" } ?? "marked"). V takes them away.")
    }

    /// What a bulk command is about.
    func selection(orElse id: Identifier) -> BulkEdit.Selection { marks.selection(in: list.condition, orElse: id) }
}
