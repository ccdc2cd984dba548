// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal
internal import Text

extension KeyTable {
    /// Lists as they were saved under a name.
    static let viewsOfLists: [Command] = [
        Command(
            "view.pick", "Show a saved view", keys: ["w", "g w"], right: .permission(SavedView.reading),
            of: RecordsPlace.self, when: { !$0.isEmpty }
        ) { place, scope in
            let resource = place.list.resource
            place.asked = .view(scope.question { ViewPlace(id: $0, resource) })
        },
        Command(
            "view.save", "Save the list as a view", keys: ["W"],
            right: .permission(SavedView.creating), danger: .writes, of: RecordsPlace.self, when: { !$0.isEmpty }
        ) { $0.nameView(&$1) },
    ]
}

extension RecordsPlace {
    /// The columns as they stand in a text; empty for the usual ones.
    var columnsText: String { chosen.map(\.text).joined(separator: ",") }

    /// The list as it would be saved under a name.
    private func current(_ name: String) -> TakenView {
        TakenView(name: name, filter: filter.kept, sort: sortText, columns: columnsText)
    }

    /// Whether the list is as its view was saved.
    var isAsView: Bool { view.map { current($0.name) == $0 } ?? false }

    /// The view that is shown, with a sign where the list is another one by now.
    var viewWords: String? { view.map { "view: \($0.name)\(isAsView ? "" : " ~ changed")" } }

    mutating func nameView(_ scope: inout Scope) {
        asked = .viewName(
            scope.askText("Save filter, order and columns as", offering: view?.name ?? "", isReplaced: true))
    }

    /// One of that name is replaced only when the person says so.
    mutating func lookUp(viewName text: String, _ scope: inout Scope) {
        let name = Normal.form(Trim.blanks(text))
        guard !name.isEmpty else { return scope.say(.info, "A view needs a name: nothing was saved.") }
        let own = Filter.and([
            .compare(.init(field: "resource"), .equal, .text(list.resource.name)),
            .compare(.init(field: "name"), .equal, .text(name)),
        ])
        asked = .viewKnown(scope.ask(.window(Query(resource: SavedView.shape.name, filter: own, limit: 1))), name)
    }

    mutating func takeKnown(_ name: String, _ window: Window, _ scope: inout Scope) {
        asked = nil
        guard let record = window.records.first else { return create(viewCalled: name, &scope) }
        let saved = Record<SavedView>(values: record.values)
        asked = .viewReplace(scope.inquire("Replace the view \(saved.name)? u brings it back."), record)
    }

    private mutating func create(viewCalled name: String, _ scope: inout Scope) {
        let taken = current(name)
        var saved = Record<SavedView>()
        saved.name = name
        saved.resource = list.resource.name
        saved.filter = taken.filter
        saved.sort = taken.sort
        saved.columns = taken.columns
        commit(.create(SavedView.declaration.facts, id: nil, values: saved.values), taken, &scope)
    }

    mutating func save(over record: StoredRecord, _ scope: inout Scope) {
        let facts = SavedView.declaration.facts
        let taken = current(Record<SavedView>(values: record.values).name)
        let texts = [("filter", taken.filter), ("sort", taken.sort), ("columns", taken.columns)]
        let edits = texts.compactMap { key, text -> Edit? in
            guard let field = facts.field(key), record.values[field.position] != text.value else { return nil }
            return Edit(field: key, value: text.value, base: record.values[field.position])
        }
        guard !edits.isEmpty else {
            view = taken
            return scope.say(.info, "The view \(taken.name) is saved like this already.")
        }
        commit(.update(facts, id: record.id, edits: edits), taken, &scope)
    }

    private mutating func commit(_ operation: Operation, _ taken: TakenView, _ scope: inout Scope) {
        savingView = taken
        changing = scope.ask(.commit(Proposal([operation], origin: "view")))
    }

    mutating func takeSavedView(_ id: RequestID, _ scope: inout Scope) {
        guard changing == id, let savingView else { return }
        changing = nil
        self.savingView = nil
        view = savingView
        scope.say(.ok, "Saved the view \(savingView.name). w shows it, u undoes it.")
    }

    /// Shows the list as a view says, from its first row on.
    mutating func take(view record: StoredRecord, _ scope: inout Scope) {
        let saved = Record<SavedView>(values: record.values)
        do {
            let reading = try ViewReading(saved, list.resource, scope.situation.filterViewpoint)
            filter.remember(filter.kept)
            filter.kept = saved.filter
            list.sort = reading.sort
            list.narrow(to: reading.filter)
            firstColumn = 0
            choose(reading.columns, scope.situation)
            view = TakenView(saved)
            checkNames(saved.filter, reading.filter, &scope)
            dropForeignMarks(&scope)
            load(.first, &scope)
        } catch {
            scope.say(.error, error)
        }
    }
}
