// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    private static let viewAudit = Permission(resource: "audit", action: .view)

    /// What can be done in the audit log.
    package static let audit = KeyTable(
        "audit", "Audit",
        [
            Command(
                "group.unfold", "Show what a commit changed below it", keys: ["right", "l"], hint: ("unfold", 2),
                right: .permission(viewAudit), of: AuditPlace.self, when: { $0.hasRow && !$0.isZoomed }
            ) { $0.unfold(&$1) },
            Command(
                "group.fold", "Hide what a commit changed", keys: ["left", "h"], of: AuditPlace.self,
                when: { $0.hasRow && !$0.isZoomed }
            ) { $0.fold(&$1) },
            Command(
                "commit.revert", "Take back what this commit did, as a new commit", keys: ["r"], hint: ("revert", 3),
                danger: .writes, need: .row, of: AuditPlace.self, when: { ($0.current?.entry.changeCount ?? 0) > 0 }
            ) { $0.askToRevert(&$1) },
            Command(
                "chain.verify", "Check the journal and all records", keys: ["g v"], hint: ("verify", 4),
                right: .permission(viewAudit), of: AuditPlace.self
            ) { $0.verify(&$1) },
            Command(
                "export.open", "Write these lines to a file", keys: ["x"], hint: ("export", 5),
                right: .permission(viewAudit), of: AuditPlace.self
            ) { $0.askForFile(&$1) },
        ])
}

extension AuditPlace {
    private static let entriesMin = 50
    /// Entries asked for at most when the list is read again.
    private static let entriesMax = 500

    private func page(_ layout: Layout) -> Int { max(AuditPlace.entriesMin, 2 * layout.listRows) }

    mutating func open(_ scope: inout Scope) { load(&scope) }

    mutating func refresh(onlyWords: Bool, _ scope: inout Scope) {
        if isLoaded && !onlyWords { load(&scope) }
    }

    /// Reads the newest entries, as many as are there now.
    private mutating func load(_ scope: inout Scope) {
        let limit = min(AuditPlace.entriesMax, max(page(scope.layout), entries.count))
        read(before: nil, limit: limit, &scope)
    }

    private mutating func read(before moment: Int64?, limit: Int, _ scope: inout Scope) {
        let id = scope.ask(.audit(wanted, before: moment, limit: limit))
        loading = Reading(id: id, filter: wanted, limit: limit, isOlder: moment != nil)
    }

    /// Reads older entries when less than a screen of them is left.
    private mutating func loadOlder(_ scope: inout Scope) {
        guard loading == nil, hasMore, let last = entries.last,
            viewport.top + 2 * scope.layout.listRows > rows.count
        else { return }
        // A moment later, so that entries of the same moment are asked for again; those known are not taken twice.
        read(before: last.at + 1, limit: page(scope.layout), &scope)
    }

    mutating func take(_ reply: Reply, for id: RequestID, _ scope: inout Scope) {
        if reverting?.id == id { return takeRevert(reply, &scope) }
        if check.id == id { return takeCheck(reply, &scope) }
        if export.id == id { return takeExport(reply, &scope) }
        switch reply {
        case .audit(let entries):
            guard let reading = loading, reading.id == id else { return }
            loading = nil
            refusal = nil
            take(entries, reading, screenRows: scope.layout.listRows)
            loadOlder(&scope)
        case .changes(let changes):
            guard let load = changesLoading, load.id == id else { return }
            changesLoading = nil
            take(changes, for: load.key, screenRows: scope.layout.listRows)
        case .denied(let problem) where loading?.id == id:
            loading = nil
            dropEntries(screenRows: scope.layout.listRows)
            refusal = problem.whole
        case .failed(let problem) where loading?.id == id && filter.isOpen:
            // Somebody types a name that is not whole yet: that is said in place of the lines.
            loading = nil
            dropEntries(screenRows: scope.layout.listRows)
            refusal = problem.title
        case .denied(let problem), .failed(let problem):
            if loading?.id == id {
                loading = nil
                hasMore = false
                isLoaded = true
            } else if changesLoading?.id == id {
                changesLoading = nil
            } else {
                return
            }
            return scope.say(.error, problem)
        default: return
        }
        settle(&scope)
    }

    /// The detail follows the cursor; what a commit changed is read when it is looked at.
    mutating func settle(_ scope: inout Scope) {
        let row = current
        if shown != row { scroll = 0 }
        shown = row
        guard let row, scope.layout.hasDetailBeside || isZoomed || unfolded.contains(row.entry.key) else { return }
        readChanges(of: row.entry, &scope)
    }

    private mutating func readChanges(of entry: AuditEntry, _ scope: inout Scope) {
        guard entry.changeCount > 0, changes[entry.key] == nil, changesLoading?.key != entry.key else { return }
        changesLoading = Load(id: scope.ask(.changes(entry)), key: entry.key)
    }

    mutating func resize(_ scope: inout Scope) {
        viewport.set(viewport.cursor, rows: scope.layout.listRows, count: rows.count)
    }

    mutating func move(_ move: Move, _ scope: inout Scope) {
        viewport.move(move, rows: scope.layout.listRows, count: rows.count)
        loadOlder(&scope)
    }

    mutating func point(to row: Int, _ scope: inout Scope) {
        viewport.point(to: row, rows: scope.layout.listRows, count: rows.count)
    }

    mutating func scrollDetail(by lines: Int, _ scope: inout Scope) {
        let rect = scope.layout.detailRect(isZoomed: isZoomed)
        let count = detailLines(columns: rect.columns, scope.situation).count
        scroll = min(max(0, scroll + lines), max(0, count - rect.rows))
    }

    mutating func stepOut(_ scope: inout Scope) -> Bool {
        if isZoomed {
            isZoomed = false
        } else if let reverting, reverting.pace != nil {
            scope.act(.effect(.stop(reverting.id)))
        } else if let id = check.runningID {
            scope.act(.effect(.stop(id)))
        } else if !filter.kept.isEmpty {
            clearFilter(&scope)
        } else {
            return false
        }
        return true
    }

    mutating func typed(_ scope: inout Scope) { filterTyped(&scope) }

    mutating func narrow(by text: String, isReturning: Bool, _ scope: inout Scope) throws(FilterError) {
        var parsed = try AuditFilter.parse(text, in: scope.situation.filterViewpoint)
        if isSecurityOnly { parsed.isSecurityOnly = true }
        guard parsed != wanted else { return }
        wanted = parsed
        load(&scope)
    }

    mutating func askToRevert(_ scope: inout Scope) {
        guard let entry = current?.entry else { return }
        reverting = Reverting(
            id: scope.inquire("Take back \(entry.words), of \(scope.situation.clock.words(entry.at))?"), entry: entry)
    }

    private mutating func takeRevert(_ reply: Reply, _ scope: inout Scope) {
        guard let entry = reverting?.entry else { return }
        if case .progress(let done, let total) = reply {
            let startedAt = reverting?.pace?.startedAt ?? scope.situation.clock.now
            reverting?.pace = Pace(startedAt: startedAt, done: done, total: total)
            return
        }
        reverting = nil
        switch reply {
        case .answer(true): reverting = Reverting(id: scope.ask(.revert(entry)), entry: entry)
        case .changed(let summary): scope.say(.ok, "\(summary). u undoes it.")
        case .failed(let problem), .denied(let problem): scope.say(.warning, problem)
        default: break
        }
    }

    mutating func unfold(_ scope: inout Scope) {
        guard let entry = current?.entry else { return }
        guard entry.changeCount > 0 else { return scope.say(.info, "An event has nothing below it.") }
        setUnfolded(true, entry.key, screenRows: scope.layout.listRows)
        readChanges(of: entry, &scope)
    }

    mutating func fold(_ scope: inout Scope) {
        guard let entry = current?.entry else { return }
        guard unfolded.contains(entry.key) else { return scope.say(.info, "Nothing is unfolded here.") }
        setUnfolded(false, entry.key, screenRows: scope.layout.listRows)
        scope.act(.settleSoon)
    }

    func contradiction(_ situation: Situation) -> String? {
        viewport.contradiction(rows: situation.layout.listRows, count: rows.count)
    }
}
