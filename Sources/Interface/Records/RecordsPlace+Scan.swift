// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// A code that was scanned over a list: the cursor goes to the record that has it.
struct ScanSearch: Equatable, Sendable {
    enum Step: Equatable, Sendable {
        /// The record of the code, among those of the filter first.
        case record(isFiltered: Bool)
        /// The rows around it.
        case rows(RecordList.Spot)
    }

    let code: String
    let step: Step
    let id: RequestID
    let query: Query
}

extension RecordsPlace {
    mutating func scanned(_ code: String, _ scope: inout Scope) {
        guard let condition = codes(code) else {
            return scope.say(.info, "\(list.resource.shape.title) have no codes to scan.")
        }
        isZoomed = false
        find(code, condition, isFiltered: list.filter != .all, &scope)
    }

    /// The records of a code: by SKU, or by GTIN with or without the zeros that scanners put before it.
    private func codes(_ code: String) -> Filter? {
        var filters: [Filter] = []
        if list.resource.field("sku") != nil {
            filters.append(.compare(Filter.Path(field: "sku"), .equal, .text(code)))
        }
        if list.resource.field("gtin") != nil, code.utf8.allSatisfy({ (48...57).contains($0) }) {
            let bare = String(code.drop { $0 == "0" })
            let forms = [8, 12, 13, 14].filter { $0 >= bare.count }
                .map { String(repeating: "0", count: $0 - bare.count) + bare }
            filters += forms.map { .compare(Filter.Path(field: "gtin"), .equal, .text($0)) }
        }
        return filters.isEmpty ? nil : .or(filters)
    }

    private mutating func find(_ code: String, _ condition: Filter, isFiltered: Bool, _ scope: inout Scope) {
        var query = list.query(.first, rows: scope.layout.listRows)
        query.filter =
            isFiltered
            ? .and([query.filter, condition]) : list.base == .all ? condition : .and([list.base, condition])
        query.limit = 1
        ask(code, .record(isFiltered: isFiltered), query, &scope)
    }

    private mutating func ask(_ code: String, _ step: ScanSearch.Step, _ query: Query, _ scope: inout Scope) {
        scanning = ScanSearch(code: code, step: step, id: scope.ask(.window(query)), query: query)
    }

    /// Asks again what was superseded.
    mutating func scanAgain(_ scope: inout Scope) {
        if let scanning { ask(scanning.code, scanning.step, scanning.query, &scope) }
    }

    mutating func takeScan(_ window: Window, _ scope: inout Scope) {
        guard let scanning else { return }
        self.scanning = nil
        switch scanning.step {
        case .rows(let spot):
            list.load = nil
            _ = list.take(window, for: .around(spot), rows: scope.layout.listRows)
            list.dropNames(sparing: detail.record, rows: scope.layout.listRows)
            widest = Columns.widest(widest, with: window.records, chosen, text(scope.situation))
            readAhead(&scope)
            settle(&scope)
        case .record(let isFiltered):
            if let record = window.records.first { return go(to: record, scanning.code, isFiltered, &scope) }
            if isFiltered, let condition = codes(scanning.code) {
                return find(scanning.code, condition, isFiltered: false, &scope)
            }
            scope.act(.giveUp)
            scope.say(.warning, "\(scanning.code) is no code of the \(list.resource.name).")
        }
    }

    private mutating func go(to record: StoredRecord, _ code: String, _ isFiltered: Bool, _ scope: inout Scope) {
        if !isFiltered, list.filter != .all {
            dropFilter(&scope)
            scope.say(.info, "\(code) is not in the filter, which is off now; ↑ in the filter line brings it back.")
        } else if let index = list.records.firstIndex(where: { $0.id == record.id }) {
            list.viewport.set(index, rows: scope.layout.listRows, count: list.records.count)
            readAhead(&scope)
            return settle(&scope)
        }
        let spot = RecordList.Spot(record: record.id, screenRow: scope.layout.listRows / 2)
        var query = list.query(.around(spot), rows: scope.layout.listRows)
        query.cursor = record.cursor.including(true)
        ask(code, .rows(spot), query, &scope)
    }

    /// A scan that cannot be answered.
    mutating func failScan(_ problem: Problem, _ scope: inout Scope) {
        scanning = nil
        scope.act(.giveUp)
        scope.say(.error, problem)
    }
}
