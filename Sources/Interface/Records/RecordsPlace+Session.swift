// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension RecordsPlace {
    /// The list as it was left: its filter, order and columns, and the cursor on its record.
    mutating func restore(_ session: SessionState, _ situation: Situation) {
        guard let left = session.lists[list.resource.name] else { return }
        let viewpoint = situation.filterViewpoint
        if let parsed = try? FilterParser.parse(left.filter, for: list.resource, in: viewpoint), !left.filter.isEmpty {
            filter.kept = left.filter
            list.filter = parsed
        }
        if !left.sort.isEmpty { list.sort = (try? SortTerm.parse(left.sort, for: list.resource)) ?? [] }
        chosen = left.columns.compactMap { column in
            RecordColumn(name: column.field, of: list.resource).map { ColumnTerm($0, width: column.width) }
        }
        if let name = left.view {
            view = TakenView(name: name, filter: filter.kept, sort: sortText, columns: columnsText)
        }
        spot = left.cursor.map { RecordList.Spot(record: $0, screenRow: situation.layout.listRows / 2) }
    }

    func note(in session: inout SessionState) {
        session.lists[list.resource.name] = SessionState.List(
            filter: filter.kept, sort: sortText,
            columns: chosen.map { SessionState.Column(field: $0.column.name, width: $0.width) },
            cursor: list.isLoaded ? list.current?.id : spot?.record, view: isAsView ? view?.name : nil)
    }
}
