// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// What is done to the marked records, or to the one under the cursor.
    static let bulk: [Command] = [
        Command(
            "record.delete", "Delete the record, or all marked", keys: ["d", "Del"], hint: ("delete", 9),
            right: .action(.delete), danger: .writes, need: .row, of: RecordsPlace.self, when: \.hasRow,
            isHinted: { !$0.isOnDeleted }
        ) { $0.delete(&$1) },
        Command(
            "record.restore", "Bring deleted records back", keys: ["r", "b r"], hint: ("restore", 2),
            right: .action(.restore), danger: .writes, need: .row, of: RecordsPlace.self, when: \.hasRow,
            isHinted: \.isOnDeleted
        ) { $0.restore(&$1) },
        Command(
            "record.transfer", "Transfer to another category", keys: ["t", "F6", "b t"], right: .action(.update),
            danger: .writes, need: .row, of: RecordsPlace.self,
            when: { $0.hasRow && $0.list.resource.field("category") != nil }
        ) { $0.transfer(&$1) },
        Command(
            "bulk.edit", "Set this column for all marked", keys: ["b e", "F9"], hint: ("bulk", 5),
            right: .action(.update), danger: .writes, need: .row, of: RecordsPlace.self,
            when: { $0.hasRow && !$0.isZoomed }
        ) { $0.assign(&$1) },
        Command(
            "trash.show", "Show what is deleted, or what is not", keys: ["g x"], of: RecordsPlace.self
        ) { $0.toggleTrash(&$1) },
    ]
}

/// What was asked of the person, and what is done with the answer.
enum Asked: Equatable, Sendable {
    case delete(RequestID, Identifier)
    case transfer(RequestID)
    case assign(RequestID, FieldFacts)
    /// Which columns, and which order: answered with each key.
    case columns(RequestID)
    case order(RequestID)
    /// Which saved view is to be taken.
    case view(RequestID)
    /// What a view is to be called, whether one is called so already, and whether it may be replaced.
    case viewName(RequestID)
    case viewKnown(RequestID, String)
    case viewReplace(RequestID, StoredRecord)
    /// Whether pasted lines are to be imported.
    case pasted(RequestID, PastedLines)

    var id: RequestID {
        switch self {
        case .delete(let id, _), .transfer(let id), .assign(let id, _), .columns(let id), .order(let id), .view(let id),
            .viewName(let id), .viewKnown(let id, _), .viewReplace(let id, _), .pasted(let id, _):
            id
        }
    }
}

extension RecordsPlace {
    /// Whether the record under the cursor is in the trash.
    var isOnDeleted: Bool { list.current?.isDeleted ?? false }

    private func edit(_ action: BulkEdit.Action, _ id: Identifier) -> BulkEdit {
        BulkEdit(action, list.resource, selection(orElse: id), origin: marksInForce.isEmpty ? "form" : "bulk")
    }

    /// How many are meant, in words: "MUG-0004", "30 products".
    private func what(_ record: StoredRecord) -> String {
        if marksInForce.isEmpty { return list.resource.longName(of: record) }
        let count = marksInForce.count(of: list.isTotalStale ? nil : list.total)
        guard let count else { return "all marked \(list.resource.name)" }
        return "\(Figures.grouped(count)) \(count == 1 ? list.resource.shape.singular : list.resource.name)"
    }

    fileprivate mutating func delete(_ scope: inout Scope) {
        guard let record = list.current else { return }
        if marksInForce.isEmpty && record.isDeleted {
            return scope.say(.info, "\(list.resource.shortName(of: record)) is deleted; r brings it back.")
        }
        guard marksInForce.isEmpty else { return preview(.delete, "Delete", record, &scope) }
        asked = .delete(scope.inquire("Delete \(what(record))? u brings it back."), record.id)
    }

    fileprivate mutating func restore(_ scope: inout Scope) {
        guard let record = list.current else { return }
        guard marksInForce.isEmpty else { return preview(.restore, "Restore", record, &scope) }
        guard record.isDeleted else {
            return scope.say(.info, "\(list.resource.shortName(of: record)) is not deleted. g x shows what is.")
        }
        changing = scope.ask(.bulk(edit(.restore, record.id)))
    }

    fileprivate mutating func transfer(_ scope: inout Scope) {
        guard let record = list.current, let field = list.resource.field("category"),
            let target = field.target.flatMap(Resources.named)
        else { return }
        asked = .transfer(scope.pick("Transfer \(what(record)) to", of: target))
    }

    fileprivate mutating func assign(_ scope: inout Scope) {
        guard let record = list.current, let column = focusedColumn(scope.situation) else { return }
        guard let field = column.field else {
            return scope.say(.info, "\(column.label) is not set here. ← → choose another column.")
        }
        if field.isDerived { return scope.say(.info, "\(field.label) is computed.") }
        if let target = field.target.flatMap(Resources.named) {
            asked = .assign(scope.pick("\(field.label) of \(what(record))", of: target), field)
        } else {
            let accepted = if case .choice(let words) = field.kind { " (\(words.joined(separator: ", ")))" } else { "" }
            asked = .assign(scope.askText("\(field.label) of \(what(record))\(accepted)"), field)
        }
    }

    fileprivate mutating func toggleTrash(_ scope: inout Scope) {
        let shows = filter.kept.contains("is:deleted")
        filter.remember(filter.kept)
        filter.kept = shows ? "" : "is:deleted"
        applyFilter(filter.kept, &scope)
        dropForeignMarks(&scope)
    }

    private mutating func preview(
        _ action: BulkEdit.Action, _ title: String, _ record: StoredRecord, _ scope: inout Scope
    ) {
        scope.act(.push(PreviewPlace(edit(action, record.id), title: title)))
    }

    /// The person answered what was asked.
    mutating func takeAnswer(_ reply: Reply, for id: RequestID, _ scope: inout Scope) {
        guard let asked, asked.id == id else { return }
        switch reply {
        case .columns(let terms, let focus):
            if terms.isEmpty || terms.contains(where: { $0.column.name == focus }) { column = focus }
            return choose(terms, scope.situation)
        case .order(let terms): return order(by: terms, &scope)
        default: self.asked = nil
        }
        switch (asked, reply) {
        case (.delete(_, let id), .answer(true)):
            changing = scope.ask(.bulk(BulkEdit(.delete, list.resource, .records([id]), origin: "form")))
        case (.view, .chosen(let record)): take(view: record, &scope)
        case (.viewName, .typed(let name)): lookUp(viewName: name, &scope)
        case (.viewReplace(_, let record), .answer(true)): save(over: record, &scope)
        case (.pasted(_, let lines), .answer(true)): scope.act(.push(ImportPlace(into: list.resource, lines)))
        default: takeValue(asked, reply, &scope)
        }
    }

    /// What the marked records, or the one under the cursor, are to get.
    private mutating func takeValue(_ asked: Asked, _ reply: Reply, _ scope: inout Scope) {
        guard let record = list.current else { return }
        switch (asked, reply) {
        case (.transfer, .picked(let category, let name)):
            preview(.transfer(to: category), "Transfer to \(name)", record, &scope)
        case (.assign(_, let field), .picked(let target, let name)):
            let assignment = Assignment(field.key, wish: .value(.identifier(target)))
            preview(.set([assignment]), "\(field.label) to \(name)", record, &scope)
        case (.assign(_, let field), .typed(let text)):
            let assignment = Assignment(field.key, wish: .text(text), locale: scope.situation.viewer.locale)
            preview(.set([assignment]), "\(field.label) to \(text.isEmpty ? "nothing" : text)", record, &scope)
        default: break
        }
    }
}
