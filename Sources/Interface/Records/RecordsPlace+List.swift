// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// What can be done in a list of records.
    package static let list = KeyTable(
        "list", "Lists of records",
        [
            Command(
                "cell.edit", "Change this cell", keys: ["e", "F2"], hint: ("cell", 2), right: .action(.update),
                danger: .writes, need: .row, of: RecordsPlace.self, when: { $0.hasRow && !$0.isZoomed },
                isHinted: { !$0.isOnDeleted }
            ) { $0.openCell(&$1) },
            Command(
                "record.edit", "Change this record in a form", keys: ["E", "F4"], hint: ("form", 8),
                right: .action(.update),
                danger: .writes, need: .row, of: RecordsPlace.self, when: \.hasRow
            ) { $0.openForm(&$1) },
            Command(
                "record.new", "Make a new record", keys: ["n", "Ins"], hint: ("new", 3), right: .action(.create),
                danger: .writes, of: RecordsPlace.self
            ) { $1.act(.push($0.newForm($1.situation))) },
            Command(
                "record.duplicate", "Make a copy of this record", keys: ["c", "g d"], right: .action(.create),
                danger: .writes, need: .row, of: RecordsPlace.self, when: \.hasRow
            ) { $0.duplicate(&$1) },
            Command(
                "import.open", "Import records from a file", keys: ["i"], right: .action(.import), danger: .writes,
                of: RecordsPlace.self
            ) { $1.act(.push(ImportPlace(into: $0.list.resource))) },
            Command(
                "record.history", "Show the history of this record", keys: ["H", "g h"], hint: ("history", 11),
                need: .row, of: RecordsPlace.self, when: \.hasRow
            ) { $0.openHistory(&$1) },
        ] + order + columnsOfLists + viewsOfLists + marks + bulk + children + copying)
}

extension RecordsPlace {
    /// Asks for rows; the newest question is the one whose answer counts.
    mutating func load(_ purpose: RecordList.Purpose, _ scope: inout Scope) {
        load(purpose, list.query(purpose, rows: scope.layout.listRows), &scope)
    }

    private mutating func load(_ purpose: RecordList.Purpose, _ query: Query, _ scope: inout Scope) {
        list.load = RecordList.Load(id: scope.ask(.window(query)), purpose: purpose)
    }

    mutating func takeRecords(_ id: RequestID, _ window: Window, _ scope: inout Scope) {
        guard let load = list.load, load.id == id else { return }
        list.load = nil
        refusal = nil
        if let next = list.take(window, for: load.purpose, rows: scope.layout.listRows) {
            self.load(next.purpose, next.query, &scope)
        }
        list.dropNames(sparing: detail.record, rows: scope.layout.listRows)
        widest = Columns.widest(widest, with: window.records, chosen, text(scope.situation))
        switch load.purpose {
        case .refresh where list.load == nil: goToRevealed(&scope)
        case .seek where list.load == nil, .below: endReveal(&scope)
        default: break
        }
        readAhead(&scope)
        switch load.purpose {
        case .first, .last, .seek, .below: filter.isOpen ? scope.act(.settleSoon) : settle(&scope)
        case .refresh: settle(&scope)
        case .after, .before: shownPosition = shownPosition ?? list.position
        case .at, .around: break
        }
    }

    /// Puts the cursor on a record; false where it is not among the rows that are loaded.
    mutating func point(to record: Identifier, _ layout: Layout) -> Bool {
        guard let index = list.records.firstIndex(where: { $0.id == record }) else { return false }
        list.viewport.set(index, rows: layout.listRows, count: list.records.count)
        return true
    }

    /// A record that the cursor goes to, and whether its cell is opened then.
    struct Reveal: Equatable, Sendable {
        let record: Identifier
        var opensCell = false
    }

    mutating func reveal(_ record: Identifier, _ scope: inout Scope) { reveal(Reveal(record: record), &scope) }

    mutating func reveal(_ reveal: Reveal, _ scope: inout Scope) {
        guard list.isLoaded, scanning == nil else { return }
        revealing = reveal
        refresh(onlyWords: false, &scope)
    }

    /// The list was read again: goes to the record among its rows, else looks where it stands.
    private mutating func goToRevealed(_ scope: inout Scope) {
        guard let record = revealing?.record else { return }
        if point(to: record, scope.layout) { return endReveal(&scope) }
        load(.seek(RecordList.Spot(record: record, screenRow: scope.layout.listRows / 2)), &scope)
    }

    /// The cursor is on the record, or a filter hides it.
    private mutating func endReveal(_ scope: inout Scope) {
        guard let reveal = revealing else { return }
        revealing = nil
        if reveal.opensCell, list.current?.id == reveal.record { openCell(&scope) }
    }

    mutating func takeCount(_ id: RequestID, _ count: Int64, _ scope: inout Scope) {
        guard list.counting?.id == id else { return }
        list.take(count: count)
        if list.isTotalStale { askForFigures(&scope) }
        shownPosition = list.position
    }

    mutating func takeRank(_ id: RequestID, _ rank: Int64?, _ scope: inout Scope) {
        guard list.ranking?.id == id else { return }
        list.take(rank: rank)
        if list.isOffsetStale { askForFigures(&scope) }
        shownPosition = list.position
    }

    /// Asks for the rows that a few more moves would need.
    mutating func readAhead(_ scope: inout Scope) {
        let rows = scope.layout.listRows
        guard list.load == nil, let purpose = list.wanted(rows: rows) else { return }
        list.load = RecordList.Load(id: scope.ask(.rowsAhead(list.query(purpose, rows: rows))), purpose: purpose)
    }

    mutating func move(_ move: Move, _ scope: inout Scope) {
        let rows = scope.layout.listRows
        if move == .first && list.hasBefore { return load(.first, &scope) }
        if move == .last && list.hasAfter { return load(.last, &scope) }
        if list.lacksRows(for: move, rows: rows) {
            owed = move
            if list.load == nil { load((move.step(rows: rows) ?? 0) > 0 ? .after : .before, &scope) }
            return
        }
        list.viewport.move(move, rows: rows, count: list.records.count)
        readAhead(&scope)
    }

    /// Detail, position and count follow the cursor.
    mutating func settle(_ scope: inout Scope) {
        shownPosition = list.position
        if list.isLoaded, list.load?.purpose.replaces != true { askForFigures(&scope) }
        settleDetail(&scope)
    }

    /// How many rows there are, and which of them these are, where that is not known.
    private mutating func askForFigures(_ scope: inout Scope) {
        let rows = scope.layout.listRows
        if list.isTotalStale, list.counting == nil {
            list.counting = RecordList.Counting(id: scope.ask(.count(list.query(.first, rows: rows))))
        }
        if list.ranking == nil, let query = list.rankQuery(rows: rows), let current = list.current {
            list.ranking = RecordList.Ranking(id: scope.ask(.rank(query)), record: current.id)
        }
    }

    private mutating func settleDetail(_ scope: inout Scope) {
        let record = list.current
        let old = detail.record
        let isSame = old?.id == record?.id
        detail.record = record
        if !isSame { detail = Detail(record: record) }
        guard let record, scope.layout.hasDetailBeside || isZoomed else { return }
        let isKnown = isSame && old?.stamps == record.stamps && old?.values == record.values
        if isKnown && (detail.loading != nil || !detail.changes.isEmpty) { return }
        detail.loading = scope.ask(
            .history(resource: list.resource.name, record.id, limit: Detail.changesMax))
    }

    mutating func takeDetail(_ id: RequestID, _ changes: [ChangeEntry]) {
        guard detail.loading == id else { return }
        detail.loading = nil
        detail.changes = changes
    }

    mutating func scrollDetail(by lines: Int, _ scope: inout Scope) {
        let layout = scope.layout
        let columns = isZoomed || !layout.hasDetailBeside ? layout.body.columns : layout.detail.columns
        let count = detailLines(columns: columns, scope.situation).count
        detail.scroll = min(max(0, detail.scroll + lines), max(0, count - layout.body.rows))
    }

    mutating func openHistory(_ scope: inout Scope) {
        guard let record = list.current else { return }
        isZoomed = false
        scope.act(.push(HistoryPlace(list.resource, record)))
    }

    mutating func openForm(_ scope: inout Scope) {
        guard let record = list.current else { return }
        if record.isDeleted {
            return scope.say(.warning, "\(list.resource.shortName(of: record)) is deleted and cannot be changed.")
        }
        scope.act(
            .push(
                FormPlace(
                    editing: record, of: list.resource, names: list.names, locale: scope.situation.viewer.locale)))
    }

    mutating func duplicate(_ scope: inout Scope) {
        guard let record = list.current else { return }
        scope.act(
            .push(
                FormPlace(
                    new: list.resource, copying: record, names: list.names, locale: scope.situation.viewer.locale)))
    }
}
