// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// Which columns a list has and how wide they are.
    static let columnsOfLists: [Command] = [
        Command(
            "column.left", "Choose the column on the left", keys: ["left", "h"], of: RecordsPlace.self,
            when: { !$0.isZoomed }
        ) { $0.moveColumn(by: -1, $1.situation) },
        Command(
            "column.right", "Choose the column on the right", keys: ["right", "l"], of: RecordsPlace.self,
            when: { !$0.isZoomed }
        ) { $0.moveColumn(by: 1, $1.situation) },
        Command(
            "column.choose", "Choose the columns and their order", keys: ["C"], of: RecordsPlace.self,
            when: { !$0.isZoomed && !$0.isEmpty }
        ) { $0.openColumns(&$1) },
        Command(
            "column.narrower", "Make this column narrower", keys: ["<"], of: RecordsPlace.self,
            when: { !$0.isZoomed && !$0.isEmpty }
        ) { $0.widen(by: -1, $1.situation) },
        Command(
            "column.wider", "Make this column wider", keys: [">"], of: RecordsPlace.self,
            when: { !$0.isZoomed && !$0.isEmpty }
        ) { $0.widen(by: 1, $1.situation) },
        Command(
            "column.automatic", "Show the usual columns again", keys: ["g C"], of: RecordsPlace.self,
            when: { !$0.isZoomed && !$0.isEmpty }
        ) { place, scope in
            if place.chosen.isEmpty { return scope.say(.info, "These are the usual columns.") }
            place.choose([], scope.situation)
            scope.say(.info, "The usual columns again, as many as fit. C chooses others.")
        },
    ]
}

extension RecordsPlace {
    /// What the columns follow from.
    func columnSetting(_ situation: Situation) -> Columns.Setting {
        Columns.Setting(
            resource: list.resource, room: situation.layout.list.columns, isNarrow: situation.layout.isNarrow,
            currency: situation.viewer.currency, widest: widest, marks: orderMarks, chosen: chosen,
            first: firstColumn, focus: column)
    }

    /// The columns as they are seen.
    func columns(_ situation: Situation) -> Columns { Columns(columnSetting(situation)) }

    /// The column that has the focus: the one it was put on, or the nearest that is there.
    func focusedColumn(_ situation: Situation) -> RecordColumn? {
        let columns = columns(situation)
        return columns.order.first { $0.name == column }
            ?? columns.all.first { $0.source.name == list.resource.shape.labelField }?.source
            ?? columns.order.first
    }

    /// The field whose column has the focus; nil where it shows what is no whole field.
    func focusedField(_ situation: Situation) -> FieldFacts? { focusedColumn(situation)?.field }

    mutating func moveColumn(by step: Int, _ situation: Situation) {
        let order = columns(situation).order
        guard let focused = focusedColumn(situation), let index = order.firstIndex(of: focused) else { return }
        focus(on: order[min(max(0, index + step), order.count - 1)], situation)
    }

    /// Puts the focus on a column and scrolls it into sight.
    mutating func focus(on source: RecordColumn, _ situation: Situation) {
        column = source.name
        firstColumn = columns(situation).first
    }

    /// Shows other columns; none for the usual ones.
    mutating func choose(_ terms: [ColumnTerm], _ situation: Situation) {
        chosen = terms
        widest = Columns.widest(widest, with: list.records, chosen, text(situation))
        firstColumn = columns(situation).first
    }

    /// The columns that are shown as they would be chosen.
    func terms(_ situation: Situation) -> [ColumnTerm] {
        chosen.isEmpty ? columns(situation).order.map { ColumnTerm($0) } : chosen
    }

    /// Makes the column that has the focus wider; from then on these columns count as chosen.
    fileprivate mutating func widen(by cells: Int, _ situation: Situation) {
        guard let focused = focusedColumn(situation), let seen = columns(situation).seen(focused.name) else { return }
        let width = min(max(Columns.widthMin, seen.width + cells), situation.layout.list.columns - Columns.gutter)
        let terms = terms(situation).map { $0.column == focused ? ColumnTerm(focused, width: max(1, width)) : $0 }
        choose(terms, situation)
        focus(on: focused, situation)
    }

    fileprivate mutating func openColumns(_ scope: inout Scope) {
        let situation = scope.situation
        let terms = terms(situation)
        let widths = Dictionary(columns(situation).all.map { ($0.source, $0.width) }) { first, _ in first }
        let setting = columnSetting(situation)
        let resource = list.resource
        let isUsual = chosen.isEmpty
        asked = .columns(
            scope.question { ColumnsPlace(id: $0, resource, terms, isUsual: isUsual, seen: widths, setting) })
    }
}
