// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension RecordsPlace {
    mutating func filterOpens() { spot = list.spot }

    /// Of another filter all are not marked any more.
    mutating func filterChanged(_ scope: inout Scope) { dropForeignMarks(&scope) }

    mutating func narrow(by text: String, isReturning: Bool, _ scope: inout Scope) throws(FilterError) {
        let parsed = try FilterParser.parse(text, for: list.resource, in: scope.situation.filterViewpoint)
        checkNames(text, parsed, &scope)
        guard parsed != list.filter else { return }
        let spot = filter.isOpen ? spot : list.spot
        list.narrow(to: parsed)
        load(isReturning ? spot.map { .at($0) } ?? .first : .first, &scope)
    }

    /// Takes the filter away where the rows of the whole list are asked for in another way; it stays among the
    /// earlier ones.
    mutating func dropFilter(_ scope: inout Scope) {
        filter.remember(filter.kept)
        filter.kept = ""
        filter.error = nil
        checking = nil
        list.narrow(to: .all)
        filterChanged(&scope)
    }

    /// What a name means, the store has to say.
    mutating func checkNames(_ text: String, _ parsed: Filter, _ scope: inout Scope) {
        checking = nil
        guard parsed.namesRecords else { return }
        checking = NameCheck(id: scope.ask(.names(filter: text, resource: list.resource.name)), text: text)
    }

    mutating func takeNames(_ id: RequestID, _ error: FilterError?, _ scope: inout Scope) {
        guard let checking, checking.id == id else { return }
        self.checking = nil
        guard let error else { return }
        if filter.isOpen {
            if filter.input.text == checking.text { filter.error = error }
        } else if filter.kept == checking.text {
            scope.say(.warning, "In the filter \(error.sentence)")
        }
    }
}

/// A question whether names in a filter mean records.
struct NameCheck: Equatable, Sendable {
    let id: RequestID
    let text: String
}

extension RecordList {
    /// Shows what another filter means; what is known of the rows is that of others.
    mutating func narrow(to filter: Filter) {
        if filter == self.filter { return }
        self.filter = filter
        total = nil
        counting = nil
        ranking = nil
    }
}

extension Filter {
    /// Whether it holds names of records that were not looked up.
    var namesRecords: Bool {
        switch self {
        case .refers: true
        case .and(let parts), .or(let parts): parts.contains(where: \.namesRecords)
        case .not(let part): part.namesRecords
        case .compare, .oneOf, .isSet, .deleted, .word: false
        }
    }
}
