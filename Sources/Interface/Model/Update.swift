// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

/// Takes a message in. Pure: what is to be done outside is returned.
package func update(_ model: inout Model, _ message: Message) -> [Effect] {
    model.take(message)
    let effects = model.outbox
    model.outbox = []
    return effects
}

extension Model {
    mutating func take(_ message: Message) {
        switch message {
        case .start: start()
        case .resized(let columns, let rows): resize(columns: columns, rows: rows)
        case .key(let key): press(key)
        case .keys(let keys): press(keys)
        case .tick(let now): clock.now = now
        case .woke(let token): wake(token)
        case .storeChanged: refresh()
        case .wordsIndexed: if inventory.list.filter != .all { refreshList() }
        case .session(let session): self.session = session
        case .status(let badges, let connection): (self.badges, self.connection) = (badges, connection)
        case .notice(let severity, let problem): say(severity, problem)
        case .failed(let id, let problem): fail(id, problem)
        case .loaded, .counted, .detailed, .auditLoaded, .changesLoaded, .committed, .undone: takeAnswer(message)
        }
    }

    private mutating func takeAnswer(_ message: Message) {
        switch message {
        case .loaded(let id, let window): takeRecords(id, window)
        case .counted(let id, let count): takeCount(id, count)
        case .detailed(let id, let changes): takeDetails(id, changes)
        case .auditLoaded(let id, let entries): takeAudit(id, entries)
        case .changesLoaded(let id, let changes): takeChanges(id, changes)
        case .committed(let id, let summary, _): takeCommit(id, summary)
        case .undone(let id, let summary): takeUndone(id, summary)
        default: break
        }
        resume()
    }

    private mutating func start() {
        loadList(.first)
    }

    private mutating func resize(columns: Int, rows: Int) {
        size.columns = max(0, columns)
        size.rows = max(0, rows)
        let rows = layout.listRows
        inventory.list.place.set(inventory.list.place.cursor, rows: rows, count: inventory.list.records.count)
        audit.place.set(audit.place.cursor, rows: rows, count: audit.rows.count)
        if let history = inventory.history {
            inventory.history?.place.set(history.place.cursor, rows: rows, count: history.entries.count)
        }
        readAhead()
        settleSoon()
    }

    private mutating func wake(_ token: Int) {
        switch token {
        case settleToken: settle()
        case whichKeyToken: showsWhichKey = !prefix.isEmpty
        case toastToken: toast = nil
        default: break
        }
    }

    /// Something could not be done: it is said, and what waited for it goes on or is given up.
    private mutating func fail(_ id: Int, _ problem: Problem) {
        if inventory.editor?.saving?.id == id { return failCell(problem) }
        if undoing?.id == id {
            undoing = nil
            say(.warning, problem)
            return resume()
        }
        let isList = inventory.list.load?.id == id
        guard forget(id) else { return }
        if isList { giveUpWaiting() }
        say(.error, problem)
    }

    /// Whether an answer of this id was waited for; it no longer is.
    private mutating func forget(_ id: Int) -> Bool {
        if inventory.list.load?.id == id {
            inventory.list.load = nil
        } else if inventory.list.counting == id {
            inventory.list.counting = nil
        } else if inventory.detail.loading == id {
            inventory.detail.loading = nil
        } else if inventory.history?.loading == id {
            inventory.history?.loading = nil
        } else if audit.loading == id {
            audit.loading = nil
            audit.hasMore = false
        } else if audit.changesLoading?.id == id {
            audit.changesLoading = nil
        } else {
            return false
        }
        return true
    }
}
