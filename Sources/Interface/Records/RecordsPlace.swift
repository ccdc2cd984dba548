// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// A list of a resource's records, the detail of one, the filter line and the cell that is being edited.
struct RecordsPlace: Filtering {
    var list: RecordList
    /// The name of the column that has the focus.
    var column: String
    /// The columns that were chosen; empty for the usual ones.
    var chosen: [ColumnTerm] = []
    /// Of chosen columns that do not fit, the first one behind those that stay.
    var firstColumn = 0
    /// Cells that the contents of the columns took so far, by the columns' names.
    var widest: [String: Int] = [:]
    /// The saved view that was taken last.
    var view: TakenView?
    /// The view that is being saved.
    var savingView: TakenView?
    var filter = FilterLine()
    var editor: CellEditor?
    var detail = Detail()
    /// Whether the detail stands over the whole width.
    var isZoomed = false
    /// What the prompt line says of the place; it follows the cursor after a pause.
    var shownPosition: Int64?
    /// A move that waits for rows it leads to.
    var owed: Move?
    /// Whether a cell is opened on the row that move leads to.
    var opensCellWhenMoved = false
    var marks = Marks()
    /// The row that was marked last, for a range.
    var markedLast: Identifier?
    /// Where the cursor stood when the filter line was opened.
    var spot: RecordList.Spot?
    /// The question whether the names in the filter are names of records.
    var checking: NameCheck?
    /// The question which rows lie between two marks.
    var ranging: RequestID?
    /// What was asked of the person.
    var asked: Asked?
    /// The change that is under way.
    var changing: RequestID?
    /// A record that the cursor goes to once the list is read again.
    var revealing: Reveal?
    /// A scanned code that is looked for.
    var scanning: ScanSearch?
    /// The record that all of the list belong to.
    var parent: Parent?
    /// Why there are no records, where they may not be read.
    var refusal: String?

    init(resource: ResourceFacts) {
        list = RecordList(resource: resource)
        column = resource.shape.labelField
    }

    /// What the detail shows: one record as it was when the cursor came to rest on it.
    struct Detail: Equatable, Sendable {
        var record: StoredRecord?
        var changes: [ChangeEntry] = []
        var loading: RequestID?
        var scroll = 0

        static let changesMax = 5
    }

    var keyTables: [KeyTable] {
        if editor != nil { return [.cell, .text] }
        return filter.isOpen ? [.filter, .text] : [.list, .nav]
    }

    var input: TextInput? {
        get { editor?.input ?? (filter.isOpen ? filter.input : nil) }
        set {
            guard let newValue else { return }
            if editor != nil { editor?.input = newValue } else { filter.input = newValue }
        }
    }

    var resource: ResourceFacts? { list.resource }
    var canFilter: Bool { !isEmpty }
    var filtered: ResourceFacts { list.resource }
    var hasRow: Bool { list.current != nil }
    var isBusy: Bool {
        owed != nil || revealing != nil || editor?.saving != nil || changing != nil || ranging != nil || scanning != nil
    }
    var awaitsMove: Bool { owed != nil || scanning != nil }
    var isInside: Bool { isZoomed || parent != nil }
    var awaitsRows: Bool { list.load?.purpose.replaces ?? false }

    /// Whether the store is known to hold no records of this list.
    var isEmpty: Bool { list.isLoaded && list.records.isEmpty && list.filter == .all && list.load == nil }

    mutating func open(_ scope: inout Scope) {
        load(spot.map { .at($0) } ?? .first, &scope)
        checkNames(filter.kept, list.filter, &scope)
    }

    private mutating func takeWindow(_ id: RequestID, _ window: Window, _ scope: inout Scope) {
        if case .viewKnown(id, let name)? = asked { return takeKnown(name, window, &scope) }
        takeRecords(id, window, &scope)
    }

    mutating func take(_ reply: Reply, for id: RequestID, _ scope: inout Scope) {
        switch reply {
        case .window(let window):
            if scanning?.id == id { takeScan(window, &scope) } else { takeWindow(id, window, &scope) }
        case .count(let count): takeCount(id, count, &scope)
        case .rank(let rank): takeRank(id, rank, &scope)
        case .records(let ids): takeRange(id, ids, &scope)
        case .names(let error): takeNames(id, error, &scope)
        case .changes(let changes): takeDetail(id, changes)
        case .committed(let summary, _): changing == id ? takeSavedView(id, &scope) : takeCommit(id, summary, &scope)
        case .denied(let problem): deny(id, problem, &scope)
        case .failed(let problem): fail(id, problem, &scope)
        case .answer, .picked, .typed, .chosen, .columns, .order: takeAnswer(reply, for: id, &scope)
        case .changed(let summary):
            guard changing == id else { return }
            changing = nil
            scope.say(.ok, "\(summary). u undoes it.")
        default: break
        }
    }

    /// The records may not be read: there are none, and the list says why.
    private mutating func deny(_ id: RequestID, _ problem: Problem, _ scope: inout Scope) {
        if list.load?.id == id {
            list.hasBefore = false
            takeRecords(id, Window(records: [], names: [:], hasMore: false), &scope)
            refusal = problem.whole
        } else if list.counting?.id == id {
            takeCount(id, 0, &scope)
        } else {
            fail(id, problem, &scope)
        }
    }

    /// Something could not be done: it is said, and what waited for it goes on or is given up.
    private mutating func fail(_ id: RequestID, _ problem: Problem, _ scope: inout Scope) {
        if editor?.saving?.id == id { return failCell(problem, &scope) }
        if scanning?.id == id { return failScan(problem, &scope) }
        if changing == id {
            changing = nil
            savingView = nil
            scope.act(.giveUp)
        } else if list.load?.id == id {
            list.load = nil
            scope.act(.giveUp)
        } else if list.counting?.id == id {
            list.counting = nil
        } else if list.ranking?.id == id {
            // It is not told where the rows stand; nothing else goes by it.
            return
        } else if ranging == id {
            ranging = nil
        } else if asked?.id == id {
            asked = nil
        } else if detail.loading == id {
            detail.loading = nil
        } else {
            return
        }
        scope.say(.error, problem)
    }

    mutating func resume(_ scope: inout Scope) {
        guard let move = owed, list.load == nil || !list.lacksRows(for: move, rows: scope.layout.listRows) else {
            return
        }
        owed = nil
        self.move(move, &scope)
        scope.act(.settleSoon)
        if opensCellWhenMoved && owed == nil {
            opensCellWhenMoved = false
            openCell(&scope)
        }
    }

    mutating func giveUp() {
        owed = nil
        opensCellWhenMoved = false
        revealing = nil
        scanning = nil
        ranging = nil
    }

    mutating func typed(_ scope: inout Scope) {
        if editor == nil { filterTyped(&scope) }
    }

    mutating func refresh(onlyWords: Bool, _ scope: inout Scope) {
        if onlyWords && list.filter == .all { return }
        if scanning != nil { return scanAgain(&scope) }
        guard list.isLoaded || list.load != nil else { return }
        switch list.load?.purpose {
        case .around(let spot)?, .below(let spot)?: load(.at(spot), &scope)
        case let purpose? where purpose.replaces: load(purpose, &scope)
        default: load(.refresh, &scope)
        }
    }

    mutating func resize(_ scope: inout Scope) {
        list.viewport.set(list.viewport.cursor, rows: scope.layout.listRows, count: list.records.count)
        readAhead(&scope)
    }

    mutating func stepOut(_ scope: inout Scope) -> Bool {
        if isZoomed {
            isZoomed = false
        } else if !filter.kept.isEmpty {
            clearFilter(&scope)
        } else {
            return false
        }
        return true
    }

    func contradiction(_ situation: Situation) -> String? {
        if let problem = list.viewport.contradiction(rows: situation.layout.listRows, count: list.records.count) {
            return problem
        }
        if Set(list.records.map(\.id)).count != list.records.count { return "a record stands twice" }
        if list.names.count > list.namesMax(rows: situation.layout.listRows) { return "\(list.names.count) names" }
        if let total = list.total, let position = list.position, position > total, !list.isTotalStale,
            !list.isOffsetStale
        {
            return "row \(position) of \(total)"
        }
        return nil
    }
}
