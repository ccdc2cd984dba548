// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// In which order a list stands.
    static let order: [Command] = [
        Command(
            "sort.open", "Sort by one column or several", keys: ["s", "F8"], hint: ("sort", 10), of: RecordsPlace.self,
            when: { !$0.isZoomed && !$0.isEmpty }
        ) { $0.openSort(&$1) }
    ]
}

extension RecordsPlace {
    /// The signs of the order in the header, by the columns' names.
    var orderMarks: [String: String] { RecordList.marks(of: list.order) }

    /// The order as it stands in a text; empty for the usual one.
    var sortText: String { list.sort.map(\.text).joined(separator: ",") }

    fileprivate mutating func openSort(_ scope: inout Scope) {
        let columns = sortable(scope.situation)
        let terms = list.sort
        asked = .order(scope.question { SortPlace(id: $0, columns, terms: terms) })
    }

    /// What the list can be sorted by from here: its columns, the usual ones, what it is sorted by, and when records
    /// were made and changed.
    private func sortable(_ situation: Situation) -> [RecordColumn] {
        let usual = list.resource.fields.filter { $0.columnRank != nil }.map { RecordColumn.field($0) }
        let present = list.order.compactMap { RecordColumn(name: $0.field, of: list.resource) }
        let all = chosen.map(\.column) + usual + present + [.system(.updatedAt), .system(.createdAt)]
        var columns: [RecordColumn] = []
        for column in all where !columns.contains(column) && isSortable(column) { columns.append(column) }
        return columns
    }

    private func isSortable(_ column: RecordColumn) -> Bool {
        (try? SortTerm.parse(column.name, for: list.resource)) != nil
    }

    /// Shows the list in another order, from its first row on.
    mutating func order(by terms: [SortTerm], _ scope: inout Scope) {
        guard terms != list.sort else { return }
        list.sort = terms
        load(.first, &scope)
    }
}

extension RecordList {
    /// The sign of each column of an order, with its rank where there are several.
    static func marks(of order: [SortTerm]) -> [String: String] {
        var marks: [String: String] = [:]
        for (index, term) in order.enumerated() {
            let sign = term.isDescending ? "▾" : "▴"
            marks[term.field] = order.count > 1 ? "\(sign)\(index + 1)" : sign
        }
        return marks
    }
}
